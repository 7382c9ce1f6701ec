//! Three pictures of twelve, and the soft lock before them.

use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    limits,
    signin::{Gate, LockRule, PICTURES, Secret, SoftLock, TILES},
};
use proptest::prelude::*;
use std::collections::BTreeSet;

#[test]
fn there_are_1320_codes_and_none_repeats_a_picture() {
    let code = |number| -> Vec<String> { Secret::nth(number).into() };
    let codes: BTreeSet<_> = (0..1_320).map(code).collect();
    assert_eq!(codes.len(), 1_320);
    for code in &codes {
        assert_eq!(
            code.iter().collect::<BTreeSet<_>>().len(),
            limits::signin::PICTURES_IN_SECRET
        );
        assert!(code.iter().all(|name| PICTURES.contains(&name.as_str())));
    }
}

proptest! {
    #[test]
    fn a_code_is_counted_round_and_survives_the_wire(number: u64) {
        let secret = Secret::nth(number);
        prop_assert_eq!(&secret, &Secret::nth(number % 1_320));
        let json = serde_json::to_string(&secret).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Secret>(&json).expect("a secret"), secret);
    }
}

#[test]
fn every_picture_of_codes_and_tiles_is_drawn() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../public/picture");
    for name in PICTURES.iter().chain(&TILES) {
        assert!(folder.join(format!("{name}.svg")).is_file(), "{name}");
    }
}

#[test]
fn what_is_no_code_is_refused() {
    let wrong = [
        vec!["cat", "cat", "sun"],
        vec!["cat", "sun", "cat"],
        vec!["sun", "cat", "cat"],
        vec!["cat", "sun"],
        vec!["cat", "sun", "car", "fish"],
        vec!["cat", "sun", "wolf"],
        vec![],
    ];
    for names in wrong {
        let names: Vec<String> = names.into_iter().map(str::to_owned).collect();
        assert!(Secret::try_from(names.clone()).is_err(), "{names:?}");
    }
}

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::UNIX_EPOCH + TimeDelta::seconds(seconds)
}

#[test]
fn the_third_wrong_try_rests_10_then_30_then_60_seconds_then_the_teacher_opens() {
    let mut lock = SoftLock::default();
    for gate in [
        Gate::Open,
        Gate::Open,
        Gate::Rest { seconds: 10 },
        Gate::Rest { seconds: 30 },
        Gate::Rest { seconds: 60 },
        Gate::AskTeacher,
    ] {
        lock = lock.after_wrong(LockRule::PICTURES, at(0));
        assert_eq!(lock.gate(at(0)), gate, "after {} wrong tries", lock.wrong);
    }
    assert_eq!(
        lock.gate(at(1_000_000)),
        Gate::AskTeacher,
        "time alone does not open it"
    );
}

#[test]
fn a_rest_counts_down_in_whole_seconds_and_ends() {
    let lock = (0..3).fold(SoftLock::default(), |lock, _| {
        lock.after_wrong(LockRule::PICTURES, at(0))
    });
    let gate = |ms| lock.gate(at(0) + TimeDelta::milliseconds(ms));
    assert_eq!(gate(1), Gate::Rest { seconds: 10 });
    assert_eq!(gate(9_000), Gate::Rest { seconds: 1 });
    assert_eq!(gate(9_999), Gate::Rest { seconds: 1 });
    assert_eq!(gate(10_000), Gate::Open);
}

#[test]
fn a_lock_that_counted_to_the_end_stays_shut() {
    let lock = SoftLock {
        wrong: u32::MAX,
        until: None,
    };
    assert_eq!(lock.gate(at(0)), Gate::AskTeacher);
    assert_eq!(
        lock.after_wrong(LockRule::PICTURES, at(0)).gate(at(0)),
        Gate::AskTeacher
    );
}

proptest! {
    /// Tries come after pauses of any length, made only while the gate is open.
    #[test]
    fn no_child_waits_longer_than_told_nor_gets_more_than_six_tries(
        pauses in prop::collection::vec(0_i64..90, 0..60),
    ) {
        let mut lock = SoftLock::default();
        let (mut now, mut tries) = (0, 0);
        let mut rest_over = 0;
        for pause in pauses {
            now += pause;
            match lock.gate(at(now)) {
                Gate::Open => {
                    prop_assert!(now >= rest_over);
                    lock = lock.after_wrong(LockRule::PICTURES, at(now));
                    tries += 1;
                    if let Gate::Rest { seconds } = lock.gate(at(now)) {
                        rest_over = now + i64::from(seconds);
                        prop_assert_eq!(lock.gate(at(rest_over)), Gate::Open);
                    }
                }
                Gate::Rest { seconds } => {
                    prop_assert_eq!(now + i64::from(seconds), rest_over);
                    prop_assert!((3..6).contains(&tries));
                }
                Gate::AskTeacher => prop_assert_eq!(tries, 6),
            }
            prop_assert!(tries <= 6);
            let text = serde_json::to_string(&lock).expect("JSON");
            prop_assert_eq!(serde_json::from_str::<SoftLock>(&text).expect("a lock"), lock);
        }
    }
}
