import { testShapes } from "./verdicts.js";
import { idFlows } from "./flows/ids.js";
import { knownFaults } from "./known.js";
import { functionShapes } from "./shapes/functions.js";
import { moduleShapes } from "./shapes/modules.js";

testShapes(idFlows, [...functionShapes, ...moduleShapes], knownFaults);
