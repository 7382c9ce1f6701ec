//! One goal for several children: what of it is another for one of them.

use crate::ids::PersonId;
use crate::plan::{Draft, GoalAssignment, GoalError, Text, Weekdays};
use chrono::Weekday;
use std::collections::BTreeMap;

/// What stands in a child's line; what is empty is as it is for all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub title: String,
    pub why: String,
    /// A number, as it is typed.
    pub target: String,
    pub days: Option<Weekdays>,
}

impl Difference {
    /// Whether the child gets the goal as it is for all.
    pub fn is_none(&self) -> bool {
        *self == Self::default()
    }

    /// The days this child has, where all have `common`.
    pub fn days_or(&self, common: Weekdays) -> Weekdays {
        self.days.unwrap_or(common)
    }

    /// Sets one day of this child; days that are those of all are no difference.
    pub fn set_day(&mut self, day: Weekday, on: bool, common: Weekdays) {
        let mut days = self.days_or(common);
        days.set(day, on);
        self.days = (days != common).then_some(days);
    }

    /// The goal as this child gets it.
    ///
    /// # Errors
    ///
    /// A target that is no number, or a goal that can't be one.
    pub fn adapt(&self, mut draft: Draft) -> Result<Draft, GoalError> {
        let title = self.title.trim();
        if !title.is_empty() {
            draft.title = Text::Own(title.to_owned());
        }
        let why = self.why.trim();
        if !why.is_empty() {
            why.clone_into(&mut draft.why);
        }
        let target = self.target.trim();
        if let (Some(measure), false) = (&mut draft.measure, target.is_empty()) {
            let number = target.parse();
            measure.target = number.map_err(|_| GoalError::NumberIsMissing)?;
        }
        if let Some(days) = self.days {
            for daily in &mut draft.daily {
                daily.days = days;
            }
        }
        draft.check()?;
        Ok(draft)
    }
}

/// The goals of all who are chosen, in their order.
///
/// # Errors
///
/// The first child whose goal can't be one, and why.
pub fn goal_for_each(
    draft: &Draft,
    chosen: impl IntoIterator<Item = PersonId>,
    each: &BTreeMap<PersonId, Difference>,
) -> Result<Vec<GoalAssignment>, (PersonId, GoalError)> {
    let one = |child: PersonId| {
        let own = each.get(&child).cloned().unwrap_or_default();
        let draft = own.adapt(draft.clone()).map_err(|error| (child, error))?;
        Ok(GoalAssignment { child, draft })
    };
    chosen.into_iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Measure, TypedGoal};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn common() -> Draft {
        let mut typed = TypedGoal::default();
        typed.title.typed = "I read to somebody".to_owned();
        let line = typed.daily.first().map(|it| it.key).unwrap_or_default();
        if let Some(line) = typed.daily(line) {
            line.title.typed = "Read to somebody".to_owned();
        }
        let mut draft = typed.draft().expect("a goal");
        draft.measure = Some(Measure {
            unit: "books".to_owned(),
            start: 0,
            target: 20,
            now: 0,
        });
        draft
    }

    #[test]
    fn a_child_without_a_difference_gets_the_goal_for_all() {
        assert_eq!(Difference::default().adapt(common()), Ok(common()));
    }

    #[test]
    fn each_child_gets_their_own_words_target_and_days() {
        let own = Difference {
            title: " I read to my cat ".to_owned(),
            why: String::new(),
            target: "12".to_owned(),
            days: Some(Weekdays::of([Weekday::Tue])),
        };
        let draft = own.adapt(common()).expect("a goal");
        assert_eq!(draft.title, Text::Own("I read to my cat".to_owned()));
        assert_eq!(draft.measure.map(|it| it.target), Some(12));
        assert_eq!(draft.daily[0].days, Weekdays::of([Weekday::Tue]));
    }

    #[test]
    fn a_wrong_line_says_whose_it_is_and_nobody_gets_anything() {
        let [ana, milo] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
        let wrong = Difference {
            target: "twelve".to_owned(),
            ..Difference::default()
        };
        let each = BTreeMap::from([(milo, wrong)]);
        let error = GoalError::NumberIsMissing;
        assert_eq!(
            goal_for_each(&common(), [ana, milo], &each),
            Err((milo, error))
        );
        let no_day = Difference {
            days: Some(Weekdays::default()),
            ..Difference::default()
        };
        let each = BTreeMap::from([(ana, no_day)]);
        let error = GoalError::NoWeekday;
        assert_eq!(goal_for_each(&common(), [ana], &each), Err((ana, error)));
    }

    #[test]
    fn a_target_changes_nothing_where_nothing_is_counted() {
        let draft = Draft {
            measure: None,
            ..common()
        };
        let own = Difference {
            target: "no number".to_owned(),
            ..Difference::default()
        };
        assert_eq!(own.adapt(draft.clone()), Ok(draft));
    }

    #[test]
    fn a_target_that_is_the_start_is_no_goal_for_this_child() {
        let own = Difference {
            target: "0".to_owned(),
            ..Difference::default()
        };
        assert_eq!(own.adapt(common()), Err(GoalError::StartIsTarget));
    }

    #[test]
    fn a_child_s_own_reason_takes_the_place_of_the_common_one() {
        let own = Difference {
            why: " For my grandma ".to_owned(),
            ..Difference::default()
        };
        let why = own.adapt(common()).map(|it| it.why);
        assert_eq!(why, Ok("For my grandma".to_owned()));
    }

    #[test]
    fn days_chosen_back_to_those_of_all_are_no_difference() {
        let mut own = Difference::default();
        own.set_day(Weekday::Fri, false, Weekdays::SCHOOL);
        assert!(!own.is_none());
        assert!(!own.days_or(Weekdays::SCHOOL).contains(Weekday::Fri));
        own.set_day(Weekday::Fri, true, Weekdays::SCHOOL);
        assert!(own.is_none());
    }

    #[test]
    fn a_difference_of_who_is_not_chosen_changes_nothing() {
        let [ana, milo] = [1, 2].map(|n| PersonId(Uuid::from_u128(n)));
        let own = Difference {
            target: "twelve".to_owned(),
            ..Difference::default()
        };
        let goals = goal_for_each(&common(), [ana], &BTreeMap::from([(milo, own)]));
        let all = vec![GoalAssignment {
            child: ana,
            draft: common(),
        }];
        assert_eq!(goals, Ok(all));
    }

    proptest! {
        #[test]
        fn each_child_who_is_chosen_gets_one_goal_in_the_order_of_the_choice(
            chosen in prop::collection::btree_set(0_u128..9, 0..9),
            target in prop::collection::btree_map(0_u128..9, 1_u32..99, 0..9),
        ) {
            let chosen: Vec<_> = chosen.into_iter().rev().map(|it| PersonId(Uuid::from_u128(it))).collect();
            let each = target.iter().map(|(child, target)| {
                let target = target.to_string();
                let own = Difference { target, ..Difference::default() };
                (PersonId(Uuid::from_u128(*child)), own)
            });
            let each: BTreeMap<_, _> = each.collect();
            let goals = goal_for_each(&common(), chosen.clone(), &each).expect("goals");
            prop_assert_eq!(goals.iter().map(|it| it.child).collect::<Vec<_>>(), chosen);
            for goal in goals {
                let own = target.get(&goal.child.0.as_u128()).copied().unwrap_or(20);
                prop_assert_eq!(goal.draft.measure.map(|it| it.target), Some(own.try_into().expect("small")));
            }
        }
    }
}
