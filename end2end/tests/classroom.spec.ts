import type { Desk } from "../fixtures/desk.ts";
import { expect, test } from "../fixtures/school.ts";

const TABLETS = 5;
/** Teaches the same class as the first teacher. */
const SECOND = "brown";
const THIRTY = { width: 1366, height: 768 };

/** What each child of the class is doing, on this board. */
const states = (desk: Desk) => desk.page.locator("[data-tile]").evaluateAll((all) => all.map((it) => `${it.getAttribute("data-tile")} ${it.getAttribute("data-state")}`).sort());

test("two teachers and five tablets at once: both boards say the same, and one teacher sees that the other comes", async ({ school, desk }) => {
  test.setTimeout(300_000);
  const second = await school.teacher("es", SECOND);
  expect(second.class).toBe(desk.class);
  const boards = [desk, second];
  const children = await Promise.all(Array.from({ length: TABLETS }, (_, n) => desk.child(n)));
  const tablets = [];
  for (const child of children) {
    const tablet = await school.classTablet(desk);
    await tablet.signIn(child);
    tablets.push(tablet);
  }
  for (const { page } of boards) await page.setViewportSize(THIRTY);
  for (const board of boards) await board.openBoard();

  await Promise.all(tablets.map(async (tablet, n) => (await tablet.begin("tap")).goThrough(1 + (n % 2))));
  for (const board of boards) {
    for (const [n, { child }] of children.entries()) await board.expectDone(child, 1 + (n % 2));
  }

  const [asks, leaves] = [tablets[0], tablets[4]];
  const [asking, left] = [children[0], children[4]];
  if (!asks || !leaves || !asking || !left) throw new Error("five children and tablets");
  await asks.open("/");
  await asks.page.locator('[data-act="stuck"]').tap();
  await asks.page.locator('[data-act="ask-help"]').tap();
  for (const board of boards) await expect(board.tile(asking.child)).toHaveAttribute("data-state", "help");
  await second.page.locator('[data-act="come"]').click();
  await expect(desk.tile(asking.child).locator(".board-tile-coming")).toContainText("Brown");
  await expect(asks.page.locator("[data-help]")).toHaveAttribute("data-help", "coming");

  await leaves.open("/");
  await leaves.leave();
  for (const board of boards) await expect(board.tile(left.child)).toHaveAttribute("data-state", "paused");
  await expect.poll(async () => JSON.stringify(await states(desk)) === JSON.stringify(await states(second))).toBe(true);
});
