//! Assessment scores on both engines: whose are taken, what counts, what an undo leaves, who sees.

use crate::{
    TestDb, fixture, invalid, morning,
    plan::{give_goal, planning, today},
    roster::whole,
};
use chrono::NaiveDate;
use domain::{
    assessment::{
        Counts, MappingChoice, ParsedScores, Preset, RowProblemKind, ScoreChangeKind, Series,
        preview as read_file,
    },
    ids::{ImportId, PersonId},
    plan::Area,
    school::SchoolError,
};
use std::sync::Arc;
use store::{
    Db, StoreError,
    assessment::{
        Import, ImportOutcome, find_scores, import, import_at_console, list_imports, preview,
        preview_at_console, undo_import,
    },
    proof::Staff,
    roster, school,
};

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

fn read(text: &str, on: NaiveDate) -> (Import, ParsedScores) {
    let presets = ["growth", "plain"].map(|it| {
        let path = format!("../server/assessments/{it}.json");
        Preset::parse(&std::fs::read_to_string(path).unwrap()).unwrap()
    });
    let (preview, reading) = read_file(text, usize::MAX, &MappingChoice::Propose, &presets, on);
    let import = Import {
        file: "facts.csv".to_owned(),
        preset: preview.preset,
        mapping: preview.mapping,
    };
    (import, reading.expect("it can be read"))
}

/// Rows of Facts on a day of September: identifier, day, score.
fn facts(rows: &[(&str, u32, &str)]) -> String {
    let row =
        |(id, day, score): &(&str, u32, &str)| format!("{id},2026-09-{day:02},Facts,{score}\n");
    "id,date,test,score\n".to_owned() + &rows.iter().map(row).collect::<Vec<_>>().concat()
}

/// Brings it in as this adult, who saw before what it would do.
async fn bring(db: &Db, staff: &Staff, text: &str) -> ImportOutcome {
    let (file, reading) = read(text, today());
    let (compared, _) = preview(db, staff, reading.clone()).await.unwrap();
    let done = import(db, staff, file, reading, compared.counts, morning()).await;
    done.unwrap()
}

async fn brought(db: &Db, staff: &Staff, text: &str) -> ImportId {
    match bring(db, staff, text).await {
        ImportOutcome::Done { imports, .. } => imports[0],
        other => panic!("{other:?}"),
    }
}

async fn lines(db: &Db, adult: PersonId, child: PersonId) -> store::Result<Vec<Series>> {
    let token = fixture::adult_token(db, adult, morning()).await;
    let teacher = store::proof::teacher_of_child(db, &token, child, "scores", morning()).await?;
    let found = find_scores(db, &teacher, today()).await?;
    Ok(found.series)
}

/// Day and score of the one line there is.
async fn marks(db: &Db, adult: PersonId, child: PersonId) -> Vec<(u32, String)> {
    use chrono::Datelike;
    let all = lines(db, adult, child).await.unwrap();
    let marks = all.into_iter().flat_map(|it| it.marks);
    marks.map(|it| (it.on.day(), it.value.text)).collect()
}

