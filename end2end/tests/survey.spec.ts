import { WAYS, type Way } from "../fixtures/hands.ts";
import { expect, pathOf, test, type Lang } from "../fixtures/school.ts";
import { centre, fingerDrag } from "../fixtures/touch.ts";

/** Each way in one of the languages; the first child's core has every format. */
const LANG_OF: Record<Way, Lang> = { drag: "es", tap: "en", keys: "es" };

test.describe("a child's whole survey, from sign-in to poster", () => {
  for (const way of WAYS) {
    test(`by ${way}, in ${LANG_OF[way]}`, async ({ school, desk }) => {
      test.setTimeout(600_000);
      const lang = LANG_OF[way];
      const child = await desk.child();
      const tablet = await school.classTablet(desk, lang);
      await tablet.signIn(child, way);
      // At home, so that it is the child's own language from then on.
      await tablet.speak(lang, way);
      const hands = await tablet.begin(way);

      const met = await hands.goThrough();
      expect(new Set(met).size, "no question comes twice").toBe(met.length);
      expect(met.length).toBeGreaterThan(12);
      await expect(tablet.kept("tablet")).toHaveCount(0);

      const toPoster = hands.act("poster");
      if (way === "keys") await toPoster.press("Enter");
      else await toPoster.tap();
      await expect.poll(() => pathOf(tablet.page)).toBe("/me");
      await expect(tablet.page.locator("html")).toHaveAttribute("lang", lang);
      await expect(tablet.page.locator("[data-panel]")).toHaveCount(6);
      await expect(tablet.page.locator("[data-panel] [data-statement]").first()).toBeVisible();

      await desk.openBoard();
      await expect(desk.tile(child.child)).toHaveAttribute("data-state", "done");
    });
  }
});

test("a card dragged out and let go nowhere comes back, and undo takes every move back", async ({ school, desk }) => {
  const tablet = await school.classTablet(desk);
  await tablet.signIn(await desk.child());
  const hands = await tablet.begin("drag");
  const [first] = await hands.moves();
  if (!first) throw new Error("the practice item has no card");
  const { page } = tablet;
  const tray = page.locator(".ui-tray");

  await test.step("let go in the corner", async () => {
    await fingerDrag(page, await centre(hands.card(first.card)), { x: 4, y: 4 });
    await expect(tray.locator(`[data-card="${first.card}"]`)).toBeVisible();
  });
  await test.step("a finger the tablet takes away", async () => {
    await fingerDrag(page, await centre(hands.card(first.card)), await centre(hands.place(first.place)), { cancel: true });
    await expect(tray.locator(`[data-card="${first.card}"]`)).toBeVisible();
  });
  await hands.put(first);
  await expect(page.getByRole("status").filter({ hasText: /./ }).first()).toBeVisible();
  await hands.act("undo").tap();
  await expect(tray.locator(`[data-card="${first.card}"]`)).toBeVisible();
});

test("“I don't know” is an answer like any other", async ({ school, desk }) => {
  const tablet = await school.classTablet(desk);
  await tablet.signIn(await desk.child());
  const hands = await tablet.begin("tap");
  const before = await hands.item();
  await hands.act("dont-know").tap();
  await expect(hands.act("dont-know")).toHaveAttribute("aria-pressed", "true");
  await hands.next();
  expect(await hands.item()).not.toBe(before);
});

test("the whole bank, with rests between, is the teacher's choice", async ({ school }) => {
  const desk = await school.teacher();
  await desk.setOpen(true);
  await desk.startSurvey({ whole: true });
  const tablet = await school.classTablet(desk);
  await tablet.signIn(await desk.child());
  const hands = await tablet.begin("tap");
  const met = await hands.goThrough();
  expect(met, "an item of no grade's core").toContain("E3");
  expect(met.length).toBeGreaterThan(30);
});
