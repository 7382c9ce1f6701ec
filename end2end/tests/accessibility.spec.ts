import type { Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/axe.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** 1.4.10: at 320 pixels nothing but a table scrolls sideways. */
async function expectReflow(page: Page, what: string): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(over, `${what} is wider than 320 pixels`).toBeLessThanOrEqual(0);
  if (before) await page.setViewportSize(before);
}

/** A Tuesday in the demo school's second term. */
const SCHOOL_DAY = "2026-10-20T15:00:00Z";

for (const lang of LANGS) {
  test(`a child's pages in ${lang}: axe, light and dark, and target sizes`, async ({ school, desk }) => {
    test.setTimeout(400_000);
    await school.onDay(SCHOOL_DAY);
    const child = await desk.child();
    const tablet = await school.newTablet(lang);
    const { page } = tablet;
    const check = async (what: string, primary?: string) => {
      await test.step(what, async () => {
        await expectNoViolations(page, what);
        await expectTargets(page, "child", primary);
        await expectReflow(page, what);
      });
    };
    await tablet.open();
    await check("a new tablet");
    await tablet.enrol(await desk.newCode());
    await tablet.speak(lang);
    await check("the wall", "[data-tile]");
    await tablet.tapTile(child.child);
    await check("the pictures", "[data-picture]");
    await tablet.tapPictures(child.secret);
    await expect(page.locator('[data-act="yes"]')).toBeVisible();
    await check("is this you?", "[data-act=yes], [data-act=no]");
    await page.locator('[data-act="yes"]').tap();
    await expect(page.locator('[data-act="leave"]')).toBeVisible();
    await tablet.speak(lang);
    await check("home", "[data-act=survey]");
    await desk.giveGoal(child.child);
    await expect(page.locator(".today-card")).toBeVisible({ timeout: 15_000 });
    await check("today", "[data-act=tick]");
    await page.locator('[data-act="tick"]').tap();
    await check("today, ticked", "[data-act=tick]");
    await page.locator('[data-act="stuck"]').tap();
    await check("stuck", "[data-act=ask-help]");
    await page.locator('[data-act="close"]').tap();
    const goTo = async (act: string, path: RegExp) => {
      await page.locator(`[data-act="${act}"]`).tap();
      await page.waitForURL(path);
      await tablet.settled();
    };
    await goTo("goals", /\/goals$/);
    await check("my goals");
    await goTo("make-goal", /\/goals\/new$/);
    await check("making a goal", ".make-card");
    await goTo("home", /:\d+\/$/);
    const hands = await tablet.begin("tap");
    const formats = new Set<string>();
    await hands.goThrough(Number.POSITIVE_INFINITY, async () => {
      const format = await hands.format();
      if (formats.has(format)) return;
      formats.add(format);
      await check(`a question: ${format}`, format === "play" ? undefined : "[data-place], .ui-tray [data-card]");
    });
    expect([...formats].sort()).toEqual(["faces", "order", "pick", "play", "sort", "spots", "story", "this-or-that"]);
    await check("all done");
    await hands.act("poster").tap();
    await expect(page.locator("[data-panel]")).toHaveCount(6);
    await tablet.settled();
    await check("the poster", "[data-statement]");
    await page.locator("[data-statement]").first().tap();
    await expect(page.getByRole("dialog")).toBeVisible();
    await check("is this still you?");
  });

  test(`the adults' pages in ${lang}: axe, light and dark, and target sizes`, async ({ school, desk }) => {
    await school.onDay(SCHOOL_DAY);
    const child = await desk.child();
    const check = async (page: Page, what: string) => {
      await test.step(what, async () => {
        await expectNoViolations(page, what);
        await expectTargets(page, "adult");
        await expectReflow(page, what);
      });
    };
    const visitor = await school.visitor(lang);
    await visitor.page.goto("/desk");
    await visitor.settled();
    await check(visitor.page, "sign-in");
    const teacher = await school.teacher(lang);
    await teacher.giveGoal(child.child);
    for (const [what, path] of [
      ["the classes", "/desk"],
      ["the board", `/desk/class/${desk.class}`],
      ["the tablets", `/desk/class/${desk.class}/tablets`],
      ["the pictures", `/desk/class/${desk.class}/pictures`],
      ["a child", `/desk/child/${child.child}`],
      ["the plans", `/desk/class/${desk.class}/plans`],
      ["a plan", `/desk/child/${child.child}/plan`],
      ["the scores", "/desk/scores"],
      ["no such page", "/desk/no-such-page"],
    ] as const) {
      await teacher.page.goto(path);
      await teacher.settled();
      await check(teacher.page, what);
    }
    school.trouble.expect(/status of 404/);
  });
}

test("a whole class fits a Chromebook's screen without scrolling, and reads on a phone", async ({ desk }) => {
  await desk.openBoard();
  const { page } = desk;
  const over = await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
  expect(over).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator("[data-tile]").first()).toBeVisible();
});
