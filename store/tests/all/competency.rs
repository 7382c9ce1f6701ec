//! Competencies and levels as they are kept: one text, both engines.

use crate::{TestDb, fixture, invalid, morning, plan::planning};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    competency::{
        Competency, Level, LevelDraft, LevelError, LevelSource, current_level, read_framework,
    },
    ids::{CompetencyId, LevelId, PersonId},
    plan::GoalError,
    school::SchoolError,
};
use store::{
    Db, StoreError,
    competency::{
        NamedFramework, apply, apply_all, find_child_levels, list_class_levels, list_competencies,
        list_frameworks, list_levels, preview, preview_all, set_level, undo_level,
    },
    proof::Teacher,
    school,
};

pub(crate) const CEDAR: &str = include_str!("../../../server/demo/competencies.csv");

pub(crate) fn framework_of(text: &str) -> NamedFramework {
    let (framework, said) = read_framework(text.as_bytes(), "Cedar");
    assert!(!said.stop, "{said:?}");
    NamedFramework::new("Cedar", framework).unwrap()
}

pub(crate) async fn all(db: &Db, person: PersonId) -> Vec<Competency> {
    let staff = fixture::staff(db, person).await;
    list_competencies(db, &staff).await.unwrap()
}

/// Cedar's competencies into a school that is there already.
pub(crate) async fn taken_in(db: &Db) {
    let school = Some("cedar".to_owned());
    apply_all(
        db,
        &fixture::console(),
        school,
        framework_of(CEDAR),
        morning(),
    )
    .await
    .unwrap();
}

async fn cedar(db: &Db) -> fixture::Small {
    let small = fixture::small(db).await;
    taken_in(db).await;
    small
}

fn today() -> NaiveDate {
    morning().date_naive()
}

fn draft(competency: CompetencyId, level: Level, days_ago: i64) -> LevelDraft {
    LevelDraft {
        competency,
        level,
        seen: LevelSource::Observation,
        note: "  Saw it at the rug ".to_owned(),
        on: today() - TimeDelta::days(days_ago),
    }
}

