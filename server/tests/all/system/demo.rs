//! The invented school some weeks into its term.

use domain::board::SurveyActivity;
use server::{
    bundled::{goal_book, plan_templates, surveys},
    demo::{PASSWORD, Weeks, prepare},
};
use store::{
    board, device, plan,
    proof::{self, Visitor},
    school, signin,
    testing::{TestDb, morning},
};

#[tokio::test]
async fn the_school_of_some_weeks_has_profiles_plans_and_ticks_and_nobody_signed_in() {
    TestDb::each(async |db| {
        let (book, surveys) = (goal_book::load().unwrap(), surveys::load().unwrap());
        goal_book::save(&db, &book).await.unwrap();
        plan_templates::save(&db, &plan_templates::load().unwrap())
            .await
            .unwrap();
        let (now, today) = (morning(), morning().date_naive());
        let weeks = Weeks {
            survey: &surveys[0],
            book: &book,
            today,
            now,
        };
        let demo = prepare(&db, "http://localhost", Some(weeks), now)
            .await
            .unwrap();
        assert!(!demo.children.is_empty());

        let visitor = Visitor::new();
        let token = signin::adult_sign_in(
            &db,
            &visitor,
            &signin::Browser::default(),
            "rivera",
            PASSWORD,
            now,
        )
        .await
        .unwrap()
        .session;
        let staff = proof::staff(&db, token.as_str(), now).await.unwrap();
        let class = school::me(&db, &staff).await.unwrap().classes[0].id;
        let teacher = proof::teacher(&db, token.as_str(), class, now)
            .await
            .unwrap();
        let board = board::board(&db, &teacher, now.date_naive()).await.unwrap();
        assert!(!board.open && board.tiles.iter().all(|it| !it.here));
        let count = |wanted: &dyn Fn(&SurveyActivity) -> bool| {
            board.tiles.iter().filter(|it| wanted(&it.doing)).count()
        };
        assert!(count(&|it| *it == SurveyActivity::Done) > board.tiles.len() / 2);
        assert!(count(&|it| matches!(it, SurveyActivity::Paused(_))) > 0);
        assert!(count(&|it| *it == SurveyActivity::NotStarted) > 0);
        assert!(board.tiles.iter().any(|it| it.proposals == 1));
        let class_plans = plan::list_class_plans(&db, &teacher, today).await.unwrap();
        let rows = class_plans.rows;
        assert!(
            rows.iter()
                .all(|row| row.plan.is_some() && !row.goals.is_empty())
        );
        assert!(rows.iter().filter(|row| row.last_tick.is_some()).count() > rows.len() / 2);
        assert!(
            store::refused_event::list_refused(&db, &teacher)
                .await
                .unwrap()
                .is_empty()
        );
        assert!(
            device::list(&db, &teacher, morning())
                .await
                .unwrap()
                .is_empty()
        );
    })
    .await;
}
