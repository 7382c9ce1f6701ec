import { Device } from "../fixtures/device.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, test, type School } from "../fixtures/school.ts";

/** A Tuesday in the demo school's second term, with a goal for every school day. */
const TUESDAY = "2026-10-20T15:00:00Z";
const SHELF = "fledge-shelf/told";

const card = (device: Device) => device.page.locator(".today-card");

/** A child at home with one goal for today, on a tablet that is ready to lose the Wi-Fi. */
async function atHome(school: School, desk: Desk, n: number): Promise<{ device: Device; child: string; name: string }> {
  const child = await desk.child(n);
  await desk.giveGoal(child.child);
  const device = await Device.ofClass(school, desk);
  await device.tablet.signIn(child);
  await expect(card(device)).toHaveCount(1);
  await device.ready("plan/mine", "plan/book");
  return { device, child: child.child, name: child.name };
}

/** The ids of what came through, once each, and whether in the order it was done. */
function posted(device: Device): { ids: string[]; inOrder: boolean } {
  const events = device.line.posted.flatMap((it) => (JSON.parse(it) as { events: { id: string; seq: number }[] }).events);
  const ids = [...new Set(events.map((it) => it.id))];
  const seqs = ids.map((id) => events.find((it) => it.id === id)?.seq ?? 0);
  return { ids, inOrder: seqs.every((seq, n) => n === 0 || seq > (seqs[n - 1] ?? 0)) };
}

async function onTuesday(school: School, desk: Desk): Promise<void> {
  await school.onDay(TUESDAY);
  await desk.setOpen(true);
}

test("D5: without Wi-Fi the tablet starts anew, and the child ticks, looks at their goals and goes on with the survey", async ({ school, desk }) => {
  await onTuesday(school, desk);
  const { device, child } = await atHome(school, desk, 3);
  await device.tablet.begin("tap").then((hands) => hands.goThrough(2));
  await device.tablet.open("/");
  await device.ready("survey/resume", "seed");

  device.line.turn("cut");
  await device.reboot();
  await device.tablet.open("/");
  await expect(device.page.locator("html")).toHaveAttribute("data-shell", "");
  await expect(card(device)).toHaveCount(1);
  await card(device).locator('[data-act="tick"]').tap();
  await expect(card(device)).toHaveAttribute("data-state", "done");
  await expect(device.tablet.kept("tablet")).toBeVisible();

  await device.page.locator('[data-act="goals"]').tap();
  await expect(device.page).toHaveURL(/\/goals$/);
  await expect(device.page.locator('[data-act="make-goal"]')).toBeVisible();
  await device.page.locator('[data-act="home"]').first().tap();
  const hands = await device.tablet.begin("tap");
  expect(await hands.goThrough(2)).toHaveLength(2);
  const at = await hands.item();

  await device.reboot();
  await device.tablet.open("/survey");
  expect(await device.tablet.hands("tap").item(), "the survey goes on where it was").toBe(at);
  await device.tablet.open("/");
  await expect(card(device), "the tick is still there").toHaveAttribute("data-state", "done");

  device.line.turn("fine");
  await expect(device.tablet.kept("school")).toBeVisible({ timeout: 60_000 });
  expect(posted(device).inOrder).toBe(true);
  expect(await desk.done(child)).toEqual([1, "2026-10-20"]);
  await desk.openBoard();
  await desk.expectDone(child, 4);
});

test("a survey nobody has opened yet is begun without Wi-Fi, and the school gets it", async ({ school, desk }) => {
  await onTuesday(school, desk);
  const { device, child } = await atHome(school, desk, 9);
  await device.ready("survey/resume", "seed");
  await desk.openBoard();
  await expect(desk.tile(child)).toHaveAttribute("data-state", "not-started");
  device.line.turn("cut");
  const hands = await device.tablet.begin("tap");
  expect(await hands.goThrough(2)).toHaveLength(2);
  await expect(device.tablet.kept("tablet")).toBeVisible();
  device.line.turn("fine");
  await expect(device.tablet.kept("school")).toBeVisible({ timeout: 60_000 });
  await desk.expectDone(child, 2);
});

