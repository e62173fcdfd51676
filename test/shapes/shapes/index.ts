import type { Shape } from "../case.js";
import { callbackShapes } from "./callbacks.js";
import { classShapes } from "./classes.js";
import { dataShapes } from "./data.js";
import { functionShapes } from "./functions.js";
import { moduleShapes } from "./modules.js";

/** Every way to move code that the tests try. */
export const shapes: readonly Shape[] = [...functionShapes, ...moduleShapes, ...classShapes, ...callbackShapes, ...dataShapes];
