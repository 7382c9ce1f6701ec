import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** A Tuesday in the demo school's second term. */
const TUESDAY = "2026-10-20T15:00:00Z";
const PHOTO = fileURLToPath(new URL("../../public/picture/art.svg", import.meta.url));
const PHONE = { width: 390, height: 844 };

interface Seen {
  said: string;
  about: { facet?: string; competency?: { code: string; level: string | null } };
}

async function seen(desk: Desk, child: string): Promise<Seen[]> {
  return desk.call<Seen[]>("observation/of_child", { child });
}

async function expectReflow(desk: Desk, what: string): Promise<void> {
  await desk.page.setViewportSize({ width: 320, height: 640 });
  const over = await desk.page.evaluate(() => {
    const sheet = document.querySelector("dialog[open]");
    const of = (it: Element) => it.scrollWidth - it.clientWidth;
    return Math.max(of(document.documentElement), sheet ? of(sheet) : 0);
  });
  expect.soft(over, `${what} is wider than 320 pixels`).toBeLessThanOrEqual(0);
  await desk.page.setViewportSize(PHONE);
}

/** Two taps, and a sentence can be written. */
async function observeOf(desk: Desk, child: string): Promise<void> {
  await desk.press("observe-several");
  await desk.page.locator(`[data-who="${child}"]`).click();
}

for (const lang of LANGS) {
  test(`on a phone: a tap, a sentence and a tap, and undone from the board, in ${lang}`, async ({ school }) => {
    const desk = await school.visitor(lang, PHONE);
    await desk.signIn();
    const child = await desk.child();
    const { page } = desk;
    const act = (name: string) => page.locator(`[data-act="${name}"]`);
    await desk.openBoard();
    await expectNoViolations(page, "the board");
    await expectTargets(page, "adult");
    await observeOf(desk, child.child);
    const sheet = page.getByRole("dialog");
    await expectNoViolations(page, "writing down what was seen");
    await expectTargets(page, "adult");
    await expectReflow(desk, "writing down what was seen");
    await sheet.locator("textarea").fill("Explained the game to a new child");
    await act("keep-observation").click();
    await expect(sheet).toHaveCount(0);
    const undo = act("undo-observation");
    await expect(undo).toBeVisible();
    expect((await seen(desk, child.child)).map((it) => it.said)).toEqual(["Explained the game to a new child"]);
    await expectNoViolations(page, "kept, and the undo");
    await expectReflow(desk, "kept, and the undo");
    await undo.click();
    await expect(undo).toHaveCount(0);
    await expect.poll(() => seen(desk, child.child)).toEqual([]);
  });
}

test("of several children under a competency with a level, and deleted on one child's page", async ({ school, desk }) => {
  school.trouble.expect(/status of 422/);
  const [one, two] = [await desk.child(0), await desk.child(1)];
  const { page } = desk;
  const act = (name: string) => page.locator(`[data-act="${name}"]`);
  await desk.openBoard();
  await act("observe-several").click();
  await act("keep-observation").click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  for (const child of [one, two]) {
    const chip = page.locator(`[data-who="${child.child}"]`);
    await chip.click();
    await expect(chip).toHaveAttribute("aria-pressed", "true");
  }
  const under = page.locator("#field-under");
  await expect(under.locator("option", { hasText: "M.2" })).toHaveCount(1);
  const value = await under.locator("option", { hasText: "M.2" }).getAttribute("value");
  await under.selectOption(value);
  await page.locator(".observation-levels input").nth(2).check();
  await page.getByRole("dialog").locator("textarea").fill("Counted on from seven");
  await act("keep-observation").click();
  await expect(act("undo-observation")).toBeVisible();
  for (const child of [one, two]) {
    const [it] = await seen(desk, child.child);
    expect(it?.about.competency).toMatchObject({ code: "M.2", level: "learning" });
  }
  // It stays for as long as somebody points at it.
  await page.mouse.move(5, 5);
  await expect(act("undo-observation")).toHaveCount(0, { timeout: 20_000 });

  await page.goto(`/desk/child/${one.child}`);
  await desk.settled();
  const panel = page.locator('[data-panel="observations"]');
  await expect(panel).toContainText("Counted on from seven");
  await expectNoViolations(page, "a child with an observation");
  await panel.locator('[data-act="delete-observation"]').click();
  await desk.sayYes();
  await expect(panel.locator("[data-observation]")).toHaveCount(0);
  expect(await seen(desk, two.child)).toHaveLength(1);
});

test("a sentence that could not be sent stays, and is kept once", async ({ school, desk }) => {
  const child = await desk.child();
  const { page } = desk;
  await desk.openBoard();
  await observeOf(desk, child.child);
  await page.getByRole("dialog").locator("textarea").fill("Asked a friend first");
  school.trouble.expectNoNetwork();
  await page.context().setOffline(true);
  await page.locator('[data-act="keep-observation"]').click();
  await expect(page.getByRole("dialog").getByRole("alert")).toBeVisible();
  await page.context().setOffline(false);
  await page.locator('[data-act="keep-observation"]').click();
  await expect(page.locator('[data-act="undo-observation"]')).toBeVisible();
  expect(await seen(desk, child.child)).toHaveLength(1);
});

test("who leads the school reads it on the child's page and writes nothing", async ({ school, desk }) => {
  const child = await desk.child();
  await desk.call("observation/observe", {
    class: desk.class,
    draft: { id: "01990000-0000-7000-8000-000000000001", children: [child.child], under: { facet: "strengths" }, said: "Took turns" },
  }, true);
  const leader = await school.teacher("en", "castillo");
  await leader.page.goto(`/desk/child/${child.child}`);
  await leader.settled();
  await expect(leader.page.locator('[data-panel="observations"]')).toContainText("Took turns");
  await expect(leader.page.locator('[data-act="delete-observation"]')).toHaveCount(0);
  await leader.page.goto(`/desk/class/${desk.class}`);
  await leader.settled();
  await expect(leader.page.locator("[data-tile]").first()).toBeVisible();
  await expect(leader.page.locator('[data-act="observe-several"]')).toHaveCount(0);
});

test("a photo for a goal is kept from the same sheet, and taken back", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  const child = await desk.child();
  await desk.giveGoal(child.child);
  const { page } = desk;
  await desk.openBoard();
  await observeOf(desk, child.child);
  const sheet = page.getByRole("dialog");
  await sheet.locator("summary").click();
  const take = sheet.locator("[data-photo-of] input").first();
  await expect(take).toBeAttached();
  await expectNoViolations(page, "a photo for a goal");
  await expectTargets(page, "adult");
  await take.setInputFiles({ name: "photo.svg", mimeType: "image/svg+xml", buffer: await readFile(PHOTO) });
  const undo = page.locator('[data-act="undo-photo"]');
  await expect(undo).toBeVisible();
  const pieces = async () => {
    const goals = await desk.call<{ pieces: { has_picture: boolean; by: string | null }[] }[]>("evidence/of_child", { child: child.child });
    return goals.flatMap((it) => it.pieces).filter((it) => it.has_picture && it.by !== null).length;
  };
  expect(await pieces()).toBe(1);
  await undo.click();
  await expect(undo).toHaveCount(0);
  expect(await pieces()).toBe(0);
});
