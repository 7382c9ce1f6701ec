//! What an adult does of the list of what comes next, and what the school is asked for it.

use super::{AdultNote, Key, Next, NextPage, NextReason, NextRule, first, waiting};
use crate::{
    board::Tile,
    help::HelpAnswer,
    ids::{GoalId, PersonId, WishId},
    school::ChildName,
};
use chrono::{DateTime, Utc};

/// What was done, and can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextAct {
    Coming(WishId),
    CheckedIn,
    Celebrated(GoalId),
    /// Put aside until the reason is another.
    Aside,
}

/// What the school is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextRequest {
    Answer {
        child: PersonId,
        wish: WishId,
        answer: HelpAnswer,
    },
    Note {
        child: PersonId,
        note: AdultNote,
        /// True: takes the note back.
        undo: bool,
    },
    PutAside {
        key: Key,
        /// True: put aside; false: back on the list.
        aside: bool,
    },
}

impl NextReason {
    /// What one tap says is done; none where the tap leads to a page.
    pub const fn act(&self) -> Option<NextAct> {
        match self {
            Self::Sit { wish, .. } => Some(NextAct::Coming(*wish)),
            Self::Celebrate(it) => Some(NextAct::Celebrated(it.goal)),
            Self::CheckIn { .. } => Some(NextAct::CheckedIn),
            Self::Alike(_) => None,
        }
    }
}

impl Next {
    /// What is asked where this is done, or taken back; none where it is of no child.
    pub fn request(&self, act: NextAct, undo: bool) -> Option<NextRequest> {
        let child = self.children.first().copied();
        let note = |note| child.map(|child| NextRequest::Note { child, note, undo });
        match act {
            NextAct::Coming(wish) => child.map(|child| NextRequest::Answer {
                child,
                wish,
                answer: if undo {
                    HelpAnswer::NotMe
                } else {
                    HelpAnswer::Yes
                },
            }),
            NextAct::CheckedIn => note(AdultNote::CheckIn),
            NextAct::Celebrated(goal) => note(AdultNote::Celebrated(goal)),
            NextAct::Aside => Some(NextRequest::PutAside {
                key: self.key.clone(),
                aside: !undo,
            }),
        }
    }
}

impl NextPage {
    /// What comes first now, of who waits by the tiles and of what the school knows.
    pub fn list(self, tiles: &[Tile], now: DateTime<Utc>) -> Vec<Next> {
        let aside = self.aside.into_iter().collect();
        let sits = waiting(tiles, &self.away, &self.tuning, &aside, now);
        first(sits, self.standing)
    }
}

impl NextRule {
    /// As it was typed. What is no number is out of every range, so that the rule is refused.
    pub fn typed(on: bool, from: &str) -> Self {
        Self {
            on,
            from: from.parse().unwrap_or(u16::MAX),
        }
    }
}

/// The first names of a list, and how many more there are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameList {
    pub names: Vec<String>,
    /// How many names are left out.
    pub more: usize,
}