fn as_text(marks: &[(u32, &str)]) -> Vec<(u32, String)> {
    marks
        .iter()
        .map(|(day, score)| (*day, (*score).to_owned()))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_leader_brings_in_the_school_s_scores_and_a_teacher_only_their_own_children_s() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let text = facts(&[("1003", 14, "12"), ("2001", 14, "9"), ("9001", 14, "8")]);
        let said = async |adult: PersonId| {
            let staff = fixture::staff(&db, adult).await;
            let (compared, names) = preview(&db, &staff, read(&text, today()).1).await.unwrap();
            let found: Vec<_> = compared
                .found
                .iter()
                .map(|it| names[&it.key.child].clone())
                .collect();
            let refused: Vec<_> = compared
                .refused
                .iter()
                .map(|it| (it.line, it.why.clone()))
                .collect();
            (found, refused)
        };
        let unknown = |line| (Some(line), RowProblemKind::UnknownChild);
        let whole = (
            vec!["Milo Tran".to_owned(), "Ana Ruiz".to_owned()],
            vec![unknown(4)],
        );
        assert_eq!(said(small.leader).await, whole);
        assert_eq!(said(small.office).await, whole);
        let own = (vec!["Milo Tran".to_owned()], vec![unknown(3), unknown(4)]);
        assert_eq!(said(small.reed).await, own);
        let other = (vec!["Leo Berg".to_owned()], vec![unknown(2), unknown(3)]);
        assert_eq!(said(small.park).await, other);
        let cole = fixture::staff(&db, small.cole).await;
        brought(&db, &cole, &text).await;
        assert_eq!(
            marks(&db, small.leader, small.ana).await,
            as_text(&[(14, "9")])
        );
        assert_eq!(marks(&db, small.leader, small.milo).await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn scores_are_seen_by_the_child_s_teachers_and_leaders_and_by_nobody_else() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let small = room.small;
        let leader = fixture::staff(&db, small.leader).await;
        brought(
            &db,
            &leader,
            &facts(&[("1003", 14, "12"), ("1001", 14, "30")]),
        )
        .await;
        give_goal(&db, &room, "I dare").await;
        for adult in [small.reed, small.leader] {
            assert_eq!(marks(&db, adult, small.milo).await, as_text(&[(14, "12")]));
        }
        for adult in [small.cole, small.park, small.office] {
            hidden(lines(&db, adult, small.milo).await);
        }
        // A child of another class is not to be had through a proof of one's own.
        hidden(
            find_scores(
                &db,
                &fixture::of_child(&db, &room.teacher, small.ana).await,
                today(),
            )
            .await,
        );
        let found = find_scores(
            &db,
            &fixture::of_child(&db, &room.teacher, small.milo).await,
            today(),
        )
        .await
        .unwrap();
        assert_eq!(found.goals.len(), 1);
        assert_eq!(found.goals[0].area, Area::Heart);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_file_again_changes_nothing() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let leader = fixture::staff(&db, small.leader).await;
        let text = facts(&[("1003", 14, "12"), ("1001", 14, "9")]);
        brought(&db, &leader, &text).await;
        let again = bring(&db, &leader, &text).await;
        let ImportOutcome::Nothing { counts } = again else {
            panic!("{again:?}");
        };
        assert_eq!((counts.same, counts.writes()), (2, 0));
        // Nor does another's of which some is there.
        let reed = fixture::staff(&db, small.reed).await;
        let more = facts(&[("1003", 14, "12"), ("1003", 21, "15")]);
        brought(&db, &reed, &more).await;
        assert_eq!(
            marks(&db, small.reed, small.milo).await,
            as_text(&[(14, "12"), (21, "15")])
        );
        let list = list_imports(&db, &leader).await.unwrap();
        let said: Vec<_> = list
            .iter()
            .map(|it| (it.who.as_deref(), it.new, it.changed))
            .collect();
        assert_eq!(said, [(Some("Kim Reed"), 1, 0), (Some("Kim Lane"), 2, 0)]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_undo_takes_exactly_what_the_import_brought_and_gives_back_what_it_replaced() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let leader = fixture::staff(&db, small.leader).await;
        let first = brought(&db, &leader, &facts(&[("1003", 14, "12")])).await;
        let second = brought(
            &db,
            &leader,
            &facts(&[("1003", 14, "13"), ("1003", 15, "20")]),
        )
        .await;
        let third = brought(
            &db,
            &leader,
            &facts(&[("1003", 14, "14"), ("1001", 14, "1")]),
        )
        .await;
        let now = async || marks(&db, small.leader, small.milo).await;
        assert_eq!(now().await, as_text(&[(14, "14"), (15, "20")]));
        // Out of order: what came later stands.
        undo_import(&db, &leader, second, morning()).await.unwrap();
        assert_eq!(now().await, as_text(&[(14, "14")]));
        undo_import(&db, &leader, second, morning()).await.unwrap();
        undo_import(&db, &leader, third, morning()).await.unwrap();
        assert_eq!(now().await, as_text(&[(14, "12")]));
        assert_eq!(marks(&db, small.leader, small.sofia_garcia).await, []);
        undo_import(&db, &leader, first, morning()).await.unwrap();
        assert_eq!(now().await, []);
        let list = list_imports(&db, &leader).await.unwrap();
        assert!(list.iter().all(|it| it.undone_at.is_some() && !it.may_undo));
        // And it can be brought in anew.
        brought(&db, &leader, &facts(&[("1003", 14, "12")])).await;
        assert_eq!(now().await, as_text(&[(14, "12")]));
        let (log, holds) = school::audit_log(&db, &fixture::console(), small.cedar)
            .await
            .unwrap();
        assert!(holds);
        let ours = log.iter().filter(|it| it.what.starts_with("scores."));
        let said: Vec<_> = ours
            .map(|it| (it.what.as_str(), it.about, it.detail.as_str()))
            .collect();
        assert_eq!(said.len(), 7, "{said:?}");
        let changed = (
            "scores.import",
            Some(second.0),
            "scores new 1, changed 1, children 1",
        );
        assert_eq!(
            (said[1], said[3]),
            (changed, ("scores.undo", Some(second.0), "scores 2"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_teacher_undoes_their_own_import_while_its_children_are_theirs() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let staff = async |adult| fixture::staff(&db, adult).await;
        let reed = staff(small.reed).await;
        let own = brought(&db, &reed, &facts(&[("1003", 14, "12")])).await;
        let leaders = brought(
            &db,
            &staff(small.leader).await,
            &facts(&[("1003", 15, "9")]),
        )
        .await;
        let nothing = ImportId(db.ids().uuid());
        for adult in [small.cole, small.park] {
            for id in [own, leaders, nothing] {
                hidden(undo_import(&db, &staff(adult).await, id, morning()).await);
            }
            assert_eq!(list_imports(&db, &staff(adult).await).await.unwrap(), []);
        }
        hidden(undo_import(&db, &reed, leaders, morning()).await);
        let list = list_imports(&db, &reed).await.unwrap();
        let said: Vec<_> = list.iter().map(|it| (it.id, it.may_undo)).collect();
        assert_eq!(said, [(own, true)]);
        // The office undoes any of the school's.
        undo_import(&db, &staff(small.office).await, leaders, morning())
            .await
            .unwrap();
        undo_import(&db, &reed, own, morning()).await.unwrap();
        assert_eq!(marks(&db, small.reed, small.milo).await, []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_that_would_do_other_than_was_seen_writes_nothing() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let leader = fixture::staff(&db, small.leader).await;
        let (file, reading) = read(&facts(&[("1003", 14, "12")]), today());
        let (seen, _) = preview(&db, &leader, reading.clone()).await.unwrap();
        brought(&db, &leader, &facts(&[("1003", 14, "13")])).await;
        let late = import(&db, &leader, file, reading, seen.counts, morning())
            .await
            .unwrap();
        let ImportOutcome::Moved { compared, names } = late else {
            panic!("{late:?}");
        };
        assert_eq!(
            compared.found[0].what,
            ScoreChangeKind::Changed {
                was: "13".to_owned()
            }
        );
        assert_eq!(names[&small.milo], "Milo Tran");
        assert_eq!(
            marks(&db, small.leader, small.milo).await,
            as_text(&[(14, "13")])
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_who_bring_in_the_same_at_once_one_does() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let leader = fixture::staff(&db, small.leader).await;
        let (file, reading) = read(&facts(&[("1003", 14, "12"), ("1001", 14, "2")]), today());
        let counts = Counts {
            rows: 2,
            children: 2,
            new: 2,
            ..Counts::default()
        };
        let one = || {
            import(
                &db,
                &leader,
                file.clone(),
                reading.clone(),
                counts,
                morning(),
            )
        };
        let both = tokio::join!(one(), one());
        let done = |it: &ImportOutcome| matches!(it, ImportOutcome::Done { .. });
        let both = [both.0.unwrap(), both.1.unwrap()];
        assert_eq!(both.iter().filter(|it| done(it)).count(), 1, "{both:?}");
        assert_eq!(list_imports(&db, &leader).await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_demo_school_s_growth_file_goes_to_both_schools_at_the_console_and_again_to_none() {
    TestDb::each(async |db| {
        let office = fixture::console();
        let schools = Arc::new(whole());
        roster::apply(&db, &office, schools, false, morning(), Arc::new(|_, _| ()))
            .await
            .unwrap();
        let text = std::fs::read_to_string("../server/demo/growth-fall-2026.csv").unwrap();
        let (file, reading) = read(&text, NaiveDate::from_ymd_opt(2026, 11, 25).unwrap());
        let one = preview_at_console(&db, &office, Some("org-cedar"), reading.clone()).await;
        let (cedar, _) = one.unwrap();
        // The other school's 35, a stranger's, and two of a child whose account is off.
        assert_eq!((cedar.counts.rows, cedar.counts.unknown), (220, 38));
        let unknown = preview_at_console(&db, &office, Some("org-none"), reading.clone()).await;
        invalid(unknown, SchoolError::IsUnknown);
        let bring =
            || import_at_console(&db, &office, None, file.clone(), reading.clone(), morning());
        let ImportOutcome::Done { imports, counts } = bring().await.unwrap() else {
            panic!("nothing");
        };
        assert_eq!(
            (imports.len(), counts.new, counts.refused, counts.unknown),
            (2, 212, 8, 3)
        );
        assert!(matches!(
            bring().await.unwrap(),
            ImportOutcome::Nothing { .. }
        ));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sub_scores_and_what_a_score_is_counted_in_come_back_as_they_were() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let leader = fixture::staff(&db, small.leader).await;
        let text = "StudentID,Subject,TestName,TestDate,RITScore,GoalName1,GoalScore1,Percentile\n\
                    1003,Mathematics,Growth K-2,9/14/2026,156,Data,162,53\n";
        let (_, reading) = read(text, today());
        brought(&db, &leader, text).await;
        let all = lines(&db, small.reed, small.milo).await.unwrap();
        let [line] = all.as_slice() else {
            panic!("{all:?}")
        };
        assert_eq!(
            (line.area, line.measure.as_str()),
            (Some(Area::Maths), "RIT")
        );
        assert_eq!(line.marks[0].parts, reading.taken[0].parts);
        assert_eq!(line.marks[0].parts[0].value.text, "162");
    })
    .await;
}
