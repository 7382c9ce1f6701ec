import { expectNoViolations } from "../fixtures/axe.ts";
import type { Desk } from "../fixtures/desk.ts";
import { expect, LANGS, test } from "../fixtures/school.ts";
import { expectTargets } from "../fixtures/targets.ts";

/** In the demo school's second term, and after its third has begun. */
const TUESDAY = "2026-10-20T15:00:00Z";
const NEXT_TERM = "2027-01-12T16:00:00Z";
const OFFICE = "okafor";
const LEADER = "castillo";

async function open(desk: Desk, path: string): Promise<void> {
  await desk.page.goto(path);
  await desk.settled();
}

test("the office makes a form its own, and the teacher writes in a child's plan by it", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  const child = await desk.child();
  const office = await school.teacher("en", OFFICE);
  await open(office, "/desk/school");
  const { page } = office;
  await expect(page.locator('[data-panel="standing"]')).toContainText("Five terms, day by day");
  await expect(page.locator("[data-form]")).toHaveCount(4);
  await page.locator('[data-form="pathways"]').click();
  const supports = page.locator('.form-line[data-section="supports"]');
  await supports.locator('[data-title="en"]').fill("Who stands by me");
  await supports.locator('[data-title="es"]').fill("Quién me acompaña");
  // By keys, two places up, on a machine too busy to draw a frame between the two.
  await page.evaluate(() => {
    window.requestAnimationFrame = () => 0;
  });
  await supports.locator('[data-act="move-up"]').focus();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(page.locator(".form-line").nth(3)).toHaveAttribute("data-section", "supports");
  await page.locator('.form-line[data-section="interests"] input[type="checkbox"]').uncheck();
  const preview = page.locator("[data-preview]");
  await expect(preview.nth(2)).toContainText("Who stands by me");
  await expect(page.locator('[data-preview="interests"]')).toHaveCount(0);
  await supports.locator('[data-title="es"]').fill(" ");
  await page.locator('[data-act="use-form"]').click();
  await expect(page.getByRole("alert")).toContainText("both languages");
  await supports.locator('[data-title="es"]').fill("Quién me acompaña");
  await page.locator('[data-act="use-form"]').click();
  await expect(page.getByText("Saved as version 1.")).toBeVisible();

  await open(desk, `/desk/child/${child.child}/plan`);
  const titles = desk.page.locator(".plan-section-title");
  await expect(titles.nth(2)).toHaveText("Who stands by me");
  const section = desk.page.locator('[data-section="supports"]');
  await section.locator('[data-act="write-section"]').click();
  const area = section.locator("textarea");
  await expect(area).toBeFocused();
  await area.fill("Ten minutes with grandma each day.\n</textarea><script>alert(1)</script>");
  await area.press("Control+Enter");
  await expect(section.locator(".plan-written")).toContainText("Ten minutes with grandma");

  // Somebody else writes at the same time: nothing of either is lost.
  const other = await school.teacher("es");
  await open(other, `/desk/child/${child.child}/plan`);
  const theirs = other.page.locator('[data-section="supports"]');
  await expect(other.page.locator(".plan-section-title").nth(2)).toHaveText("Quién me acompaña");
  await expect(theirs.locator(".plan-written")).toContainText("</textarea><script>");
  await theirs.locator('[data-act="write-section"]').click();
  await section.locator('[data-act="write-section"]').click();
  await area.fill("Ten minutes with grandma.");
  await area.press("Control+Enter");
  await expect(section.locator(".plan-written")).toHaveText("Ten minutes with grandma.");
  await theirs.locator("textarea").fill("Con la abuela y con papá.");
  await theirs.locator('[data-act="save-section"]').click();
  await expect(theirs.locator('[data-conflict="yes"]')).toContainText("Ten minutes with grandma.");
  await expect(theirs.locator("textarea")).toHaveValue("Con la abuela y con papá.");
  await theirs.locator('[data-act="save-section"]').click();
  await expect(theirs.locator(".plan-written")).toHaveText("Con la abuela y con papá.");
  await theirs.locator('[data-act="section-history"]').click();
  await expect(other.page.locator("dialog[open] .plan-change")).toHaveCount(3);
  await other.page.locator('dialog[open] [data-act="close"]').click();

  // The child's own words, by pictures; and who is involved, without typing what is known.
  const voice = desk.page.locator('[data-section="reflection"]');
  await voice.locator('[data-act="write-section"]').click();
  await voice.locator('[data-choice="kept-trying"]').click();
  await voice.locator("textarea").fill("I read to the dog.");
  await voice.locator('[data-act="save-section"]').click();
  await expect(voice).toContainText("I kept trying");
  const people = desk.page.locator('[data-section="involved"]');
  await people.locator('[data-act="write-section"]').click();
  await people.locator('[data-act="add-known"]').first().click();
  await people.locator('[data-act="add-person"]').click();
  await people.locator('[data-line="person"]').nth(1).locator("input").fill("Coach Lee");
  await people.locator('[data-act="save-section"]').click();
  await expect(people.locator(".plan-people li")).toHaveCount(2);
});

