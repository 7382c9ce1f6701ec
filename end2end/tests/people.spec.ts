import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/axe.ts";
import { expect, LANGS, test, type School } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

const rowOf = (page: Page, name: string): Locator => page.locator("[data-child]", { hasText: name });

/** The office, by finger at a tablet on its side. */
const office = async (school: School) => {
  const desk = await school.visitor("en", { width: 1024, height: 768 }, true);
  await desk.signIn("okafor");
  return desk;
};

test("a child is found, added, corrected, moved, archived and brought back", async ({ school }) => {
  const desk = await office(school);
  const { page } = desk;
  await page.goto("/desk/school/people");
  await desk.settled();
  const all = await page.locator("[data-child]").count();
  expect(all).toBeGreaterThan(50);

  await page.locator('[data-act="add-child"]').tap();
  const form = page.locator('[data-panel="add-child"]');
  await form.locator('[data-act="save-child"]').tap();
  await expect(form.locator("[data-select=class] ~ .ui-field-hint")).toBeVisible();
  await form.locator("input[name=given]").fill("Maeve");
  await form.locator("input[name=family]").fill("O’Shea");
  await form.locator("[data-select=grade]").selectOption("2");
  await form.locator("[data-select=class]").selectOption({ index: 1 });
  await form.locator('[data-act="save-child"]').tap();
  await expect(page.locator('[data-kind="good"]')).toContainText("Maeve O’Shea");
  await expect(page.locator("[data-child]")).toHaveCount(all + 1);

  const find = page.getByRole("searchbox", { name: "Find", exact: true });
  await find.fill("o'shea maeve");
  await expect(page.locator("[data-child]")).toHaveCount(1);
  const saving = page.waitForEvent("download");
  await page.locator('[data-act="csv"]').tap();
  const csv = await readFile(await (await saving).path(), "utf8");
  expect(csv).toContain('"O’Shea, Maeve",Grade 2,');
  expect(csv.trim().split("\r\n")).toHaveLength(2);

  await page.locator('[data-act="add-child"]').tap();
  await form.locator("input[name=given]").fill("maeve");
  await form.locator("input[name=family]").fill("OShea");
  await form.locator("[data-select=grade]").selectOption("2");
  await form.locator("[data-select=class]").selectOption({ index: 1 });
  await form.locator('[data-act="save-child"]').tap();
  await expect(page.locator('[data-panel="alike"]')).toBeVisible();
  await page.locator('dialog[open] [data-act="close"]').tap();

  await rowOf(page, "O’Shea").getByRole("link").tap();
  const details = page.locator('[data-panel="details"]');
  await details.locator("input[name=given]").fill("…");
  school.trouble.expect(/status of 4\d\d/);
  await details.locator('[data-act="correct"]').tap();
  await expect(page.locator("#wrong-given")).toBeVisible();
  await details.locator("input[name=given]").fill("Maeve Ann");
  await details.locator('[data-act="correct"]').tap();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Maeve Ann O’Shea");

  const move = page.locator('[data-panel="move"]');
  await move.locator("[data-select=to]").selectOption({ index: 1 });
  await move.locator('[data-act="move"]').tap();
  await expect(page.locator('[data-panel="seats"] li')).toHaveCount(2);

  await page.locator('[data-act="archive"]').tap();
  await expect(page.locator('[data-panel="archive-ends"] li')).toHaveCount(3);
  await page.locator('dialog[open] [data-act="yes"]').tap();
  await expect(page.locator("[data-record]")).toHaveAttribute("data-state", "archived");
  await page.goto("/desk/school/people?show=archived");
  await desk.settled();
  await rowOf(page, "O’Shea").getByRole("link").tap();
  const back = page.locator('[data-panel="bring-back"]');
  await back.locator("[data-select=to]").selectOption({ index: 1 });
  await back.locator('[data-act="bring-back"]').tap();
  await expect(page.locator("[data-record]")).toHaveAttribute("data-state", "active");
});

test("two records of one child become one, and the other leads to it", async ({ school }) => {
  const desk = await office(school);
  const { page } = desk;
  await page.goto("/desk/school/people");
  await desk.settled();
  const first = "Washington, Ángel";
  await expect(rowOf(page, first)).toHaveCount(1);
  await page.locator('[data-act="add-child"]').tap();
  const form = page.locator('[data-panel="add-child"]');
  await form.locator("input[name=given]").fill("Ángel");
  await form.locator("input[name=family]").fill("Washington");
  await form.locator("[data-select=class]").selectOption({ index: 1 });
  await form.locator('[data-act="save-child"]').tap();
  const sure = form.locator('[data-act="add-anyway"]');
  const added = page.locator('[data-kind="good"]');
  await expect(sure.or(added)).toBeVisible();
  if (await sure.isVisible()) await sure.tap();
  await expect(added).toBeVisible();
  await expect(rowOf(page, first)).toHaveCount(2);

  await rowOf(page, first).first().getByRole("link").tap();
  await expect(page.locator("[data-record]")).toBeVisible();
  const kept = new URL(page.url()).pathname;
  await page.locator('[data-act="merge"]').tap();
  const offer = page.locator("[data-offer]");
  await expect(offer).toHaveCount(1);
  const gone = await offer.getAttribute("data-offer");
  await offer.locator('[data-act="choose-record"]').tap();
  await expect(page.locator('[data-kind="classes"]')).toBeVisible();
  await page.locator('[data-act="merge-now"]').tap();
  await page.locator('dialog[open] [data-act="yes"]').tap();
  await expect(page.locator('[data-kind="good"]')).toBeVisible();
  await page.goto(`/desk/school/people/${gone}`);
  await expect(page.locator(`main a[href="${kept}"]`)).toBeVisible();
});

for (const lang of LANGS) {
  test(`the children's list and a record are for everyone's hands and eyes, in ${lang}`, async ({ school }) => {
    const desk = await school.teacher(lang, "okafor");
    const { page } = desk;
    if (lang === "es") await page.emulateMedia({ colorScheme: "dark" });
    await page.goto("/desk/school/people");
    await desk.settled();
    const record = await page.locator("[data-child] a").first().getAttribute("href");
    for (const path of ["/desk/school/people", record ?? ""]) {
      await page.goto(path);
      await desk.settled();
      await expectNoViolations(page, path);
      await expectTargets(page, "adult");
      await page.setViewportSize({ width: 320, height: 640 });
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, path).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1366, height: 768 });
    }
  });
}