test("N4: reloaded, killed and updated meanwhile, a tablet brings everything once and in order", async ({ school, desk }) => {
  test.setTimeout(300_000);
  await onTuesday(school, desk);
  const { device, child } = await atHome(school, desk, 4);
  // A browser has its cookies on the disk half a minute later.
  await device.page.waitForTimeout(31_000);
  device.line.turn("cut");
  const tick = card(device).locator('[data-act="tick"]');
  for (let n = 0; n < 3; n += 1) {
    await tick.tap();
    await expect(card(device)).toHaveAttribute("data-state", n % 2 === 0 ? "done" : "open");
    await expect(device.tablet.kept("tablet")).toBeVisible();
    await device.page.reload();
    await device.tablet.settled();
    await expect(card(device)).toHaveAttribute("data-state", n % 2 === 0 ? "done" : "open");
  }
  await device.kill();
  await device.start();
  await device.tablet.open("/");
  await expect(card(device)).toHaveAttribute("data-state", "done");

  // The school has another build now; the old one's page is open, and the new one's comes.
  device.line.updated = true;
  device.line.turn("fine");
  await expect(device.tablet.kept("school")).toBeVisible({ timeout: 60_000 });
  const { ids, inOrder } = posted(device);
  expect(ids).toHaveLength(3);
  expect(inOrder).toBe(true);
  expect(await desk.done(child)).toEqual([1, "2026-10-20"]);
  await device.tablet.open("/");
  await expect(device.page.locator("html"), "a page of the school's").not.toHaveAttribute("data-shell", "");
  await expect(card(device)).toHaveAttribute("data-state", "done");
  await device.tablet.leave();

  // With nobody at work the new build's worker takes over, and starts without Wi-Fi by itself.
  const script = () => device.page.evaluate(async () => (await caches.open("fledge")).keys().then((all) => all.map((it) => it.url).filter((it) => it.includes("shell-home"))));
  const before = await script();
  await expect.poll(script, { timeout: 60_000 }).not.toEqual(before);
  device.line.turn("cut");
  await device.tablet.open("/");
  await expect(device.page.locator('[data-wall="asleep"]')).toBeVisible();
});

test("N12: who leaves without Wi-Fi leaves nothing to see, and what they did is theirs when another has signed in", async ({ school, desk }) => {
  await onTuesday(school, desk);
  const { device, child, name } = await atHome(school, desk, 5);
  expect(await device.kept()).toContain(name);
  device.line.turn("cut");
  await card(device).locator('[data-act="tick"]').tap();
  await expect(device.tablet.kept("tablet")).toBeVisible();
  await device.page.locator('[data-act="leave"]').tap();
  await expect(device.page.locator('[data-wall="asleep"]')).toBeVisible();
  await expect.poll(async () => (await device.kept()).includes(name)).toBe(false);
  for (const path of ["/", "/goals", "/survey", "/me"]) {
    await device.tablet.go(path);
    await expect(device.page.locator('[data-wall="asleep"]'), path).toBeVisible();
    await expect(device.page.getByText(name)).toHaveCount(0);
  }

  device.line.turn("fine");
  await expect(device.page.locator("[data-tile]").first()).toBeVisible({ timeout: 15_000 });
  const other = await desk.child(6);
  await device.tablet.signIn(other);
  await expect.poll(async () => (await desk.done(child))[0], { timeout: 30_000 }).toBe(1);
  expect((await desk.done(other.child))[0]).toBeUndefined();
  await device.ready(SHELF, "survey/home");
  await expect.poll(async () => (await device.kept()).includes(other.name)).toBe(true);
  expect(await device.kept()).not.toContain(name);
});

