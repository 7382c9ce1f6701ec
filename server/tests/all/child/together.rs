//! A stuck child and a goal made together, over HTTP: both sides as they happen.

use crate::{
    child::survey::{act, send, sign_in},
    support::{Browser, TestApp},
};
use axum::http::StatusCode;
use domain::{
    board::Board,
    device::EnrolCode,
    event::Op,
    help::{OpenWish, Wish},
    ids::{DailyId, GoalId, WishId},
    plan::{BesideSession, Chosen, GoalState, GoalUpdate, MyPlan, TeacherPart, Weekdays},
    signin::Me,
    survey::Home,
};
use serde_json::json;

pub async fn open_room(app: &TestApp) -> (Browser<'_>, Browser<'_>, Me) {
    let small = &app.small;
    crate::desk::plan::term(app).await;
    let class = small.room1.to_string();
    let mut desk = app.desk(small.reed).await;
    let open = [("class", class.as_str()), ("open", "true")];
    desk.form("/api/board/set_open", &open).await;
    let mut tablet = app.tablet(small.reed, small.room1).await;
    let me = sign_in(&mut tablet, small.milo).await;
    (desk, tablet, me)
}

#[tokio::test]
async fn the_board_hears_of_a_wish_and_the_child_that_somebody_comes() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me) = open_room(&app).await;
        let class = app.small.room1;
        let asked = [("class", &*class.to_string())];
        let board: Board = desk.form("/api/board/board", &asked).await.good().await;
        let mut stream = desk.stream(class, Some(board.seq)).await;
        let wish = Wish::new(WishId(app.db.ids().uuid()), Vec::new());
        let op = Op::AskHelp { wish: wish.clone() };
        send(&mut tablet, &[act(&app, &me, 1, op)]).await;
        let (_, changes) = stream.tiles().await.expect("the board hears");
        let help = changes.tiles[0].help.as_ref().expect("a wish");
        assert_eq!(help.wish, wish.wish);

        let (child, wished) = (me.child.to_string(), wish.wish.to_string());
        let fields = [("child", &*child), ("wish", &*wished), ("coming", "yes")];
        let mut other = app.desk(app.small.cole).await;
        let refused = other.form("/api/board/answer_help", &fields).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let stands: Option<OpenWish> = desk
            .form("/api/board/answer_help", &fields)
            .await
            .good()
            .await;
        assert_eq!(stands.unwrap().coming.as_deref(), Some("Kim Reed"));
        let home: Home = tablet.form("/api/survey/home", &[]).await.good().await;
        assert_eq!(home.help.unwrap().coming.as_deref(), Some("Kim Reed"));
        let fields = [("child", &*child), ("wish", &*wished), ("coming", "done")];
        let stands: Option<OpenWish> = desk
            .form("/api/board/answer_help", &fields)
            .await
            .good()
            .await;
        assert_eq!(stands, None);
    })
    .await;
}

#[tokio::test]
async fn a_goal_is_proposed_by_pictures_and_signed_side_by_side_on_the_childs_tablet() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me) = open_room(&app).await;
        let plan: Option<MyPlan> = tablet.form("/api/plan/mine", &[]).await.good().await;
        let (goal, daily) = (GoalId(app.db.ids().uuid()), DailyId(app.db.ids().uuid()));
        let op = Op::ProposeGoal {
            plan: plan.unwrap().home.plan.id,
            goal,
            book: 3,
            entry: "read-aloud".to_owned(),
            daily: vec![Chosen {
                id: daily,
                suggestion: "to-somebody".to_owned(),
                days: Weekdays::SCHOOL,
            }],
            why: Some("by-myself".to_owned()),
            on: app.now().date_naive(),
        };
        send(&mut tablet, &[act(&app, &me, 1, op)]).await;
        tablet
            .headers
            .insert("accept", "text/html".parse().unwrap());
        let page = tablet.get("/goals/together").await.text().await;
        assert!(page.contains("Milo"));
        tablet.headers.clear();

        let class = app.small.room1.to_string();
        let code: EnrolCode = desk
            .form("/api/board/beside_code", &[("class", &class)])
            .await
            .good()
            .await;
        let wrong = if code.code == "111111" {
            "222222"
        } else {
            "111111"
        };
        let sits = async |tablet: &mut Browser<'_>, code: &str| {
            let asked = json!({ "goal": goal, "code": code });
            tablet.json("/api/plan/sit_beside", &asked).await
        };
        let refused = sits(&mut tablet, wrong).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let beside: BesideSession = sits(&mut tablet, &code.code).await.good().await;
        assert_eq!((beside.name.as_str(), beside.goal), ("Kim Reed", goal));
        // It is no adult's session.
        let me_adult = tablet.form("/api/school/me", &[]).await;
        assert_eq!(me_adult.status, StatusCode::UNAUTHORIZED);
        // Nor any good on another tablet.
        let mut other = app.tablet(app.small.reed, app.small.room1).await;
        sign_in(&mut other, app.small.sofia_garcia).await;
        let part = TeacherPart {
            title: "I read to Sofía".to_owned(),
            ..TeacherPart::default()
        };
        let signed = json!({ "token": beside.token, "expected": 1, "part": part });
        let refused = other.json("/api/plan/agree", &signed).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let agreed: GoalUpdate = tablet.json("/api/plan/agree", &signed).await.good().await;
        let GoalUpdate::Kept(agreed) = agreed else {
            panic!("nobody was first");
        };
        assert_eq!(agreed.state, GoalState::Living);
        assert!(agreed.signed_child && agreed.signed_teacher);
        let again = tablet.json("/api/plan/agree", &signed).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND);
    })
    .await;
}
