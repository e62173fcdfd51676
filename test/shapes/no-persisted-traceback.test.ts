import { traceFlows } from "./flows/traces.js";
import { knownFaults } from "./known.js";
import { shapes } from "./shapes/index.js";
import { testShapes } from "./verdicts.js";

testShapes(traceFlows, shapes, knownFaults);
