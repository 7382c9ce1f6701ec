//! The forms of plans, what is written in them, the school's year, and the way from term to term.

use crate::{
    TestDb, fixture, invalid, morning,
    plan::{after, draft, give_goal, home, planning, today},
    room::Room,
};
use domain::{
    Nth,
    ids::{PersonId, PlanId},
    plan::{
        DayOff, DayOffError, GoalError, TermDraft, TermError, YearError,
        template::{
            Adapted, Part, PlanPerson, SectionError, SectionState, SectionUpdate, Template,
            TemplateError, Written,
        },
    },
};
use store::{
    Db, StoreError,
    plan::{self, SectionWrite},
    proof::{Staff, Teacher},
    school,
};

const FORMS: [&str; 2] = [
    include_str!("../../../../server/plans/templates/five-terms.json"),
    include_str!("../../../../server/plans/templates/pathways.json"),
];

fn form(n: usize) -> Template {
    Template::parse(FORMS[n]).unwrap()
}

/// A lesson in its term, with two forms to choose from, and the office.
async fn school(db: &TestDb) -> (Room, Staff) {
    let room = planning(db).await;
    for (n, body) in FORMS.iter().enumerate() {
        plan::save_template(db, &fixture::console(), &form(n), body)
            .await
            .unwrap();
    }
    let office = fixture::staff(db, room.small.office).await;
    (room, office)
}

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

async fn set(
    db: &Db,
    office: &Staff,
    adapted: Adapted,
    wait: bool,
    expected: u32,
) -> Result<domain::plan::template::SchoolTemplate, StoreError> {
    plan::insert_school_form(db, office, adapted, wait, expected, today(), morning()).await
}

