import type { Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, LANGS, pathOf, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

const PHONE = { width: 390, height: 844 };
const CHROMEBOOK = { width: 1366, height: 768 };

async function open(desk: Desk, path: string): Promise<void> {
  await desk.page.goto(path);
  await desk.settled();
}

const field = (page: Page) => page.getByRole("combobox", { name: "Find a child or a page" });
const hits = (page: Page) => page.locator("#find-list [role=option]");

test("a child is found by key, without accents and apostrophes, and so is a page", async ({ desk }) => {
  const { page } = desk;
  const child = await desk.child(3);
  await open(desk, `/desk/class/${desk.class}/plans`);
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  const plain = child.name.normalize("NFD").replace(/\p{M}/gu, "").toUpperCase().split(" ")[0]!;
  await page.keyboard.type(plain);
  await expect(hits(page).first()).toBeVisible();
  await expect(field(page)).toHaveAttribute("aria-expanded", "true");
  const wanted = page.locator(`#find-list [data-to="/desk/child/${child.child}"]`);
  await expect(wanted).toBeVisible();
  // Down to the child, whoever else has the name.
  for (let n = 0; (await wanted.getAttribute("aria-selected")) !== "true"; n++) {
    expect(n).toBeLessThan(20);
    await page.keyboard.press("ArrowDown");
  }
  const active = await field(page).getAttribute("aria-activedescendant");
  expect(await wanted.getAttribute("id")).toBe(active);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/desk/child/${child.child}$`));

  await page.keyboard.press("/");
  await page.keyboard.type("zzz");
  await expect(page.getByText("No results.")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(hits(page)).toHaveCount(0);
  await expect(field(page)).not.toBeFocused();

  await page.keyboard.press("/");
  await page.keyboard.type("group");
  await expect(hits(page).first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/groups$/);
});

test("on a phone a finger finds a child, and goes to each place", async ({ desk }) => {
  const { page } = desk;
  const child = await desk.child();
  await page.setViewportSize(PHONE);
  await open(desk, `/desk/class/${desk.class}`);
  await page.locator('[data-act="find"]').click();
  await expect(field(page)).toBeFocused();
  await field(page).fill(child.name.split(" ")[0]!);
  await page.locator(`#find-list [data-to="/desk/child/${child.child}"]`).click();
  await expect(page).toHaveURL(new RegExp(`/desk/child/${child.child}$`));
  // Only the last of the crumbs, and the way up.
  await expect(page.locator(".ui-crumb:visible")).toHaveCount(1);
  await page.locator('[data-act="up"]').click();
  await expect.poll(() => pathOf(page)).toBe(`/desk/class/${desk.class}`);

  const places = page.locator('.ui-rail[data-kind="class"]');
  const bar = await places.boundingBox();
  expect(bar && [bar.x, bar.width, bar.height, bar.y + bar.height]).toEqual([0, 390, 64, 844]);
  await expect(places.locator("a:visible")).toHaveCount(5);
  for (const page_ of ["children", "plans", "competencies", "groups"]) {
    await places.locator(`a[href$="/${page_}"]`).click();
    await expect(page).toHaveURL(new RegExp(`/${page_}$`));
    await expect(places.locator("[aria-current=page]")).toHaveAttribute("href", new RegExp(`/${page_}$`));
  }
  await page.locator('[data-act="menu"]').click();
  await page.locator('.ui-drawer a[href$="/setup"]').click();
  await expect(page).toHaveURL(/\/setup$/);
  await expect(page.locator("h1")).toHaveText("Set-up");
});

test("at a desk the places stand beside the page, and a child's pages keep those of the class", async ({ desk }) => {
  const { page } = desk;
  const child = await desk.child();
  await open(desk, `/desk/child/${child.child}/plan`);
  const places = page.locator('.ui-rail[data-kind="class"]');
  const rail = await places.boundingBox();
  expect(rail && [rail.x, rail.y, rail.width]).toEqual([0, 56, 88]);
  const heights = await places.locator("a").evaluateAll((all) => all.map((it) => it.getBoundingClientRect().height));
  expect(heights).toEqual([64, 64, 64, 64, 64, 64]);
  await expect(places.locator("[aria-current]")).toHaveAttribute("href", /\/children$/);
  const crumbs = page.locator(".ui-crumb");
  await expect(crumbs).toHaveCount(3);
  await crumbs.nth(1).locator("a").click();
  await expect.poll(() => pathOf(page)).toBe(`/desk/class/${desk.class}`);
  await expect(places.locator("[aria-current=page]")).toHaveAttribute("href", `/desk/class/${desk.class}`);
});

test("[ and ] turn to the child before and the next one, and a plan stays a plan", async ({ desk }) => {
  const { page } = desk;
  await open(desk, `/desk/class/${desk.class}/children`);
  const rows = page.locator("tr[data-child]");
  const all = await rows.evaluateAll((rows) => rows.map((it) => it.getAttribute("data-child")!));
  expect(all.length).toBeGreaterThan(20);
  await rows.nth(1).locator("a").click();
  await expect(page).toHaveURL(new RegExp(`/desk/child/${all[1]}$`));
  await expect(page.locator(".ui-turns-place")).toHaveText(`2 of ${all.length}`);
  await page.keyboard.press("]");
  await expect(page).toHaveURL(new RegExp(`/desk/child/${all[2]}$`));
  await expect(page.locator(".ui-turns-place")).toHaveText(`3 of ${all.length}`);
  await open(desk, `/desk/child/${all[1]}/plan`);
  await expect(page.locator(".ui-turns-place")).toBeVisible();
  await page.keyboard.press("[");
  await expect(page).toHaveURL(new RegExp(`/desk/child/${all[0]}/plan$`));
  await expect(page.locator('[data-act="child-before"]')).toHaveCount(0);
  await page.locator('[data-act="child-next"]').click();
  await expect(page).toHaveURL(new RegExp(`/desk/child/${all[1]}/plan$`));
});

test("? lists the keys on each page, the board too", async ({ desk }) => {
  const { page } = desk;
  const child = await desk.child();
  for (const path of [`/desk/class/${desk.class}`, `/desk/child/${child.child}`, "/desk/account", "/desk/scores"]) {
    await open(desk, path);
    await page.keyboard.press("?");
    const sheet = page.locator('dialog[open] [data-list="keys"]');
    await expect(sheet.locator("kbd").first()).toBeVisible();
    await expect(sheet.locator("kbd", { hasText: "]" })).toHaveCount(path.includes("child") ? 1 : 0);
    await page.keyboard.press("Escape");
    await expect(page.locator("dialog[open]")).toHaveCount(0);
  }
});

test("one's account has all that is about oneself, closes by Escape, and signs out", async ({ desk }) => {
  const { page } = desk;
  await open(desk, `/desk/class/${desk.class}/children`);
  const account = page.locator('[data-act="account"]');
  const letters = (await account.textContent())?.trim() ?? "";
  expect(letters).toMatch(/^\p{Lu}{2}$/u);
  await expect(account).toHaveAccessibleName(`${letters}, your account`);
  await account.click();
  await expect(page.locator('[data-act="sign-out"]')).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator('[data-act="sign-out"]')).toBeHidden();
  await expect(account).toBeFocused();
  await account.click();
  await page.locator('[data-act="lang-es"]').click();
  await expect(page.locator("h1")).toHaveText("Estudiantes");
  await page.locator('[data-act="theme-dark"]').click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.locator('[data-act="my-account"]').click();
  await expect(page).toHaveURL(/\/desk\/account$/);
  await expect(page.locator('[data-act="sign-out"]')).toBeHidden();
  await account.click();
  await page.locator('[data-act="sign-out"]').click();
  await expect(page.locator("input[name=name]")).toBeVisible();
});

