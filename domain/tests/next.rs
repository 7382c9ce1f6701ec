//! What comes next: each rule, and what holds of all of them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    board::{SurveyActivity, Tile},
    help::OpenWish,
    ids::{CompetencyId, GoalId, PersonId, WishId},
    limits,
    next::{
        ChildFacts, ChildrenNotYet, ClassFacts, CompetencyLink, FinishedGoal, GoalFinish, Key,
        LastContact, Next, NextReason, NextRule, NextTuning, first, standing, waiting,
    },
    plan::Text,
};
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeSet;
use uuid::Uuid;

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 20).expect("a day")
}

fn now() -> DateTime<Utc> {
    today().and_hms_opt(9, 30, 0).expect("a time").and_utc()
}

fn person(n: u128) -> PersonId {
    PersonId(Uuid::from_u128(n))
}

fn child(n: u128) -> ChildFacts {
    ChildFacts {
        child: person(n),
        away: false,
        contact: Some(today()),
        finished: Vec::new(),
    }
}

fn finished(n: u128) -> FinishedGoal {
    FinishedGoal {
        goal: GoalId(Uuid::from_u128(n)),
        picture: "books".to_owned(),
        title: Text::Own("Read to somebody".to_owned()),
        how: GoalFinish::Steps { done: 3 },
    }
}

fn not_yet(n: u128, children: impl IntoIterator<Item = u128>) -> ChildrenNotYet {
    ChildrenNotYet {
        competence: CompetencyLink {
            competency: CompetencyId(Uuid::from_u128(n)),
            code: format!("M.{n}"),
            statement: "Add within 20".to_owned(),
        },
        children: children.into_iter().map(person).collect(),
    }
}

fn seen(children: Vec<ChildFacts>) -> ClassFacts {
    ClassFacts {
        today: today(),
        surveyed: true,
        term_began: None,
        children,
        not_yet: Vec::new(),
    }
}

/// Has waited for so many minutes.
fn tile(n: u128, minutes: i64) -> Tile {
    Tile {
        child: person(n),
        doing: SurveyActivity::NotStarted,
        here: true,
        locked: false,
        rushed: false,
        ticked: None,
        help: Some(OpenWish {
            wish: WishId(Uuid::from_u128(n)),
            asked_at: now() - TimeDelta::minutes(minutes),
            tried: Vec::new(),
            coming: None,
        }),
        proposals: 0,
        seq: 1,
    }
}

fn listed(seen: &ClassFacts) -> Vec<Next> {
    standing(seen, &NextTuning::default(), &BTreeSet::new())
}

fn sits(tiles: &[Tile]) -> Vec<PersonId> {
    let all = waiting(tiles, &[], &NextTuning::default(), &BTreeSet::new(), now());
    all.into_iter().flat_map(|it| it.children).collect()
}

#[test]
fn who_waits_longest_comes_first_and_nobody_before_the_teachers_minutes() {
    assert_eq!(
        sits(&[tile(1, 2), tile(2, 4), tile(3, 9)]),
        [3, 2].map(person)
    );
}

#[test]
fn nobody_is_sent_to_a_child_to_whom_somebody_comes() {
    let mut tile = tile(1, 9);
    tile.help.as_mut().unwrap().coming = Some("Kim Reed".to_owned());
    assert_eq!(sits(&[tile]), []);
}

#[test]
fn a_check_in_is_due_after_so_many_days_since_the_last_or_else_since_the_term_began() {
    let mut of_class = seen(vec![child(1), child(2), child(3)]);
    of_class.children[0].contact = Some(today() - TimeDelta::days(11));
    of_class.children[1].contact = Some(today() - TimeDelta::days(9));
    of_class.children[2].contact = None;
    let one = listed(&of_class);
    assert_eq!(one.len(), 1, "nothing is known of the third");
    let eleven = LastContact::Contact(today() - TimeDelta::days(11));
    assert_eq!(
        one[0].why,
        NextReason::CheckIn {
            since: eleven,
            days: 11
        }
    );
    let began = today() - TimeDelta::days(20);
    of_class.term_began = Some(began);
    let since_term = NextReason::CheckIn {
        since: LastContact::Term(began),
        days: 20,
    };
    assert_eq!(
        listed(&of_class)[0].why,
        since_term,
        "the longest ago first"
    );
}

