import { traceFlows } from "./flows/traces.js";
import { shapes } from "./shapes/index.js";
import { testShapes } from "./verdicts.js";

testShapes(traceFlows, shapes);
