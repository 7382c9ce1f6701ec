import { defineConfig } from "@playwright/test";
import tests from "./playwright.config.ts";

/** The README's pictures, taken of the real program: make pictures. */
export default defineConfig(tests, {
  testDir: "pictures",
  testMatch: "*.pictures.ts",
  workers: 1,
  timeout: 300_000,
  reporter: [["list"]],
  use: { trace: "off", screenshot: "off" },
});
