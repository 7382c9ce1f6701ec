//! A survey is started once, opened once by each child, and goes on on any tablet.

use crate::{
    TestDb,
    competency::{CEDAR, framework_of, taken_in},
    fixture, invalid, morning,
    room::lesson,
};
use domain::{
    board::SurveyActivity,
    event::{Op, Outcome},
    plan::{Area, GoalBook},
    survey::{Progress, RunSettings, Survey, SurveyError},
};
use fixture::answer;
use store::{
    board,
    competency::{self, apply_all},
    event, profile, survey,
};

#[tokio::test(flavor = "multi_thread")]
async fn a_second_start_answers_the_open_one() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        assert_eq!(fixture::started(&db, &room.teacher).await, room.run);
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        assert!(survey::home(&db, &room.child).await.unwrap().run.is_none());
        let next = fixture::started(&db, &room.teacher).await;
        assert_ne!(next, room.run);
        let tile = board::board(&db, &room.teacher, crate::morning().date_naive())
            .await
            .unwrap()
            .tiles[0]
            .clone();
        assert_eq!(tile.doing, SurveyActivity::NotStarted);
        let card = survey::home(&db, &room.child).await.unwrap().run.unwrap();
        let progress = card.progress.map(|it| it.done);
        assert_eq!((card.run, progress, card.finished), (next, Some(0), false));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_once_given_to_children_cannot_be_another() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        let mut other = fixture::small_survey();
        other.title.en = "Other".to_owned();
        let body = serde_json::to_string(&other).unwrap();
        let start = |chosen: &[&str]| RunSettings {
            whole: false,
            chosen: chosen.iter().map(|it| (*it).to_owned()).collect(),
        };
        let now = morning();
        let refused = survey::start(&db, &room.teacher, &other, &body, None, start(&[]), now).await;
        invalid(refused, SurveyError::VersionIsAnother);
        other.version = 2;
        let unknown = survey::start(
            &db,
            &room.teacher,
            &other,
            &body,
            None,
            start(&["read"]),
            now,
        )
        .await;
        invalid(unknown, SurveyError::CardIsUnknown);
        survey::start(&db, &room.teacher, &other, &body, None, start(&[]), now)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_on_two_tablets_has_one_response_and_both_see_the_same() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (second, _) = fixture::tablet(&db, &room.teacher).await;
        let (again, _) = fixture::child_in(&db, &second, room.small.milo).await;
        let opened = survey::open(&db, &again, room.run, morning())
            .await
            .unwrap();
        assert_eq!(opened.response, room.response);
        let first = survey::open(&db, &room.child, room.run, morning())
            .await
            .unwrap();
        assert_eq!(first.seed, opened.seed);
        let by_first = room.answers(&db, answer("B", 1, &[("me", "fox")], true));
        let op = Op::Answer {
            response: room.response,
            answer: answer("B", 1, &[("me", "otter")], true),
        };
        let by_second = fixture::act(&db, &again, 1, op);
        let later = if by_first.id > by_second.id {
            "fox"
        } else {
            "otter"
        };
        event::apply_events(&db, &second, vec![by_second], morning())
            .await
            .unwrap();
        room.send(&db, vec![by_first]).await;
        for child in [&room.child, &again] {
            let answers = survey::resume(&db, child).await.unwrap().unwrap().answers;
            let domain::survey::AnswerValue::Placed(placed) = &answers[0].given else {
                panic!("placed")
            };
            assert_eq!(placed[0].place, later);
        }
        let (standing, ended) = room.statements(&db).await;
        assert_eq!((standing, ended.len()), (vec![later.to_owned()], 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_teachers_figure_is_the_childs() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let all = [
            answer("P", 1, &[("fish", "red")], true),
            answer("A", 1, &[("read", "pick")], true),
            answer("B", 1, &[("me", "fox")], true),
            answer("Bm", 1, &[("me", "fox")], true),
            answer("C", 1, &[("friend", "not"), ("music", "not")], true),
        ];
        for (done, mut one) in (1..).zip(all) {
            one.took_ms = 900;
            room.send(&db, vec![room.answers(&db, one)]).await;
            let card = survey::home(&db, &room.child).await.unwrap().run.unwrap();
            let of = if done == 5 { 5 } else { 6 };
            assert_eq!(card.progress, Some(Progress { done, of }));
            assert_eq!(card.finished, done == of);
        }
        let page = room.page(&db).await;
        assert_eq!(page.tile.doing, SurveyActivity::Done);
        assert!(page.tile.rushed && page.attention.rushed && page.attention.practice);
        assert_eq!(page.attention.mirrored.len(), 1);
        assert_eq!(page.full_name, "Milo Tran");
    })
    .await;
}

