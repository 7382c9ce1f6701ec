// Builds the site: the wasm programs, their style sheets and everything in public/, into target/site.
//
//   node frontend/build.mjs          release: small wasm, compressed files
//   node frontend/build.mjs --dev    quick: no wasm-opt, no compression
//
// What has not changed is not made again, and not written again, so that Cargo does not rebuild
// the server that embeds it. See docs/adr/0001.

import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import { basename, delimiter, dirname, extname, join } from "node:path";
import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { addOffline } from "./offline.mjs";
import { compressed, filesBelow, sync } from "./site.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = dirname(HERE);
const SITE = join(ROOT, "target", "site");
const PROGRAMS = ["wall", "home", "survey", "goals", "make", "desk"];
/** Children's programs share one. */
const SHEETS = ["child", "desk"];
const DEV = process.argv.includes("--dev");
const PROFILE = DEV ? "wasm-dev" : "wasm";

// What rustc's wasm32-unknown-unknown uses by default, and no more: what wasm-opt may use, every
// browser of the last four years must know.
const WASM_OPT = [
  "-Oz",
  "--strip-debug",
  "--strip-producers",
  "--strip-target-features",
  "--enable-bulk-memory",
  "--enable-bulk-memory-opt",
  "--enable-call-indirect-overlong",
  "--enable-multivalue",
  "--enable-mutable-globals",
  "--enable-nontrapping-float-to-int",
  "--enable-reference-types",
  "--enable-sign-ext",
];

const cacheHome = process.env.XDG_CACHE_HOME || join(homedir(), ".cache");
const tools = process.env.FLEDGE_TOOLS || join(cacheHome, "fledge", "tools");
const env = {
  ...process.env,
  PATH: [join(tools, "bin"), join(HERE, "node_modules", ".bin"), process.env.PATH].join(delimiter),
};

class BuildError extends Error {}

const hash8 = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 8);
const kB = (bytes) => `${(bytes / 1000).toFixed(bytes < 100_000 ? 1 : 0)} kB`;

async function step(name, work) {
  const start = performance.now();
  process.stdout.write(`site: ${name} …\n`);
  const note = await work();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  process.stdout.write(`site: ${name} ${note ? `(${note}) ` : ""}${seconds} s\n`);
}

function run(program, args, { quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: ROOT, env, stdio: ["ignore", quiet ? "pipe" : "inherit", "inherit"] });
    let out = "";
    child.stdout?.on("data", (chunk) => (out += chunk));
    child.on("error", (error) =>
      reject(new BuildError(error.code === "ENOENT" ? `${program} is not installed: run "make setup"` : `${program}: ${error.message}`)),
    );
    child.on("close", (code, signal) =>
      code === 0 ? resolve(out) : reject(new BuildError(`${program} ended with ${signal ?? `status ${code}`}`)),
    );
  });
}

async function needTools() {
  const wanted = /^name = "wasm-bindgen"\nversion = "(.+)"$/m.exec(await readFile(join(ROOT, "Cargo.lock"), "utf8"))?.[1];
  const found = (await run("wasm-bindgen", ["--version"], { quiet: true })).trim().split(" ").pop();
  if (wanted && wanted !== found) {
    throw new BuildError(`wasm-bindgen is ${found}, Cargo.lock has ${wanted}: run "make setup"`);
  }
  if (!existsSync(join(HERE, "node_modules", "sass"))) {
    throw new BuildError('frontend/node_modules is not there: run "make setup"');
  }
  return found;
}

