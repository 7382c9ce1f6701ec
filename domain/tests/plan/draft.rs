//! A goal as an adult writes it.

use crate::{daily, day, goal};
use domain::{
    ids::{GoalId, StepId},
    plan::{Draft, GoalError, GoalField, GoalState, Measure, Step, StepDraft, Text, Weekdays},
};
use uuid::Uuid;

fn ids() -> impl FnMut() -> Uuid {
    let mut n = 100;
    move || {
        n += 1;
        Uuid::from_u128(n)
    }
}

fn draft() -> Draft {
    Draft::of(&goal(
        1,
        vec![daily(1, Weekdays::SCHOOL), daily(2, Weekdays::SCHOOL)],
    ))
}

#[test]
fn a_draft_that_can_not_be_a_goal_says_which_field_is_wrong() {
    let wrong = |change: &dyn Fn(&mut Draft)| {
        let mut draft = draft();
        change(&mut draft);
        let error = draft.check().expect_err("something is wrong");
        (error, error.field())
    };
    assert_eq!(draft().check(), Ok(()));
    assert_eq!(
        wrong(&|it| it.title = Text::Own("  ".to_owned())),
        (GoalError::TitleIsEmpty, Some(GoalField::Title))
    );
    assert_eq!(
        wrong(&|it| it.title = Text::Own("x".repeat(121))),
        (GoalError::TitleIsTooLong, Some(GoalField::Title))
    );
    assert_eq!(
        wrong(&|it| "../x".clone_into(&mut it.picture)),
        (GoalError::PictureIsMissing, Some(GoalField::Picture))
    );
    assert_eq!(
        wrong(&|it| it.why = "x".repeat(301)),
        (GoalError::WhyIsTooLong, Some(GoalField::Why))
    );
    assert_eq!(
        wrong(&|it| it.daily[0].days = Weekdays::default()),
        (GoalError::NoWeekday, Some(GoalField::Days))
    );
    assert_eq!(
        wrong(&|it| it.daily[0].title = Text::Own("x".repeat(81))),
        (GoalError::DailyGoalIsTooLong, Some(GoalField::Daily))
    );
    assert_eq!(
        wrong(&|it| it.daily = vec![it.daily[0].clone(); 5]),
        (GoalError::TooManyDailyGoals, Some(GoalField::Daily))
    );
    assert_eq!(
        wrong(&|it| it.daily[1].id = it.daily[0].id),
        (GoalError::LineIsThereTwice, None)
    );
    let flat = Measure {
        unit: "words".to_owned(),
        start: 5,
        target: 5,
        now: 5,
    };
    assert_eq!(
        wrong(&|it| it.measure = Some(flat.clone())),
        (GoalError::StartIsTarget, Some(GoalField::Measure))
    );
}

#[test]
fn a_daily_goal_that_is_taken_out_keeps_what_was_done() {
    let before = goal(
        1,
        vec![daily(1, Weekdays::SCHOOL), daily(2, Weekdays::SCHOOL)],
    );
    let mut draft = Draft::of(&before);
    let mut new = draft.daily.remove(0);
    new.id = None;
    draft.daily.push(new);
    let after = draft.apply(&before, day(10), ids()).expect("it fits");
    assert_eq!(after.rev, before.rev + 1);
    let held: Vec<_> = after
        .daily
        .iter()
        .map(|it| (it.id.0.as_u128(), it.since, it.until))
        .collect();
    assert_eq!(
        held,
        [
            (2, day(0), None),
            (101, day(10), None),
            (1, day(0), Some(day(9))),
        ]
    );
    let again = Draft::of(&after)
        .apply(&after, day(20), ids())
        .expect("it fits");
    assert_eq!(again.daily, after.daily);
}

#[test]
fn an_id_of_another_goal_is_refused() {
    let mut draft = draft();
    let mine = goal(1, vec![daily(1, Weekdays::SCHOOL)]);
    assert_eq!(
        draft.apply(&mine, day(0), ids()),
        Err(GoalError::DailyGoalIsUnknown)
    );
    draft.steps.push(StepDraft {
        id: Some(StepId(Uuid::from_u128(5))),
        picture: None,
        title: "x".to_owned(),
    });
    assert_eq!(
        draft.apply(&mine, day(0), ids()),
        Err(GoalError::StepIsUnknown)
    );
}

#[test]
fn a_goal_carried_over_begins_anew_with_the_steps_that_are_left() {
    let mut old = goal(1, vec![daily(1, Weekdays::SCHOOL)]);
    for (n, done) in [(1, true), (2, false)] {
        old.steps.push(Step {
            id: StepId(Uuid::from_u128(n)),
            picture: None,
            title: format!("Step {n}"),
            done,
            rev: 1,
        });
    }
    let new = Draft::copy_of(&old).begin(GoalId(Uuid::from_u128(2)), day(7), ids());
    assert_eq!(new.state, GoalState::Living);
    assert!(!new.signed_child && !new.signed_teacher);
    assert_eq!(new.steps.len(), 1);
    assert_eq!(new.steps[0].title, "Step 2");
    assert_ne!(new.steps[0].id, old.steps[1].id);
    assert_ne!(new.daily[0].id, old.daily[0].id);
    assert_eq!(new.daily[0].since, day(7));
}
