import { expect, test } from "../fixtures/school.ts";

const EVENTS = "**/api/v1/events";

test("Wi-Fi is lost in the middle of the survey: the child goes on, and nothing is lost, also after a reload", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  const hands = await tablet.begin("drag");
  await hands.goThrough(2);
  await expect(tablet.kept("school")).toBeVisible();
  school.trouble.expectNoNetwork();

  const { page } = tablet;
  await page.context().setOffline(true);
  const met = await hands.goThrough(3);
  expect(met).toHaveLength(3);
  await expect(tablet.kept("tablet")).toBeVisible();
  const at = await hands.item();
  await hands.answer();

  // The page can be had again, the way for events not yet: what is on the tablet must do.
  await page.route(EVENTS, (route) => route.abort());
  await page.context().setOffline(false);
  await page.reload();
  await tablet.settled();
  await expect(page.locator(`[data-item="${at}"]`)).toBeVisible();
  await expect(page.locator("[data-place] [data-card]").first(), "the answer begun lies where it lay").toBeVisible();
  await expect(tablet.kept("tablet")).toBeVisible();

  await page.unroute(EVENTS);
  await expect(tablet.kept("school")).toBeVisible({ timeout: 30_000 });
  await desk.openBoard();
  await desk.expectDone(child.child, 5);
});

test("the server is killed and comes back in the middle of the survey", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.signIn(child);
  const hands = await tablet.begin("tap");
  await hands.goThrough(2);
  school.trouble.expectNoNetwork();

  await school.server.kill();
  await hands.goThrough(2);
  await expect(tablet.kept("tablet")).toBeVisible();
  await school.server.start();
  await expect(tablet.kept("school")).toBeVisible({ timeout: 30_000 });

  await hands.goThrough(1);
  await expect(tablet.kept("school")).toBeVisible();
  await desk.openBoard();
  await desk.expectDone(child.child, 5);
});

test("what a child did under no Wi-Fi stays theirs when another signs in", async ({ school, desk }) => {
  const [first, second] = [await desk.child(0), await desk.child(1)];
  const tablet = await school.classTablet(desk);
  const { page } = tablet;
  await tablet.signIn(first);
  const hands = await tablet.begin("tap");
  school.trouble.expectNoNetwork();
  await page.route(EVENTS, (route) => route.abort());
  await hands.goThrough(2);
  await expect(tablet.kept("tablet")).toBeVisible();
  await tablet.open("/");
  await tablet.leave();
  await tablet.signIn(second);
  await page.unroute(EVENTS);

  await desk.openBoard();
  await desk.expectDone(first.child, 2, 40_000);
  await expect(desk.tile(second.child)).toHaveAttribute("data-state", "not-started");
});

test("one child on two tablets: both show the same answers, the later one wins", async ({ school, desk }) => {
  const child = await desk.child();
  const [one, two] = [await school.classTablet(desk), await school.classTablet(desk)];
  await one.signIn(child);
  const first = await one.begin("tap");
  await first.goThrough(3);
  const at = await first.item();
  await expect(one.kept("school")).toBeVisible();

  await two.signIn(child);
  const second = await two.begin("tap");
  expect(await second.item(), "the second tablet goes on where the first is").toBe(at);
  await second.goThrough(2);
  await expect(two.kept("school")).toBeVisible();

  await first.answer();
  await first.next();
  await expect(one.kept("school")).toBeVisible();
  await one.open("/survey");
  await two.open("/survey");
  expect(await first.item()).toBe(await second.item());
});

test("a survey that can't be begun without Wi-Fi says so on the screen, until it can", async ({ school, desk }) => {
  const tablet = await school.classTablet(desk);
  const { page } = tablet;
  school.trouble.expectNoNetwork();
  // The tablet has not been told of the survey yet.
  await page.route(/\/api\/survey\/resume/, (route) => route.abort());
  await tablet.signIn(await desk.child(2));
  await page.route(/\/api\//, (route) => route.abort());
  await page.locator('[data-act="survey"]').tap();
  const said = page.locator("main.home").getByText(/Wi-Fi/);
  await expect(said).toBeVisible();
  await page.unrouteAll();
  await expect(said).toHaveCount(0);
  await tablet.begin();
});
