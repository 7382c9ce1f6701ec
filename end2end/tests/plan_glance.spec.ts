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
    // Words are only changed on a page whose program runs: it would not know them again.
    await tablet.settled();
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

test("what several children share opens a group of these very children", async ({ desk }) => {
  await desk.stopSurvey();
  await desk.openBoard();
  const item = desk.page.locator('[data-next="alike"]').first();
  const act = item.locator('[data-act="next-alike"]');
  const promised = Number(/\d+/.exec((await act.textContent()) ?? "")?.[0]);
  expect(promised).toBeGreaterThan(1);
  await act.click();
  await expect(desk.page).toHaveURL(/\/groups\?competency=.+&children=/);
  const sheet = desk.page.locator("dialog[open]");
  const chosen = sheet.locator("[data-chosen]");
  await expect(chosen).toHaveCount(promised);
  const children = await chosen.evaluateAll((all) => all.map((it) => it.getAttribute("data-chosen")));
  await sheet.locator("input[name=group-name]").fill("Just these");
  await desk.press("keep-group");
  const made = desk.page.locator("[data-group]").filter({ has: desk.page.getByRole("heading", { name: "Just these" }) });
  await expect(made.locator("[data-chip]")).toHaveCount(promised);
  for (const child of children) await expect(made.locator(`[data-chip="${child}"]`)).toHaveCount(1);
});