test("a new term: unfinished goals are carried over by choice, and the child looks back", async ({ school, desk }) => {
  await school.onDay(TUESDAY);
  const child = await desk.child();
  const other = await desk.child(1);
  await desk.giveGoal(child.child, "Read to somebody");
  await desk.giveGoal(child.child, "Count to a hundred");
  await desk.giveGoal(other.child, "Help one person");
  const before = await school.classTablet(desk);
  await before.signIn(child);
  await before.page.locator('[data-act="tick"]').first().tap();
  await expect(before.kept("school")).toBeVisible();

  await school.onDay(NEXT_TERM);
  await desk.signIn();
  await desk.setOpen(true);
  await open(desk, `/desk/child/${child.child}/plan`);
  const { page } = desk;
  const left = page.locator('[data-panel="unfinished"]');
  await expect(left).toContainText("Term 2");
  await expect(left.locator("[data-goal]")).toHaveCount(2);
  await left.locator('[data-goal] [data-act="carry-over"]').first().click();
  await expect(left.locator("[data-goal]")).toHaveCount(1);
  await expect(page.locator(".plan-goal")).toHaveCount(1);
  await left.locator('[data-act="leave-goal"]').click();
  await expect(left).toHaveCount(0);

  // The whole class at once.
  await open(desk, `/desk/class/${desk.class}/plans`);
  await page.locator('[data-act="class-left"]').click();
  await expect(page.locator("dialog[open] .plan-by-goal")).toHaveCount(1);
  await page.locator('dialog[open] [data-act="carry-chosen"]').click();
  await expect(page.locator('[data-panel="class-left"]')).toHaveCount(0);

  // Earlier plans stay readable, by the address.
  await open(desk, `/desk/child/${child.child}/plan`);
  await page.locator('[data-term="Term 2"]').click();
  await expect(page).toHaveURL(/plan=/);
  await expect(page.locator('[data-term="Term 2"]')).toHaveAttribute("aria-current", "true");
  await expect(page.locator('[data-act="new-goal"]')).toHaveCount(0);
  await expectNoViolations(page, "an earlier plan");

  const tablet = before;
  await tablet.open();
  await tablet.signIn(child);
  await tablet.page.locator('[data-act="goals"]').tap();
  await expect(tablet.page.locator(".goals-line")).toHaveCount(1);
  await tablet.page.locator('[data-act="before"]').tap();
  await expect(tablet.page).toHaveURL(/before$/);
  await tablet.settled();
  const term = tablet.page.locator('.goals-term[data-term="Term 2"]');
  await expect(term.locator(".goals-line")).toHaveCount(2);
  await expect(term.locator('[data-state="done"]')).toHaveCount(1);
  await expectNoViolations(tablet.page, "my goals before");
  await expectTargets(tablet.page, "child");
  await tablet.page.locator('[data-act="back"]').tap();
  await expect(tablet.page).toHaveURL(/goals$/);
});