function targetDir() {
  const meta = execFileSync("cargo", ["metadata", "--format-version", "1", "--no-deps"], {
    cwd: ROOT,
    maxBuffer: 64 << 20,
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(meta).target_directory;
}

/** A program's package, from the cache if its wasm has been through these tools before. */
async function packaged(program, built, cache, version) {
  const wasm = await readFile(join(built, `${program}.wasm`));
  const key = hash8(`${version} ${DEV ? "" : WASM_OPT} ${createHash("sha256").update(wasm).digest("hex")}`);
  const done = join(cache, "pkg", `${PROFILE}-${program}-${key}`);
  if (existsSync(done)) return { dir: done, note: "unchanged" };
  await mkdir(dirname(done), { recursive: true });
  for (const old of await readdir(dirname(done))) {
    if (old.startsWith(`${PROFILE}-${program}-`)) await rm(join(dirname(done), old), { recursive: true });
  }
  const work = await mkdtemp(join(dirname(done), "work-"));
  try {
    await run("wasm-bindgen", [
      "--target", "web", "--no-typescript", ...(DEV ? ["--debug"] : []),
      "--out-dir", work, "--out-name", program, join(built, `${program}.wasm`),
    ]);
    const bound = join(work, `${program}_bg.wasm`);
    const before = (await readFile(bound)).length;
    if (!DEV) await run("wasm-opt", [...WASM_OPT, bound, "-o", bound]);
    await rename(work, done);
    return { dir: done, note: `${kB(wasm.length)} → ${kB(before)} → ${kB((await readFile(join(done, basename(bound)))).length)}` };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function styleSheet(sheet) {
  const sass = await import("sass");
  try {
    const { css } = sass.compile(join(ROOT, "style", `${sheet}.scss`), { style: DEV ? "expanded" : "compressed" });
    return Buffer.from(css);
  } catch (error) {
    throw new BuildError(error.formatted ?? error.message);
  }
}

async function build() {
  const files = new Map();
  const manifest = {};
  const add = (name, stem, bytes) => {
    const path = `pkg/${stem}.${hash8(bytes)}${extname(name)}`;
    files.set(path, bytes);
    manifest[name] = `/${path}`;
    return manifest[name];
  };

  const version = await needTools();
  const target = targetDir();
  const cache = join(target, "site-cache");
  const built = join(target, "wasm32-unknown-unknown", PROFILE);
  await step("compile the browser's half", () =>
    run("cargo", ["build", "--profile", PROFILE, "--target", "wasm32-unknown-unknown", "-p", "frontend", "--bins"]),
  );
  for (const program of PROGRAMS) {
    await step(`package ${program}`, async () => {
      const { dir, note } = await packaged(program, built, cache, version);
      add(`${program}.js`, program, await readFile(join(dir, `${program}.js`)));
      add(`${program}.wasm`, program, await readFile(join(dir, `${program}_bg.wasm`)));
      for (const path of await filesBelow(join(dir, "snippets"))) {
        files.set(`pkg/snippets/${path}`, await readFile(join(dir, "snippets", path)));
      }
      return note;
    });
  }
  await step("style sheets", async () => {
    const sheets = await Promise.all(SHEETS.map(styleSheet));
    SHEETS.forEach((sheet, n) => add(`${sheet}.css`, sheet, sheets[n]));
    return sheets.map((css) => kB(css.length)).join(", ");
  });
  await step("pictures, voices, fonts", async () => {
    const paths = await filesBelow(join(ROOT, "public"));
    for (const path of paths) files.set(path, await readFile(join(ROOT, "public", path)));
    return `${paths.length} files`;
  });
  await step("pages and worker for lost Wi-Fi", () => addOffline(files, manifest, add));
  // A digest of everything: Cargo sees that the embedded site is another one, whatever changed.
  manifest.site = hash8([...files].map(([path, bytes]) => `${path} ${hash8(bytes)}`).sort().join("\n"));
  if (!DEV) {
    await step("compress", async () => {
      const smaller = await compressed(files, join(cache, "compressed"));
      for (const [path, bytes] of smaller) files.set(path, bytes);
      const size = (name) => kB((smaller.get(`${manifest[name].slice(1)}.br`) ?? files.get(manifest[name].slice(1))).length);
      return Object.keys(manifest).filter((name) => name !== "site").map((name) => `${name} ${size(name)}`).join(", ");
    });
  }
  files.set("manifest.json", Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`));
  await step(`write ${SITE.slice(ROOT.length + 1)}`, async () => {
    const { written, removed } = await sync(files, SITE);
    return `${files.size} files, ${written} new or changed, ${removed} removed`;
  });
}

try {
  await build();
} catch (error) {
  if (!(error instanceof BuildError)) throw error;
  process.stderr.write(`site: ${error.message}\n`);
  process.exitCode = 1;
}
