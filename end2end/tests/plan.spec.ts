import { expectNoViolations } from "../fixtures/axe.ts";
import type { ChildSecret, Desk } from "../fixtures/desk.ts";
import { proposeGoal } from "../fixtures/goals.ts";
import { touch, type Way } from "../fixtures/hands.ts";
import { expect, LANGS, test, type Lang } from "../fixtures/school.ts";
import type { Tablet } from "../fixtures/tablet.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** A Tuesday in the demo school's second term, and the days after it. */
const TUESDAY = "2026-10-20T15:00:00Z";
const WEDNESDAY = "2026-10-21T15:00:00Z";

interface ClassPlans {
  rows: { child: { child: string }; waiting: number; last_tick: string | null; goals: { id: string; state: string; pace: { done: number } }[] }[];
}

/** A goal for Tuesdays and Thursdays, and home again. */
async function makeGoal(tablet: Tablet, way: Way, lang: Lang = "en"): Promise<void> {
  await proposeGoal(tablet, way, ["tue", "thu"], lang);
  await touch(tablet.page, tablet.page.locator('[data-act="next"]'), way);
  await expect(tablet.page.locator('[data-act="goals"]')).toBeVisible();
}

async function plans(desk: Desk): Promise<ClassPlans> {
  return (await desk.call<{ plans: ClassPlans }>("plan/class_plans", { class: desk.class })).plans;
}

async function row(desk: Desk, child: ChildSecret) {
  const found = (await plans(desk)).rows.find((it) => it.child.child === child.child);
  if (!found) throw new Error("the child is not in the table");
  return found;
}

/** What the teacher does on the plans page in one tap. */
async function sayYes(desk: Desk, child: ChildSecret): Promise<void> {
  await expect.poll(async () => (await row(desk, child)).waiting).toBe(1);
  await desk.page.goto(`/desk/class/${desk.class}/plans`);
  await desk.settled();
  await desk.page.locator(`[data-child="${child.child}"] [data-act="say-yes"]`).click();
  await expect.poll(async () => (await row(desk, child)).waiting).toBe(0);
}

function place(tablet: Tablet) {
  return tablet.page.locator("[data-at]").first().getAttribute("data-at").then(Number);
}

for (const [n, lang] of LANGS.entries()) {
  const way: Way = n === 0 ? "tap" : "keys";
  test(`a child makes a goal by ${way}, the teacher says yes, and ticks move the child along, in ${lang}`, async ({ school, desk }) => {
    await school.onDay(TUESDAY);
    const child = await desk.child();
    const tablet = await school.classTablet(desk, lang);
    await tablet.speak(lang);
    await tablet.signIn(child, way);
    await tablet.speak(lang);
    await makeGoal(tablet, way, lang);
    await sayYes(desk, child);

    const card = tablet.page.locator(".today-card");
    await expect(card).toHaveCount(1, { timeout: 15_000 });
    const before = await place(tablet);
    await touch(tablet.page, card.locator('[data-act="tick"]'), way);
    await expect(card).toHaveAttribute("data-state", "done");
    await touch(tablet.page, card.locator('[data-felt="good"]'), way);
    await expect(card.locator('[data-felt="good"]')).toHaveAttribute("aria-pressed", "true");
    await expect(tablet.kept("school")).toBeVisible();
    expect(await place(tablet)).toBeGreaterThan(before);
    await expect.poll(async () => (await row(desk, child)).goals[0]?.pace.done).toBe(1);

    await tablet.page.reload();
    await tablet.settled();
    await expect(card).toHaveAttribute("data-state", "done");
    await touch(tablet.page, card.locator('[data-act="tick"]'), way);
    await expect(card).toHaveAttribute("data-state", "open");
    expect(await place(tablet)).toBe(before);
    await touch(tablet.page, card.locator('[data-act="not-today"]'), way);
    await expect(card).toHaveAttribute("data-state", "not-today");
    // Nothing is praised that was not done.
    await expect(tablet.page.locator(".ui-petals")).toHaveCount(0);
  });
}

test("the board tells what a child is at, one thing at a time, until it is done or the child leaves", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  const child = await desk.child();
  for (const title of ["Read aloud", "Count to a hundred"]) await desk.giveGoal(child.child, title);
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await desk.stopSurvey();
  await desk.openBoard();
  const tile = desk.tile(child.child);
  const at = (title: string) => tile.locator('[data-goal="now"]').getByRole("img", { name: title });
  const card = (title: string) => tablet.page.locator(".today-card", { hasText: title });

  await card("Read aloud").locator('[data-act="at-it"]').tap();
  await expect(card("Read aloud")).toHaveAttribute("data-state", "now");
  await expect(tile).toHaveAttribute("data-state", "working");
  await expect(at("Read aloud")).toBeVisible();
  await expect(tile).toContainText("0 of 2");
  await card("Count to a hundred").locator('[data-act="at-it"]').tap();
  await expect(card("Read aloud")).toHaveAttribute("data-state", "open");
  await expect(at("Count to a hundred")).toBeVisible();
  await expectNoViolations(tablet.page, "a child at something");
  await expectTargets(tablet.page, "child");

  await tablet.page.reload();
  await tablet.settled();
  await expect(card("Count to a hundred")).toHaveAttribute("data-state", "now");
  await card("Count to a hundred").locator('[data-act="tick"]').tap();
  await expect(tile).toContainText("1 of 2");
  await expect(tile.locator('[data-goal="now"]')).toHaveCount(0);
  await expect(tile.locator('[data-goal="done"]')).toHaveCount(1);
  await card("Read aloud").locator('[data-act="at-it"]').tap();
  await expect(at("Read aloud")).toBeVisible();
  await tablet.leave();
  await expect(tile).toHaveAttribute("data-state", "paused");
});

test("ticks under no Wi-Fi are kept, and arrive once, the next day beside the next day's", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  const child = await desk.child(1);
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await makeGoal(tablet, "tap");
  await sayYes(desk, child);
  const card = tablet.page.locator(".today-card");
  await expect(card).toHaveCount(1, { timeout: 15_000 });

  await tablet.page.context().setOffline(true);
  await card.locator('[data-act="tick"]').tap();
  await expect(card).toHaveAttribute("data-state", "done");
  await expect(tablet.kept("tablet")).toBeVisible();
  expect((await row(desk, child)).goals[0]?.pace.done).toBe(0);
  await tablet.page.context().setOffline(false);
  await expect(tablet.kept("school")).toBeVisible({ timeout: 30_000 });
  await expect.poll(async () => (await row(desk, child)).last_tick).toBe("2026-10-20");

  await school.onDay(WEDNESDAY);
  await desk.signIn();
  await desk.setOpen(true);
  await tablet.open();
  await tablet.signIn(child);
  await expect(card).toHaveAttribute("data-state", "open");
  await card.locator('[data-act="tick"]').tap();
  await expect(tablet.kept("school")).toBeVisible();
  await expect.poll(async () => (await row(desk, child)).goals[0]?.pace.done).toBe(2);
});