#[test]
fn a_class_without_a_first_survey_is_behind_with_no_check_in() {
    let mut new = seen(vec![ChildFacts {
        contact: None,
        ..child(1)
    }]);
    new.term_began = Some(today() - TimeDelta::days(47));
    assert_eq!(
        standing(&new, &NextTuning::default(), &BTreeSet::new()).len(),
        1
    );
    new.surveyed = false;
    assert!(standing(&new, &NextTuning::default(), &BTreeSet::new()).is_empty());
}

#[test]
fn a_check_in_that_was_put_aside_comes_back_after_as_many_days_again() {
    let mut of_class = seen(vec![child(1)]);
    of_class.children[0].contact = Some(today() - TimeDelta::days(11));
    let aside = BTreeSet::from([listed(&of_class)[0].key.clone()]);
    let due = |seen: &ClassFacts| standing(seen, &NextTuning::default(), &aside).len();
    assert_eq!(due(&of_class), 0);
    of_class.today += TimeDelta::days(8);
    assert_eq!(due(&of_class), 0);
    of_class.today += TimeDelta::days(1);
    assert_eq!(due(&of_class), 1);
}

#[test]
fn children_who_are_not_yet_there_alike_are_named_together_without_those_away() {
    let mut of_class = seen((1..=5).map(child).collect());
    of_class.not_yet = vec![not_yet(1, 1..=3), not_yet(2, 1..=5)];
    let all = listed(&of_class);
    assert_eq!(all[0].children.len(), 5, "what most share first");
    let three = all[1].key.clone();
    of_class.children[0].away = true;
    let all = listed(&of_class);
    assert_eq!(all.len(), 1, "two are too few");
    assert_eq!(all[0].children, [2, 3, 4, 5].map(person));
    of_class.children[0].away = false;
    of_class.not_yet[0] = not_yet(1, 1..=4);
    let four = &listed(&of_class)[1].key;
    assert_ne!(*four, three, "another child is another reason");
}

#[test]
fn one_of_each_kind_comes_before_the_second_of_any_and_who_waits_before_all() {
    let mut of_class = seen((1..=9).map(child).collect());
    of_class.children[0].finished = vec![finished(1), finished(2)];
    of_class.children[1].contact = Some(today() - TimeDelta::days(30));
    of_class.not_yet = vec![not_yet(1, 3..=5)];
    let kinds = |all: &[Next]| all.iter().map(|it| it.why.kind()).collect::<Vec<_>>();
    let all = listed(&of_class);
    assert_eq!(kinds(&all), ["celebrate", "check-in", "alike", "celebrate"]);
    let sit = waiting(
        &[tile(7, 5)],
        &[],
        &NextTuning::default(),
        &BTreeSet::new(),
        now(),
    );
    assert_eq!(
        kinds(&first(sit, all)),
        ["sit", "celebrate", "check-in", "alike"]
    );
}

#[test]
fn numbers_of_a_rule_stay_within_what_makes_sense() {
    let tuned = |from| NextTuning {
        check_in: NextRule { on: true, from },
        ..NextTuning::default()
    };
    assert!(NextTuning::default().check().is_ok());
    assert!(tuned(2).check().is_ok() && tuned(60).check().is_ok());
    assert!(tuned(1).check().is_err() && tuned(61).check().is_err());
}

#[test]
fn a_key_is_read_as_it_was_written_and_nothing_else_is() {
    let key = &sit_key();
    assert_eq!(key.to_string().parse::<Key>().as_ref(), Ok(key));
    assert!(key.is_sit());
    for wrong in ["", "sit: 1", "Sit:1", "sit:é", &"a".repeat(121)] {
        assert!(wrong.parse::<Key>().is_err(), "{wrong}");
    }
}

fn sit_key() -> Key {
    let all = waiting(
        &[tile(1, 9)],
        &[],
        &NextTuning::default(),
        &BTreeSet::new(),
        now(),
    );
    all[0].key.clone()
}

fn children() -> impl Strategy<Value = Vec<ChildFacts>> {
    let one = (any::<bool>(), proptest::option::of(0_i64..40), 0_u128..3);
    vec(one, 0..12).prop_map(|all| {
        let mut n = 0;
        let of = |(away, days, goals): (bool, Option<i64>, u128)| {
            n += 1;
            ChildFacts {
                child: person(n),
                away,
                contact: days.map(|it| today() - TimeDelta::days(it)),
                finished: (0..goals).map(|it| finished(n * 10 + it)).collect(),
            }
        };
        all.into_iter().map(of).collect()
    })
}

