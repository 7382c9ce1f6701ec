import type { Page } from "@playwright/test";
import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** A Tuesday in the demo school's second term, and one three weeks later. */
const TUESDAY = "2026-10-20T15:00:00Z";
const LATER = "2026-11-10T15:00:00Z";

interface Goal {
  state: string;
  title: string;
  daily: { title: string }[];
}

async function goals(desk: Desk, child: string): Promise<Goal[]> {
  const plan = await desk.call<{ page: { plan: { goals: Goal[] } } | null }>("plan/child_plan", { child });
  return plan.page?.plan.goals ?? [];
}

/** Nothing but keys: what is pressed beside the text itself is counted. */
class Keys {
  readonly page: Page;
  pressed = 0;

  constructor(page: Page) {
    this.page = page;
  }

  async press(...keys: string[]): Promise<void> {
    for (const key of keys) {
      await this.page.keyboard.press(key);
      this.pressed += 1;
    }
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Tab until what has the focus is this. */
  async tabTo(selector: string, most = 60): Promise<void> {
    for (let n = 0; n < most; n += 1) {
      if (await this.page.evaluate((it) => document.activeElement?.matches(it) ?? false, selector)) return;
      await this.press("Tab");
    }
    throw new Error(`${selector} is not reached in ${most} steps`);
  }
}

async function open(desk: Desk, path: string): Promise<void> {
  await desk.page.goto(path);
  await desk.settled();
}

test("a teacher finds, chooses, gives, adapts, takes back and reads, by keys only", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await desk.signIn();
  const [first, second] = [await desk.child(0), await desk.child(1)];
  const { page } = desk;
  const keys = new Keys(page);
  await open(desk, `/desk/class/${desk.class}/plans`);

  await keys.press("?");
  await expect(page.getByRole("dialog").locator("kbd").first()).toBeVisible();
  await keys.press("Escape");
  await expect(page.locator("dialog[open]")).toHaveCount(0);

  await keys.press("j", "x", "j", "x", "g");
  const form = page.locator("dialog[open] form");
  await expect(page.locator("#field-goal-title")).toBeFocused();
  await keys.type("I read to somebody");
  await keys.press("Enter");
  await keys.type("Read ten minutes");
  await keys.press("Enter");
  await keys.type("Tell what it was about");
  await keys.tabTo(`[data-each="${second.child}"] .plan-each-title`);
  await keys.type("I read to my dog");
  await keys.press("Control+Enter");
  await expect(form).toHaveCount(0);
  await expect.poll(async () => (await goals(desk, second.child)).map((it) => it.title)).toEqual(["I read to my dog"]);
  const [given] = await goals(desk, first.child);
  expect(given?.title).toBe("I read to somebody");
  expect(given?.daily.map((it) => it.title)).toEqual(["Read ten minutes", "Tell what it was about"]);

  await expect(page.locator('[data-act="take-back"]')).toBeVisible();
  await keys.press("z");
  await expect.poll(async () => (await goals(desk, first.child)).map((it) => it.state)).toEqual(["ended"]);
  await keys.press("g");
  await expect(page.locator("#field-goal-title")).toHaveValue("I read to somebody");
  await keys.press("Escape");

  await keys.press("f");
  await keys.type(first.name.slice(0, 3));
  await expect(page).toHaveURL(/name=/);
  await keys.tabTo("a[data-row]");
  await keys.press("Enter");
  await expect(page).toHaveURL(/\/plan$/);
  await page.locator('[data-act="new-goal"]').waitFor();

  const before = keys.pressed;
  await keys.press("n");
  await keys.type("I count to one hundred");
  await keys.press("Enter");
  await keys.type("Count the stairs");
  await keys.press("Enter");
  await keys.type("Count with my sister");
  await keys.press("Escape");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  // What was typed stays: after Escape, and on the way to another page and back.
  await keys.press("u");
  await expect(page).toHaveURL(/\/plans$/);
  await page.goBack();
  await page.locator('[data-act="new-goal"]').waitFor();
  await keys.press("n");
  await expect(page.locator("#field-goal-title")).toHaveValue("I count to one hundred");
  await keys.press("Control+Enter");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await expect.poll(async () => (await goals(desk, first.child)).length).toBe(2);
  test.info().annotations.push({ type: "keys for a goal with two daily goals, with a way out and back", description: String(keys.pressed - before) });

  await keys.press("h");
  await expect(page).toHaveURL(/\/plan\/history/);
  await expect(page.locator(".plan-change").first()).toBeVisible();
});

test("nothing typed is lost when the session is over: sign in beside it and save again", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await desk.signIn();
  const child = await desk.child(2);
  const { page } = desk;
  await open(desk, `/desk/child/${child.child}/plan`);
  await page.keyboard.press("n");
  await page.keyboard.type("I ask a friend first");
  await page.context().clearCookies();
  school.trouble.expect(/status of 401/);
  await page.keyboard.press("Control+Enter");
  await expect(page.locator('[data-act="sign-in-beside"]')).toBeVisible();
  await expect(page.locator("#field-goal-title")).toHaveValue("I ask a friend first");
  const beside = page.waitForEvent("popup");
  await page.locator('[data-act="sign-in-beside"]').press("Enter");
  const other = await beside;
  const { password } = await desk.waysIn();
  await other.locator("html[data-hydrated]").waitFor({ state: "attached" });
  await other.locator("input[name=name]").fill("rivera");
  await other.locator("input[name=password]").fill(password);
  await other.keyboard.press("Enter");
  await expect(other.locator('[data-act="account"]')).toBeVisible();
  await other.close();
  await page.locator("#field-goal-title").press("Control+Enter");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await expect.poll(async () => (await goals(desk, child.child)).map((it) => it.title)).toEqual(["I ask a friend first"]);
});

