import { expectNoViolations } from "../fixtures/axe.ts";
import { proposeGoal } from "../fixtures/goals.ts";
import { touch, type Way } from "../fixtures/hands.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";
import { touchDrag } from "../fixtures/touch.ts";

/** A Tuesday in the demo school's second term. */
const TUESDAY = "2026-10-20T15:00:00Z";

for (const [n, lang] of LANGS.entries()) {
  const way: Way = n === 0 ? "tap" : "keys";
  test(`child and teacher make a goal together on one tablet, by ${way}, in ${lang}`, async ({ school, desk }) => {
    await school.onDay(TUESDAY);
    const child = await desk.child();
    const tablet = await school.classTablet(desk, lang);
    await tablet.speak(lang);
    await tablet.signIn(child, way);
    await tablet.speak(lang);
    const { page } = tablet;
    const tap = (selector: string) => touch(page, page.locator(selector), way);
    // For today too.
    await proposeGoal(tablet, way, ["tue"], lang);
    await tap('[data-act="together"]');
    await expect(page).toHaveURL(/\/goals\/together$/);
    await tablet.settled();
    await expect(page.locator('[data-step="code"]')).toBeVisible();
    await expectTargets(page, "child");
    await expectNoViolations(page, "the code");

    // Told within a second: the board has it.
    await desk.page.goto(`/desk/class/${desk.class}`);
    await desk.settled();
    await expect(desk.page.locator(`[data-tile="${child.child}"] .board-tile-proposed`)).toBeVisible();
    await desk.pressMore("beside");
    const code = await desk.page.locator("[data-code]").getAttribute("data-code");
    for (const digit of code ?? "") await tap(`[data-key="${digit}"]`);
    await expect(page.locator('[data-step="part"]')).toBeVisible();
    await expectTargets(page, "child");
    await expectNoViolations(page, "the teacher's part");
    await page.locator('input[name="title"]').fill("I read to Ana");
    await page.locator('input[name="step-1"]').fill("Choose a book");
    await tap('[data-act="to-sign"]');
    await expect(page.locator('[data-step="sign"]')).toBeVisible();
    await expectTargets(page, "child", '[data-act="sign-child"]');
    await expectNoViolations(page, "the lines");
    if (way === "tap") await touchDrag(page, page.locator('[data-act="sign-child"]'), page.locator('[data-line="child"]'));
    else await tap('[data-act="sign-child"]');
    await expect(page.locator('[data-line="child"]')).toHaveAttribute("data-signed", "true");
    await tap('[data-act="sign-adult"]');
    await expect(page.locator('[data-step="done"]')).toBeVisible();
    await tap('[data-act="next"]');
    await expect(page.locator(".today-card")).toHaveCount(1);
    await page.goto("/goals");
    await tablet.settled();
    await expect(page.locator('.goals-line[data-state="living"]')).toContainText("I read to Ana");
    await tap(".goal-step");
    await expect(page.locator(".goal-step")).toHaveAttribute("aria-pressed", "true");
    await expectTargets(page, "child");
    await expectNoViolations(page, "my goals");
  });
}
