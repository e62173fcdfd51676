import { idFlows } from "./flows/ids.js";
import { shapes } from "./shapes/index.js";
import { testShapes } from "./verdicts.js";

testShapes(idFlows, shapes);
