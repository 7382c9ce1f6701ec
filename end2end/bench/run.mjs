// Measures the server and the tablet, and prints each figure beside the last committed one and
// what promises.md says. --keep writes them to figures.json.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "..", "..");
const OUT = join(ROOT, "end2end", "test-results", "bench");
const COMMITTED = join(HERE, "figures.json");

const PARTS = {
  server: {
    command: ["cargo", ["run", "--release", "-p", "server", "--example", "bench"]],
    cwd: ROOT,
  },
  browser: {
    command: [join(ROOT, "end2end", "node_modules", ".bin", "playwright"), ["test", "-c", "bench.config.ts"]],
    cwd: join(ROOT, "end2end"),
  },
};

const wanted = process.argv.slice(2).filter((it) => !it.startsWith("--"));
rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const figures = [];
let broken = 0;
for (const [name, { command: [program, args], cwd }] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  const file = join(OUT, `${name}.json`);
  process.stdout.write(`\n== ${name}\n`);
  const { status } = spawnSync(program, args, { cwd, stdio: "inherit", env: { ...process.env, FLEDGE_BENCH_JSON: file } });
  if (status !== 0 || !existsSync(file)) {
    process.stderr.write(`bench: ${name} measured nothing (status ${status})\n`);
    broken += 1;
    continue;
  }
  figures.push(...JSON.parse(readFileSync(file, "utf8")));
}

const last = existsSync(COMMITTED) ? JSON.parse(readFileSync(COMMITTED, "utf8")) : { figures: [] };
const kept = ({ value, most, least }) => (most === undefined || value <= most) && (least === undefined || value >= least);
const promise = ({ most, least }) => (most !== undefined ? `≤ ${most}` : least !== undefined ? `≥ ${least}` : "");

const rows = figures.map((it) => {
  const before = last.figures.find((held) => held.id === it.id);
  return [it.id, `${it.value} ${it.unit}`, before ? String(before.value) : "–", promise(it), kept(it) ? "" : "MISSED", it.what];
});
const heads = ["", "now", "last", "promised", "", "what"];
const widths = heads.map((head, n) => Math.max(head.length, ...rows.map((row) => row[n].length)));
process.stdout.write("\n");
for (const row of [heads, ...rows]) {
  process.stdout.write(`${row.map((cell, n) => (n === 0 || n === 5 ? cell.padEnd(widths[n]) : cell.padStart(widths[n]))).join("  ").trimEnd()}\n`);
}
const missed = figures.filter((it) => !kept(it)).map((it) => it.id);
process.stdout.write(`\n${figures.length} figures, ${missed.length} promises missed${missed.length ? `: ${missed.join(", ")}` : ""}\n`);

if (process.argv.includes("--keep") && broken === 0) {
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { cwd: ROOT, encoding: "utf8" }).trim();
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "?"}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
  const rest = last.figures.filter((held) => !figures.some((it) => it.id === held.id));
  writeFileSync(COMMITTED, `${JSON.stringify({ commit, machine, figures: [...figures, ...rest] }, null, 2)}\n`);
  process.stdout.write(`written to ${COMMITTED.slice(ROOT.length)}\n`);
}
process.exitCode = broken > 0 ? 1 : 0;
