import { Desk } from "../fixtures/desk.ts";
import { expect, test, type School } from "../fixtures/school.ts";

async function openStreams(school: School): Promise<number> {
  const metrics = await (await fetch(`${school.server.url}/metrics`)).text();
  return Number(/^fledge_live_streams (\d+)$/m.exec(metrics)?.[1]);
}

test("the teacher's tile moves within a second of the child's tap", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await desk.openBoard();
  const tile = desk.tile(child.child);
  await expect(tile).toHaveAttribute("data-state", "not-started");
  await tablet.signIn(child);
  const hands = await tablet.begin("tap");
  for (const done of [1, 2, 3]) {
    await hands.answer();
    await hands.next();
    await desk.expectDone(child.child, done, 1_000);
  }
  await tablet.open("/");
  await tablet.leave();
  await expect(tile).toHaveAttribute("data-state", "paused", { timeout: 2_000 });
});

test("the board says when it is stale, and catches up by itself", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  const hands = await tablet.begin("tap");
  await desk.openBoard();
  school.trouble.expectNoNetwork();
  school.server.freeze();
  await expect(desk.page.locator('.ui-banner[data-kind="stale"]')).toBeVisible({ timeout: 10_000 });
  await hands.goThrough(2);
  school.server.thaw();
  await expect(desk.page.locator('.ui-banner[data-kind="stale"]')).toHaveCount(0, { timeout: 20_000 });
  await desk.expectDone(child.child, 2);
});

test("the tabs of a browser share one stream, which goes on when the leading one is closed", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  const hands = await tablet.begin("tap");
  const leading = new Desk(await desk.page.context().newPage(), school);
  leading.class = desk.class;
  await leading.openBoard();
  await expect.poll(() => openStreams(school)).toBe(1);
  await desk.openBoard();
  await hands.answer();
  await hands.next();
  for (const tab of [leading, desk]) await tab.expectDone(child.child, 1, 1_000);
  expect(await openStreams(school)).toBe(1);

  await leading.page.close();
  await hands.answer();
  await hands.next();
  await desk.expectDone(child.child, 2, 5_000);
  await expect.poll(() => openStreams(school), { timeout: 10_000 }).toBe(1);
  await hands.answer();
  await hands.next();
  await desk.expectDone(child.child, 3, 1_000);
});

test("behind something that holds streams back the board still moves within ten seconds", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  const hands = await tablet.begin("tap");
  // The stream's address, not that which is asked again and again: it is never answered.
  await desk.page.route(/\/live\/[^/?]+\?/, () => {});
  await desk.openBoard();
  for (const done of [1, 2]) {
    await hands.answer();
    await hands.next();
    await desk.expectDone(child.child, done, 10_000);
    await expect(desk.page.locator('.ui-banner[data-kind="stale"]')).toHaveCount(0);
  }
  expect(await openStreams(school)).toBe(0);
});

test("a teacher opens the class, lets a tablet in and starts the survey, all by hand", async ({ school }) => {
  const desk = await school.teacher();
  await desk.openBoard();
  const { page } = desk;
  await desk.press("open-class");
  await desk.pressMore("start-survey");
  await desk.sayYes();
  await page.goto(`/desk/class/${desk.class}/tablets`);
  await desk.settled();
  await desk.press("new-code");
  const code = await page.locator("[data-code]").getAttribute("data-code");
  const tablet = await school.newTablet();
  await tablet.enrol(code ?? "");
  await tablet.signIn(await desk.child());
  await tablet.begin();
});

test("from the tile to the child's page: poster, facets with source and date, answers", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  await (await tablet.begin("tap")).goThrough();
  await desk.openBoard();
  await desk.tile(child.child).click();
  await desk.page.waitForURL(/\/desk\/child\//);
  await expect(desk.page.getByRole("heading", { level: 1 })).toContainText(child.name.split(" ")[0] ?? "");
  await expect(desk.page.locator(".desk-statement").first()).toBeVisible();
});

test("another school's class answers as one that does not exist", async ({ school, desk }) => {
  const other = await school.teacher("en", "hill");
  const answer = await desk.page.goto(`/desk/class/${other.class}`);
  const nothing = await desk.page.goto("/desk/class/01900000-0000-7000-8000-000000000000");
  expect(answer?.status()).toBe(404);
  expect(nothing?.status()).toBe(404);
  school.trouble.expect(/status of 404/);
});
