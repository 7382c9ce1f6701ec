//! Shuffles by a stored seed, so that a child sees the same order on every tablet.

/// `things` in an order that only `seed` and `salt` decide (Fisher–Yates over `SplitMix64`).
pub fn shuffled<T>(mut things: Vec<T>, seed: u64, salt: &str) -> Vec<T> {
    let mut state = salt
        .bytes()
        .fold(seed, |acc, byte| mix(acc ^ u64::from(byte)));
    for last in (1..things.len()).rev() {
        state = mix(state);
        let swap = usize::try_from(state % (last as u64 + 1)).unwrap_or(0);
        things.swap(last, swap);
    }
    things
}

fn mix(state: u64) -> u64 {
    let mut z = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_is_lost_and_the_seed_decides(seed: u64, salt in "[A-E][1-9]") {
            let once = shuffled((0..5).collect(), seed, &salt);
            prop_assert_eq!(&once, &shuffled((0..5).collect(), seed, &salt));
            let mut sorted = once.clone();
            sorted.sort_unstable();
            prop_assert_eq!(sorted, vec![0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn both_sides_come_first_about_equally_often() {
        let first = (0..1000)
            .filter(|seed| shuffled(vec![0, 1], *seed, "B3")[0] == 0)
            .count();
        assert!((400..600).contains(&first), "{first}");
    }
}
