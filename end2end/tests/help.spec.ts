import { expectNoViolations } from "../fixtures/axe.ts";
import { touch, type Way } from "../fixtures/hands.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

for (const [n, lang] of LANGS.entries()) {
  const way: Way = n === 0 ? "tap" : "keys";
  test(`who is stuck tries, asks, and sees that somebody comes, by ${way}, in ${lang}`, async ({ school, desk }) => {
    const child = await desk.child();
    const tablet = await school.classTablet(desk, lang);
    await tablet.speak(lang);
    await tablet.signIn(child, way);
    await tablet.speak(lang);
    await tablet.answers("D6", [
      { card: "friend", place: "1" },
      { card: "breath", place: "2" },
    ]);
    const act = (name: string) => tablet.page.locator(`[data-act="${name}"]`);
    await touch(tablet.page, act("stuck"), way);
    const tries = tablet.page.getByRole("dialog").locator("[data-try]");
    await expect(tries).not.toHaveCount(0);
    await expectTargets(tablet.page, "child", "[data-try], [data-act=ask-help]");
    await expectNoViolations(tablet.page, "the stuck sheet or home");
    await touch(tablet.page, tries.first(), way);
    await expect(tries.first()).toHaveAttribute("aria-pressed", "true");
    await touch(tablet.page, act("ask-help"), way);
    const asked = tablet.page.locator("[data-help]");
    await expect(asked).toHaveAttribute("data-help", "asked");
    await expectTargets(tablet.page, "child");

    await desk.page.goto(`/desk/class/${desk.class}`);
    await desk.settled();
    const tile = desk.page.locator(`[data-tile="${child.child}"]`);
    await expect(tile).toHaveAttribute("data-state", "help");
    await expect(tile.locator(".board-tile-tried img")).toHaveCount(1);
    await expectNoViolations(desk.page, "the board");
    await desk.page.locator('[data-act="come"]').click();
    await expect(tile.locator(".board-tile-coming")).toBeVisible();
    await expect(asked).toHaveAttribute("data-help", "coming", { timeout: 10_000 });
    await expectNoViolations(tablet.page, "the stuck sheet or home");
    await desk.page.locator('[data-act="helped"]').click();
    await expect(tile).not.toHaveAttribute("data-state", "help");
    await expect(asked).toHaveCount(0, { timeout: 10_000 });
    await expect(act("stuck")).toBeVisible();
  });
}

test("a wish without Wi-Fi is kept through a reload, arrives once, and is taken back with “I found it!”", async ({ school, desk }) => {
  const child = await desk.child(1);
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await desk.page.goto(`/desk/class/${desk.class}`);
  await desk.settled();
  const tile = desk.page.locator(`[data-tile="${child.child}"]`);
  const asked = tablet.page.locator("[data-help]");
  const act = (name: string) => tablet.page.locator(`[data-act="${name}"]`);

  await act("stuck").tap();
  await expect(act("ask-help")).toBeVisible();
  await tablet.page.route("**/api/v1/events", (route) => route.abort());
  school.trouble.expectNoNetwork();
  await act("ask-help").tap();
  await expect(asked).toHaveAttribute("data-help", "on-its-way");
  await expect(tablet.kept("tablet")).toBeVisible();
  await tablet.page.reload();
  await tablet.settled();
  await expect(asked).toHaveAttribute("data-help", "on-its-way");
  await expect(tile).not.toHaveAttribute("data-state", "help");
  await tablet.page.unroute("**/api/v1/events");
  await expect(asked).toHaveAttribute("data-help", "asked", { timeout: 30_000 });
  await expect(tile).toHaveAttribute("data-state", "help");

  await act("found-it").tap();
  await expect(asked).toHaveCount(0);
  await expect(tile).not.toHaveAttribute("data-state", "help");
});