test("what the page of plans shows stands in its address, and the way back leads back", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await desk.signIn();
  const child = await desk.child(0);
  await desk.giveGoal(child.child);
  await school.onDay(LATER);
  await desk.signIn();
  const { page } = desk;
  await open(desk, `/desk/class/${desk.class}/plans`);
  const rows = page.locator("tr[data-child]");
  const all = await rows.count();
  await page.locator('[data-show="behind"]').click();
  await expect(rows).toHaveCount(1);
  await expect(page).toHaveURL(/show=behind/);
  await page.locator('[data-filter="area"]').selectOption("heart");
  await expect(rows).toHaveCount(0);
  await expect(page).toHaveURL(/area=heart/);
  await page.goBack();
  await expect(rows).toHaveCount(1);
  await expect(page.locator('[data-filter="area"]')).toHaveValue("");
  await page.locator('[data-act="show-all"]').click();
  await page.locator('[data-filter="quiet"]').selectOption("7");
  await expect(rows).toHaveCount(all);
  await page.locator('[data-sort="child"]').click();
  await page.reload();
  await desk.settled();
  await expect(page).toHaveURL(/turned=yes.*quiet=7/);
  await expect(page.locator('[data-filter="quiet"]')).toHaveValue("7");
  await expect(page.locator('th[aria-sort="descending"]')).toHaveCount(1);
  await page.locator('[data-face="grid"]').click();
  await expect(page.locator(".plan-tile")).toHaveCount(all);
  // All of them on a Chromebook's screen.
  const last = await page.locator(".plan-tile").last().boundingBox();
  expect(last && last.y + last.height).toBeLessThanOrEqual(768);
});

test("a leader sees the plans and their history, and can change nothing", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  await desk.signIn();
  const child = await desk.child(0);
  await desk.giveGoal(child.child);
  const lead = await school.teacher("en", "castillo");
  const acts = lead.page.locator('[data-act="new-goal"], [data-act="give-goal"], [data-act="edit-goal"], [data-act="reached"], [data-act="end-goal"], [data-act="say-yes"], [data-act="add-away"], [data-act="away"], thead input');
  await open(lead, `/desk/class/${desk.class}/plans`);
  await expect(lead.page.locator("tr[data-child]").first()).toBeVisible();
  await expect(acts).toHaveCount(0);
  await open(lead, `/desk/child/${child.child}/plan`);
  await expect(lead.page.locator("[data-goal]")).toHaveCount(1);
  await expect(acts).toHaveCount(0);
  await lead.page.keyboard.press("n");
  await expect(lead.page.locator("dialog[open]")).toHaveCount(0);
  await lead.page.keyboard.press("h");
  await expect(lead.page.locator(".plan-change")).toHaveCount(1);
  const pdf = await lead.page.evaluate(async (path) => (await (await fetch(path)).text()).slice(0, 5), `/desk/child/${child.child}/plan.pdf`);
  expect(pdf).toBe("%PDF-");
});

for (const lang of LANGS) {
  test(`the desk's plans in ${lang}: axe in both lights, target sizes, on a Chromebook and a phone`, async ({ school, desk }) => {
    test.setTimeout(300_000);
    await school.onDay(TUESDAY);
    await desk.signIn();
    const children = await desk.secrets();
    for (const it of children.slice(0, 3)) await desk.giveGoal(it.child, "I read to somebody every single day");
    await desk.call("plan/set_away", { child: children[0]?.child, on: "2026-10-22", away: true });
    await school.onDay(LATER);
    // The first sign-in has ended meanwhile.
    school.trouble.expect(/status of 401/);
    const teacher = await school.teacher(lang);
    const { page } = teacher;
    const check = async (what: string) =>
      test.step(what, async () => {
        await expectNoViolations(page, what);
        await expectTargets(page, "adult");
        await page.setViewportSize({ width: 390, height: 844 });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(over, `${what} is wider than a phone`).toBeLessThanOrEqual(0);
        await page.setViewportSize({ width: 1366, height: 768 });
      });
    await open(teacher, `/desk/class/${desk.class}/plans?view=glance`);
    await check("at a glance");
    await open(teacher, `/desk/child/${children[0]?.child}/plan`);
    for (const it of await page.locator("summary").all()) await it.click();
    await check("a plan, its numbers open");
    await open(teacher, `/desk/child/${children[0]?.child}/plan/history`);
    await check("a plan's history");
    await open(teacher, `/desk/class/${desk.class}/plans?show=no-goal`);
    await page.keyboard.press("?");
    await check("the keys");
    await page.keyboard.press("Escape");
    await page.locator("thead input[type=checkbox]").click();
    await page.keyboard.press("g");
    await expect(page.locator("#field-goal-title")).toBeFocused();
    await check("a goal for each");
  });
}
