//! From an empty room to a child's poster, and what each sees on the way.

use crate::{
    child::together::open_room,
    support::{Answer, Browser, TestApp},
};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{
    board::child_page::ChildPage,
    board::{Board, SurveyActivity},
    device::{EnrolCode, Tablet},
    event::{Event, Op, Outcome, Receipts},
    profile::Profile,
    school::{Adult, Role},
    signin::{ChildSecret, Gate, Me, SignInResult, Wall},
    survey::{Answer as AnswerValue, Home, OpenedRun},
};
use serde_json::{Value, json};
use store::{
    proof::Office,
    signin,
    testing::fixture::{answer, secret},
};

/// What a tablet sends after something a child did.
pub fn act(app: &TestApp, me: &Me, seq: u64, op: Op) -> Event {
    Event {
        id: domain::ids::EventId(app.db.ids().uuid()),
        device: me.device,
        seq,
        session: me.session,
        child: me.child,
        at: app.now(),
        op,
    }
}

pub fn answered(opened: &OpenedRun, answer: AnswerValue) -> Op {
    Op::Answer {
        response: opened.response,
        answer,
    }
}

pub async fn send(tablet: &mut Browser<'_>, events: &[Event]) -> Receipts {
    let batch = json!({ "events": events });
    tablet.json("/api/v1/events", &batch).await.good().await
}

/// Three right pictures.
pub async fn sign_in(tablet: &mut Browser<'_>, child: domain::ids::PersonId) -> Me {
    let tried = try_pictures(tablet, child, &secret().into()).await;
    match tried.good().await {
        SignInResult::In { me } => me,
        other => panic!("{other:?}"),
    }
}

pub async fn try_pictures(
    tablet: &mut Browser<'_>,
    child: domain::ids::PersonId,
    pictures: &Vec<String>,
) -> Answer {
    let asked = json!({ "child": child, "pictures": pictures });
    tablet.json("/api/signin/try_pictures", &asked).await
}