test("an office finds children of the whole school, and has the pages of a school beside it", async ({ school }) => {
  const office = await school.teacher("en", "okafor");
  const { page } = office;
  await open(office, "/desk/school/calendar");
  const rail = page.locator('.ui-rail[data-kind="school"]');
  expect((await rail.boundingBox())?.width).toBe(208);
  await expect(rail.locator("[aria-current=page]")).toHaveAttribute("href", "/desk/school/calendar");
  await page.keyboard.press("/");
  await page.keyboard.type("garcia");
  await expect(hits(page).first()).toContainText(/garc[ií]a/i);
});

test("a new class shows its first steps until it is under way", async ({ school }) => {
  const desk = await school.teacher();
  const { page } = desk;
  await open(desk, `/desk/class/${desk.class}/children`);
  const steps = page.locator('[data-panel="first-steps"]');
  await expect(steps.locator('[data-step="children"]')).toHaveAttribute("data-done", "true");
  await expect(steps.locator('[data-step="survey"]')).toHaveAttribute("data-done", "false");
  await steps.locator('[data-step="tablets"] a').click();
  await expect(page).toHaveURL(/\/tablets$/);
  const child = await desk.child();
  await desk.startSurvey();
  await desk.giveGoal(child.child);
  await open(desk, `/desk/class/${desk.class}/children`);
  await expect(page.locator(`tr[data-child="${child.child}"]`)).toBeVisible();
  await expect(steps).toHaveCount(0);
});

for (const lang of LANGS) {
  test(`the frame is for everyone's hands and eyes, in ${lang}`, async ({ school, desk }) => {
    test.setTimeout(300_000);
    const teacher = await school.teacher(lang);
    const { page } = teacher;
    const child = await desk.child();
    const check = async (what: string) =>
      test.step(what, async () => {
        await expectNoViolations(page, what);
        await expectTargets(page, "adult");
        for (const width of [320, 390, 768, 1024, 1920]) {
          await page.setViewportSize({ width, height: 844 });
          const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect.soft(over, `${what} at ${width}`).toBeLessThanOrEqual(0);
        }
        await page.setViewportSize(PHONE);
        await expectNoViolations(page, `${what}, on a phone`);
        await expectTargets(page, "adult");
        await page.setViewportSize(CHROMEBOOK);
      });
    await open(teacher, `/desk/class/${desk.class}/children`);
    await check("the children");
    await page.locator('[data-act="account"]').click();
    await check("the account");
    await page.keyboard.press("Escape");
    await page.keyboard.press("/");
    await page.keyboard.type("an");
    await expect(hits(page).first()).toBeVisible();
    await expectNoViolations(page, "what was found");
    await open(teacher, `/desk/class/${desk.class}/setup`);
    await check("the set-up");
    await open(teacher, `/desk/child/${child.child}`);
    await check("a child");
  });
}
