//! A child's profile on an earlier day beside the current one, without a judgement.

use super::{Facet, Source, Statement};
use crate::ids::ResponseId;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// A side of a child on two days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetThenNow {
    pub facet: Facet,
    /// Statements that were current on the earlier day.
    pub then: Vec<Statement>,
    /// Statements that are current.
    pub now: Vec<Statement>,
}

impl FacetThenNow {
    /// Whether the other day has the same.
    pub fn in_both(&self, statement: &Statement) -> bool {
        let has = |all: &[Statement]| all.iter().any(|it| it.said == statement.said);
        has(&self.then) && has(&self.now)
    }
}

/// A profile on an earlier day and now.
///
/// # Examples
///
/// ```
/// # use domain::profile::ThenNow;
/// # use serde_json::json;
/// let json = json!({
///     "then": "2026-09-07", "days": ["2026-09-07"],
///     "facets": [
///         {
///             "facet": "learn-best", "then": [],
///             "now": [
///                 {
///                     "id": "0199a2f0-0000-7000-8000-000000000050", "facet": "learn-best",
///                     "item": "with-whom", "basket": "a-lot", "card": "friend",
///                     "source": "survey", "rank": 1, "at": 1_792_420_200_000_i64, "kept_at": null,
///                     "ended_at": null,
///                     "stem": { "en": "I learn best with", "es": "Aprendo mejor con" },
///                     "word": { "en": "one friend", "es": "una amiga" }, "picture": "friend",
///                     "panel": "learn"
///                 }
///             ]
///         }
///     ]
/// });
/// let profile: ThenNow = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&profile)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ThenNow {
    /// The earlier day.
    pub then: NaiveDate,
    /// The school days on which something was said, the newest first, without the last.
    pub days: Vec<NaiveDate>,
    /// Those with anything on either day.
    pub facets: Vec<FacetThenNow>,
}