test("the office keeps the school's year: days off by hand and by list, and terms of its own", async ({ school }) => {
  await school.onDay(TUESDAY);
  const office = await school.teacher("en", OFFICE);
  await open(office, "/desk/school/calendar");
  const { page } = office;
  await expect(page.locator('[data-panel="terms"] [data-term]')).toHaveCount(5);
  await expect(page.locator('[data-off="Thanksgiving"]')).toContainText("Nov 26, 2026 – Nov 27, 2026");
  await page.locator("[name=off-title]").fill("Snow");
  await page.locator("[name=off-first]").fill("2026-12-02");
  await page.locator('[data-act="add-off"]').click();
  await expect(page.locator('[data-off="Snow"]')).toBeVisible();
  await page.locator('[data-off="Snow"] [data-act="delete-off"]').click();
  await expect(page.locator('[data-off="Snow"]')).toHaveCount(0);

  const list = page.locator('[data-panel="paste"]');
  await list.locator("textarea").fill("2026-12-03..2026-12-04 Storm\nFriday Fun\n2026-07-04 Fourth of July");
  await expect(list.locator('[data-state="wrong"]')).toContainText("no date");
  await expect(list.locator('[data-state="good"]').last()).toContainText("outside all terms");
  await expect(list.locator('[data-act="import-off"]')).toBeDisabled();
  await list.locator("textarea").fill("2026-12-03..2026-12-04 Storm");
  await list.locator('[data-act="import-off"]').click();
  await expect(page.locator('[data-off="Storm"]')).toBeVisible();
  await list.locator('[data-act="take-back"]').click();
  await list.locator('dialog[open] [data-act="yes"]').click();
  await expect(page.locator('[data-off="Storm"]')).toHaveCount(0);

  const terms = page.locator('[data-panel="own-terms"]');
  await terms.locator("summary").click();
  await terms.locator("[name=year-first]").fill("2027-08-23");
  await terms.locator("[name=year-last]").fill("2028-06-09");
  await terms.locator('[data-act="propose"]').click();
  await expect(terms.locator('[data-line="term"]')).toHaveCount(5);
  await terms.locator('[data-line="term"]').nth(1).locator("[name=begins]").fill("2027-08-30");
  await terms.locator('[data-act="save-terms"]').click();
  await expect(terms.getByRole("alert")).toContainText("Term 2");
  await terms.locator('[data-line="term"]').nth(1).locator("[name=begins]").fill("2027-10-25");
  await terms.locator('[data-act="save-terms"]').click();
  await expect(page.locator('[data-panel="terms"] [data-term]')).toHaveCount(10);

  const leader = await school.teacher("en", LEADER);
  await open(leader, "/desk/school/calendar");
  await expect(leader.page.locator('[data-off="Thanksgiving"]')).toBeVisible();
  await expect(leader.page.locator('[data-act="import-off"], [data-act="save-terms"], [data-act="delete-off"]')).toHaveCount(0);
  await open(leader, "/desk/school");
  await expect(leader.page.locator("[data-preview]").first()).toBeVisible();
  await expect(leader.page.locator('[data-act="use-form"]')).toHaveCount(0);
});

for (const lang of LANGS) {
  test(`plans by their form and the office's pages in ${lang}: axe, light and dark, and target sizes`, async ({ school, desk }) => {
    test.setTimeout(300_000);
    await school.onDay(TUESDAY);
    const child = await desk.child();
    await desk.giveGoal(child.child);
    const check = async (of: Desk, what: string) => {
      await test.step(what, async () => {
        await expectNoViolations(of.page, what);
        await expectTargets(of.page, "adult");
      });
    };
    const office = await school.teacher(lang, OFFICE);
    await open(office, "/desk/school");
    await office.page.locator('[data-form="pathways"]').click();
    await check(office, "the form");
    await office.page.locator('[data-act="use-form"]').click();
    await expect(office.page.locator('[data-panel="standing"]')).toContainText("1");
    await open(office, "/desk/school/calendar");
    await office.page.locator('[data-panel="own-terms"] summary').click();
    await office.page.locator('[data-panel="paste"] textarea').fill("2026-12-03 Storm\nFriday");
    await check(office, "the year");
    const teacher = await school.teacher(lang);
    await open(teacher, `/desk/child/${child.child}/plan`);
    await check(teacher, "a plan");
    for (const section of ["supports", "reflection", "involved"]) {
      await teacher.page.locator(`[data-section="${section}"] [data-act="write-section"]`).click();
    }
    await teacher.page.locator('[data-section="involved"] [data-act="add-known"]').first().click();
    await check(teacher, "a plan being written");
  });
}
