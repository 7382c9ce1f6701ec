// Runs the checks one after the other, goes on after a failure, and ends with what passed and why what
// failed did.
//
//   node dev/check.mjs lint
//   node dev/check.mjs test [NAME]     NAME: only the steps of this name
//   node dev/check.mjs total FILE      sums what runs with FLEDGE_TEST_RESULTS=FILE have noted
//
// Called by make, after its set-up.

import { spawn } from "node:child_process";
import { appendFileSync, existsSync, readFileSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const TOOLS = process.env.FLEDGE_TOOLS || join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "fledge", "tools");
const BROWSER_RESULTS = join(ROOT, "end2end", "test-results", "results.json");
const hasNextest = process.env.PATH.split(":").some((dir) => existsSync(join(dir, "cargo-nextest")));

const STEPS = {
  lint: [
    { name: "format", run: "cargo fmt --all --check" },
    { name: "format of the views", run: "leptosfmt --check app/src 2>&1 | grep -v ✅" },
    { name: "clippy", run: "cargo clippy --workspace --all-targets -- -D warnings" },
    {
      name: "clippy in the browser",
      run: "cargo clippy -p frontend --bins --target wasm32-unknown-unknown -- -D warnings",
    },
    {
      name: "documentation",
      run: "cargo doc --workspace --no-deps --document-private-items",
      env: { RUSTDOCFLAGS: "-D warnings" },
    },
    { name: "dependencies", run: "node dev/dependencies.mjs" },
    { name: "types of the browser tests", run: "end2end/node_modules/.bin/tsc -p end2end" },
    { name: "scripts", run: "bash -n dev/setup.sh .ci/run && for it in dev/*.mjs frontend/*.mjs end2end/bench/*.mjs; do node --check $it; done" },
  ],
  test: [
    { name: "voices", run: "python3 app/voice.py --check" },
    { name: "contrast", run: "node dev/contrast.mjs" },
    { name: "site", run: "node frontend/build.mjs" },
    {
      name: "rust",
      run: `cargo ${hasNextest ? "nextest run" : "test"} --workspace --lib --bins --tests --no-fail-fast && cargo test --doc -p domain`,
      count: hasNextest ? countNextest : countCargoTest,
      failures: failedInRust,
    },
    // As built for the tests above: what a release build adds is speed, and minutes here.
    { name: "program", run: "cargo build -p server --bin fledge", needs: ["site"] },
    {
      name: "browser",
      run: "cd end2end && node_modules/.bin/playwright test",
      needs: ["program"],
      env: { FLEDGE_TEST_BIN: resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target", "debug", "fledge") },
      before: () => rmSync(BROWSER_RESULTS, { force: true }),
      count: countPlaywright,
      failures: failedInBrowser,
    },
  ],
};

function countNextest(output) {
  const line = /Summary \[.*?\]\s+(\d+)(?:\/\d+)? tests? run: (\d+) passed/.exec(output);
  if (!line) return null;
  const [run, passed] = [Number(line[1]), Number(line[2])];
  // Cargo runs the examples of the documentation, after all tests of nextest have passed.
  const examples = run === passed && countCargoTest(output);
  return { passed: passed + (examples?.passed ?? 0), failed: run - passed + (examples?.failed ?? 0) };
}

function countCargoTest(output) {
  const lines = [...output.matchAll(/^test result: .*? (\d+) passed; (\d+) failed/gm)];
  return lines.length > 0 && lines.reduce((sum, it) => ({ passed: sum.passed + Number(it[1]), failed: sum.failed + Number(it[2]) }), { passed: 0, failed: 0 });
}

function countPlaywright() {
  if (!existsSync(BROWSER_RESULTS)) return null;
  const { expected, unexpected, flaky } = JSON.parse(readFileSync(BROWSER_RESULTS, "utf8")).stats;
  return { passed: expected + flaky, failed: unexpected, note: flaky ? `${flaky} only the second time: see below` : undefined };
}

/** The names of what failed, of nextest, of cargo's tests and of the examples. */
function failedInRust(output) {
  const lines = output.split("\n").map((line) => line.trim());
  const failed = lines.filter((line) => /^(FAIL|TIMEOUT|SIG\w+) \[|^test .* FAILED$|^error(\[\w+\])?:/.test(line));
  return [...new Set(failed)];
}

/** Each test that failed, if only the first time, with the first lines of why. */
function failedInBrowser() {
  if (!existsSync(BROWSER_RESULTS)) return [];
  const found = [];
  const look = (suite) => {
    for (const it of suite.suites ?? []) look(it);
    for (const { title, file, line, ok, tests } of suite.specs ?? []) {
      const errors = tests.flatMap((test) => test.results.flatMap((result) => result.errors));
      const twice = ok && errors.length > 0 ? " (passed the second time)" : "";
      const why = errors.map((it) => plain(it.message ?? "").split("\n").filter(Boolean).slice(0, 6).join("\n    "));
      if (errors.length > 0) found.push([`${file}:${line} ${title}${twice}`, ...why].join("\n    "));
    }
  };
  look(JSON.parse(readFileSync(BROWSER_RESULTS, "utf8")));
  return found;
}

function plain(text) {
  return text.replace(/\x1b\[[0-9;]*m/g, "");
}

function shell(command, env) {
  return new Promise((resolve) => {
    const child = spawn("bash", ["-euo", "pipefail", "-c", command], {
      cwd: ROOT,
      env: { ...process.env, PATH: join(TOOLS, "bin") + delimiter + process.env.PATH, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const [from, to] of [[child.stdout, process.stdout], [child.stderr, process.stderr]]) {
      from.on("data", (chunk) => {
        output += chunk;
        to.write(chunk);
      });
    }
    child.on("close", (code) => resolve({ ok: code === 0, output: plain(output) }));
  });
}

/** A step that has no tests of its own counts as one. */
async function result(step, done) {
  const missing = (step.needs ?? []).find((name) => done.some((it) => it.name === name && it.failed > 0));
  if (missing) return { passed: 0, failed: 1, note: `left out: ${missing} failed` };
  step.before?.();
  const { ok, output } = await shell(step.run, step.env ?? {});
  const counts = step.count?.(output) || { passed: ok ? 1 : 0, failed: ok ? 0 : 1 };
  const failures = step.failures?.(output) ?? [];
  // Red without a failed test: it did not compile, or broke off.
  const failed = !ok && counts.failed === 0 ? 1 : counts.failed;
  return { ...counts, failed, failures };
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
  for (const { name, failures } of done) {
    for (const it of failures ?? []) process.stdout.write(`\n${name}: ${it}\n`);
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
  const only = (step) => !name || step.name === name || (name === "browser" && ["site", "program"].includes(step.name));
  good = await runAll(STEPS[what].filter(only));
} else {
  process.stderr.write("usage: node dev/check.mjs lint | test [NAME] | total FILE\n");
  good = false;
}
process.exitCode = good ? 0 : 1;
