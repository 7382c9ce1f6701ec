import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { tabTo } from "../fixtures/hands.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";
import { centre } from "../fixtures/touch.ts";

/** A Tuesday in the demo school's second term. */
const TUESDAY = "2026-10-20T15:00:00Z";
const NEXT_TUESDAY = "2026-10-27T15:00:00Z";
/** Teaches the same class as the first teacher. */
const SECOND = "brown";

interface Read {
  groups: { groups: { id: string; name: string; members: { child: { child: string } }[] }[] };
}

/** So many children whom the teacher saw not to be there yet with M.2. */
async function notYet(desk: Desk, many: number): Promise<string[]> {
  const { competencies, rows } = await desk.call<{
    competencies: { id: string; code: string }[];
    rows: { child: { child: string } }[];
  }>("competency/class", { class: desk.class });
  const two = competencies.find((it) => it.code === "M.2")!;
  const children = rows.slice(0, many).map((it) => it.child.child);
  for (const child of children) {
    const draft = { competency: two.id, level: "not-yet", seen: "work", note: "", on: "2026-10-20" };
    await desk.call("competency/set_level", { child, draft }, true);
  }
  return children;
}

async function open(desk: Desk, query = ""): Promise<void> {
  await desk.page.goto(`/desk/class/${desk.class}/groups${query}`);
  await desk.settled();
}

/** Who is in the group of this name, as the school has it. */
async function members(desk: Desk, name: string): Promise<string[]> {
  const { groups } = await desk.call<Read>("group/class", { class: desk.class });
  return groups.groups.find((it) => it.name === name)?.members.map((it) => it.child.child) ?? [];
}

async function newGroup(desk: Desk, name: string): Promise<void> {
  await desk.press("new-group");
  await desk.page.locator("input[name=group-name]").fill(name);
  await desk.press("keep-group");
  await expect(desk.page.getByRole("heading", { name, exact: true })).toBeVisible();
}

test("a suggestion becomes a group by one tap; children go in and out by mouse and by key, and back", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await notYet(desk, 3);
  const { page } = desk;
  await open(desk, "?competency=M.2");
  const suggestion = page.locator('[data-suggestion="gap"][data-chosen="yes"]').first();
  const name = (await suggestion.getByRole("heading").textContent())!;
  await suggestion.locator('[data-act="make-group"]').click();
  const made = page.locator("[data-group]").filter({ has: page.getByRole("heading", { name, exact: true }) });
  await expect(made.locator("[data-chip]").nth(1)).toBeVisible();
  await newGroup(desk, "Space");
  const space = page.locator("[data-group]").filter({ has: page.getByRole("heading", { name: "Space", exact: true }) });
  const live = page.locator('[data-live="groups"]');

  const child = (await made.locator("[data-chip]").first().getAttribute("data-chip"))!;
  const chip = (box: typeof made) => box.locator(`[data-chip="${child}"]`);
  const [from, to] = [await centre(chip(made)), await centre(space)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await expect(space).toHaveAttribute("data-over", "yes");
  await page.mouse.up();
  await expect(chip(space)).toBeVisible();
  await expect(chip(made)).toHaveCount(0);
  await expect(live).toContainText("Space");
  await expect.poll(() => members(desk, "Space")).toEqual([child]);
  await page.locator('[data-act="undo"]').click();
  await expect(chip(made)).toBeVisible();
  await expect.poll(() => members(desk, "Space")).toEqual([]);

  await chip(made).focus();
  await page.keyboard.press("Enter");
  await expect(page.locator("[data-put]:focus")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(chip(made)).toBeFocused();
  await page.keyboard.press("Enter");
  const here = space.locator("[data-put]");
  await tabTo(page, here);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowDown");
  await expect(here).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(chip(space)).toBeFocused();
  await expect.poll(() => members(desk, "Space")).toEqual([child]);
});

test("a group has an end, gets a goal, shows then and now, and ends with a word", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await notYet(desk, 2);
  const { page } = desk;
  await open(desk, "?competency=M.2");
  await page.locator('[data-chosen="yes"] [data-act="make-group"]').first().click();
  const group = page.locator('[data-panel="groups"] [data-group]').first();
  await expect(group).toBeVisible();
  await group.locator('[data-act="change-group"]').click();
  await expect(page.locator("input[name=group-ends]")).toHaveAttribute("max", "2026-11-10");
  await page.locator("#area-group-note").fill("Count on from the larger");
  await page.locator('[data-act="keep-group"]').click();
  await expect(group).toContainText("Count on from the larger");
  await group.locator('[data-act="give-group-goal"]').click();
  await page.locator("#field-group-goal").selectOption({ index: 1 });
  await page.locator('[data-act="keep-group-goal"]').click();
  await expect(group.locator('[data-goal="given"]')).toBeVisible();
  await group.locator("summary").click();
  await expect(group.locator('[data-then] [data-level="not-yet"]').first()).toBeVisible();
  await group.locator('[data-act="end-group"]').click();
  await page.locator('[data-helped="Somewhat"]').check();
  await page.locator("#area-closing").fill("Nearly");
  await page.locator('[data-act="keep-end"]').click();
  const ended = page.locator('[data-panel="ended"] [data-group]').first();
  await expect(ended).toContainText("Nearly");
  await page.locator('[data-act="undo"]').click();
  await expect(page.locator('[data-panel="ended"]')).toHaveCount(0);
});

