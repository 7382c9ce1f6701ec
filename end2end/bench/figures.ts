import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { ROOT } from "../fixtures/server.ts";

/** One figure: what was measured, and what promises.md says about it. */
export interface Figure {
  /** The promise's number and a word, e.g. "F1 wasm". */
  id: string;
  what: string;
  value: number;
  unit: string;
  /** Promised: no more, or no less, than this. */
  most?: number;
  least?: number;
}

const FILE = join(ROOT, "end2end", "test-results", "bench", "browser.json");

/** Notes figures for `run.mjs` to print; a figure of the same id is replaced. */
export function note(...figures: Figure[]): void {
  mkdirSync(dirname(FILE), { recursive: true });
  let held: Figure[] = [];
  try {
    held = JSON.parse(readFileSync(FILE, "utf8")) as Figure[];
  } catch {
    // The first to note something.
  }
  const kept = held.filter((it) => !figures.some((figure) => figure.id === it.id));
  writeFileSync(FILE, JSON.stringify([...kept, ...figures], null, 2));
}

export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}

export const median = (values: number[]): number => percentile(values, 0.5);
export const rounded = (value: number): number => Math.round(value * 10) / 10;
