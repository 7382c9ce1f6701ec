import type { Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** A Tuesday in the demo school's second term. */
const TUESDAY = "2026-10-20T15:00:00Z";
const LEADER = "castillo";

async function open(desk: Desk, path: string): Promise<void> {
  await desk.page.goto(path);
  await desk.settled();
}

/** The lower edge of the last of these is on the first screen. */
async function expectOnScreen(page: Page, selector: string): Promise<void> {
  const last = await page.locator(selector).last().boundingBox();
  expect(last && last.y + last.height, selector).toBeLessThanOrEqual(768);
}

test("the wall moves with the class, without a name, and with names only when asked", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await open(desk, `/desk/class/${desk.class}`);
  await desk.pressMore("projector");
  await expect(desk.page).toHaveURL(/\/projector$/);
  const wall = desk.page.locator(".projector");
  const here = wall.locator('[data-here="yes"]');
  await expect(here).toHaveCount(0);
  await tablet.signIn(child);
  await expect(here).toHaveCount(1);
  await (await tablet.begin("tap")).goThrough();
  await expect(wall.locator('.projector-stone[data-state="done"]')).toHaveCount(1);
  await expect(wall).not.toContainText(child.name);
  await desk.press("names");
  await expect(desk.page).toHaveURL(/\?names=yes$/);
  await expect(wall.locator(".projector-name", { hasText: child.name }).first()).toBeVisible();
  await desk.page.goBack();
  await expect(wall.locator(".projector-name")).toHaveCount(0);
  await desk.press("fullscreen");
  await expect.poll(() => desk.page.evaluate(() => document.fullscreenElement?.className)).toBe("projector");
});

test("the week of a class: what was ticked, who was away, and the weeks before and after", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await desk.signIn();
  const [first, second] = await desk.secrets();
  await desk.giveGoal(first!.child);
  await desk.giveGoal(second!.child);
  await desk.call("plan/set_away", { child: second!.child, on: "2026-10-20", away: true });
  await desk.setOpen(true);
  const tablet = await school.classTablet(desk);
  await tablet.signIn(first!);
  await tablet.page.locator('.today-card [data-act="tick"]').tap();
  await expect(tablet.kept("school")).toBeVisible({ timeout: 30_000 });
  await open(desk, `/desk/class/${desk.class}/plans`);
  await desk.press("week");
  const { page } = desk;
  const row = (child: string) => page.locator(`tr[data-child="${child}"]`);
  await expect(row(first!.child).locator('td[data-state="done"]')).toContainText("1/1");
  await expect(row(first!.child).locator(".plan-week-total")).toHaveText("1");
  await expect(row(second!.child).locator('[data-state="away"]')).toHaveCount(1);
  await expectOnScreen(page, "tr[data-child]");
  await desk.press("before");
  await expect(page).toHaveURL(/\?week=2026-W42$/);
  await expect(page.locator('td[data-state="done"]')).toHaveCount(0);
  await desk.press("now");
  await expect(row(first!.child).locator('td[data-state="done"]')).toHaveCount(1);
});

test("the map of levels is on one screen, filters by its address, and leads to the table", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await desk.signIn();
  const { page } = desk;
  await open(desk, `/desk/class/${desk.class}/competencies`);
  await page.locator('[data-face="map"]').click();
  await expect(page).toHaveURL(/view=map/);
  const map = page.locator('[data-chart="levels"]');
  await expect(map.locator(".competency-map-child")).toHaveCount(25);
  const wide = await map.boundingBox();
  expect(wide && wide.x + wide.width).toBeLessThanOrEqual(1366);
  const gaps = map.locator(".competency-mark-gap");
  await expect(gaps.first()).toBeVisible();
  await page.locator('[data-only="gaps"]').click();
  await expect(page).toHaveURL(/gaps=yes/);
  await page.locator('[data-only="learning"]').click();
  await expect(page).toHaveURL(/level=learning&gaps=yes/);
  await expect(map.locator('[data-chosen="true"]').first()).toHaveAttribute("data-level", "learning");
  await page.reload();
  await expect(page.locator('[data-only="gaps"]')).toHaveAttribute("aria-current", "true");
  await map.locator(".competency-map-link").first().click();
  await expect(page.locator(".competency-grid")).toBeVisible();
});

test("a leader reads the school in counts, opens a class and a child, and no class is ranked", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await desk.signIn();
  const child = await desk.child();
  await desk.giveGoal(child.child);
  const lead = await school.teacher("en", LEADER);
  await open(lead, "/desk");
  const rows = lead.page.locator("tr[data-class]");
  const titles = await rows.locator("th").allTextContents();
  expect(titles).toEqual([...titles].sort());
  expect(titles.length).toBeGreaterThan(1);
  const own = lead.page.locator(`tr[data-class="${desk.class}"]`);
  await expect(own.locator('[data-count="planned"]')).toContainText(/of 25/);
  await expect(lead.page.locator("th a[data-sort]")).toHaveCount(0);
  await own.locator("a").click();
  await expect(lead.page.locator(`[data-tile="${child.child}"]`)).toBeVisible();
  await lead.page.locator(`[data-tile="${child.child}"]`).click();
  await expect(lead.page.locator("h1")).toContainText(child.name.split(" ")[0]!);
});

test("a child's profile then and now", async ({ school, desk }) => {
  test.setTimeout(300_000);
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await (await tablet.begin("tap")).goThrough(8);
  await expect(tablet.kept("school")).toBeVisible();
  await open(desk, `/desk/child/${child.child}`);
  await expect(desk.page.locator('[data-panel="then-now"]')).toHaveCount(0);
  await school.onDay(TUESDAY);
  school.trouble.expect(/status of 401/);
  await desk.signIn();
  await desk.setOpen(true);
  await desk.call("board/stop_survey", { class: desk.class });
  await desk.startSurvey();
  const again = await school.classTablet(desk);
  await again.signIn(child);
  await (await again.begin("tap")).goThrough(8);
  await expect(again.kept("school")).toBeVisible();
  await open(desk, `/desk/child/${child.child}`);
  const panel = desk.page.locator('[data-panel="then-now"]');
  await expect(panel.locator("tr[data-facet]").first()).toBeVisible();
  await panel.locator("[data-then]").last().click();
  await expect(desk.page).toHaveURL(/\?then=\d{4}-\d\d-\d\d$/);
});

for (const lang of LANGS) {
  test(`the views in ${lang}: axe, light and dark, target sizes, 320 pixels`, async ({ school, desk }) => {
    test.setTimeout(300_000);
    await school.onDay(TUESDAY);
    await desk.signIn();
    for (const it of (await desk.secrets()).slice(0, 3)) await desk.giveGoal(it.child);
    const teacher = await school.teacher(lang);
    const lead = await school.teacher(lang, LEADER);
    const pages: [Desk, string][] = [
      [teacher, `/desk/class/${desk.class}/projector?names=yes`],
      [teacher, `/desk/class/${desk.class}/week`],
      [teacher, `/desk/class/${desk.class}/competencies?view=map`],
      [teacher, `/desk/class/${desk.class}/plans?view=glance`],
      [lead, "/desk"],
    ];
    for (const [who, path] of pages) {
      await open(who, path);
      await expectNoViolations(who.page, path);
      await expectTargets(who.page, "adult");
      await who.page.setViewportSize({ width: 320, height: 640 });
      const over = await who.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, path).toBeLessThanOrEqual(0);
      await who.page.setViewportSize({ width: 1366, height: 768 });
    }
  });
}
