import { touch } from "../fixtures/hands.ts";
import { expect, test } from "../fixtures/school.ts";

test.use({ weeks: true });

/** As long as the demo school's own words get; which of them a child has got is left to chance. */
const LONGEST = "write what happened first, next and last";

/** Lying and standing. */
const TABLETS = [
  { width: 1024, height: 768 },
  { width: 768, height: 1024 },
];

for (const [n, viewport] of TABLETS.entries()) {
  test(`what I want to grow and all areas are on one screen, ${viewport.width} wide`, async ({ school, desk }) => {
    const tablet = await school.classTablet(desk, "en", viewport);
    // They have told how they learn, and have room for one more goal.
    await tablet.signIn(await desk.child(n === 0 ? 6 : 7));
    const { page } = tablet;
    await touch(page, page.locator('[data-act="goals"]'), "tap");
    await expect(page).toHaveURL(/\/goals$/);
    await tablet.settled();
    await touch(page, page.locator('[data-act="make-goal"]'), "tap");
    await expect(page.locator('[data-card^="grow-"]').first()).toBeVisible();
    await page.locator('[data-card^="grow-"] .ui-card-word').evaluateAll((all, words) => all.forEach((it) => (it.textContent = words)), LONGEST);
    await expect(page.locator('[data-act="next"]')).toBeInViewport({ ratio: 1 });
    for (const card of await page.locator("[data-card]").all()) {
      await expect(card).toBeInViewport({ ratio: 1 });
      const word = card.locator(".ui-card-word");
      const breaks = await word.evaluate((it) => it.getClientRects().length > 0 && it.clientHeight > 3 * parseFloat(getComputedStyle(it).lineHeight));
      expect(breaks, (await word.textContent()) ?? "").toBe(false);
    }
  });
}

test("what several children share leads to the group that could be made of them", async ({ desk }) => {
  await desk.openBoard();
  await desk.page.locator('[data-act="next-alike"]').first().click();
  await expect(desk.page).toHaveURL(/\/groups\?competency=/);
  const code = new URL(desk.page.url()).searchParams.get("competency");
  await expect(desk.page.locator(`[data-suggestion="gap"][data-code="${code}"][data-chosen="yes"]`).first()).toBeVisible();
});
