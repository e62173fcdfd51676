export { report, type ReportFormat, type ReportOptions } from "./report.js";
export type { Reviewed } from "./reviewed.js";
