import { sqlFlows } from "./flows/sql.js";
import { knownFaults } from "./known.js";
import { shapes } from "./shapes/index.js";
import { testShapes } from "./verdicts.js";

testShapes(sqlFlows, shapes, knownFaults);
