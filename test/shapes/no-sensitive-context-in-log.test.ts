import { secretFlows } from "./flows/secrets.js";
import { knownFaults } from "./known.js";
import { shapes } from "./shapes/index.js";
import { testShapes } from "./verdicts.js";

testShapes(secretFlows, shapes, knownFaults);
