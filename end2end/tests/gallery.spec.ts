import { expectNoViolations } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/school.ts";

test("every shared part in each of its states: axe, light and dark", async ({ school }) => {
  const { page } = await school.visitor();
  const answer = await page.request.get("/gallery");
  test.skip(answer.status() === 404, "only development builds have the gallery, and this is none");
  await page.goto("/gallery");
  await expect(page.locator("[data-part]")).toHaveCount(6);
  await expectNoViolations(page, "the gallery");
});
