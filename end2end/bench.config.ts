import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

/** Measures; asserts nothing but that there was something to measure. Alone on the machine. */
export default defineConfig(tests, {
  testDir: "bench",
  testMatch: "*.bench.ts",
  workers: 1,
  fullyParallel: false,
  timeout: 300_000,
  reporter: [["list"]],
  use: { trace: "off", screenshot: "off" },
});