#[tokio::test]
async fn a_child_goes_from_the_wall_to_a_poster_and_the_teacher_sees_it() {
    TestApp::each(async |app| {
        let class = app.small.room1.to_string();
        let milo = app.small.milo;
        let mut teacher = app.desk(app.small.reed).await;
        let mut tablet = app.browser();

        let wall: Wall = tablet.form("/api/signin/wall", &[]).await.good().await;
        assert_eq!(wall, Wall::NewTablet);
        let code = teacher
            .form(
                "/api/device/new_code",
                &[("class", &class), ("address", "http://fledge")],
            )
            .await;
        let code: EnrolCode = code.good().await;
        let enrolled = tablet
            .form("/api/device/enrol", &[("code", &code.code)])
            .await;
        assert_eq!(enrolled.status, StatusCode::OK);
        let wall: Wall = tablet.form("/api/signin/wall", &[]).await.good().await;
        assert_eq!(wall, Wall::Closed);

        let open = [("class", class.as_str()), ("open", "true")];
        let opened = teacher.form("/api/board/set_open", &open).await;
        assert_eq!(opened.status, StatusCode::OK);
        let wall: Wall = tablet.form("/api/signin/wall", &[]).await.good().await;
        let Wall::Open { tiles, .. } = wall else {
            panic!("{wall:?}");
        };
        let names: Vec<_> = tiles.iter().map(|tile| tile.name.as_str()).collect();
        assert_eq!(names, ["Milo", "Sofía Ga.", "Sofía Gu."]);

        let me = sign_in(&mut tablet, milo).await;
        let home: Home = tablet.form("/api/survey/home", &[]).await.good().await;
        assert!(home.run.is_none() && !home.has_poster);
        let start = json!({ "class": class, "start": { "whole": false, "chosen": [] } });
        let started = teacher.json("/api/board/start_survey", &start).await;
        assert_eq!(started.status, StatusCode::OK);
        let home: Home = tablet.form("/api/survey/home", &[]).await.good().await;
        let run = home.run.expect("it was started").run;
        let opened = tablet
            .json("/api/survey/open", &json!({ "run": run }))
            .await;
        let opened: OpenedRun = opened.good().await;

        let mut run = opened.run();
        let mut seq = 0;
        while let Some(item) = run.next() {
            seq += 1;
            let table = filled(&item);
            let given = AnswerValue {
                given: table,
                ..answer(&item.id, 1, &[], true)
            };
            run.take(given.clone(), true);
            let event = act(&app, &me, seq, answered(&opened, given));
            let receipts = send(&mut tablet, &[event]).await;
            assert_eq!(
                receipts.receipts[0].outcome,
                Outcome::Accepted,
                "{}",
                item.id
            );
            app.pass(TimeDelta::seconds(20));
        }
        assert!(seq >= 5, "the survey has some items");

        let board = teacher.form("/api/board/board", &[("class", &class)]).await;
        let board: Board = board.good().await;
        let tile = board.tiles.iter().find(|tile| tile.child == milo).unwrap();
        assert!(tile.here && tile.doing == SurveyActivity::Done, "{tile:?}");
        let mine: Option<Profile> = tablet.form("/api/profile/mine", &[]).await.good().await;
        let mine = mine.expect("a profile");
        assert!(!mine.statements.is_empty());
        let child = milo.to_string();
        let page = teacher
            .form("/api/profile/child", &[("child", &child)])
            .await;
        let page: ChildPage = page.good().await;
        assert_eq!(page.statements.len(), mine.statements.len());
        assert_eq!(page.full_name, "Milo Tran");

        tablet
            .form("/api/signin/leave", &[])
            .await
            .good::<Value>()
            .await;
        let gone = tablet.form("/api/survey/resume", &[]).await;
        assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

#[tokio::test]
async fn a_leave_that_is_told_late_ends_nobody_elses_stay() {
    TestApp::each(async |app| {
        let (_, mut tablet, before) = open_room(&app).await;
        let now = sign_in(&mut tablet, app.small.sofia_garcia).await;
        let late = before.session.to_string();
        let told = tablet.form("/api/signin/leave", &[("of", &late)]).await;
        assert_eq!(told.status, StatusCode::UNAUTHORIZED);
        let home: Option<Home> = tablet.form("/api/survey/home", &[]).await.good().await;
        assert_eq!(home.map(|it| it.me.session), Some(now.session));
        let page = tablet.get("/").await.text().await;
        assert!(page.contains("data-program=\"home\""));

        let own = now.session.to_string();
        tablet
            .form("/api/signin/leave", &[("of", &own)])
            .await
            .good::<Value>()
            .await;
        let page = tablet.get("/").await.text().await;
        assert!(page.contains("data-program=\"wall\""));
        let gone = tablet.form("/api/survey/resume", &[]).await;
        assert_eq!(gone.status, StatusCode::UNAUTHORIZED);
    })
    .await;
}

/// Cards in the first places that take them.
fn filled(item: &domain::survey::Item) -> domain::survey::AnswerValue {
    let mut table = domain::survey::Table::of(item);
    let cards = table.cards().to_vec();
    let places: Vec<_> = table.places().iter().map(|it| it.id.clone()).collect();
    for (card, place) in cards.iter().zip(places.iter().cycle()) {
        table.put(card, place);
    }
    table.answer()
}

#[tokio::test]
async fn an_adult_comes_by_an_invitation_sets_a_password_and_signs_in_with_it() {
    TestApp::each(async |app| {
        let office = Office::at_the_console();
        let invite = signin::invite(&app.db, &office, "reed", app.now())
            .await
            .unwrap();
        let mut browser = app.browser();
        let password = "a river of otters";
        let fields = [
            ("token", invite.as_str()),
            ("password", password),
            ("again", password),
        ];
        let accepted = browser.form("/api/signin/accept_invite", &fields).await;
        assert!(accepted.status.is_success() || accepted.status.is_redirection());
        let me: Adult = browser.form("/api/school/me", &[]).await.good().await;
        assert_eq!((me.name.as_str(), me.role), ("Kim Reed", Role::Teacher));

        let again = app
            .browser()
            .form("/api/signin/accept_invite", &fields)
            .await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);

        let held = browser.cookies["__Host-fledge-desk"].clone();
        let out = browser.form("/api/signin/adult_out", &[]).await;
        assert!(!out.status.is_client_error());
        assert!(!browser.cookies.contains_key("__Host-fledge-desk"));
        browser.hold("__Host-fledge-desk", &held);
        let old = browser.form("/api/school/me", &[]).await;
        assert_eq!(
            old.status,
            StatusCode::UNAUTHORIZED,
            "signed out at the school, too"
        );

        let mut browser = app.browser();
        let fields = [("name", "Reed"), ("password", password), ("to", "/desk")];
        let signed_in = browser.form("/api/signin/adult", &fields).await;
        assert!(!signed_in.status.is_client_error());
        let me: Adult = browser.form("/api/school/me", &[]).await.good().await;
        assert_eq!(me.classes.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_child_who_taps_wrong_pictures_rests_and_then_the_teacher_helps() {
    TestApp::each(async |app| {
        let (class, milo) = (app.small.room1, app.small.milo);
        let mut teacher = app.desk(app.small.reed).await;
        let mut tablet = app.tablet(app.small.reed, class).await;
        let open = [("class", &*class.to_string()), ("open", "true")];
        teacher.form("/api/board/set_open", &open).await;
        let wrong: Vec<String> = domain::signin::Secret::nth(8).into();

        let mut last = Gate::Open;
        for _ in 0..20 {
            let tried = try_pictures(&mut tablet, milo, &wrong).await;
            let SignInResult::Wrong { gate } = tried.good().await else {
                panic!("wrong pictures opened");
            };
            last = gate;
            match gate {
                Gate::Open => {}
                Gate::Rest { seconds } => app.pass(TimeDelta::seconds(i64::from(seconds))),
                Gate::AskTeacher => break,
            }
        }
        assert_eq!(last, Gate::AskTeacher);
        let right: Vec<String> = secret().into();
        let tried: SignInResult = try_pictures(&mut tablet, milo, &right).await.good().await;
        assert!(matches!(tried, SignInResult::Wrong { .. }), "{tried:?}");

        let child = milo.to_string();
        let unlocked = teacher
            .form("/api/signin/unlock", &[("child", &child)])
            .await;
        assert_eq!(unlocked.status, StatusCode::OK);
        sign_in(&mut tablet, milo).await;
    })
    .await;
}

#[tokio::test]
async fn a_tablet_that_was_taken_out_shows_no_name() {
    TestApp::each(async |app| {
        let class = app.small.room1.to_string();
        let mut teacher = app.desk(app.small.reed).await;
        let mut tablet = app.tablet(app.small.reed, app.small.room1).await;
        teacher
            .form(
                "/api/board/set_open",
                &[("class", &class), ("open", "true")],
            )
            .await;
        sign_in(&mut tablet, app.small.milo).await;

        let tablets = teacher.form("/api/device/list", &[("class", &class)]).await;
        let tablets: Vec<Tablet> = tablets.good().await;
        assert_eq!(tablets[0].child.as_deref(), Some("Milo"));
        assert_eq!(tablets[0].lasts, None);
        for lasts in [true, false, false] {
            let said = [("lasts", &*lasts.to_string())];
            let told = tablet.form("/api/device/lasts", &said).await;
            assert_eq!(told.status, StatusCode::OK);
            let tablets = teacher.form("/api/device/list", &[("class", &class)]).await;
            assert_eq!(tablets.good::<Vec<Tablet>>().await[0].lasts, Some(lasts));
        }
        let id = tablets[0].id.to_string();
        let out = teacher
            .form("/api/device/revoke", &[("class", &class), ("tablet", &id)])
            .await;
        assert_eq!(out.status, StatusCode::OK);

        let home = tablet.form("/api/survey/home", &[]).await;
        assert_eq!(home.good::<Option<Home>>().await, None);
        let wall: Wall = tablet.form("/api/signin/wall", &[]).await.good().await;
        assert_eq!(wall, Wall::NewTablet);
    })
    .await;
}

#[tokio::test]
async fn renewed_pictures_open_and_the_old_ones_do_not() {
    TestApp::each(async |app| {
        let (class, milo) = (app.small.room1.to_string(), app.small.milo);
        let mut teacher = app.desk(app.small.reed).await;
        let mut tablet = app.tablet(app.small.reed, app.small.room1).await;
        teacher
            .form(
                "/api/board/set_open",
                &[("class", &class), ("open", "true")],
            )
            .await;
        let mut new: Vec<String> = secret().into();
        while new == Vec::<String>::from(secret()) {
            let child = milo.to_string();
            teacher
                .form("/api/signin/new_secret", &[("child", &child)])
                .await;
            let secrets = teacher
                .form("/api/signin/secrets", &[("class", &class)])
                .await;
            let secrets: Vec<ChildSecret> = secrets.good().await;
            let own = secrets.into_iter().find(|it| it.child == milo).unwrap();
            new = own.secret.into();
        }
        let old: SignInResult = try_pictures(&mut tablet, milo, &secret().into())
            .await
            .good()
            .await;
        assert!(matches!(old, SignInResult::Wrong { .. }));
        let tried: SignInResult = try_pictures(&mut tablet, milo, &new).await.good().await;
        assert!(matches!(tried, SignInResult::In { .. }));
    })
    .await;
}
