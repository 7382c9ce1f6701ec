import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** A Tuesday in the demo school's second term, after all that was seen in it: what was seen last stands. */
const TUESDAY = "2026-10-20T15:00:00Z";

interface ClassLevels {
  competencies: { id: string; code: string; grades: { first: number; last: number } }[];
  rows: { child: { child: string }; grade: number; marks: ({ level: string } | null)[] }[];
}

async function levels(desk: Desk): Promise<ClassLevels> {
  return desk.call<ClassLevels>("competency/class", { class: desk.class });
}

async function level(desk: Desk, child: string, code: string): Promise<string | undefined> {
  const { competencies, rows } = await levels(desk);
  const at = competencies.findIndex((it) => it.code === code);
  return rows.find((it) => it.child.child === child)?.marks[at]?.level;
}

async function open(desk: Desk, path: string): Promise<void> {
  await desk.page.goto(path);
  await desk.settled();
}

test("a teacher fills the table by keyboard, takes one back, and what the school can't keep is said", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  const { page } = desk;
  const child = (await levels(desk)).rows[0]!.child.child;
  await open(desk, `/desk/class/${desk.class}/competencies`);
  await page.locator("input[name=now-note]").fill("Counted on from seven");
  const first = page.locator('[data-place="0-0"]');
  await first.focus();
  await page.keyboard.press("1");
  await expect(first).toHaveAttribute("data-level", "not-yet");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("3");
  const second = page.locator('[data-place="0-1"]');
  await expect(second).toBeFocused();
  await expect(second).toHaveAttribute("data-level", "got-it");
  await expect.poll(() => level(desk, child, "M.1")).toBe("not-yet");
  await expect.poll(() => level(desk, child, "M.2")).toBe("got-it");

  school.trouble.expectNoNetwork();
  await page.context().setOffline(true);
  await page.keyboard.press("2");
  await expect(second).toHaveAttribute("data-state", "failed");
  await expect(second).toHaveAttribute("data-level", "got-it");
  await expect(page.locator('[data-act="again"]')).toBeVisible();
  await page.context().setOffline(false);
  await page.locator('[data-act="again"]').click();
  await expect(second).toHaveAttribute("data-level", "learning");
  await expect.poll(() => level(desk, child, "M.2")).toBe("learning");

  await second.focus();
  await page.keyboard.press("0");
  await expect.poll(() => level(desk, child, "M.2")).toBe("got-it");
  await expect(second).toHaveAttribute("data-level", "got-it");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toContainText("Counted on from seven");
  // Kept as it opens, it stays what it was.
  await expect(page.getByRole("dialog").getByRole("radio", { name: "got it" })).toBeChecked();
  const said = page.locator(".competency-said");
  const before = await said.count();
  await page.locator('[data-act="keep-level"]').click();
  await expect(said).toHaveCount(before + 1);
  await page.locator('[data-act="close"]').click();
  expect(await level(desk, child, "M.2")).toBe("got-it");

  await page.locator('[data-domain="R"]').click();
  await expect(page).toHaveURL(/domain=R/);
  await page.reload();
  await desk.settled();
  await expect(page.locator("thead")).toContainText("R.1");
  await expect(page.locator("thead")).not.toContainText("M.1");
});

for (const lang of LANGS) {
  test(`a gap becomes a goal with one tap, and the child hears what it will let them do, in ${lang}`, async ({ school, desk }) => {
    await school.onDay(TUESDAY);
    const secrets = await desk.secrets();
    const { competencies, rows } = await levels(desk);
    const row = rows.find((it) => it.grade > 1)!;
    const two = competencies.find((it) => it.code === "M.2")!;
    const id = row.child.child;
    const draft = { competency: two.id, level: "learning", seen: "work", note: "Seven and five on the rug", on: "2026-10-20" };
    await desk.call("competency/set_level", { child: id, draft }, true);
    const teacher = await school.teacher(lang);
    const { page } = teacher;
    await open(teacher, `/desk/child/${id}/competencies?show=gaps`);
    const line = page.locator('[data-code="M.2"]');
    await expect(line.locator("[data-gap]")).toHaveAttribute("data-gap", "1");
    await line.locator('[data-act="make-goal"]').click();
    await expect(page.locator("#field-aim")).toHaveValue(two.id);
    await expect(page.locator("#field-goal-title")).not.toHaveValue("");
    await page.locator('[data-act="save-goal"]').click();
    await expect(page.locator(".plan-aim")).toContainText("M.2");
    await expect(page).toHaveURL(/\/plan$/);

    const tablet = await school.classTablet(teacher, lang);
    await tablet.speak(lang);
    await tablet.signIn(secrets.find((it) => it.child === id)!);
    await tablet.speak(lang);
    await tablet.page.locator('[data-act="goals"]').tap();
    await expect(tablet.page).toHaveURL(/\/goals$/);
    await tablet.settled();
    const aim = tablet.page.locator('[data-act="aim"]');
    await expect(aim).toContainText(lang === "es" ? "Puedo sumar y restar hasta 20" : "I can add and take away");
    await expect(aim.locator("img")).toHaveAttribute("src", "/picture/level-sprout.svg");
    const spoken = tablet.page.waitForRequest(/\/voice\//);
    await aim.tap();
    await spoken;
    await expectNoViolations(tablet.page, "my goals with an aim");
    await expectTargets(tablet.page, "child");
  });

  test(`the pages of competencies in ${lang}: axe, light and dark, target sizes, 320 pixels`, async ({ school, desk }) => {
    await school.onDay(TUESDAY);
    const child = await desk.child();
    const teacher = await school.teacher(lang);
    const { page } = teacher;
    for (const path of [
      `/desk/class/${desk.class}/competencies`,
      `/desk/class/${desk.class}/competencies?domain=all&sort=M.2`,
      `/desk/child/${child.child}/competencies`,
    ]) {
      await open(teacher, path);
      await expectNoViolations(page, path);
      await expectTargets(page, "adult");
      await page.setViewportSize({ width: 320, height: 640 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, path).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1366, height: 768 });
    }
    await page.locator('[data-act="say-level"]').first().click();
    await expect(page.locator('[data-act="keep-level"]')).toBeVisible();
    await expectNoViolations(page, "saying a level");
  });
}
