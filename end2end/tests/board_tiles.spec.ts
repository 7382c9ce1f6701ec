import type { Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, LANGS, test, type School } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** A Tuesday in the demo school's second term. */
const TUESDAY = "2026-10-20T15:00:00Z";
const CHROMEBOOK = { width: 1366, height: 768 };
const PHONE = { width: 390, height: 844 };

/** Where each tile is, and how large. */
const boxes = (page: Page) =>
  page.locator("[data-tile]").evaluateAll((all) =>
    all.map((it) => {
      const { x, y, width, height } = it.getBoundingClientRect();
      return [it.getAttribute("data-tile"), x, y, width, height].join(" ");
    }),
  );

/** So many tiles as a large class has. */
async function fillUp(page: Page, to: number): Promise<void> {
  await page.locator(".board-tiles").evaluate((list, to) => {
    while (list.children.length < to) list.append(list.children[0]!.cloneNode(true));
  }, to);
}

/** A child asks for help after two tries of their own. */
async function askForHelp(school: School, desk: Desk, child: { child: string; name: string; picture: string; secret: string[] }) {
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await tablet.answers("D6", [
    { card: "friend", place: "1" },
    { card: "breath", place: "2" },
  ]);
  await tablet.page.locator('[data-act="stuck"]').tap();
  await tablet.page.getByRole("dialog").locator("[data-try]").first().tap();
  await tablet.page.locator('[data-act="ask-help"]').tap();
  return tablet;
}

test("no tile moves or grows when a state changes, and help says what was tried above its act", async ({ school, desk }) => {
  const child = await desk.child(3);
  const { page } = desk;
  await page.setViewportSize(CHROMEBOOK);
  await desk.openBoard();
  const before = await boxes(page);
  expect(new Set(before.map((it) => it.split(" ").at(-1))).size, "one height").toBe(1);
  const tablet = await askForHelp(school, desk, child);
  const tile = desk.tile(child.child);
  await expect(tile).toHaveAttribute("data-state", "help");
  expect(await boxes(page)).toEqual(before);
  for (const part of [".board-tile-word", ".board-help-since", ".board-try img"]) await expect(tile.locator(part).first()).toBeVisible();
  const words = (await tile.locator(".board-tile-tried").boundingBox())!;
  const act = (await tile.locator('[data-act="come"]').boundingBox())!;
  expect(words.x + words.width, "the act covers no words").toBeLessThanOrEqual(act.x);
  await tile.locator('[data-act="come"]').click();
  await expect(tile).toHaveAttribute("data-state", "coming");
  expect(await boxes(page)).toEqual(before);
  await expectNoViolations(page, "help is coming");
  await tile.locator('[data-act="who-comes"]').click();
  await page.locator('dialog[open] [data-act="not-me"]').click();
  await expect(tile).toHaveAttribute("data-state", "help");
  await tile.locator('[data-act="come"]').click();
  await tile.locator('[data-act="helped"]').click();
  await expect(tile).not.toHaveAttribute("data-state", /help|coming/);
  expect(await boxes(page)).toEqual(before);
  await tablet.leave();
});

for (const lang of LANGS) {
  test(`thirty children are on one Chromebook screen, with today's goals and in a survey, in ${lang}`, async ({ school }) => {
    await school.onDay(TUESDAY);
    const desk = await school.teacher(lang);
    await desk.setOpen(true);
    const { page } = desk;
    await page.setViewportSize(CHROMEBOOK);
    for (const mode of ["goals", "survey"]) {
      if (mode === "survey") await desk.startSurvey();
      await desk.openBoard();
      await expect(page.locator(".board")).toHaveAttribute("data-mode", mode);
      await fillUp(page, 30);
      // Below the desk's header of 56 pixels.
      const top = (await page.locator(".board").boundingBox())!;
      const last = (await page.locator("[data-tile]").last().boundingBox())!;
      expect(56 + last.y + last.height - top.y, mode).toBeLessThanOrEqual(CHROMEBOOK.height);
      // The chips keep to one row, and no name is cut.
      const rows = await page.locator(".board-chip").evaluateAll((all) => new Set(all.map((it) => Math.round(it.getBoundingClientRect().y))).size);
      expect(rows, "rows of chips").toBe(1);
      const over = await page.locator(".board-tile-name").evaluateAll((all) => all.filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.textContent));
      expect(over, "names that are cut").toEqual([]);
    }
  });
}

