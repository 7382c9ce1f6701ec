import { touch } from "../fixtures/hands.ts";
import { expect, test } from "../fixtures/school.ts";
import { Tablet } from "../fixtures/tablet.ts";
import { childRecording, heard, silence } from "../fixtures/voice.ts";

test("a tablet shows no child's name before a teacher has let it in", async ({ school, desk }) => {
  const names = (await desk.secrets()).map((it) => it.name);
  const tablet = await school.newTablet();
  await tablet.open();
  const text = await tablet.page.content();
  for (const name of names) expect(text).not.toContain(`>${name}<`);
  await expect(tablet.page.locator("[data-tile]")).toHaveCount(0);

  for (const digit of "000000") await tablet.page.locator(`[data-key="${digit}"]`).tap();
  await expect(tablet.page.getByRole("alert")).not.toBeEmpty();
  school.trouble.expect(/status of 422/);
});

test("no name stands on the wall while the class is closed", async ({ school, desk }) => {
  const tablet = await school.classTablet(desk);
  await desk.setOpen(false);
  await expect(tablet.page.locator("[data-tile]")).toHaveCount(0, { timeout: 15_000 });
  await desk.setOpen(true);
  await expect(tablet.page.locator("[data-tile]").first()).toBeVisible({ timeout: 15_000 });
});

test("children of one name in one room are told apart on the wall", async ({ desk, school }) => {
  const tablet = await school.classTablet(desk);
  const names = await tablet.page.locator("[data-tile]").allInnerTexts();
  expect(names.length).toBeGreaterThan(20);
  expect(new Set(names).size).toBe(names.length);
});

test("wrong pictures lead to a short rest, and in the end to the teacher's one tap", async ({ school, desk }) => {
  const child = await desk.child(2);
  const tablet = await school.classTablet(desk);
  const { page } = tablet;
  const rest = page.locator('[data-gate="rest"]');
  await tablet.tapTile(child.child);

  for (let n = 0; n < 2; n += 1) {
    await tablet.tapPictures(Tablet.wrong(child.secret));
    await expect(page.locator('.device-slot[data-state="full"]')).toHaveCount(0);
    await expect(rest).toHaveCount(0);
  }
  let rests = 0;
  for (const seconds of [10, 30, 60]) {
    await tablet.tapPictures(Tablet.wrong(child.secret));
    await expect(rest).toBeVisible();
    await expect(page.locator("[data-picture]").first()).toBeDisabled();
    await expect(rest).toHaveCount(0, { timeout: (seconds + 5) * 1_000 });
    rests += 1;
    const waits = (await heard(page)).filter((it) => it === childRecording("en", "wait_a_moment"));
    expect(waits.length, "it is said once a rest").toBeLessThanOrEqual(rests);
  }
  await tablet.tapPictures(Tablet.wrong(child.secret));
  await expect(page.locator('[data-gate="ask"]')).toBeVisible();

  await desk.openBoard();
  await expect(desk.tile(child.child)).toHaveAttribute("data-state", "locked");
  await desk.unlock(child.child);
  await touch(page, page.locator('[data-act="back"]'), "tap");
  await tablet.signIn(child);
});

test("“No, that's someone else” leads back to the wall", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  await tablet.tapTile(child.child);
  await tablet.tapPictures(child.secret);
  await tablet.page.locator('[data-act="no"]').tap();
  await expect(tablet.page.locator("[data-tile]").first()).toBeVisible();
  await tablet.page.reload();
  await expect(tablet.page.locator("[data-tile]").first()).toBeVisible();
});

test("a tap on home before its program runs is made once it does", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  const { page } = tablet;
  let run: (() => void) | undefined;
  await page.route(/\/pkg\/home\..*wasm$/, async (route) => {
    await new Promise<void>((go) => (run = go));
    await route.continue();
  });
  await tablet.tapTile(child.child);
  await tablet.tapPictures(child.secret);
  await page.locator('[data-act="yes"]').tap();
  await page.locator('[data-act="stuck"]').tap();
  await expect.poll(() => run !== undefined).toBe(true);
  await expect(page.locator("[data-try], [data-act=ask-help]")).toHaveCount(0);
  run?.();
  await expect(page.locator("[data-try], [data-act=ask-help]").first()).toBeVisible();
});

test("a teacher's wrong password is told kindly and keeps the name typed", async ({ school }) => {
  const desk = await school.visitor();
  await desk.page.goto("/desk");
  await desk.settled();
  await desk.page.locator("input[name=name]").fill("rivera");
  await desk.page.locator("input[name=password]").fill("not this one");
  await desk.page.keyboard.press("Enter");
  await expect(desk.page.locator(".ui-field-wrong, .ui-banner").first()).toBeVisible();
  await expect(desk.page.locator("input[name=name]")).toHaveValue("rivera");
  school.trouble.expect(/status of 4\d\d/);
});

test("a tablet left alone asks, then goes back to the wall, and the answer begun is still there", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  const { page } = tablet;
  await page.clock.install();
  await tablet.open();
  await tablet.signIn(child);
  const hands = await tablet.begin("tap");
  const at = await hands.item();
  await hands.answer();
  await expect(tablet.kept("school")).toBeVisible();

  const still = page.locator('[data-act="still-here"]');
  await silence(page);
  await page.clock.fastForward(165_000);
  await expect(still).toBeVisible();
  await still.tap();
  await expect(still).toHaveCount(0);
  await silence(page);
  await page.clock.fastForward(165_000);
  await expect(still).toBeVisible();
  await page.clock.fastForward(30_000);
  await expect(page.locator("[data-tile]").first()).toBeVisible();

  await tablet.settled();
  await tablet.signIn(child);
  await tablet.begin("tap");
  await expect(page.locator(`[data-item="${at}"]`)).toBeVisible();
  await expect(page.locator("[data-place] [data-card]").first()).toBeVisible();
});

test("a tablet left alone without Wi-Fi is covered, and shows the wall when the school is back", async ({ school, desk }) => {
  const child = await desk.child();
  const tablet = await school.classTablet(desk);
  const { page } = tablet;
  await page.clock.install();
  await tablet.open();
  await tablet.signIn(child);
  await tablet.begin("tap");
  // While a tablet speaks to a child, it is not one left alone.
  await page.locator('[data-act="mute"]').tap();
  school.trouble.expectNoNetwork();
  await page.context().setOffline(true);
  await page.clock.fastForward(200_000);
  await page.clock.fastForward(2_000);
  const back = page.locator('[data-act="to-the-wall"]');
  await expect(back).toBeVisible();
  await page.keyboard.press("Escape");
  await back.tap();
  await expect(back).toBeVisible();
  await page.context().setOffline(false);
  // Covered, it waits for a tap; asleep, it finds the school by itself.
  await expect(async () => {
    if ((await back.count()) > 0) await back.tap({ timeout: 500 }).catch(() => {});
    await expect(page.locator("[data-tile]").first()).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});