impl NameList {
    /// The first `most` names, and how many more there are.
    pub fn of(children: &[ChildName], most: usize) -> Self {
        let names = children.iter().take(most).map(|it| it.name.clone());
        Self {
            names: names.collect(),
            more: children.len().saturating_sub(most),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{FinishedGoal, GoalFinish, LastContact, NextTuning},
        *,
    };
    use crate::{board::SurveyActivity, help::OpenWish, plan::Text};
    use chrono::{NaiveDate, TimeDelta};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn person(n: u128) -> PersonId {
        PersonId(Uuid::from_u128(n))
    }

    const WISH: WishId = WishId(Uuid::nil());
    const GOAL: GoalId = GoalId(Uuid::nil());

    fn next(children: &[u128], why: NextReason) -> Next {
        Next {
            key: Key::sit(WISH),
            children: children.iter().map(|it| person(*it)).collect(),
            why,
        }
    }

    fn check_in() -> NextReason {
        NextReason::CheckIn {
            since: LastContact::Term(NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()),
            days: 12,
        }
    }

    #[test]
    fn a_tap_says_what_the_reason_is_for() {
        let sit = NextReason::Sit {
            wish: WISH,
            since: DateTime::UNIX_EPOCH,
            tried: 0,
        };
        let celebrate = NextReason::Celebrate(FinishedGoal {
            goal: GOAL,
            picture: "fox".to_owned(),
            title: Text::Own("Read".to_owned()),
            how: GoalFinish::Steps { done: 1 },
        });
        assert_eq!(sit.act(), Some(NextAct::Coming(WISH)));
        assert_eq!(celebrate.act(), Some(NextAct::Celebrated(GOAL)));
        assert_eq!(check_in().act(), Some(NextAct::CheckedIn));
    }

    #[test]
    fn who_comes_says_yes_and_who_does_not_leaves_it_to_another() {
        let it = next(&[1], check_in());
        let answer = |undo| match it.request(NextAct::Coming(WISH), undo) {
            Some(NextRequest::Answer { answer, .. }) => Some(answer),
            _ => None,
        };
        assert_eq!(answer(false), Some(HelpAnswer::Yes));
        assert_eq!(answer(true), Some(HelpAnswer::NotMe));
    }

    #[test]
    fn a_check_in_is_noted_of_its_child_and_taken_back_of_the_same() {
        let it = next(&[7], check_in());
        for undo in [false, true] {
            let expected = NextRequest::Note {
                child: person(7),
                note: AdultNote::CheckIn,
                undo,
            };
            assert_eq!(it.request(NextAct::CheckedIn, undo), Some(expected));
        }
    }

    #[test]
    fn what_was_put_aside_comes_back_by_an_undo() {
        let it = next(&[1], check_in());
        let aside = |undo| match it.request(NextAct::Aside, undo) {
            Some(NextRequest::PutAside { key, aside }) => Some((key == it.key, aside)),
            _ => None,
        };
        assert_eq!(aside(false), Some((true, true)));
        assert_eq!(aside(true), Some((true, false)));
    }

    #[test]
    fn of_nobody_nothing_is_asked_but_to_put_it_aside() {
        let it = next(&[], check_in());
        assert_eq!(it.request(NextAct::CheckedIn, false), None);
        assert_eq!(it.request(NextAct::Celebrated(GOAL), false), None);
        assert_eq!(it.request(NextAct::Coming(WISH), false), None);
        assert!(it.request(NextAct::Aside, false).is_some());
    }

    #[test]
    fn what_is_no_number_makes_a_rule_that_is_refused() {
        let typed = |text| NextTuning {
            sit: NextRule::typed(true, text),
            ..NextTuning::default()
        };
        assert!(typed("three").check().is_err());
        assert!(typed("").check().is_err());
        assert!(typed("-1").check().is_err());
        assert_eq!(typed("5").check(), Ok(()));
    }

    #[test]
    fn the_first_names_are_said_and_the_others_counted() {
        let child = |n: u128| ChildName {
            child: person(n),
            name: format!("Child {n}"),
            picture: "fox".to_owned(),
        };
        let all: Vec<_> = (0..7).map(child).collect();
        let list = NameList::of(&all, 5);
        assert_eq!((list.names.len(), list.more), (5, 2));
        assert_eq!(NameList::of(&all[..5], 5).more, 0);
        assert_eq!(NameList::of(&[], 5).names, Vec::<String>::new());
    }

    #[test]
    fn the_list_is_of_who_waits_and_of_what_the_school_knows() {
        let page = NextPage {
            tuning: NextTuning::default(),
            away: vec![person(2)],
            aside: Vec::new(),
            standing: vec![next(&[9], check_in())],
        };
        let tile = |n: u128| Tile {
            child: person(n),
            doing: SurveyActivity::NotStarted,
            here: true,
            locked: false,
            rushed: false,
            ticked: None,
            help: Some(OpenWish {
                wish: WishId(Uuid::from_u128(n)),
                asked_at: DateTime::UNIX_EPOCH,
                tried: Vec::new(),
                coming: None,
            }),
            proposals: 0,
            seq: 1,
        };
        let tiles = [tile(1), tile(2)];
        let of = |minutes| {
            let now = DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes);
            let list = page.clone().list(&tiles, now);
            list.into_iter()
                .flat_map(|it| it.children)
                .collect::<Vec<_>>()
        };
        assert_eq!(of(1), [person(9)]);
        assert_eq!(of(5), [person(1), person(9)]);
    }

    proptest! {
        #[test]
        fn a_number_is_typed_as_it_was_shown(on: bool, from: u16) {
            let rule = NextRule { on, from };
            prop_assert_eq!(NextRule::typed(on, &rule.from.to_string()), rule);
        }

        #[test]
        fn no_child_is_left_out_of_names_and_count(n in 0_u128..12, most in 0_usize..8) {
            let child = |n| ChildName { child: person(n), name: String::new(), picture: String::new() };
            let all: Vec<_> = (0..n).map(child).collect();
            let list = NameList::of(&all, most);
            prop_assert_eq!(list.names.len() + list.more, all.len());
            prop_assert!(list.names.len() <= most);
        }
    }
}
