//! Finds children who were together in several of the last groups.

use crate::{ids::PersonId, limits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The same children were together in so many of the last groups.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TogetherNotice {
    /// Two or more.
    pub children: Vec<PersonId>,
    /// In how many of the last groups they were together.
    pub groups: usize,
}

/// Who was together in at least three of the last groups of a term, given as they were made; each
/// only in its largest circle.
pub fn notices(groups: &[BTreeSet<PersonId>]) -> Vec<TogetherNotice> {
    let last = &groups[groups
        .len()
        .saturating_sub(limits::group::NOTICE_LAST_GROUPS)..];
    let mut circles: BTreeSet<BTreeSet<PersonId>> = BTreeSet::new();
    for (n, one) in last.iter().enumerate() {
        for (m, two) in last.iter().enumerate().skip(n + 1) {
            for three in &last[m + 1..] {
                circles.insert(&(one & two) & three);
            }
        }
    }
    let larger = |it: &BTreeSet<PersonId>| {
        circles
            .iter()
            .any(|other| other != it && other.is_superset(it))
    };
    let largest = circles.iter().filter(|it| it.len() > 1 && !larger(it));
    largest
        .map(|it| TogetherNotice {
            groups: last.iter().filter(|group| group.is_superset(it)).count(),
            children: it.iter().copied().collect(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    const OFTEN: usize = 3;

    fn group(children: &[u128]) -> BTreeSet<PersonId> {
        let ids = children.iter().map(|it| PersonId(Uuid::from_u128(*it)));
        ids.collect()
    }

    fn noticed(groups: &[&[u128]]) -> Vec<(Vec<u128>, usize)> {
        let groups: Vec<_> = groups.iter().map(|it| group(it)).collect();
        let plain = |it: TogetherNotice| {
            let children = it.children.iter().map(|it| it.0.as_u128());
            (children.collect(), it.groups)
        };
        notices(&groups).into_iter().map(plain).collect()
    }

    #[test]
    fn the_same_pair_in_three_groups_is_noticed_whoever_else_was_there() {
        let two: [&[u128]; 2] = [&[1, 2, 3], &[1, 2, 4]];
        assert_eq!(noticed(&two), []);
        let three: [&[u128]; 3] = [&[1, 2, 3], &[1, 2, 4], &[5, 2, 1]];
        assert_eq!(noticed(&three), [(vec![1, 2], 3)]);
    }

    #[test]
    fn three_who_stay_together_are_told_as_three_and_a_pair_only_beyond_them() {
        let all: [&[u128]; 4] = [&[1, 2, 3], &[1, 2, 3], &[1, 2, 3, 4], &[5, 6]];
        assert_eq!(noticed(&all), [(vec![1, 2, 3], 3)]);
    }

    proptest! {
        #[test]
        fn whoever_is_noticed_was_together_that_often_and_no_pair_is_missed(
            groups in proptest::collection::vec(proptest::collection::btree_set(0_u128..6, 2..5), 0..limits::group::NOTICE_LAST_GROUPS),
        ) {
            let groups: Vec<_> = groups
                .iter()
                .map(|it| group(&it.iter().copied().collect::<Vec<_>>()))
                .collect();
            let together = |some: &BTreeSet<PersonId>| {
                groups.iter().filter(|it| it.is_superset(some)).count()
            };
            let found = notices(&groups);
            for it in &found {
                let children: BTreeSet<_> = it.children.iter().copied().collect();
                prop_assert_eq!(together(&children), it.groups);
                prop_assert!(it.groups >= OFTEN);
            }
            for one in 0..6 {
                for two in 0..one {
                    let pair = group(&[one, two]);
                    let told = found.iter().any(|it| pair.iter().all(|child| it.children.contains(child)));
                    prop_assert_eq!(told, together(&pair) >= OFTEN);
                }
            }
        }
    }
}
