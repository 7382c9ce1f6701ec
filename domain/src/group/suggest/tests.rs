use super::*;
use crate::{
    competency::{ChildWords, Grades, Heading},
    ids::StatementId,
    profile::{Source, StatementKey},
};
use chrono::DateTime;
use proptest::{collection::vec, prelude::*, sample::subsequence};
use uuid::Uuid;

fn same(word: &str) -> Words {
    Words {
        en: word.to_owned(),
        es: word.to_owned(),
    }
}

fn competency(n: u128) -> Competency {
    Competency {
        id: CompetencyId(Uuid::from_u128(n)),
        framework: "Cedar".to_owned(),
        code: format!("M.{n}"),
        heading: Heading {
            code: "M".to_owned(),
            title: same("Maths"),
        },
        statement: String::new(),
        child: ChildWords::default(),
        grades: Grades::of(1, 1),
        active: true,
    }
}

fn card(id: &str) -> Card {
    Card {
        id: id.to_owned(),
        picture: id.to_owned(),
        word: same(id),
    }
}

fn child(n: u128) -> ChildName {
    ChildName {
        child: PersonId(Uuid::from_u128(n)),
        name: format!("Kid {n}"),
        picture: "owl".to_owned(),
    }
}

fn kid(n: u128) -> GroupCandidate {
    GroupCandidate {
        child: child(n),
        gaps: Vec::new(),
        interests: Vec::new(),
        strengths: Vec::new(),
        growing: Vec::new(),
        likes_others: false,
    }
}

fn who(suggestion: &Suggestion) -> Vec<u128> {
    let ids = suggestion.children.iter().map(|it| it.0.as_u128());
    ids.collect()
}

fn statement(facet: Facet, id: &str) -> Statement {
    Statement {
        id: StatementId(Uuid::nil()),
        said: StatementKey {
            facet,
            item: "E1".to_owned(),
            basket: None,
            card: id.to_owned(),
        },
        source: Source::Survey,
        rank: 1,
        at: DateTime::default(),
        kept_at: None,
        ended_at: None,
        stem: same("I can"),
        word: same(id),
        picture: id.to_owned(),
        panel: None,
    }
}

#[test]
fn what_nobody_has_looked_at_is_no_gap_and_what_was_seen_otherwise_no_strength() {
    let (one, two, three) = (competency(1), competency(2), competency(3));
    let levels = [
        (&one, None),
        (&two, Some(Level::Learning)),
        (&three, Some(Level::GotIt)),
    ];
    let mut before = statement(Facet::Interests, "space");
    before.ended_at = Some(DateTime::default());
    let said = [
        statement(Facet::Strengths, &card_id(two.id)),
        statement(Facet::Strengths, "m-3"),
        statement(Facet::LearnBest, "friend"),
        before,
    ];
    let of_grade = |grade| known(child(1), grade, &said, &levels);
    let second = of_grade(2);
    assert_eq!(second.gaps, [two.id]);
    assert_eq!(second.strengths, [card("m-3")]);
    assert!(second.likes_others && second.interests.is_empty());
    assert_eq!(of_grade(1).gaps, []);
    assert_eq!(of_grade(1).strengths.len(), 2);
}

#[test]
fn the_same_gap_makes_even_groups_of_at_most_five() {
    let gap = competency(1);
    let of = |count| {
        let kids: Vec<_> = (0..count)
            .map(|n| GroupCandidate {
                gaps: vec![gap.id],
                ..kid(n)
            })
            .collect();
        let found = suggest(std::slice::from_ref(&gap), &kids, &[]);
        found.iter().map(|it| it.children.len()).collect::<Vec<_>>()
    };
    assert!(of(1).is_empty());
    assert_eq!(of(5), [5]);
    assert_eq!(of(6), [3, 3]);
    assert_eq!(of(11), [3, 4, 4]);
    assert_eq!(of(21), [4, 4, 4, 4, 5]);
}

#[test]
fn strengths_complement_each_other_only_if_each_can_what_the_other_learns() {
    let (mut ana, mut leo, mut mia) = (kid(1), kid(2), kid(3));
    ana.strengths = vec![card("m-1")];
    ana.growing = vec![card("r-1")];
    leo.growing = vec![card("m-1")];
    mia.strengths = vec![card("r-1")];
    mia.growing = vec![card("m-1")];
    let found = suggest(&[], &[ana, leo, mia], &[]);
    assert_eq!(found.len(), 1);
    assert_eq!(who(&found[0]), [1, 3]);
    assert_eq!(found[0].name.en, "M-1 + r-1");
}

