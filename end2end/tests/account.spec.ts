import { readFile } from "node:fs/promises";
import { expectNoViolations } from "../fixtures/axe.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

const FIRST = "seven slow green turtles";
const SECOND = "a lantern under the bridge";

test("a colleague comes in by a link of the office, changes the password, and is shut out", async ({ school }) => {
  const office = await school.teacher("en", "okafor");
  const { page } = office;
  await page.goto("/desk/school/adults");
  await office.settled();
  await page.locator("input[name=given]").fill("Jo");
  await page.locator("input[name=family]").fill("Day");
  await page.locator("input[name=username]").fill("jday");
  await page.locator('[data-act="add-adult"]').click();
  const link = page.locator("input[name=link]");
  await expect(link).toBeFocused();
  const row = page.locator("[data-adult]", { hasText: "Jo Day" });
  await expect(row).toHaveAttribute("data-state", "invited");
  const saving = page.waitForEvent("download");
  await page.locator('[data-act="csv"]').click();
  const csv = await readFile(await (await saving).path(), "utf8");
  expect(csv.startsWith("\u{feff}Name,Signs in as,Role,Account\r\n"), csv.slice(0, 80)).toBe(true);
  expect(csv).toContain("\r\nJo Day,jday,Teacher,link sent\r\n");

  const { page: theirs } = await school.visitor();
  await theirs.goto(await link.inputValue());
  await theirs.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await theirs.locator("input[name=password]").fill(FIRST);
  await theirs.locator("input[name=again]").fill(FIRST);
  await theirs.keyboard.press("Enter");
  await expect(theirs).toHaveURL(/\/desk$/);
  await theirs.goto("/desk/account");
  await theirs.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await expect(theirs.locator("[data-session]")).toHaveCount(1);

  const change = async (current: string) => {
    await theirs.locator("input[name=current]").fill(current);
    await theirs.locator("input[name=password]").fill(SECOND);
    await theirs.locator("input[name=again]").fill(SECOND);
    await theirs.locator('[data-act="change-password"]').click();
  };
  await change("not this one");
  school.trouble.expect(/status of 4\d\d/);
  await expect(theirs.locator("#wrong-current")).toBeVisible();
  await change(FIRST);
  await expect(theirs.locator('[data-kind="good"]')).toBeVisible();
  await expect(theirs.locator("input[name=current]")).toHaveValue("");
  await expect(theirs.locator("[data-session]")).toHaveCount(1);

  await page.reload();
  await office.settled();
  await row.locator('[data-act="disable"]').click();
  await page.locator('dialog [data-act="yes"]').click();
  await expect(row).toHaveAttribute("data-state", "disabled");
  await theirs.reload();
  await expect(theirs.locator("input[name=name]")).toBeVisible();
});

for (const lang of LANGS) {
  test(`one's own account and the school's adults are for everyone's hands and eyes, in ${lang}`, async ({ school }) => {
    const office = await school.teacher(lang, "okafor");
    for (const path of ["/desk/account", "/desk/school/adults", "/desk/school/audit"]) {
      await office.page.goto(path);
      await office.settled();
      await expectNoViolations(office.page, path);
      await expectTargets(office.page, "adult");
      await office.page.setViewportSize({ width: 320, height: 640 });
      const over = await office.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect.soft(over, path).toBeLessThanOrEqual(0);
      await office.page.setViewportSize({ width: 1366, height: 768 });
    }
  });
}
