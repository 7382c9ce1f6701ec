import { defineConfig } from "@playwright/test";
import { CHROMIUM, CHROMIUM_ARGS } from "./fixtures/chromium.ts";

/** A first-grader's tablet, lying down. Other sizes are chosen where a test needs them. */
export default defineConfig({
  testDir: "tests",
  outputDir: "test-results/artifacts",
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  retries: 0,
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
    trace: "retain-on-failure",
    launchOptions: { executablePath: CHROMIUM, args: CHROMIUM_ARGS },
  },
  projects: [{ name: "tablet" }],
});
