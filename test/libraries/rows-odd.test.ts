import { describeRows } from "./rows.js";

describeRows(1);
