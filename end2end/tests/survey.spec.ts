import { readFileSync } from "node:fs";
import { join } from "node:path";
import { WAYS, type Way } from "../fixtures/hands.ts";
import { expect, pathOf, test, type Lang } from "../fixtures/school.ts";
import { ROOT } from "../fixtures/server.ts";
import { centre, fingerDrag } from "../fixtures/touch.ts";
import { childRecording, heard, recording } from "../fixtures/voice.ts";

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

test("a question is said to its end, then each place; a card touched meanwhile is named and cuts nothing off", async ({ school, desk }) => {
  const tablet = await school.classTablet(desk);
  await tablet.signIn(await desk.child());
  await tablet.begin("tap");
  const { page } = tablet;
  const survey = JSON.parse(readFileSync(join(ROOT, "server/surveys/how-i-learn.json"), "utf8"));
  const practice = survey.items[0];
  const [question, fish] = [practice.say, practice.cards[0].word].map((words) => recording("en", words.en));
  const boxes = practice.places.map((place: { word: { en: string } }) => recording("en", place.word.en));

  // Before the first sentence has ended.
  await page.locator('[data-card="fish"]').tap();
  await expect.poll(() => heard(page), { timeout: 30_000 }).toEqual(expect.arrayContaining(boxes));
  const all = await heard(page);
  expect(all).toContain(fish);
  const asked = all.lastIndexOf(question ?? "");
  expect(asked, "the question comes after the card's name").toBeGreaterThan(all.indexOf(fish ?? ""));
  expect(all.slice(asked + 1)).toEqual(boxes);

  await test.step("a place that is touched says its name", async () => {
    const before = all.length;
    await page.locator('[data-place="red"] .ui-place-button').tap();
    await expect.poll(async () => (await heard(page)).slice(before)).toEqual([boxes[1]]);
  });
  await test.step("the wrong box is met kindly, once, and not praised", async () => {
    await page.locator('[data-act="next"]').tap();
    await expect.poll(() => heard(page)).toContain(childRecording("en", "practice_try_again"));
    await expect(page.locator('.ui-tray [data-card="fish"]')).toBeVisible();
    await page.locator('[data-place="blue"] .ui-place-button').tap();
    await page.locator('[data-act="next"]').tap();
    await expect.poll(() => heard(page), { timeout: 15_000 }).toContain(childRecording("en", "practice_praise"));
  });
});

test("the cloud takes the token back, says its name, and is what the child answers", async ({ school, desk }) => {
  const tablet = await school.classTablet(desk);
  await tablet.signIn(await desk.child());
  const hands = await tablet.begin("tap");
  await hands.goThrough(1);
  const { page } = tablet;
  await expect(page.locator('[data-item="P2"]')).toBeVisible();
  await page.locator("[data-place] .ui-place-button").first().tap();
  await expect(page.locator('[data-place] [data-card="me"]')).toBeVisible();
  await hands.act("dont-know").tap();
  await expect(page.locator('.ui-tray [data-card="me"]')).toBeVisible();
  await expect.poll(() => heard(page)).toContain(childRecording("en", "i_dont_know"));
  await expect(hands.act("dont-know")).toHaveAttribute("aria-pressed", "true");
});