test("N9: the teacher sees which tablet's browser may clear itself; one that did is let in anew and has lost nothing", async ({ school, desk }) => {
  await onTuesday(school, desk);
  const { device, child } = await atHome(school, desk, 8);
  await card(device).locator('[data-act="tick"]').tap();
  await expect(device.tablet.kept("school")).toBeVisible();
  await desk.page.goto(`/desk/class/${desk.class}/tablets`);
  await expect(desk.page.locator('[data-lasts="false"]')).toBeVisible();

  await device.cleared();
  await device.tablet.open("/");
  await expect(device.page.locator("[data-tile], .today-card")).toHaveCount(0);
  await device.tablet.enrol(await desk.newCode());
  await device.tablet.signIn(await desk.child(8));
  await expect(card(device)).toHaveAttribute("data-state", "done");
  expect(await desk.done(child)).toEqual([1, "2026-10-20"]);
});

for (const years of [-10, 10]) {
  test(`N6: a clock that is wrong by ${years} years ticks the school's day`, async ({ school, desk }) => {
    await onTuesday(school, desk);
    const { device, child } = await atHome(school, desk, 7);
    device.line.turn("cut");
    await device.off();
    await device.start();
    await device.page.addInitScript((years) => {
      const real = Date.now.bind(Date);
      Date.now = () => real() + years * 365 * 86_400_000;
    }, years);
    await device.tablet.open("/");
    await card(device).locator('[data-act="tick"]').tap();
    await expect(card(device)).toHaveAttribute("data-state", "done");
    device.line.turn("fine");
    await expect(device.tablet.kept("school")).toBeVisible({ timeout: 60_000 });
    expect(await desk.done(child)).toEqual([1, "2026-10-20"]);
  });
}

test("N11: a sign-in page, a broken gateway, torn answers and silence are no receipts", async ({ school, desk }) => {
  await onTuesday(school, desk);
  const { device, child } = await atHome(school, desk, 8);
  const tick = card(device).locator('[data-act="tick"]');
  for (const [n, weather] of (["portal", "gateway", "torn", "stalled"] as const).entries()) {
    device.line.turn(weather);
    await tick.tap();
    await expect(card(device)).toHaveAttribute("data-state", n % 2 === 0 ? "done" : "open");
    await expect(device.tablet.kept("tablet")).toBeVisible();
    await device.page.waitForTimeout(1_500);
    await expect(device.tablet.kept("tablet"), weather).toBeVisible();
    await device.tablet.open("/");
    await expect(device.page.getByText("Please sign in")).toHaveCount(0);
    await expect(card(device), weather).toHaveAttribute("data-state", n % 2 === 0 ? "done" : "open");
  }
  await tick.tap();
  device.line.turn("fine");
  await device.page.goto("/");
  await expect(device.tablet.kept("school")).toBeVisible({ timeout: 60_000 });
  expect(await desk.done(child)).toEqual([1, "2026-10-20"]);
});

const BROKEN: Record<string, () => void> = {
  "the disk is full": () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
  },
  "there is no database": () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("private", "SecurityError");
    };
  },
  "the database was lost": () => {
    const transaction = IDBDatabase.prototype.transaction;
    let left = 3;
    IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...args) {
      left -= 1;
      if (left < 0) throw new DOMException("Connection to Indexed Database server lost", "InvalidStateError");
      return transaction.apply(this, args);
    } as typeof transaction;
  },
};

for (const [what, breakIt] of Object.entries(BROKEN)) {
  test(`N8: where ${what}, the child is told and what they do still comes to school`, async ({ school, desk }) => {
    await onTuesday(school, desk);
    const child = await desk.child(9);
    await desk.giveGoal(child.child);
    const device = await Device.ofClass(school, desk);
    await device.page.addInitScript(breakIt);
    await device.page.reload();
    await device.tablet.settled();
    await device.tablet.signIn(child);
    device.line.turn("cut");
    await card(device).locator('[data-act="tick"]').tap();
    await expect(device.page.locator('.ui-kept[data-state="unkept"]')).toBeVisible();
    await expect(card(device)).toHaveAttribute("data-state", "done");
    device.line.turn("fine");
    await expect(device.tablet.kept("school")).toBeVisible({ timeout: 60_000 });
    expect(await desk.done(child.child)).toEqual([1, "2026-10-20"]);
  });
}