test("a survey is a mode: its bar tells how far the class is, and today's goals come back", async ({ school }) => {
  await school.onDay(TUESDAY);
  const desk = await school.teacher();
  const child = await desk.child();
  await desk.giveGoal(child.child);
  await desk.setOpen(true);
  const { page } = desk;
  await desk.openBoard();
  const board = page.locator(".board");
  const tile = desk.tile(child.child);
  await expect(tile.locator("[data-goal]").last()).toBeVisible();
  const goals = await tile.locator("[data-goal]").count();
  await desk.pressMore("start-survey");
  await desk.sayYes();
  await expect(board).toHaveAttribute("data-mode", "survey");
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await (await tablet.begin("tap")).goThrough(2);
  await desk.expectDone(child.child, 2);
  await expect(page.locator('[data-share="survey"]')).toContainText("1 on their way");
  await expectNoViolations(page, "a board in a survey");
  await desk.press("stop-survey");
  await desk.sayYes();
  await expect(board).toHaveAttribute("data-mode", "goals");
  await expect(page.locator(".board-survey-bar")).toHaveCount(0);
  await expect(tile.locator("[data-goal]")).toHaveCount(goals);
});

test("a chip shows its children alone, and all again", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await tablet.begin("tap");
  await desk.openBoard();
  const { page } = desk;
  const shown = page.locator("[data-tile]:not([hidden])");
  const all = await shown.count();
  const chip = page.locator('.board-chip[data-act="working"]');
  await expect(chip).toContainText("1");
  const before = await page.locator(".board-chip").evaluateAll((chips) => chips.map((it) => it.getBoundingClientRect().x));
  await chip.click();
  await expect(shown).toHaveCount(1);
  await expect(shown).toHaveAttribute("data-tile", child.child);
  expect(await page.locator(".board-chip").evaluateAll((chips) => chips.map((it) => it.getBoundingClientRect().x))).toEqual(before);
  await chip.click();
  await expect(shown).toHaveCount(all);
});

test("on a phone help comes first with its words, and the first tiles are in the first screen", async ({ school, desk }) => {
  const child = await desk.child(7);
  await askForHelp(school, desk, child);
  await desk.stopSurvey();
  const { page } = desk;
  await page.setViewportSize(PHONE);
  await desk.openBoard();
  const help = desk.tile(child.child);
  await expect(help).toHaveAttribute("data-state", "help");
  await expect(help.locator(".board-try-word").first()).toBeVisible();
  const act = (await help.locator('[data-act="come"]').boundingBox())!;
  expect(act.width, "the act is as wide as the screen").toBeGreaterThan(PHONE.width * 0.75);
  const tops = await page.locator("[data-tile]").evaluateAll((all) => all.map((it) => ({ child: it.getAttribute("data-tile"), y: it.getBoundingClientRect().y })));
  tops.sort((one, other) => one.y - other.y);
  expect(tops[0]?.child).toBe(child.child);
  const board = (await page.locator(".board").boundingBox())!;
  // Between a header of 56 pixels and a bar of 64.
  expect(56 + (tops[3]?.y ?? Infinity) - board.y, "a row of tiles below it").toBeLessThanOrEqual(PHONE.height - 64 - 104);
  await expectTargets(page, "adult");
  await expectNoViolations(page, "the board on a phone");
  await page.setViewportSize({ width: 320, height: 640 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(over, "wider than 320 pixels").toBeLessThanOrEqual(0);
});

test("the wall fills a projector with whole names, without scrolling", async ({ school }) => {
  const desk = await school.teacher();
  const { page } = desk;
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`/desk/class/${desk.class}/projector?names=yes`);
  await desk.settled();
  const names = page.locator(".projector-name");
  await expect(names.first()).toBeVisible();
  await desk.press("fullscreen");
  await expect.poll(() => page.evaluate(() => document.fullscreenElement?.className)).toBe("projector");
  const found = await page.locator(".projector").evaluate((wall) => ({
    over: wall.scrollHeight - wall.clientHeight,
    cut: [...wall.querySelectorAll(".projector-name")].filter((it) => it.scrollWidth > it.clientWidth + 1).map((it) => it.textContent),
    used: Math.max(...[...wall.querySelectorAll(".projector-child")].map((it) => it.getBoundingClientRect().right)),
  }));
  expect(found.over).toBeLessThanOrEqual(0);
  expect(found.cut).toEqual([]);
  expect(found.used).toBeGreaterThan(1_800);
});
