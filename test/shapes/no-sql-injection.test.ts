import { sqlFlows } from "./flows/sql.js";
import { shapes } from "./shapes/index.js";
import { testShapes } from "./verdicts.js";

testShapes(sqlFlows, shapes);
