import { expectNoViolations } from "../fixtures/axe.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** A Tuesday in the demo school's second term, long after its first day. */
const SCHOOL_DAY = "2026-10-27T15:00:00Z";

for (const lang of LANGS) {
  test(`what comes next is named with its reason, done with one tap, and put aside, in ${lang}`, async ({ school }) => {
    await school.onDay(SCHOOL_DAY);
    const desk = await school.teacher(lang);
    await desk.startSurvey();
    await desk.stopSurvey();
    await desk.openBoard();
    const { page } = desk;
    const panel = page.locator('[data-panel="next"]');
    const items = panel.locator("[data-next]");
    await expect(items.first()).toBeVisible({ timeout: 10_000 });
    expect(await items.count()).toBeLessThanOrEqual(4);
    await expectNoViolations(page, "the board with what comes next");
    await expectTargets(page, "adult");

    // Nothing moves under the pointer: what was done stays there, to be taken back.
    const before = await items.count();
    const key = await items.first().getAttribute("data-key");
    const first = panel.locator(`[data-key="${key}"]`);
    await first.locator('[data-act="next-aside"]').click();
    await expect(first.locator('[data-act="next-undo"]')).toBeVisible();
    expect(await items.count()).toBe(before);
    await expectNoViolations(page, "something put aside");
    await first.locator('[data-act="next-undo"]').click();
    await expect(first.locator('[data-act="next-aside"]')).toBeVisible();
    await first.locator('[data-act="next-aside"]').click();
    await expect(first.locator('[data-act="next-undo"]')).toBeVisible();
    await page.reload();
    await desk.settled();
    await expect(items.first()).toBeVisible({ timeout: 10_000 });
    await expect(first).toHaveCount(0);
  });
}

test("a check-in is noted from the list and stands on the child's page", async ({ school }) => {
  await school.onDay(SCHOOL_DAY);
  const desk = await school.teacher();
  const { page } = desk;
  // Before its first survey a class is asked for no check-in.
  await desk.startSurvey();
  await desk.stopSurvey();
  await desk.openBoard();
  // Only this rule, so that whatever the demo school has does not come before it.
  await page.locator('[data-act="tune-next"]').click();
  await page.locator("dialog[open] input[name=celebrate]").setChecked(false);
  await page.locator("dialog[open] input[name=alike]").setChecked(false);
  await page.locator("dialog[open] input[name=check-in-from]").fill("2");
  await expectNoViolations(page, "the rules");
  await desk.sayYes();
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await page.mouse.move(0, 0);
  const item = page.locator('[data-next="check-in"]').first();
  await expect(item).toBeVisible({ timeout: 25_000 });
  const child = await item.locator("a.next-link").getAttribute("href");
  await item.locator('[data-act="next-checked-in"]').click();
  await expect(item.locator('[data-act="next-undo"]')).toBeVisible();
  await page.goto(child ?? "");
  await desk.settled();
  const noted = page.locator('[data-panel="noted"] li');
  await expect(noted).toHaveCount(1);
  await expect(noted).toContainText("Oct 27, 2026");
  await expectNoViolations(page, "a child's page with a check-in");
  await page.locator('[data-act="checked-in"]').click();
  await expect(page.locator('[data-act="undo-checked-in"]')).toBeEnabled();
  await page.locator('[data-act="undo-checked-in"]').click();
  await expect(noted).toHaveCount(0);
});

test("who waits for help comes first once the teacher's minutes are over, and one tap says “I’m coming”", async ({ school, desk }) => {
  const child = await desk.child();
  await desk.stopSurvey();
  await desk.call("next/tune", {
    class: desk.class,
    tuning: { sit: { on: true, from: 0 }, celebrate: false, check_in: { on: false, from: 10 }, alike: { on: false, from: 3 } },
  }, true);
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await desk.openBoard();
  await tablet.page.locator('[data-act="stuck"]').tap();
  await tablet.page.locator('[data-act="ask-help"]').tap();
  const item = desk.page.locator('[data-next="sit"]');
  await expect(item).toBeVisible({ timeout: 30_000 });
  await expect(item).toContainText(child.name.split(" ")[0] ?? "");
  await item.locator('[data-act="next-come"]').click();
  await expect(desk.tile(child.child).locator(".board-tile-coming")).toBeVisible();
  await desk.page.mouse.move(0, 0);
  await expect(item).toHaveCount(0, { timeout: 25_000 });
});

test("who is away today is marked on their tile, and nobody is asked to check in with them", async ({ school }) => {
  await school.onDay(SCHOOL_DAY);
  const desk = await school.teacher();
  const { child } = await desk.child();
  await desk.startSurvey();
  await desk.stopSurvey();
  const checkIn = desk.page.locator(`[data-next="check-in"]:has(a[href="/desk/child/${child}"])`);
  await desk.call("plan/set_away", { child, on: SCHOOL_DAY.slice(0, 10), away: true });
  await desk.openBoard();
  await expect(desk.tile(child)).toHaveAttribute("data-state", "absent");
  await expect(desk.tile(child)).toContainText("absent");
  await expect(desk.page.locator("[data-next]").first()).toBeVisible();
  await expect(checkIn).toHaveCount(0);
});
