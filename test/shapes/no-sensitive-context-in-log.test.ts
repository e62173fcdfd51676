import { secretFlows } from "./flows/secrets.js";
import { shapes } from "./shapes/index.js";
import { testShapes } from "./verdicts.js";

testShapes(secretFlows, shapes);
