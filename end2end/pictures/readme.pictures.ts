import { join } from "node:path";
import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures/school.ts";
import { ROOT } from "../fixtures/server.ts";

const take = async (page: Page, name: string): Promise<void> => {
  await page.waitForLoadState("networkidle");
  await page.screenshot({ path: join(ROOT, "docs", "pictures", `${name}.png`), animations: "disabled" });
};

test("a child's question, the poster, and the teacher's class", async ({ school, desk }) => {
  const children = await desk.secrets();
  const tablet = await school.classTablet(desk);
  // A class in the middle of it: some done, some on their way, one gone away.
  for (const [n, child] of children.slice(1, 6).entries()) {
    await tablet.signIn(child);
    const hands = await tablet.begin("tap");
    await hands.goThrough([30, 4, 9, 2, 6][n]);
    await tablet.open("/");
    if (n < 4) {
      await tablet.leave();
    } else {
      // Still signed in as far as the school knows: on another tablet, say.
      await tablet.page.context().clearCookies({ name: /child/ });
      await tablet.open("/");
    }
  }
  const [child] = children;
  if (!child) throw new Error("the class is empty");
  await tablet.signIn(child);
  const hands = await tablet.begin("tap");
  let sorted = false;
  await hands.goThrough(Number.POSITIVE_INFINITY, async () => {
    if (sorted || (await hands.format()) !== "sort" || (await tablet.page.locator("[data-card]").count()) < 4) return;
    sorted = true;
    await hands.act("undo").tap();
    await hands.act("undo").tap();
    await take(tablet.page, "child-question");
    await hands.answer();
  });
  await hands.act("poster").tap();
  await expect(tablet.page.locator("[data-panel]")).toHaveCount(6);
  await take(tablet.page, "child-poster");
  await desk.openBoard();
  await take(desk.page, "teacher-class");
});