#[tokio::test]
async fn a_survey_is_laid_out_for_a_child_before_the_board_says_that_they_are_in_it() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        let (tablet, _) = fixture::tablet(&db, &room.teacher).await;
        let (sofia, _) = fixture::child_in(&db, &tablet, room.small.sofia_garcia).await;
        let doing = async || {
            let board = board::board(&db, &room.teacher, crate::morning().date_naive())
                .await
                .unwrap();
            let tile = board.tiles.into_iter().find(|it| it.child == sofia.id());
            tile.unwrap().doing
        };
        let laid_out = survey::resume(&db, &sofia).await.unwrap();
        let laid_out = laid_out.unwrap();
        assert_eq!(doing().await, SurveyActivity::NotStarted);
        let again = survey::resume(&db, &sofia).await.unwrap();
        assert_eq!(again.unwrap().response, laid_out.response);
        let opened = survey::open(&db, &sofia, room.run, morning()).await;
        assert_eq!(opened.unwrap().response, laid_out.response);
        assert!(matches!(doing().await, SurveyActivity::Working(it) if it.done == 0));
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        let none = survey::resume(&db, &sofia).await.unwrap();
        assert!(none.is_none());
        // Who is signed in already when the next one starts needs not sign in again.
        fixture::started(&db, &room.teacher).await;
        let next = survey::resume(&db, &sofia).await.unwrap().unwrap();
        assert_ne!(next.response, laid_out.response);
        assert_eq!(next.grade, laid_out.grade);
        assert_eq!(doing().await, SurveyActivity::NotStarted);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_cards_a_school_chose_stay_with_the_run_whatever_becomes_of_its_competencies() {
    TestDb::each(async |db| {
        let room = lesson(&db).await;
        survey::stop(&db, &room.teacher, morning()).await.unwrap();
        taken_in(&db).await;
        let read = |path: &str| {
            let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../server/");
            std::fs::read_to_string(format!("{root}{path}")).unwrap()
        };
        let body = read("surveys/how-i-learn.json");
        let paper = Survey::parse(&body).unwrap();
        let book = GoalBook::parse(&read("plans/goals.json")).unwrap();
        let competencies = competency::list_for_survey(&db, &room.teacher)
            .await
            .unwrap();
        let cards = book.school_cards(&paper, &competencies).unwrap();
        let (maths, reading) = (&cards[1], &cards[7]);
        let settings = |chosen: &[&str]| RunSettings {
            whole: false,
            chosen: chosen.iter().map(|it| (*it).to_owned()).collect(),
        };
        let (own, now) = (Some(&*cards), morning());
        let unknown = settings(&["m-2"]);
        let refused = survey::start(&db, &room.teacher, &paper, &body, own, unknown, now).await;
        invalid(refused, SurveyError::CardIsUnknown);
        let chosen = settings(&[&maths.id, &reading.id]);
        let run = survey::start(&db, &room.teacher, &paper, &body, own, chosen, now)
            .await
            .unwrap();
        let (office, another) = (fixture::console(), CEDAR.replace("I can ", "I shall "));
        apply_all(
            &db,
            &office,
            Some("cedar".to_owned()),
            framework_of(&another),
            now,
        )
        .await
        .unwrap();

        let opened = survey::open(&db, &room.child, run, now).await.unwrap();
        assert_eq!(
            opened.survey.item("E1").unwrap().cards,
            [maths.clone(), reading.clone()]
        );
        let mut item = opened.run().item("E1").unwrap();
        item.cards.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(item.cards.len(), 2);
        let op = Op::Answer {
            response: opened.response,
            answer: answer(
                "E1",
                1,
                &[(&maths.id, "can"), (&reading.id, "learning")],
                true,
            ),
        };
        let event = fixture::act(&db, &room.child, 1, op);
        assert_eq!(room.send(&db, vec![event]).await, [Outcome::Accepted]);
        let op = Op::Answer {
            response: opened.response,
            answer: answer("E2", 1, &[(&reading.id, "pick")], true),
        };
        let event = fixture::act(&db, &room.child, 2, op);
        assert_eq!(room.send(&db, vec![event]).await, [Outcome::Accepted]);
        let said = room.page(&db).await.statements;
        let of = |id: &str| said.iter().find(|it| it.said.card == id).unwrap();
        assert_eq!(of(&maths.id).word, maths.word);
        let grows = profile::list_grows(&db, &room.child).await.unwrap();
        let grows: Vec<_> = grows.iter().map(|it| (&*it.card, it.area)).collect();
        assert_eq!(grows, [(&*reading.id, Some(Area::Reading))]);
    })
    .await;
}
