import type { CDPSession, Page } from "@playwright/test";
import { expect, test } from "../fixtures/school.ts";
import { centre } from "../fixtures/touch.ts";
import { median, note, percentile, rounded } from "./figures.ts";

/** A school's cheap tablet on a school's busy Wi-Fi (F1). */
const SLOW_CPU = 4;
const SLOW_NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
const LOADS = 5;
const DRAGS = 6;
const FRAME_MS = 1000 / 60;

async function slow(page: Page): Promise<CDPSession> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.setCacheDisabled", { cacheDisabled: true });
  await cdp.send("Network.emulateNetworkConditions", SLOW_NETWORK);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOW_CPU });
  return cdp;
}

const KINDS = ["wasm", "js", "css", "font", "picture", "page", "voice", "other"] as const;
type Kind = (typeof KINDS)[number];

function kindOf(type: string): Kind {
  if (/wasm/.test(type)) return "wasm";
  if (/javascript/.test(type)) return "js";
  if (/css/.test(type)) return "css";
  if (/font/.test(type)) return "font";
  if (/^image/.test(type)) return "picture";
  if (/^audio/.test(type)) return "voice";
  return /html/.test(type) ? "page" : "other";
}

const WALL = { path: "/", tap: "[data-tile]", worked: "[data-picture]" };
const SURVEY = { path: "/survey", tap: ".ui-tray [data-card]", worked: '[data-card][data-state="lifted"]' };

/** From now on each load notes its largest paint, and when a tap first did what it should. */
async function noteLoads(page: Page): Promise<void> {
  const worked = `${WALL.worked}, ${SURVEY.worked}`;
  await page.addInitScript((worked) => {
    const noted = window as unknown as { usable?: number; largest?: number };
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) noted.largest = entry.startTime;
    }).observe({ type: "largest-contentful-paint", buffered: true });
    new MutationObserver(() => {
      if (noted.usable === undefined && document.querySelector(worked)) noted.usable = performance.now();
    }).observe(document, { subtree: true, childList: true, attributes: true });
  }, worked);
}

/** Loads a page as if for the first time, tapping until a tap does what it should. */
async function load(page: Page, { path, tap, worked }: typeof WALL): Promise<{ usable: number; largest: number }> {
  await page.goto(path, { waitUntil: "commit" });
  const target = page.locator(tap).first();
  await expect(async () => {
    if ((await page.locator(worked).count()) === 0) await target.tap({ timeout: 500, force: true });
    await expect(page.locator(worked).first()).toBeAttached({ timeout: 100 });
  }).toPass({ intervals: [25], timeout: 60_000 });
  return page.evaluate(() => {
    const noted = window as unknown as { usable?: number; largest?: number };
    return { usable: noted.usable ?? Number.NaN, largest: noted.largest ?? Number.NaN };
  });
}

test("F1: bytes of the child's survey page, and the time to the first tap that works", async ({ school, desk }) => {
  const tablet = await school.classTablet(desk);
  const { page } = tablet;
  const wall: number[] = [];
  const survey: number[] = [];
  const largest: number[] = [];

  await noteLoads(page);
  const cdp = await slow(page);
  for (let n = 0; n < LOADS; n += 1) {
    wall.push((await load(page, WALL)).usable);
  }
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  await cdp.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await tablet.open("/");
  await tablet.signIn(await desk.child());
  const hands = await tablet.begin("tap");
  await hands.goThrough(2);

  const bytes = new Map<Kind, number>();
  const types = new Map<string, string>();
  let counting = false;
  cdp.on("Network.responseReceived", ({ requestId, response }) => types.set(requestId, response.mimeType));
  cdp.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const kind = kindOf(types.get(requestId) ?? "");
    if (counting) bytes.set(kind, (bytes.get(kind) ?? 0) + encodedDataLength);
  });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOW_CPU });
  await cdp.send("Network.emulateNetworkConditions", SLOW_NETWORK);
  for (let n = 0; n < LOADS; n += 1) {
    bytes.clear();
    counting = true;
    const times = await load(page, SURVEY);
    counting = false;
    survey.push(times.usable);
    largest.push(times.largest);
  }

  const kB = (kind: Kind) => rounded((bytes.get(kind) ?? 0) / 1024);
  const code = rounded(kB("wasm") + kB("js") + kB("css"));
  expect(code).toBeGreaterThan(0);
  note(
    { id: "F1 code", what: "wasm + JS + CSS of the child's survey page, brotli", value: code, unit: "KiB", most: 350 },
    ...KINDS.filter((kind) => bytes.has(kind)).map((kind) => ({ id: `F1 ${kind}`, what: `of it until the first tap: ${kind}`, value: kB(kind), unit: "KiB" })),
    { id: "F1 wall", what: "first load of the wall to the first tap that works, CPU 4×, 1.6 Mbit/s, 150 ms", value: Math.round(median(wall)), unit: "ms", most: 3_000 },
    { id: "F1 survey", what: "first load of the survey to the first tap that works, the same", value: Math.round(median(survey)), unit: "ms", most: 3_000 },
    { id: "F1 largest", what: "largest picture or text of the survey painted (LCP), the same", value: Math.round(median(largest)), unit: "ms", most: 3_000 },
  );
});

test("F2: frames while a finger drags a card", async ({ school, desk }) => {
  const tablet = await school.classTablet(desk);
  await tablet.signIn(await desk.child());
  const hands = await tablet.begin("drag");
  await hands.goThrough(2);
  await hands.item();
  const { page } = tablet;
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: SLOW_CPU });
  const [move] = await hands.moves();
  if (!move) throw new Error("nothing to drag");
  const frames: number[] = [];
  for (let n = 0; n < DRAGS; n += 1) {
    const [from, to] = [await centre(hands.card(move.card)), await centre(hands.place(move.place))];
    const send = (type: "touchStart" | "touchMove" | "touchCancel", x?: number, y?: number) =>
      cdp.send("Input.dispatchTouchEvent", { type, touchPoints: x === undefined ? [] : [{ x, y: y ?? 0, id: 1 }] });
    await send("touchStart", from.x, from.y);
    await send("touchMove", from.x + 20, from.y);
    await page.evaluate(() => {
      const noted = window as unknown as { frames: number[]; stop: boolean };
      noted.frames = [];
      noted.stop = false;
      let last = performance.now();
      const frame = (now: number) => {
        noted.frames.push(now - last);
        last = now;
        if (!noted.stop) requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    const start = Date.now();
    const LASTS = 1_500;
    for (let share = 0; share < 1; share = (Date.now() - start) / LASTS) {
      // There and back, as a child who is still thinking.
      const at = Math.abs(Math.sin(share * Math.PI * 2));
      await send("touchMove", from.x + (to.x - from.x) * at, from.y + (to.y - from.y) * at);
      await new Promise((done) => setTimeout(done, FRAME_MS / 2));
    }
    frames.push(...(await page.evaluate(() => {
      const noted = window as unknown as { frames: number[]; stop: boolean };
      noted.stop = true;
      return noted.frames.slice(1);
    })));
    await send("touchCancel");
    await page.waitForTimeout(300);
  }
  expect(frames.length).toBeGreaterThan(100);
  note(
    { id: "F2 p95", what: "frame while dragging at CPU 4×, p95", value: rounded(percentile(frames, 0.95)), unit: "ms", most: 17 },
    { id: "F2 p50", what: "the same, p50", value: rounded(median(frames)), unit: "ms" },
  );
});
