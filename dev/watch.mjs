// Builds and restarts while you work: words and Rust for both halves, style and pictures alone.
// The development server reads target/site from the disk: after a change of style, reload.

import { spawn } from "node:child_process";
import { mkdirSync, watch } from "node:fs";
import { join, sep } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const QUIET_MS = 200;
const FOLDERS = ["app", "domain", "frontend", "public", "server", "store", "style"];
const env = process.env;

let server = null;
let changed = new Set(FOLDERS);
let busy = false;

const say = (text) => process.stdout.write(`watch: ${text}\n`);
const anyOf = (folders, ...wanted) => wanted.some((it) => folders.has(it));

function run(command, args) {
  return new Promise((resolve) => {
    spawn(command, args, { cwd: ROOT, env, stdio: ["ignore", "inherit", "inherit"] }).on("close", (code) => resolve(code === 0));
  });
}

function stop() {
  return new Promise((resolve) => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return resolve();
    server.once("close", resolve);
    server.kill("SIGTERM");
  });
}

async function build(folders) {
  if (anyOf(folders, "app", "domain", "frontend", "public", "style") && !(await run("node", ["frontend/build.mjs", "--dev"]))) return false;
  if (!anyOf(folders, "app", "domain", "server", "store")) return true;
  if (!(await run("cargo", ["build", "-p", "server", "--bin", "fledge"]))) return false;
  await stop();
  server = spawn("cargo", ["run", "-q", "-p", "server", "--bin", "fledge", "--", "serve", "--demo", "--database", env.FLEDGE_DATABASE ?? "sqlite:data/watch.db", ...process.argv.slice(2)], {
    cwd: ROOT,
    env,
    stdio: "inherit",
  });
  return true;
}

async function work() {
  if (busy || changed.size === 0) return;
  busy = true;
  const folders = changed;
  changed = new Set();
  const start = performance.now();
  const good = await build(folders);
  say(good ? `ready after ${((performance.now() - start) / 1000).toFixed(1)} s` : "waiting for the next change");
  busy = false;
  setTimeout(work, QUIET_MS);
}

mkdirSync(join(ROOT, "data"), { recursive: true });
let soon;
for (const folder of FOLDERS) {
  watch(join(ROOT, folder), { recursive: true }, (_, path) => {
    if (!path || path.split(sep).some((part) => part === "node_modules" || part.startsWith(".")) || /~$|\.part$/.test(path)) return;
    changed.add(folder);
    clearTimeout(soon);
    soon = setTimeout(work, QUIET_MS);
  });
}
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => stop().then(() => process.exit(0)));
await work();
