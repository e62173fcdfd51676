// One measured process: what loading the plugin adds to ESLint's own start; prints JSON.
import "eslint";

const before = { wall: performance.now(), user: process.cpuUsage().user };
await import("../dist/index.js");
console.log(JSON.stringify({ wall: performance.now() - before.wall, user: (process.cpuUsage().user - before.user) / 1000 }));
