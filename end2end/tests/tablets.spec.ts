import { expectNoViolations } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

test("a tablet comes in by its camera, gets the name on its case, and is signed out from the desk, in es", async ({ school }) => {
  const desk = await school.teacher("es");
  await desk.setOpen(true);
  const { page } = desk;
  await page.goto(`/desk/class/${desk.class}/tablets`);
  await desk.settled();
  await desk.press("new-code");
  await expect(page.locator(".tablet-qr")).toBeVisible();
  await expect(page.locator(".tablet-address")).toHaveText(new URL(page.url()).origin);
  const code = await page.locator("[data-code]").getAttribute("data-code");

  // What the camera reads: tests of the square read it back.
  const tablet = await school.newTablet("es");
  await tablet.open(`/#${code}`);
  await expect(tablet.page.locator("[data-tile]").first()).toBeVisible();
  expect(new URL(tablet.page.url()).hash, "the code does not stay in the address").toBe("");

  const row = page.locator("tbody tr").last();
  await expect(row).toContainText("Tableta");
  await row.locator('[data-act="rename"]').click();
  const name = page.locator('dialog[open] input[name="name"]');
  await expect(name).toHaveValue(/Tableta \d+/);
  await name.fill("Azul 4");
  await expectNoViolations(page, "another name");
  await page.locator('dialog[open] [data-act="save-name"]').click();
  await expect(row).toContainText("Azul 4");

  const child = await desk.child();
  await tablet.signIn(child);
  await page.reload();
  await desk.settled();
  await row.locator('[data-act="sign-out-tablet"]').click();
  await page.locator('dialog[open] [data-act="yes"]').click();
  await expect(row.locator('[data-act="sign-out-tablet"]')).toHaveCount(0);
  await expect(row).toContainText("Azul 4");
  school.trouble.expect(/status of 401 /);
  await tablet.open("/");
  await expect(tablet.page.locator("[data-tile]").first()).toBeVisible();
  await expectNoViolations(page, "tablets");
  await expectTargets(page, "adult");
  await page.setViewportSize({ width: 768, height: 1024 });
  const last = await row.locator('[data-act="revoke"]').boundingBox();
  expect((last?.x ?? 0) + (last?.width ?? 0), "the last act is not cut off").toBeLessThanOrEqual(768);
});