impl ThenNow {
    /// From all statements, each with the response it is of. `then` is a day of the choice or the
    /// one before it; without it the first. `None` where nothing was said on two days.
    pub fn of(
        all: &[(ResponseId, Statement)],
        then: Option<NaiveDate>,
        date_of: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Option<Self> {
        let said: BTreeSet<NaiveDate> = all.iter().map(|(_, it)| date_of(it.at)).collect();
        let days: Vec<NaiveDate> = said.into_iter().rev().skip(1).collect();
        let first = *days.last()?;
        let then = days.iter().copied().find(|it| Some(*it) <= then);
        let then = then.unwrap_or(first);
        let (before, now) = (
            standing(all, |it| {
                date_of(it.at) <= then && it.ended_at.is_none_or(|end| date_of(end) > then)
            }),
            standing(all, |it| it.ended_at.is_none()),
        );
        let of = |all: &[&Statement], facet| {
            let own = all.iter().filter(|it| it.said.facet == facet);
            own.map(|it| (*it).clone()).collect::<Vec<_>>()
        };
        let facets = Facet::ALL.into_iter().map(|facet| FacetThenNow {
            facet,
            then: of(&before, facet),
            now: of(&now, facet),
        });
        Some(Self {
            facets: facets
                .filter(|it| !it.then.is_empty() || !it.now.is_empty())
                .collect(),
            days,
            then,
        })
    }
}

/// Those that stand, each once: what a survey said of an item gives way to what a later one says of
/// it; what the child changed stays until they change it.
fn standing(
    all: &[(ResponseId, Statement)],
    stands: impl Fn(&Statement) -> bool,
) -> Vec<&Statement> {
    let standing: Vec<_> = all.iter().filter(|(_, it)| stands(it)).collect();
    let newest = |item: &str| {
        let own = standing.iter().filter(|(_, it)| it.said.item == item);
        own.map(|(response, _)| *response).max()
    };
    let mut found: Vec<&Statement> = Vec::new();
    for (response, it) in &standing {
        let passed = it.source == Source::Survey && newest(&it.said.item) > Some(*response);
        if !passed && !found.iter().any(|known| known.said == it.said) {
            found.push(it);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Words, ids::StatementId, profile::StatementKey};
    use proptest::prelude::*;
    use uuid::Uuid;

    fn day(n: i64) -> DateTime<Utc> {
        "2026-09-21T15:00:00Z".parse::<DateTime<Utc>>().unwrap() + chrono::TimeDelta::days(n)
    }

    fn date(at: DateTime<Utc>) -> NaiveDate {
        at.date_naive()
    }

    fn statement(
        response: u128,
        card: &str,
        (at, ended): (i64, Option<i64>),
        source: Source,
    ) -> (ResponseId, Statement) {
        let words = Words {
            en: card.to_owned(),
            es: card.to_owned(),
        };
        let statement = Statement {
            id: StatementId(Uuid::nil()),
            said: StatementKey {
                facet: Facet::Interests,
                item: "A".to_owned(),
                basket: None,
                card: card.to_owned(),
            },
            source,
            rank: 1,
            at: day(at),
            kept_at: None,
            ended_at: ended.map(day),
            stem: words.clone(),
            word: words,
            picture: "star".to_owned(),
            panel: None,
        };
        (ResponseId(Uuid::from_u128(response)), statement)
    }

    fn cards(all: &[Statement]) -> Vec<&str> {
        all.iter().map(|it| it.said.card.as_str()).collect()
    }

    #[test]
    fn what_one_day_said_has_neither_then_nor_now() {
        let all = [statement(1, "read", (0, None), Source::Survey)];
        assert_eq!(ThenNow::of(&all, None, date), None);
        assert_eq!(ThenNow::of(&[], None, date), None);
    }

    #[test]
    fn a_later_survey_takes_the_place_of_the_first_and_the_first_is_then() {
        let all = [
            statement(1, "read", (0, None), Source::Survey),
            statement(1, "run", (0, None), Source::Survey),
            statement(2, "read", (60, None), Source::Survey),
            statement(2, "draw", (60, None), Source::Survey),
        ];
        let found = ThenNow::of(&all, None, date).unwrap();
        assert_eq!((found.then, found.days), (date(day(0)), vec![date(day(0))]));
        let facet = &found.facets[0];
        assert_eq!(cards(&facet.then), ["read", "run"]);
        assert_eq!(cards(&facet.now), ["read", "draw"]);
        assert!(facet.in_both(&facet.then[0]) && !facet.in_both(&facet.then[1]));
    }

    #[test]
    fn what_the_child_changed_stands_from_that_day_on() {
        let all = [
            statement(1, "read", (0, Some(5)), Source::Survey),
            statement(1, "swim", (5, None), Source::Child),
            statement(2, "draw", (60, None), Source::Survey),
        ];
        let then = |n| Some(date(day(n)));
        let before = ThenNow::of(&all, then(4), date).unwrap();
        assert_eq!(cards(&before.facets[0].then), ["read"]);
        let after = ThenNow::of(&all, then(7), date).unwrap();
        assert_eq!(after.then, date(day(5)));
        assert_eq!(cards(&after.facets[0].then), ["swim"]);
        assert_eq!(cards(&after.facets[0].now), ["swim", "draw"]);
        assert_eq!(after.days, [date(day(5)), date(day(0))]);
    }

    #[test]
    fn a_day_before_all_is_the_first() {
        let all = [
            statement(1, "read", (0, None), Source::Survey),
            statement(1, "swim", (5, None), Source::Child),
        ];
        let found = ThenNow::of(&all, Some(date(day(-30))), date).unwrap();
        assert_eq!(found.then, date(day(0)));
    }

    proptest! {
        #[test]
        fn nothing_is_said_twice_on_a_day(
            all in proptest::collection::vec((1_u128..4, 0_i64..9, proptest::option::of(0_i64..9), 0_usize..3), 0..20),
            then in proptest::option::of(-3_i64..12),
        ) {
            let all: Vec<_> = all.into_iter().map(|(response, at, ended, card)| {
                let ended = ended.map(|it| at + it);
                statement(response, ["a", "b", "c"][card], (at, ended), Source::Survey)
            }).collect();
            if let Some(found) = ThenNow::of(&all, then.map(|it| date(day(it))), date) {
                prop_assert!(found.days.contains(&found.then));
                for facet in &found.facets {
                    for side in [&facet.then, &facet.now] {
                        let mut cards = cards(side);
                        cards.sort_unstable();
                        let all = cards.len();
                        cards.dedup();
                        prop_assert_eq!(cards.len(), all);
                    }
                }
            }
        }
    }
}