async fn say(
    db: &Db,
    teacher: &Teacher,
    child: PersonId,
    said: LevelDraft,
    minute: i64,
) -> Result<Option<domain::competency::LevelMark>, StoreError> {
    let now = morning() + TimeDelta::minutes(minute);
    set_level(db, teacher, child, said, today(), now).await
}

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_framework_is_taken_in_once_and_what_a_later_file_lacks_is_retired() {
    TestDb::each(async |db| {
        let small = cedar(&db).await;
        let first = all(&db, small.reed).await;
        assert_eq!(first.len(), 18);
        assert_eq!(
            first[1].child.es.as_deref(),
            Some("Puedo sumar y restar hasta 20")
        );
        assert!(all(&db, small.park).await.is_empty());
        let office = fixture::staff(&db, small.office).await;
        let again = apply(&db, &office, framework_of(CEDAR), morning())
            .await
            .unwrap();
        assert_eq!(again.rows, 0);
        assert_eq!(all(&db, small.reed).await, first);
        let less: Vec<&str> = CEDAR.lines().filter(|it| !it.contains("M.2")).collect();
        let seen = preview(&db, &office, framework_of(&less.join("\n")))
            .await
            .unwrap();
        assert_eq!(seen.tally.gone, 1);
        assert_eq!(all(&db, small.reed).await.len(), 18);
        apply(&db, &office, framework_of(&less.join("\n")), morning())
            .await
            .unwrap();
        assert_eq!(all(&db, small.reed).await.len(), 17);
        let cards = list_frameworks(&db, &office).await.unwrap();
        assert_eq!((cards[0].competencies, cards[0].retired), (17, 1));
        apply(&db, &office, framework_of(CEDAR), morning())
            .await
            .unwrap();
        assert_eq!(all(&db, small.reed).await, first);
        let (lines, whole) = school::audit_log(&db, &fixture::console(), small.cedar)
            .await
            .unwrap();
        let imports = lines.iter().filter(|it| it.what == "competency.import");
        assert!(whole && imports.count() == 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_framework_for_every_school_goes_into_each_and_an_unknown_school_stops() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let console = fixture::console();
        let seen = preview_all(&db, &console, None, framework_of(CEDAR))
            .await
            .unwrap();
        assert_eq!(seen.iter().map(|it| it.rows).collect::<Vec<_>>(), [18, 18]);
        apply_all(&db, &console, None, framework_of(CEDAR), morning())
            .await
            .unwrap();
        assert_eq!(all(&db, small.park).await.len(), 18);
        let nowhere = Some("nowhere".to_owned());
        let refused = preview_all(&db, &console, nowhere, framework_of(CEDAR)).await;
        invalid(refused, SchoolError::IsUnknown);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_office_imports_and_only_a_childs_teacher_says_levels() {
    TestDb::each(async |db| {
        let small = cedar(&db).await;
        for person in [small.reed, small.leader] {
            let staff = fixture::staff(&db, person).await;
            hidden(preview(&db, &staff, framework_of(CEDAR)).await);
            hidden(apply(&db, &staff, framework_of(CEDAR), morning()).await);
        }
        let two = all(&db, small.reed).await[1].id;
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        let said = || draft(two, Level::Learning, 0);
        hidden(say(&db, &leader, small.milo, said(), 0).await);
        for child in [small.ana, small.leo, small.cole] {
            hidden(say(&db, &reed, child, said(), 0).await);
            hidden(
                find_child_levels(&db, &fixture::of_child(&db, &reed, child).await, today()).await,
            );
            hidden(list_levels(&db, &fixture::of_child(&db, &reed, child).await, two).await);
        }
        let nothing = CompetencyId(db.ids().uuid());
        hidden(say(&db, &reed, small.milo, draft(nothing, Level::GotIt, 0), 0).await);
        let park = fixture::teacher(&db, small.park, small.room9).await;
        hidden(say(&db, &park, small.leo, said(), 0).await);
        let mark = say(&db, &reed, small.milo, said(), 0)
            .await
            .unwrap()
            .unwrap();
        hidden(undo_level(&db, &leader, small.milo, mark.entry, morning()).await);
        hidden(undo_level(&db, &reed, small.sofia_garcia, mark.entry, morning()).await);
        let nobody = LevelId(db.ids().uuid());
        hidden(undo_level(&db, &reed, small.milo, nobody, morning()).await);
        let seen = find_child_levels(
            &db,
            &fixture::of_child(&db, &leader, small.milo).await,
            today(),
        )
        .await
        .unwrap();
        assert_eq!(seen.lines.iter().filter(|it| it.said.is_some()).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_class_and_the_child_agree_on_what_stands_whatever_was_said_in_whatever_order() {
    TestDb::each(async |db| {
        let small = cedar(&db).await;
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        let codes = all(&db, small.reed).await;
        let mut undone = Vec::new();
        for (n, (at, level, ago)) in (0_i64..).zip([
            (0, Level::NotYet, 9),
            (0, Level::GotIt, 2),
            (0, Level::Learning, 5),
            (1, Level::Learning, 3),
            (1, Level::GotIt, 3),
            (2, Level::GotIt, 1),
            (3, Level::NotYet, 4),
            (3, Level::GotIt, 0),
        ]) {
            let said = draft(codes[at].id, level, ago);
            let mark = say(&db, &reed, small.milo, said, n).await.unwrap();
            if n >= 5 {
                undone.push(mark.unwrap().entry);
            }
        }
        let later = morning() + TimeDelta::hours(1);
        undo_level(&db, &reed, small.milo, undone[0], later)
            .await
            .unwrap();
        undo_level(&db, &reed, small.milo, undone[2], later)
            .await
            .unwrap();
        let class = list_class_levels(&db, &reed, today()).await.unwrap();
        let row = class
            .rows
            .iter()
            .find(|it| it.child.child == small.milo)
            .unwrap();
        let child = find_child_levels(
            &db,
            &fixture::of_child(&db, &reed, small.milo).await,
            today(),
        )
        .await
        .unwrap();
        let of_child: Vec<_> = child
            .lines
            .iter()
            .map(|it| {
                it.said
                    .as_ref()
                    .and_then(domain::competency::LevelEntry::mark)
            })
            .collect();
        assert_eq!(row.marks, of_child);
        let levels: Vec<_> = row.marks[..4]
            .iter()
            .map(|it| it.map(|it| it.level))
            .collect();
        let got = Some(Level::GotIt);
        assert_eq!(levels, [got, got, None, Some(Level::NotYet)]);
        let history = list_levels(
            &db,
            &fixture::of_child(&db, &reed, small.milo).await,
            codes[3].id,
        )
        .await
        .unwrap();
        assert_eq!(history.len(), 3);
        assert_eq!(current_level(&history).unwrap().note, "Saw it at the rug");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_said_of_a_retired_competency_stays_and_nothing_new_is_said_of_it() {
    TestDb::each(async |db| {
        let small = cedar(&db).await;
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        let two = all(&db, small.reed).await[1].id;
        say(&db, &reed, small.milo, draft(two, Level::Learning, 0), 0)
            .await
            .unwrap();
        let less: Vec<&str> = CEDAR.lines().filter(|it| !it.contains("M.2")).collect();
        let office = fixture::staff(&db, small.office).await;
        apply(&db, &office, framework_of(&less.join("\n")), morning())
            .await
            .unwrap();
        let refused = say(&db, &reed, small.milo, draft(two, Level::GotIt, 0), 1).await;
        invalid(refused, LevelError::CompetencyIsRetired);
        let page = find_child_levels(
            &db,
            &fixture::of_child(&db, &reed, small.milo).await,
            today(),
        )
        .await
        .unwrap();
        let line = page
            .lines
            .iter()
            .find(|it| it.competency.id == two)
            .unwrap();
        assert!(!line.competency.active && line.said.is_some() && line.gap.is_none());
        let other = find_child_levels(
            &db,
            &fixture::of_child(&db, &reed, small.sofia_garcia).await,
            today(),
        )
        .await
        .unwrap();
        assert!(other.lines.iter().all(|it| it.competency.id != two));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_goal_aims_at_a_competency_of_the_school_and_its_child_sees_the_level() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let small = room.small;
        let (console, now) = (fixture::console(), morning());
        apply_all(&db, &console, None, framework_of(CEDAR), now)
            .await
            .unwrap();
        let own = all(&db, small.reed).await;
        let other = all(&db, small.park).await[1].id;
        let make = async |competency| {
            let mut draft = crate::plan::draft("I can add");
            draft.competency = Some(competency);
            let children = [small.milo];
            store::plan::insert_goal(&db, &room.teacher, &children, &draft, today(), now).await
        };
        let refused = make(other).await;
        invalid(refused, GoalError::CompetencyIsUnknown);
        make(own[1].id).await.unwrap();
        let said = draft(own[1].id, Level::Learning, 0);
        say(&db, &room.teacher, small.milo, said, 0).await.unwrap();
        let home = crate::plan::home(&db, &room.child).await;
        assert_eq!(home.plan.goals[0].competency, Some(own[1].id));
        assert_eq!(home.aims[0].level, Some(Level::Learning));
        assert_eq!(home.aims[0].competency, own[1]);
    })
    .await;
}