#[test]
fn partners_share_what_they_love_and_who_is_left_over_joins_the_last_pair() {
    let likes = |n, loves: &[&str]| GroupCandidate {
        interests: loves.iter().map(|it| card(it)).collect(),
        likes_others: true,
        ..kid(n)
    };
    let class = [likes(1, &["art"]), likes(2, &[]), likes(3, &["art"])];
    let found = partners(&class);
    assert_eq!(found.len(), 1);
    assert_eq!(who(&found[0]), [1, 3, 2]);
    let four = [
        likes(1, &["art"]),
        likes(2, &[]),
        likes(3, &["art"]),
        likes(4, &[]),
    ];
    let found = partners(&four);
    assert_eq!(who(&found[0]), [1, 3]);
    assert_eq!(who(&found[1]), [2, 4]);
    let shared = Some(card("art"));
    assert_eq!(found[0].reason, SuggestionReason::Partner { shared });
}

#[test]
fn who_is_together_already_is_not_suggested_again() {
    let loves = |n| GroupCandidate {
        interests: vec![card("art")],
        ..kid(n)
    };
    let class = [loves(1), loves(2)];
    let together = BTreeSet::from([1, 2, 3].map(|it| child(it).child));
    assert_eq!(suggest(&[], &class, &[]).len(), 1);
    assert_eq!(suggest(&[], &class, &[together]), []);
}

fn class() -> impl Strategy<Value = Vec<GroupCandidate>> {
    let some = || subsequence(vec!["a", "b", "c", "d"], 0..4);
    let one = (
        subsequence(vec![1_u128, 2, 3], 0..3),
        some(),
        some(),
        some(),
        any::<bool>(),
    );
    vec(one, 0..16).prop_map(|all| {
        let cards = |ids: Vec<&str>| ids.into_iter().map(card).collect();
        let kids = (1..)
            .zip(all)
            .map(|(n, (gaps, loves, can, grows, others))| GroupCandidate {
                gaps: gaps.into_iter().map(|it| competency(it).id).collect(),
                interests: cards(loves),
                strengths: cards(can),
                growing: cards(grows),
                likes_others: others,
                ..kid(n)
            });
        kids.collect()
    })
}

proptest! {
    #[test]
    fn a_suggestion_is_of_two_to_five_children_of_the_class_each_once_and_all_for_its_reason(
        class in class(),
    ) {
        let all = [competency(1), competency(2), competency(3)];
        let of = |id: PersonId| class.iter().find(|it| it.child.child == id).unwrap();
        for it in suggest(&all, &class, &[]) {
            let children: BTreeSet<_> = it.children.iter().collect();
            prop_assert_eq!(children.len(), it.children.len());
            prop_assert!((2..=crate::limits::group::MOST_SUGGESTED_CHILDREN).contains(&children.len()));
            let each = |has: &dyn Fn(&GroupCandidate) -> bool| it.children.iter().all(|id| has(of(*id)));
            let is_so = match &it.reason {
                SuggestionReason::Gap { competency } => each(&|it| it.gaps.contains(competency)),
                SuggestionReason::Interest { card } => each(&|it| it.interests.contains(card)),
                SuggestionReason::Partner { shared } => each(&|it| {
                    it.likes_others && shared.as_ref().is_none_or(|card| it.interests.contains(card))
                }),
                SuggestionReason::Strengths { first, second } => {
                    let (one, two) = (of(it.children[0]), of(it.children[1]));
                    one.strengths.contains(first) && two.growing.contains(first)
                        && two.strengths.contains(second) && one.growing.contains(second)
                }
            };
            prop_assert!(is_so);
        }
    }

    #[test]
    fn the_same_class_gets_the_same_suggestions_and_nobody_with_a_shared_gap_is_left_out(
        class in class(),
    ) {
        let all = [competency(1), competency(2), competency(3)];
        let found = suggest(&all, &class, &[]);
        prop_assert_eq!(&found, &suggest(&all, &class, &[]));
        for it in &all {
            let have: Vec<_> = class.iter().filter(|kid| kid.gaps.contains(&it.id)).collect();
            let reason = SuggestionReason::Gap { competency: it.id };
            let told: usize = found.iter().filter(|it| it.reason == reason).map(|it| it.children.len()).sum();
            prop_assert_eq!(told, if have.len() < 2 { 0 } else { have.len() });
        }
    }
}
