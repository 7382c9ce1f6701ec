import { defineConfig } from "@playwright/test";
import { CHROMIUM, CHROMIUM_ARGS } from "./fixtures/chromium.ts";

/** A first-grader's tablet, lying down. Other sizes are chosen where a test needs them. */
export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/artifacts",
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  // A test that passes only the second time is named at the end of the checks: its cause is to be found.
  retries: process.env.CI ? 1 : 0,
  workers: Number(process.env.FLEDGE_TEST_WORKERS ?? 2),
  // For a machine that is busy with something else; how fast it is, the benchmarks say.
  timeout: 240_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["json", { outputFile: "test-results/results.json" }], ["html", { open: "never" }]],
  use: {
    viewport: { width: 1024, height: 768 },
    hasTouch: true,
    locale: "en-US",
    timezoneId: "America/Chicago",
    actionTimeout: 10_000,
    screenshot: "only-on-failure",
    // Recording what a test does takes as long as doing it.
    trace: process.env.FLEDGE_TEST_TRACE ? "retain-on-failure" : "off",
    launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_ARGS },
  },
  projects: [{ name: "tablet" }],
});
