/** Says, before the tests run, which of them cannot, and why. */
import { NO_SERVER, NO_TOOLS, serverTools } from "./server.js";

export default function announce(): void {
  if (process.env["DATABASE_URL"] === undefined) process.stdout.write(`Skipped: several writers at once. ${NO_SERVER}\n`);
  if (serverTools() === null) process.stdout.write(`Skipped: a server that stops. ${NO_TOOLS}\n`);
}
