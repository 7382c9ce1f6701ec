import { Device } from "../fixtures/device.ts";
import { proposeGoal } from "../fixtures/goals.ts";
import { expect, test } from "../fixtures/school.ts";
import { touchDrag } from "../fixtures/touch.ts";

/** A school week in the demo school's second term. */
const WEEK = ["2026-10-19", "2026-10-20", "2026-10-21", "2026-10-22", "2026-10-23"] as const;
const DAYS = ["mon", "tue", "wed", "thu", "fri"] as const;
const at = (day: string) => `${day}T15:00:00Z`;

test("a child makes a goal with a teacher, ticks for a week, one day without Wi-Fi on a tablet that was off, and the teacher's table is right", async ({ school, desk }) => {
  test.setTimeout(400_000);
  await school.onDay(at(WEEK[0]));
  const child = await desk.child();
  const device = await Device.ofClass(school, desk);
  await device.tablet.signIn(child);
  await proposeGoal(device.tablet, "tap", DAYS);

  await device.page.locator('[data-act="together"]').tap();
  await expect(device.page).toHaveURL(/\/goals\/together$/);
  await device.tablet.settled();
  await desk.openBoard();
  await desk.pressMore("beside");
  const code = await desk.page.locator("[data-code]").getAttribute("data-code");
  for (const digit of code ?? "") await device.page.locator(`[data-key="${digit}"]`).tap();
  await expect(device.page.locator('[data-step="part"]')).toBeVisible();
  await device.page.locator('select[name="aim"]').selectOption({ index: 1 });
  await device.page.locator('[data-act="to-sign"]').tap();
  await touchDrag(device.page, device.page.locator('[data-act="sign-child"]'), device.page.locator('[data-line="child"]'));
  await expect(device.page.locator('[data-line="child"]')).toHaveAttribute("data-signed", "true");
  await device.page.locator('[data-act="sign-adult"]').tap();
  await expect(device.page.locator('[data-step="done"]')).toBeVisible();
  await device.page.locator('[data-act="next"]').tap();

  const card = () => device.page.locator(".today-card");
  for (const day of WEEK) {
    if (day !== WEEK[0]) {
      await school.onDay(at(day));
      await desk.signIn();
      await desk.setOpen(true);
      await device.tablet.open("/");
      await device.tablet.signIn(child);
    }
    await expect(card()).toHaveAttribute("data-state", "open");
    const isThursday = day === WEEK[3];
    if (isThursday) {
      await device.ready("plan/mine", "plan/book");
      device.line.turn("cut");
      await device.reboot();
      await device.tablet.open("/");
    }
    await card().locator('[data-act="tick"]').tap();
    await expect(card()).toHaveAttribute("data-state", "done");
    if (isThursday) {
      await expect(device.tablet.kept("tablet")).toBeVisible();
      device.line.turn("fine");
    }
    await expect(device.tablet.kept("school")).toBeVisible({ timeout: 60_000 });
  }

  await desk.page.goto(`/desk/class/${desk.class}/plans`);
  await desk.settled();
  const row = desk.page.locator(`[data-child="${child.child}"]`);
  await expect(row).toContainText("on pace");
  await expect(row).toContainText(/Oct 23|today/);
  expect(await desk.done(child.child)).toEqual([WEEK.length, WEEK[4]]);
  await desk.page.goto(`/desk/child/${child.child}/plan`);
  await desk.settled();
  await expect(desk.page.locator(".plan-aim")).toContainText("R.1");
});
