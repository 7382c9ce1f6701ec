import type { Locator } from "@playwright/test";
import { expectNoViolations } from "../fixtures/axe.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** The middle of something on the screen. */
async function middle(it: Locator): Promise<{ x: number; y: number }> {
  const box = await it.boundingBox();
  if (!box) throw new Error("it is not on the screen");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

for (const lang of LANGS) {
  test(`seats are arranged by drag, by tap and by keyboard, undone and kept, in ${lang}`, async ({ school }) => {
    const desk = await school.teacher(lang);
    const { page } = desk;
    await desk.openBoard();
    await desk.pressMore("by-seat");
    await expect(page.locator(".board-tiles[data-columns]")).toBeVisible();
    const over = await page.evaluate(() => document.documentElement.scrollHeight - document.documentElement.clientHeight);
    expect(over, "a class fits the screen as it sits").toBeLessThanOrEqual(0);
    await expectNoViolations(page, "the board by seats");
    await desk.press("arrange");
    const place = (name: string) => page.locator(`[data-place="${name}"]`);
    const who = async (name: string) => place(name).getAttribute("data-child");
    const [first, second, third] = [await who("0-0"), await who("0-1"), await who("0-2")];
    await expectNoViolations(page, "arranging the seats");
    await expectTargets(page, "adult");

    const [from, to] = [await middle(place("0-0")), await middle(place("4-7"))];
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(from.x + 30, from.y + 30);
    await page.mouse.move(to.x, to.y);
    await page.mouse.up();
    await expect(place("4-7")).toHaveAttribute("data-child", first ?? "");
    await expect(place("4-7")).toHaveAttribute("aria-pressed", "false");

    await place("0-1").click();
    await expect(place("0-1")).toHaveAttribute("aria-pressed", "true");
    await place("0-2").click();
    await expect(place("0-2")).toHaveAttribute("data-child", second ?? "");
    await expect(place("0-1")).toHaveAttribute("data-child", third ?? "");

    await place("0-1").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Enter");
    await expect(place("0-0")).toHaveAttribute("data-child", third ?? "");
    await desk.press("undo");
    await expect(place("0-1")).toHaveAttribute("data-child", third ?? "");

    await desk.press("keep-seats");
    await expect(desk.tile(first ?? "")).toBeVisible();
    await page.reload();
    await desk.settled();
    const cell = desk.tile(first ?? "");
    await expect(cell).toHaveAttribute("data-row", "4");
    await expect(cell).toHaveAttribute("data-column", "7");
  });
}

test("by seats, who wants help stays in their place and is marked there", async ({ school, desk }) => {
  const child = await desk.child(5);
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await desk.page.goto(`/desk/class/${desk.class}?order=seats`);
  await desk.settled();
  const cell = desk.tile(child.child);
  const place = await cell.getAttribute("data-column");
  await tablet.page.locator('[data-act="stuck"]').tap();
  await tablet.page.locator('[data-act="ask-help"]').tap();
  await expect(desk.tile(child.child)).toHaveAttribute("data-state", "help", { timeout: 10_000 });
  await expect(cell).toHaveAttribute("data-column", place ?? "");
});