fn classes() -> impl Strategy<Value = ClassFacts> {
    let shared = vec(proptest::collection::btree_set(1_u128..12, 0..8), 0..5);
    (children(), shared, any::<bool>()).prop_map(|(children, shared, term)| {
        let mut seen = seen(children);
        seen.term_began = term.then(|| today() - TimeDelta::days(25));
        let shared = shared.into_iter().zip(1..);
        seen.not_yet = shared.map(|(who, n)| not_yet(n, who)).collect();
        seen
    })
}

fn tunings() -> impl Strategy<Value = NextTuning> {
    let rule = |most: u16| (any::<bool>(), 0..most).prop_map(|(on, from)| NextRule { on, from });
    (rule(20), any::<bool>(), rule(40), rule(8)).prop_map(|(sit, celebrate, check_in, alike)| {
        NextTuning {
            sit,
            celebrate,
            check_in,
            alike,
        }
    })
}

fn tiles() -> impl Strategy<Value = Vec<Tile>> {
    vec((1_u128..12, 0_i64..20), 0..8).prop_map(|all| {
        let mut all: Vec<_> = all.into_iter().map(|(n, since)| tile(n, since)).collect();
        all.sort_by_key(|it| it.child);
        all.dedup_by_key(|it| it.child);
        all
    })
}

fn page_of(
    seen: &ClassFacts,
    tiles: &[Tile],
    tuning: &NextTuning,
    aside: &BTreeSet<Key>,
) -> Vec<Next> {
    let away: Vec<_> = seen
        .children
        .iter()
        .filter(|it| it.away)
        .map(|it| it.child)
        .collect();
    let sits = waiting(tiles, &away, tuning, aside, now());
    first(sits, standing(seen, tuning, aside))
}

proptest! {
    #[test]
    fn the_order_in_which_things_are_seen_changes_nothing(
        seen in classes(), tiles in tiles(), tuning in tunings(),
    ) {
        let (mut back, mut tiles_back) = (seen.clone(), tiles.clone());
        back.children.reverse();
        back.not_yet.reverse();
        for child in &mut back.children {
            child.finished.reverse();
        }
        tiles_back.reverse();
        let none = BTreeSet::new();
        let all = page_of(&seen, &tiles, &tuning, &none);
        prop_assert_eq!(&all, &page_of(&back, &tiles_back, &tuning, &none));
        prop_assert!(all.len() <= limits::next::MOST_SHOWN);
    }

    #[test]
    fn what_was_put_aside_is_gone_and_all_else_is_as_it_was(
        seen in classes(), tiles in tiles(), tuning in tunings(), which: prop::sample::Index,
    ) {
        let mut all = standing(&seen, &tuning, &BTreeSet::new());
        all.extend(waiting(&tiles, &[], &tuning, &BTreeSet::new(), now()));
        prop_assume!(!all.is_empty());
        let key = all[which.index(all.len())].key.clone();
        let aside = BTreeSet::from([key.clone()]);
        let mut left = standing(&seen, &tuning, &aside);
        left.extend(waiting(&tiles, &[], &tuning, &aside, now()));
        let keys = |all: &[Next]| all.iter().map(|it| it.key.clone()).collect::<BTreeSet<_>>();
        let mut others = keys(&all);
        prop_assert_eq!(others.len(), all.len(), "a key is of one thing");
        others.remove(&key);
        prop_assert_eq!(keys(&left), others);
    }

    #[test]
    fn nothing_is_said_of_a_child_who_is_away(
        seen in classes(), tiles in tiles(), tuning in tunings(),
    ) {
        let away: BTreeSet<_> = seen.children.iter().filter(|it| it.away).map(|it| it.child).collect();
        for it in page_of(&seen, &tiles, &tuning, &BTreeSet::new()) {
            prop_assert!(!it.children.is_empty());
            prop_assert!(it.children.iter().all(|it| !away.contains(it)));
        }
        for it in standing(&seen, &tuning, &BTreeSet::new()) {
            prop_assert!(it.children.iter().all(|it| !away.contains(it)));
        }
    }

    #[test]
    fn a_rule_that_is_off_says_nothing(seen in classes(), tiles in tiles(), tuning in tunings()) {
        for it in page_of(&seen, &tiles, &tuning, &BTreeSet::new()) {
            let is_on = match it.why {
                NextReason::Sit { .. } => tuning.sit.on,
                NextReason::Celebrate(_) => tuning.celebrate,
                NextReason::CheckIn { .. } => tuning.check_in.on,
                NextReason::Alike(_) => tuning.alike.on,
            };
            prop_assert!(is_on);
        }
    }
}
