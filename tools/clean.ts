/** Before packing: what was built of files that are gone must not be published. */
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

rmSync(fileURLToPath(new URL("../dist/", import.meta.url)), { recursive: true, force: true });
