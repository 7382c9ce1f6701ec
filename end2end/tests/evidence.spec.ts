import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { expectNoViolations } from "../fixtures/axe.ts";
import { expect, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

const TUESDAY = "2026-10-20T15:00:00Z";
const PHOTO = fileURLToPath(new URL("../../public/picture/art.svg", import.meta.url));

test("a child draws, photographs and says how a goal goes, also without Wi-Fi, and takes it back", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  const child = await desk.child();
  const draft = {
    area: "heart", picture: "star", title: "I ask for help", why: "", measure: null, steps: [], entry: null,
    daily: [{ id: null, picture: "star", title: "I raise my hand", days: ["tue"], place: "school" }],
    signed_child: true, signed_teacher: true,
  };
  await desk.call("plan/give_goal", { class: desk.class, children: [child.child], draft }, true);
  const tablet = await school.classTablet(desk);
  const { page } = tablet;
  await tablet.signIn(child);
  await tablet.open("/goals");
  const act = (name: string) => page.locator(`[data-act="${name}"]`);
  const pieces = page.locator("[data-piece]");

  await act("show-how").tap();
  await expect(act("draw")).toBeVisible();
  await expectTargets(page, "child", "[data-act=draw], [data-act=sentence], [data-act=photo]");
  await expectNoViolations(page, "showing how it goes");
  await act("sentence").tap();
  await page.locator('[data-starter="can-now"]').tap();
  await expect(pieces).toHaveCount(1);

  await page.route(/api\/v1\//, (route) => route.abort());
  school.trouble.expectNoNetwork();
  await act("show-how").tap();
  await act("draw").tap();
  const sheet = page.locator(".draw-sheet");
  const box = (await sheet.boundingBox())!;
  await page.locator('[data-colour="berry"]').tap();
  await page.mouse.move(box.x + 40, box.y + 40);
  await page.mouse.down();
  await page.mouse.move(box.x + 160, box.y + 140, { steps: 6 });
  await page.mouse.up();
  await expectTargets(page, "child");
  await act("keep-drawing").tap();
  await expect(pieces).toHaveCount(2);
  await expect(pieces.first()).toHaveAttribute("data-kept", "tablet");
  await page.reload();
  await tablet.settled();
  await expect(pieces).toHaveCount(2);
  await expect(pieces.first()).toHaveAttribute("data-kept", "tablet");
  await page.unroute(/api\/v1\//);
  await expect(pieces.first()).toHaveAttribute("data-kept", "school", { timeout: 30_000 });

  await act("show-how").tap();
  await page.locator("input[type=file]").setInputFiles({
    name: "photo.svg", mimeType: "image/svg+xml", buffer: await readFile(PHOTO),
  });
  await expect(pieces).toHaveCount(3);
  await expect(pieces.first()).toHaveAttribute("data-kept", "school", { timeout: 30_000 });

  await desk.page.goto(`/desk/child/${child.child}/plan`);
  await desk.settled();
  const panel = desk.page.locator('[data-panel="evidence"]');
  await expect(panel.locator("img.evidence-desk-picture")).toHaveCount(2);
  await panel.locator('input[name="sentence"]').fill("You dared to ask today.");
  await desk.page.locator('[data-act="write-evidence"]').click();
  await expect(panel.locator(".evidence-desk-sentence")).toHaveCount(2);
  await expectNoViolations(desk.page, "the plan with evidence");

  await pieces.first().tap();
  await act("take-back").tap();
  await expect(pieces).toHaveCount(2);
  await expect(tablet.kept("school")).toBeVisible({ timeout: 30_000 });
  await page.reload();
  await tablet.settled();
  await expect(pieces).toHaveCount(3);
  await expectNoViolations(page, "my goals with what shows how they go");
});
