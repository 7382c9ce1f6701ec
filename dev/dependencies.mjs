// Checks what comes in from outside: that each dependency a Cargo.toml names is used, that its licence
// and source are allowed, and that it is not banned. What is allowed stands in deny.toml, which
// cargo-deny reads too.

import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const CRATES_IO = "registry+https://github.com/rust-lang/crates.io-index";
/** The folders whose code may use a dependency of this kind. */
const USED_IN = { normal: ["src"], dev: ["src", "tests", "examples", "benches"], build: ["build.rs"] };

const deny = readFileSync(join(ROOT, "deny.toml"), "utf8");
const strings = (text) => [...text.matchAll(/"([^"]+)"/g)].map((it) => it[1]);
const allowed = new Set(strings(/^allow = \[(.*?)^\]/ms.exec(deny)[1]));
const banned = new Set([...deny.matchAll(/\{ crate = "([^"]+)"/g)].map((it) => it[1]));

const targets = strings(/^targets = \[(.*)\]/m.exec(deny)[1]).flatMap((it) => ["--filter-platform", it]);
const metadata = JSON.parse(execFileSync("cargo", ["metadata", "--format-version", "1", "--locked", ...targets], { cwd: ROOT, maxBuffer: 1 << 28 }));
const faults = [];

/** Whether an SPDX expression holds with the allowed licences; "/" is an old way to write OR. */
function permits(expression) {
  const [always] = allowed;
  const bracket = /\(([^()]*)\)/;
  while (bracket.test(expression)) expression = expression.replace(bracket, (_, part) => (permits(part) ? always : "none"));
  return expression.split(/ OR |\//).some((either) => either.split(" AND ").every((one) => allowed.has(one.trim())));
}

for (const { name, version, license, source } of metadata.packages) {
  if (banned.has(name)) faults.push(`${name} is banned by deny.toml`);
  if (source === null) continue;
  if (source !== CRATES_IO) faults.push(`${name} ${version} comes from ${source}`);
  if (!permits(license ?? "none")) faults.push(`${name} ${version}: deny.toml allows no licence of "${license}"`);
}

function sources(crate, places) {
  const files = places.flatMap((place) => {
    if (place.endsWith(".rs")) return [place];
    try {
      return readdirSync(join(crate, place), { recursive: true }).map((it) => join(place, it));
    } catch {
      return [];
    }
  });
  return files.filter((it) => it.endsWith(".rs")).map((it) => readFileSync(join(crate, it), "utf8")).join("\n");
}

for (const { name, manifest_path, dependencies } of metadata.packages.filter((it) => it.source === null)) {
  for (const it of dependencies) {
    const kind = it.kind ?? "normal";
    const ident = (it.rename ?? it.name).replaceAll("-", "_");
    const code = sources(dirname(manifest_path), USED_IN[kind]);
    const twin = kind === "dev" && dependencies.find((other) => other.name === it.name && other.kind === null && !other.optional);
    const addsNothing = twin && it.features.every((feature) => twin.features.includes(feature));
    if (addsNothing) faults.push(`${name}: the dev-dependency ${it.name} adds nothing to the dependency`);
    else if (!new RegExp(`\\b${ident}::|\\buse ${ident}\\b`).test(code)) faults.push(`${name}: no code uses the ${kind} dependency ${it.name}`);
  }
}

/** Known flaws stand in a database from the network: they are looked up where cargo-deny is installed. */
function cargoDeny(...args) {
  const { status } = spawnSync("cargo", ["deny", ...args], { cwd: ROOT, stdio: args[0] === "check" ? "inherit" : "ignore" });
  return status === 0;
}
if (cargoDeny("--version") && !cargoDeny("check", "advisories")) faults.push("cargo deny check advisories");

for (const it of faults) process.stderr.write(`${it}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