async fn page(db: &Db, teacher: &Teacher, child: PersonId, on: i64) -> domain::plan::PlanPage {
    let found = plan::find_plan(db, &fixture::of_child(db, teacher, child).await, after(on)).await;
    found.unwrap().expect("a plan")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_school_begins_with_the_five_term_form_and_takes_another_at_once() {
    TestDb::each(async |db| {
        let (room, office) = school(&db).await;
        let milo = room.small.milo;
        let seen = plan::find_school_form(&db, &office, today()).await.unwrap();
        assert!(seen.may && seen.next.is_none() && seen.next_term.is_none());
        assert_eq!((seen.now.version, &seen.now.template), (0, &form(0)));
        assert_eq!(seen.ready, [form(0), form(1)]);
        let shown = page(&db, &room.teacher, milo, 0).await;
        assert_eq!(shown.form.template, form(0));

        let mut own = Adapted::of(&form(1));
        own.sections[0].title.en = "What I am good at".to_owned();
        own.sections[1].on = false;
        own.shift("involved", false);
        let now = set(&db, &office, own.clone(), false, 0).await.unwrap();
        assert_eq!((now.now.version, now.now.from), (1, Some(today())));
        assert_eq!(now.adapted(), own);
        let shown = page(&db, &room.teacher, milo, 0).await.form.template;
        assert_eq!(shown, own.apply(&form(1)).unwrap());

        // Who began from what no longer stands is told so.
        invalid(
            set(&db, &office, own.clone(), false, 0).await,
            TemplateError::ChangedMeanwhile,
        );
        let mut wrong = own.clone();
        wrong.sections[2].title.es.clear();
        invalid(
            set(&db, &office, wrong, false, 1).await,
            TemplateError::SectionTitleIsEmptyOrTooLong,
        );
        let mut unknown = own.clone();
        unknown.version = 7;
        invalid(
            set(&db, &office, unknown, false, 1).await,
            TemplateError::IsUnknown,
        );
        invalid(
            set(&db, &office, own.clone(), true, 1).await,
            TemplateError::NoNextTerm,
        );
        let (log, whole) = school::audit_log(&db, &fixture::console(), office.school())
            .await
            .unwrap();
        assert!(whole && log.iter().filter(|it| it.what == "plan_form.set").count() == 1);

        // The leader looks; nobody else does anything, and another school has its own.
        let leader = fixture::staff(&db, room.small.leader).await;
        assert!(
            !plan::find_school_form(&db, &leader, today())
                .await
                .unwrap()
                .may
        );
        hidden(set(&db, &leader, own.clone(), false, 1).await);
        let reed = fixture::staff(&db, room.small.reed).await;
        hidden(plan::find_school_form(&db, &reed, today()).await);
        hidden(set(&db, &reed, own, false, 1).await);
        let park = fixture::teacher(&db, room.small.park, room.small.room9).await;
        let leo = page(&db, &park, room.small.leo, 0).await;
        assert_eq!(leo.form.template, form(0));

        // A version, once kept, can't be another.
        let mut other = form(0);
        other.terms = 6;
        let again = plan::save_template(&db, &fixture::console(), &other, "{}").await;
        invalid(again, TemplateError::VersionIsAnother);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_may_wait_for_the_next_term_and_plans_of_earlier_terms_keep_theirs() {
    TestDb::each(async |db| {
        let (room, office) = school(&db).await;
        let small = room.small;
        let days = (after(60), after(120));
        fixture::term(&db, small.cedar, &[small.room1], "Term 2", days).await;
        let early = page(&db, &room.teacher, small.milo, 0).await.plan.id;
        let own = Adapted::of(&form(1));
        let seen = set(&db, &office, own, true, 0).await.unwrap();
        assert_eq!(
            (seen.now.version, seen.next.as_ref().map(|it| it.version)),
            (0, Some(1))
        );
        assert_eq!(seen.newest().from, Some(after(60)));
        assert_eq!(
            page(&db, &room.teacher, small.milo, 0).await.form.template,
            form(0)
        );
        // Between the terms the next is planned for, by the new form.
        let next = page(&db, &room.teacher, small.milo, 57).await;
        assert_eq!(
            (next.plan.term.title.as_str(), next.current),
            ("Term 2", true)
        );
        assert_eq!(next.form.template, form(1));
        let old = plan::find_plan_of(
            &db,
            &fixture::of_child(&db, &room.teacher, small.milo).await,
            early,
            after(70),
        )
        .await;
        let old = old.unwrap().unwrap();
        assert_eq!((old.form.template, old.current), (form(0), false));
        // After the last term its plan stays.
        let after_all = page(&db, &room.teacher, small.milo, 200).await;
        assert_eq!(after_all.plan.id, next.plan.id);
    })
    .await;
}

fn writing(
    child: PersonId,
    plan: PlanId,
    section: &str,
    expected: u32,
    text: &str,
) -> SectionWrite {
    SectionWrite {
        child,
        plan,
        section: section.to_owned(),
        expected,
        written: Written::Text {
            text: text.to_owned(),
        },
    }
}

async fn write(db: &Db, teacher: &Teacher, it: SectionWrite) -> Result<SectionUpdate, StoreError> {
    plan::write_section(db, teacher, it, today(), morning()).await
}

fn saved_section(wrote: Result<SectionUpdate, StoreError>) -> SectionState {
    match wrote.unwrap() {
        SectionUpdate::Kept(it) => it,
        SectionUpdate::Conflict(stands) => panic!("{stands:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_section_is_written_by_two_adults_and_nothing_of_either_is_lost() {
    TestDb::each(async |db| {
        let (room, office) = school(&db).await;
        let milo = room.small.milo;
        set(&db, &office, Adapted::of(&form(1)), false, 0)
            .await
            .unwrap();
        let plan = page(&db, &room.teacher, milo, 0).await.plan.id;
        let say = async |expected, text: &str| {
            let it = writing(milo, plan, "pathways", expected, text);
            write(&db, &room.teacher, it).await
        };
        let first = saved_section(say(0, " A robot club. ").await);
        let club = Written::Text {
            text: "A robot club.".to_owned(),
        };
        assert_eq!(
            (first.rev, &first.written, first.who.as_str()),
            (1, &club, "Kim Reed")
        );
        let late = say(0, "Grandpa's workshop.").await.unwrap();
        assert_eq!(late, SectionUpdate::Conflict(first.clone()));
        // The same once more is no new state.
        assert_eq!(saved_section(say(1, "A robot club.").await), first);
        assert_eq!(saved_section(say(1, "Both.").await).rev, 2);
        assert_eq!(saved_section(say(2, "").await).rev, 3);
        let history = plan::list_section(
            &db,
            &fixture::of_child(&db, &room.teacher, milo).await,
            plan,
            "pathways",
        )
        .await;
        let history: Vec<_> = history.unwrap().into_iter().map(|it| it.rev).collect();
        assert_eq!(history, [3, 2, 1]);

        let people = SectionWrite {
            written: Written::People {
                people: vec![PlanPerson {
                    name: "Abuela".to_owned(),
                    part: Part::Family,
                }],
            },
            ..writing(milo, plan, "involved", 0, "")
        };
        saved_section(write(&db, &room.teacher, people).await);
        let shown = page(&db, &room.teacher, milo, 0).await.form;
        let written: Vec<_> = shown.written.iter().map(|it| it.section.as_str()).collect();
        assert_eq!(written, ["involved", "pathways"]);
        let known: Vec<_> = shown.people.iter().map(|it| it.name.as_str()).collect();
        assert!(known.contains(&"Kim Reed") && known.len() >= 2, "{known:?}");

        invalid(
            write(&db, &room.teacher, writing(milo, plan, "dream", 0, "x")).await,
            SectionError::IsUnknown,
        );
        invalid(
            write(&db, &room.teacher, writing(milo, plan, "goals", 0, "x")).await,
            SectionError::IsNotWritten,
        );
        let cole = fixture::teacher(&db, room.small.cole, room.small.room2).await;
        hidden(write(&db, &cole, writing(milo, plan, "supports", 0, "x")).await);
        hidden(
            write(
                &db,
                &cole,
                writing(room.small.ana, plan, "supports", 0, "x"),
            )
            .await,
        );
        hidden(
            plan::list_section(
                &db,
                &fixture::of_child(&db, &cole, milo).await,
                plan,
                "pathways",
            )
            .await,
        );
        let leader = fixture::teacher(&db, room.small.leader, room.small.room1).await;
        hidden(write(&db, &leader, writing(milo, plan, "supports", 0, "x")).await);
        assert!(
            plan::list_section(
                &db,
                &fixture::of_child(&db, &leader, milo).await,
                plan,
                "pathways"
            )
            .await
            .is_ok()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_written_stays_in_sight_when_the_form_changes_and_when_the_term_does() {
    TestDb::each(async |db| {
        let (room, office) = school(&db).await;
        let small = room.small;
        set(&db, &office, Adapted::of(&form(1)), false, 0)
            .await
            .unwrap();
        let early = page(&db, &room.teacher, small.milo, 0).await.plan.id;
        let it = writing(small.milo, early, "supports", 0, "Ten minutes with dad.");
        saved_section(write(&db, &room.teacher, it).await);
        set(&db, &office, Adapted::of(&form(0)), false, 1)
            .await
            .unwrap();
        let shown = page(&db, &room.teacher, small.milo, 0).await.form;
        assert_eq!(shown.template, form(0));
        let earlier: Vec<_> = shown
            .earlier
            .iter()
            .map(|it| it.title.en.as_str())
            .collect();
        assert_eq!((earlier, shown.written.len()), (vec!["Supports"], 1));

        let days = (after(60), after(120));
        fixture::term(&db, small.cedar, &[small.room1], "Term 2", days).await;
        let next = page(&db, &room.teacher, small.milo, 61).await;
        assert!(next.form.written.is_empty() && next.form.earlier.is_empty());
        let it = writing(small.milo, early, "reflection", 0, "late");
        let late = plan::write_section(&db, &room.teacher, it, after(61), morning());
        invalid(late.await, SectionError::IsOfAnEarlierPlan);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_term_left_unfinished_is_offered_in_the_next_and_carried_over_by_choice() {
    TestDb::each(async |db| {
        let (room, _) = school(&db).await;
        let small = room.small;
        let mut goals = Vec::new();
        for title in ["Speak up", "Read", "Count"] {
            goals.push(give_goal(&db, &room, title).await);
        }
        let both = [small.sofia_garcia];
        let share = draft("Share");
        let made = plan::insert_goal(&db, &room.teacher, &both, &share, today(), morning());
        let shared = made.await.unwrap().remove(0);
        assert!(
            page(&db, &room.teacher, small.milo, 0)
                .await
                .form
                .unfinished
                .is_none()
        );
        let days = (after(60), after(120));
        fixture::term(&db, small.cedar, &[small.room1], "Term 2", days).await;
        let left = page(&db, &room.teacher, small.milo, 61)
            .await
            .form
            .unfinished;
        let left = left.expect("unfinished goals");
        assert_eq!((left.term.title.as_str(), left.goals.len()), ("Term 1", 3));
        let list = async || {
            let all = plan::list_unfinished(&db, &room.teacher, after(61))
                .await
                .unwrap();
            let one = |(child, left): &(
                domain::school::ChildName,
                domain::plan::template::UnfinishedGoals,
            )| { (child.name.clone(), left.goals.len()) };
            all.children.iter().map(one).collect::<Vec<_>>()
        };
        assert_eq!(
            list().await,
            [("Milo".to_owned(), 3), ("Sofía Ga.".to_owned(), 1)]
        );
        // Milo has one already in the new term: of three, two still fit.
        let more = [small.milo];
        let one = draft("New");
        let new = plan::insert_goal(&db, &room.teacher, &more, &one, after(61), morning());
        new.await.unwrap();
        let ids: Vec<_> = goals.iter().map(|it| it.id).chain([shared.id]).collect();
        let carry = async |teacher: &Teacher| {
            plan::carry_goals(&db, teacher, &ids, after(61), morning()).await
        };
        let carried = carry(&room.teacher).await.unwrap();
        let why: Vec<_> = carried.goals.iter().filter_map(|it| it.why).collect();
        assert_eq!(why, [GoalError::ThreeLiveAlready]);
        assert_eq!(list().await, [("Milo".to_owned(), 1)]);
        // Once more changes nothing.
        assert_eq!(carry(&room.teacher).await.unwrap(), carried);
        assert_eq!(
            page(&db, &room.teacher, small.milo, 61)
                .await
                .plan
                .goals
                .len(),
            3
        );
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        hidden(carry(&cole).await);
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        hidden(carry(&leader).await);

        let earlier = plan::list_earlier(&db, &room.child, after(61))
            .await
            .unwrap();
        let titles: Vec<_> = earlier
            .iter()
            .map(|it| it.plan.term.title.as_str())
            .collect();
        assert_eq!((titles, earlier[0].plan.goals.len()), (vec!["Term 1"], 3));
        assert!(
            plan::list_earlier(&db, &room.child, today())
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_sets_terms_where_the_roster_brings_none() {
    TestDb::each(async |db| {
        let (room, office) = school(&db).await;
        let set = async |staff: &Staff, own: &[TermDraft]| {
            plan::set_terms(&db, staff, own.to_vec(), today(), morning()).await
        };
        let term = |title: &str, begins, ends| TermDraft {
            id: None,
            title: title.to_owned(),
            begins: after(begins),
            ends: after(ends),
        };
        let two = [term("Spring", 60, 100), term("Summer", 101, 140)];
        let year = set(&office, &two).await.unwrap();
        assert_eq!((year.plans_a_year, year.may), (5, true));
        let line = |n: usize| {
            let it = &year.terms[n];
            (it.term.title.as_str(), it.own)
        };
        assert_eq!(
            [line(0), line(1), line(2)],
            [("Term 1", false), ("Spring", true), ("Summer", true)]
        );
        invalid(
            set(&office, &[term("x", 50, 58)]).await,
            Nth {
                number: 1,
                why: TermError::Overlaps,
            },
        );
        invalid(
            set(&office, &[term("x", 50, 49)]).await,
            Nth {
                number: 1,
                why: TermError::EndsBeforeItBegins,
            },
        );
        // The roster's are not the office's to change.
        let mut roster = term("Mine", 200, 210);
        roster.id = Some(year.terms[0].term.id);
        hidden(set(&office, &[roster]).await);

        // The new term has a plan as soon as somebody writes into it; then it can't go.
        let (milo, day) = (room.small.milo, after(62));
        let spring = page(&db, &room.teacher, milo, 62).await;
        assert_eq!(spring.plan.term.title, "Spring");
        let dreamt = plan::set_dream(&db, &room.teacher, milo, "To sing", day, morning()).await;
        dreamt.unwrap();
        assert_eq!(
            page(&db, &room.teacher, milo, 62).await.plan.id,
            spring.plan.id
        );
        let term = |n: usize, title: &str| TermDraft {
            id: Some(year.terms[n].term.id),
            title: title.to_owned(),
            begins: year.terms[n].term.begins,
            ends: year.terms[n].term.ends,
        };
        invalid(
            set(&office, &[term(2, "Summer")]).await,
            YearError::TermHasPlans,
        );
        let year = set(&office, &[term(1, "Primavera")]).await.unwrap();
        let plans: Vec<_> = year
            .terms
            .iter()
            .map(|it| (it.term.title.as_str(), it.plans))
            .collect();
        assert_eq!(plans, [("Term 1", 0), ("Primavera", 1)]);
        let leader = fixture::staff(&db, room.small.leader).await;
        assert!(
            !plan::find_calendar(&db, &leader, today())
                .await
                .unwrap()
                .may
        );
        let reed = fixture::staff(&db, room.small.reed).await;
        hidden(plan::find_calendar(&db, &reed, today()).await);
        for other in [leader, reed] {
            hidden(set(&other, &[]).await);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_list_of_days_off_is_taken_in_whole_or_not_at_all_and_taken_back() {
    TestDb::each(async |db| {
        let (room, office) = school(&db).await;
        let import = async |staff: &Staff, list: &str| {
            plan::import_days_off(&db, staff, list, morning()).await
        };
        let list = format!("{}..{} Snow\n\n{} Fair", after(1), after(3), after(8));
        let done = import(&office, &list).await.unwrap();
        assert_eq!(done.added, [after(1), after(2), after(3), after(8)]);
        let again = import(&office, &list).await.unwrap();
        assert!(again.added.is_empty() && again.renamed == 0);
        let wrong = import(&office, &format!("{} Ice\n\nFriday Fun", after(20))).await;
        let why = DayOffError::DateIsUnreadable;
        invalid(wrong, Nth { number: 3, why });
        invalid(
            import(&office, " \n# nothing").await,
            YearError::ListIsEmpty,
        );
        let days = plan::list_days_off(&db, &office).await.unwrap();
        assert_eq!(days.len(), 4);
        let snow = DayOff {
            on: after(2),
            title: "Snow".to_owned(),
        };
        assert_eq!(days[1], snow);
        assert!(
            home(&db, &room.child)
                .await
                .calendar
                .days_off
                .contains(&after(2))
        );
        plan::delete_days_off(&db, &office, done.added, morning())
            .await
            .unwrap();
        assert!(plan::list_days_off(&db, &office).await.unwrap().is_empty());
        let leader = fixture::staff(&db, room.small.leader).await;
        hidden(import(&leader, &list).await);
    })
    .await;
}
