import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { ROOT } from "../fixtures/server.ts";
import { expectTargets } from "../fixtures/targets.ts";

const LEADER = "castillo";
/** The identifier of a child of another room of the school. */
const OTHER_ROOM = "880026";
const GROWTH = join(ROOT, "server/demo/growth-fall-2026.csv");
const hard = (name: string): string => join(ROOT, "domain/tests/assessment/files", name);

async function openScores(desk: Desk): Promise<Page> {
  await desk.page.goto("/desk/scores");
  await desk.settled();
  return desk.page;
}

const choose = (page: Page, file: string | { name: string; mimeType: string; buffer: Buffer }) => page.locator("input[name=scores]").setInputFiles(file);
const count = (page: Page, what: string) => page.locator(`[data-count="${what}"]`);

/** Undoes the newest import that stands. */
async function undoFirst(page: Page): Promise<void> {
  const undone = page.locator("[data-import][data-undone]");
  const before = await undone.count();
  const first = page.locator("[data-import]:not([data-undone])").first();
  await first.locator('[data-act="undo"]').click();
  await page.locator('dialog[open] [data-act="yes"]').click();
  await expect(undone).toHaveCount(before + 1);
}

/** A child of the teacher's class who has a score in maths. */
async function withMaths(desk: Desk): Promise<string> {
  for (const { child } of await desk.secrets()) {
    if ((await lines(desk, child)).some((it) => it.subject === "Mathematics")) return child;
  }
  throw new Error("nobody in the class has a score in maths");
}

async function lines(desk: Desk, child: string): Promise<{ subject: string; marks: unknown[] }[]> {
  return (await desk.call<{ series: { subject: string; marks: unknown[] }[] }>("assessment/child", { child })).series;
}

for (const lang of LANGS) {
  test(`a leader imports a file, sees who is matched and who is not, sees a child's line, and undoes it, in ${lang}`, async ({ school, desk }) => {
    const child = await withMaths(desk);
    const leader = await school.teacher(lang, LEADER);
    const page = await openScores(leader);
    await expectNoViolations(page, "imports");
    await choose(page, GROWTH);
    // The demo school has it already, and says so.
    await expect(count(page, "same")).toContainText("177");
    await expect(page.locator('[data-act="import"]')).toHaveCount(0);
    await undoFirst(page);
    expect(await lines(leader, child)).toEqual([]);

    await choose(page, GROWTH);
    await expect(page.locator('[data-column="preset"]')).toHaveValue("growth");
    await expect(page.locator('[data-left="norms"]')).toContainText("Percentile");
    // Five have no score, and the others that are refused are no children of this school.
    await expect(count(page, "rows")).toContainText("220");
    await expect(count(page, "new")).toContainText("177");
    await expect(count(page, "refused")).toContainText("43");
    await expect(page.locator('[data-why="unknown-child"]').last()).toContainText("999999");
    await expect(page.locator('[data-why="no-score"]').first()).toContainText("RITScore");
    await expect(page.locator('[data-rows="matched"]')).toContainText("Milo");
    await expectNoViolations(page, "preview");
    await expectTargets(page, "adult");
    await page.locator('[data-act="import"]').click();
    await expect(page.locator("[data-import]:not([data-undone])")).toHaveCount(1);
    await expect(page.locator('.ui-banner[data-kind="good"]')).toContainText("177");

    await page.goto(`/desk/child/${child}`);
    await leader.settled();
    const panel = page.locator('[data-panel="scores"]');
    await expect(panel.locator("svg").first()).toBeVisible();
    await expect(panel.locator('[data-area="Maths"]')).toContainText("RIT");
    await panel.locator("summary").first().click();
    await expect(panel.locator("table").first()).toBeVisible();
    await expectNoViolations(page, "a child's scores");

    await openScores(leader);
    await undoFirst(page);
    expect(await lines(leader, child)).toEqual([]);
  });
}

test("a teacher says what each column is by keyboard, and only their own children are matched", async ({ desk }) => {
  const page = await openScores(desk);
  const text = `Who,When,Points\n880001,9/4/2026,12\n${OTHER_ROOM},9/4/2026,9\n`;
  await choose(page, { name: "facts.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  const stops = page.locator('[data-rows="stops"]');
  await expect(stops).toBeVisible();
  const pick = async (column: string, option: string) => {
    const select = page.locator(`[data-column="${column}"]`).first();
    await select.focus();
    await page.keyboard.type(option);
    await page.keyboard.press("Tab");
  };
  await pick("child", "Who");
  await pick("score", "Points");
  await pick("taken", "When");
  await page.locator('[data-column="test"]').first().selectOption("text");
  const name = page.locator('.scores-pick:has([data-column="test"]) input');
  await name.fill("Facts to 20");
  await page.keyboard.press("Tab");
  await expect(stops).toContainText("dates");
  await page.locator('[data-column="dates"]').selectOption("month-day-year");
  await expect(count(page, "rows")).toContainText("2");
  await expect(name).toHaveValue("Facts to 20");
  await expect(page.locator('[data-rows="matched"] tbody tr')).toHaveCount(1);
  await expect(page.locator('[data-why="unknown-child"]')).toContainText(OTHER_ROOM);
});

test("a file that is none says what it is, and what was chosen before is not lost", async ({ desk }) => {
  const page = await openScores(desk);
  for (const [file, words] of [
    ["zip-by-mistake.csv", "zip"],
    ["not-utf8.csv", "line 3"],
    ["empty.csv", "empty"],
  ] as const) {
    await choose(page, hard(file));
    await expect(page.locator('.ui-banner[data-kind="wrong"]')).toContainText(words);
  }
  await choose(page, { name: "large.csv", mimeType: "text/csv", buffer: Buffer.alloc(2 * 1024 * 1024 + 1, "1") });
  await expect(page.locator('.ui-banner[data-kind="wrong"]')).toContainText("fledge import assessment");
  await choose(page, hard("which-dates.csv"));
  await expect(page.locator('[data-rows="stops"]')).toContainText("dates");
  // The Wi-Fi goes while it is chosen: the choice stays, and works once it is back.
  desk.school.trouble.expectNoNetwork();
  await page.context().setOffline(true);
  await page.locator('[data-column="dates"]').selectOption("month-day-year");
  await expect(page.locator('.ui-banner[data-kind="wrong"]')).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.locator('[data-column="dates"]')).toHaveValue("month-day-year");
  await page.locator('[data-column="measure"]').fill("points");
  await page.keyboard.press("Tab");
  await expect(count(page, "rows")).toContainText("2");
});