test("what is tried with a child comes back on the board on its day, and ends with a word in place", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  const child = await desk.child();
  const { page } = desk;
  await page.goto(`/desk/child/${child.child}`);
  await desk.settled();
  const panel = page.locator('[data-panel="interventions"]');
  await panel.locator('[data-act="try-something"] > summary').click();
  await panel.locator("input[name=what]").fill("Counts with cubes");
  await panel.locator("input[name=follow-up]").fill("2026-10-27");
  await panel.locator('[data-act="begin"]').click();
  await expect(panel.locator('[data-state="open"]')).toContainText("Counts with cubes");
  await expectNoViolations(page, "a child's page with what was tried");
  const strip = page.locator('[data-panel="follow-ups"]');
  // In a survey the board shows the survey alone.
  await desk.stopSurvey();
  await desk.openBoard();
  await expect(strip).toHaveCount(0);

  await school.onDay(NEXT_TUESDAY);
  await desk.signIn();
  await desk.openBoard();
  await expect(strip).toContainText("Counts with cubes");
  const second = await school.teacher("es", SECOND);
  await second.page.clock.install();
  await second.openBoard();
  const theirs = second.page.locator('[data-panel="follow-ups"]');
  await expect(theirs).toContainText("Counts with cubes");
  await strip.locator("summary").click();
  await strip.locator('[data-helped="Helped"]').check();
  await strip.locator("input[name=outcome]").fill("Quick now");
  await expectNoViolations(page, "the board with what comes back");
  await strip.locator('[data-act="followed-up"]').click();
  await expect(strip).toHaveCount(0);
  await second.page.clock.fastForward(61_000);
  await expect(theirs).toHaveCount(0);
  await page.goto(`/desk/child/${child.child}`);
  await desk.settled();
  await expect(panel.locator('[data-state="over"]')).toContainText("Quick now");
});

for (const lang of LANGS) {
  test(`the page of groups in ${lang}: axe, light and dark, target sizes, 320 pixels`, async ({ school, desk }) => {
    await school.onDay(TUESDAY);
    await notYet(desk, 4);
    const teacher = await school.teacher(lang);
    const { page } = teacher;
    await open(teacher, "?competency=M.2");
    await page.locator('[data-act="make-group"]').first().click();
    await expect(page.locator("[data-group] [data-chip]").first()).toBeVisible();
    await page.locator("[data-group] [data-chip]").first().click();
    await expect(page.locator("[data-put]").first()).toBeVisible();
    await expectNoViolations(page, "groups with a child in hand");
    await expectTargets(page, "adult");
    await page.setViewportSize({ width: 320, height: 640 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect.soft(over).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1366, height: 768 });
    await page.locator('[data-act="change-group"]').first().click();
    await expect(page.locator('[data-act="keep-group"]')).toBeVisible();
    await expectNoViolations(page, "changing a group");
  });
}
