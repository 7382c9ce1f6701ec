// Runs the checks one after the other, goes on after a failure, and ends with what passed.
//
//   node dev/check.mjs lint
//   node dev/check.mjs test [NAME]     NAME: only the steps of this name
//   node dev/check.mjs total FILE      sums what runs with FLEDGE_TEST_RESULTS=FILE have noted
//
// Called by make, after its set-up.

import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const BROWSER_RESULTS = join(ROOT, "end2end", "test-results", "results.json");
const hasNextest = process.env.PATH.split(":").some((dir) => existsSync(join(dir, "cargo-nextest")));

const STEPS = {
  lint: [
    { name: "format", run: "cargo fmt --all --check" },
    { name: "clippy", run: "cargo clippy --workspace --all-targets -- -D warnings" },
    {
      name: "clippy in the browser",
      run: "cargo clippy -p frontend --bins --target wasm32-unknown-unknown -- -D warnings",
    },
    { name: "types of the browser tests", run: "end2end/node_modules/.bin/tsc -p end2end" },
    { name: "scripts", run: "bash -n dev/setup.sh .ci/run && for it in dev/*.mjs frontend/*.mjs end2end/bench/*.mjs; do node --check $it; done" },
  ],
  test: [
    { name: "voices", run: "python3 app/voice.py --check" },
    { name: "contrast", run: "node dev/contrast.mjs" },
    { name: "site", run: "node frontend/build.mjs" },
    {
      name: "rust",
      run: `cargo ${hasNextest ? "nextest run" : "test"} --workspace --lib --bins --tests --no-fail-fast`,
      count: hasNextest ? countNextest : countCargoTest,
    },
    { name: "release build", run: "cargo build --release -p server --bin fledge", needs: ["site"] },
    {
      name: "browser",
      run: "cd end2end && node_modules/.bin/playwright test",
      needs: ["release build"],
      before: () => rmSync(BROWSER_RESULTS, { force: true }),
      count: countPlaywright,
    },
  ],
};

function countNextest(output) {
  const line = /Summary \[.*?\]\s+(\d+)(?:\/\d+)? tests? run: (\d+) passed/.exec(output);
  return line && { passed: Number(line[2]), failed: Number(line[1]) - Number(line[2]) };
}

function countCargoTest(output) {
  const lines = [...output.matchAll(/^test result: .*? (\d+) passed; (\d+) failed/gm)];
  return lines.length > 0 && lines.reduce((sum, it) => ({ passed: sum.passed + Number(it[1]), failed: sum.failed + Number(it[2]) }), { passed: 0, failed: 0 });
}

function countPlaywright() {
  if (!existsSync(BROWSER_RESULTS)) return null;
  const { expected, unexpected, flaky } = JSON.parse(readFileSync(BROWSER_RESULTS, "utf8")).stats;
  return { passed: expected, failed: unexpected + flaky };
}

function shell(command, env) {
  return new Promise((resolve) => {
    const child = spawn("bash", ["-euo", "pipefail", "-c", command], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from.on("data", (chunk) => {
        output += chunk;
        to.write(chunk);
      });
    }
    child.on("close", (code) => resolve({ ok: code === 0, output: output.replace(/\x1b\[[0-9;]*m/g, "") }));
  });
}

/** A step that has no tests of its own counts as one. */
async function result(step, done) {
  const missing = (step.needs ?? []).find((name) => done.some((it) => it.name === name && it.failed > 0));
  if (missing) return { passed: 0, failed: 1, note: `left out: ${missing} failed` };
  step.before?.();
  const { ok, output } = await shell(step.run, step.env ?? {});
  const counts = step.count?.(output) || { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  // Red without a failed test: it did not compile, or broke off.
  return !ok && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

async function runAll(steps) {
  const done = [];
  for (const step of steps) {
    process.stdout.write(`\n== ${step.name}: ${step.run}\n`);
    const start = performance.now();
    const counts = await result(step, done);
    done.push({ name: step.name, seconds: (performance.now() - start) / 1000, ...counts });
  }
  process.stdout.write("\n");
  for (const { name, seconds, passed, failed, note } of done) {
    process.stdout.write(`${failed ? "FAILED" : "ok    "}  ${name.padEnd(28)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed ${seconds.toFixed(0).padStart(6)} s  ${note ?? ""}\n`);
  }
  if (process.env.FLEDGE_TEST_RESULTS) {
    for (const it of done) appendFileSync(process.env.FLEDGE_TEST_RESULTS, `${JSON.stringify(it)}\n`);
  }
  return total(done);
}

function total(done) {
  const passed = done.reduce((sum, it) => sum + it.passed, 0);
  const failed = done.reduce((sum, it) => sum + it.failed, 0);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  return failed === 0 && passed > 0;
}

const [what, name] = process.argv.slice(2);
let good;
if (what === "total") {
  const lines = existsSync(name) ? readFileSync(name, "utf8").split("\n").filter(Boolean) : [];
  good = total(lines.map((line) => JSON.parse(line)));
} else if (STEPS[what]) {
  const only = (step) => !name || step.name === name || (name === "browser" && ["site", "release build"].includes(step.name));
  good = await runAll(STEPS[what].filter(only));
} else {
  process.stderr.write("usage: node dev/check.mjs lint | test [NAME] | total FILE\n");
  good = false;
}
process.exitCode = good ? 0 : 1;
