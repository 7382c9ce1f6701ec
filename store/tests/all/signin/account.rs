//! S5, S5a: guessing at adults' passwords fails, and keeps nobody out who has the right one; a clock
//! that jumps keeps nobody out and leaves nothing open.

use crate::{TestDb, fixture, invalid, morning};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::PersonId,
    limits,
    school::Role,
    signin::{AccountState, AdultError, PasswordError, SignInError, TypedAdult},
};
use std::net::{IpAddr, Ipv4Addr};
use store::{
    Db, Result, StoreError, class, device, proof,
    proof::Visitor,
    school,
    signin::{self, Browser, NewAdult, SignedIn},
};

const RIGHT: &str = "a river of otters";

/// Gives Ms Reed her password; her browser of then.
async fn with_password(db: &Db, now: DateTime<Utc>) -> SignedIn {
    let link = signin::invite(db, &fixture::console(), "reed", now).await;
    let (browser, link) = (Browser::default(), link.unwrap());
    let accepted = signin::accept_invite(db, &Visitor::new(), &browser, &link, RIGHT, now).await;
    accepted.unwrap()
}

/// A stranger's browser in one of many networks.
fn stranger(network: u32) -> Browser {
    Browser {
        address: Some(IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + network))),
        ..Browser::default()
    }
}

/// The browser in which somebody has signed in.
fn known(signed_in: &SignedIn) -> Browser {
    Browser {
        known: Some(signed_in.browser.as_str().to_owned()),
        ..stranger(1)
    }
}

async fn sign_in(
    db: &Db,
    browser: &Browser,
    password: &str,
    now: DateTime<Utc>,
) -> Result<SignedIn> {
    signin::adult_sign_in(db, &Visitor::new(), browser, "reed", password, now).await
}

/// Types so many wrong passwords; how many of them were looked at.
async fn wrong(db: &Db, browser: &Browser, tries: usize, now: DateTime<Utc>) -> usize {
    let mut looked_at = 0;
    for n in 0..tries {
        match sign_in(db, browser, &format!("guess {n}"), now).await {
            Err(StoreError::Rest { .. }) => {}
            refused => {
                invalid(refused, SignInError::WrongNameOrPassword);
                looked_at += 1;
            }
        }
    }
    looked_at
}

fn rests<T: std::fmt::Debug>(tried: Result<T>) {
    assert!(matches!(tried, Err(StoreError::Rest { .. })), "{tried:?}");
}

/// What the log says of somebody, in its order.
async fn log_of(db: &Db, who: PersonId, school: domain::ids::SchoolId) -> Vec<(String, String)> {
    let (log, whole) = school::audit_log(db, &fixture::console(), school)
        .await
        .unwrap();
    assert!(whole);
    log.into_iter()
        .filter(|it| it.about == Some(who.0))
        .map(|it| (it.what, it.detail))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passwords_lock_an_account_in_their_network_and_nowhere_else() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        let own = known(&with_password(&db, morning()).await);
        assert_eq!(wrong(&db, &stranger(1), 9, morning()).await, 5);
        rests(sign_in(&db, &stranger(1), RIGHT, morning()).await);
        sign_in(&db, &stranger(2), RIGHT, morning()).await.unwrap();
        sign_in(&db, &own, RIGHT, morning()).await.unwrap();
        let later = morning() + TimeDelta::seconds(10);
        sign_in(&db, &stranger(1), RIGHT, later).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_spread_over_networks_lock_out_strangers_and_no_known_browser() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let own = known(&with_password(&db, morning()).await);
        let mut looked_at = 0;
        for network in 0..120 {
            looked_at += wrong(&db, &stranger(network), 1, morning()).await;
        }
        assert_eq!(looked_at, 100);
        rests(sign_in(&db, &stranger(500), RIGHT, morning()).await);
        sign_in(&db, &own, RIGHT, morning()).await.unwrap();
        let log = log_of(&db, small.reed, small.cedar).await;
        let locked: Vec<_> = log.iter().filter(|it| it.0 == "adult.locked").collect();
        assert_eq!(
            locked,
            [&("adult.locked".to_owned(), "everywhere".to_owned())]
        );
        let later = morning() + TimeDelta::minutes(1);
        sign_in(&db, &stranger(500), RIGHT, later).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_known_browser_that_was_stolen_is_locked_by_itself() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        let stolen = known(&with_password(&db, morning()).await);
        assert_eq!(wrong(&db, &stolen, 9, morning()).await, 5);
        rests(sign_in(&db, &stolen, RIGHT, morning()).await);
        sign_in(&db, &stranger(1), RIGHT, morning()).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn right_passwords_are_not_counted_and_wrong_ones_at_once_all_are() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        with_password(&db, morning()).await;
        wrong(&db, &stranger(1), 4, morning()).await;
        for _ in 0..8 {
            sign_in(&db, &stranger(1), RIGHT, morning()).await.unwrap();
        }
        let tries = (0..30).map(|n| {
            let db = (*db).clone();
            tokio::spawn(async move { wrong(&db, &stranger(1), n % 2 + 1, morning()).await })
        });
        let mut looked_at = 0;
        for tried in tries.collect::<Vec<_>>() {
            looked_at += tried.await.unwrap();
        }
        assert_eq!(looked_at, 5);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_names_are_locked_as_known_ones_are_and_fill_no_table() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        with_password(&db, morning()).await;
        for name in ["reed", "nobody"] {
            let mut rests = Vec::new();
            for _ in 0..7 {
                let (visitor, browser) = (Visitor::new(), stranger(1));
                let tried =
                    signin::adult_sign_in(&db, &visitor, &browser, name, "wrong", morning());
                if let Err(StoreError::Rest { seconds }) = tried.await {
                    rests.push(seconds);
                }
            }
            assert_eq!(rests, [10, 10], "{name}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_is_known_by_another_token_after_each_signing_in() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        let first = with_password(&db, morning()).await;
        let second = sign_in(&db, &known(&first), RIGHT, morning())
            .await
            .unwrap();
        wrong(&db, &stranger(1), 5, morning()).await;
        rests(sign_in(&db, &known(&first), RIGHT, morning()).await);
        sign_in(&db, &known(&second), RIGHT, morning())
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adult_is_known_in_few_browsers_and_for_half_a_year() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        with_password(&db, morning()).await;
        let mut browsers = Vec::new();
        let mut now = morning();
        for _ in 0..=limits::account::MOST_KNOWN_BROWSERS {
            now += TimeDelta::minutes(1);
            browsers.push(sign_in(&db, &stranger(1), RIGHT, now).await.unwrap());
        }
        wrong(&db, &stranger(1), 5, now).await;
        rests(sign_in(&db, &known(&browsers[0]), RIGHT, now).await);
        let second = sign_in(&db, &known(&browsers[1]), RIGHT, now)
            .await
            .unwrap();
        let late = now + limits::account::BROWSER_KNOWN_FOR;
        wrong(&db, &stranger(1), 5, late).await;
        rests(sign_in(&db, &known(&second), RIGHT, late).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_and_signing_out_everywhere_end_sessions_and_known_browsers() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let first = with_password(&db, morning()).await;
        let second = with_password(&db, morning()).await;
        assert!(proof::staff(&db, &first.session, morning()).await.is_err());
        wrong(&db, &stranger(1), 5, morning()).await;
        rests(sign_in(&db, &known(&first), RIGHT, morning()).await);
        let third = sign_in(&db, &known(&second), RIGHT, morning())
            .await
            .unwrap();
        let staff = proof::staff(&db, &third.session, morning()).await.unwrap();
        signin::sign_out_everywhere(&db, &staff, morning())
            .await
            .unwrap();
        for signed_in in [&second, &third] {
            let left = proof::staff(&db, &signed_in.session, morning()).await;
            assert!(matches!(left, Err(StoreError::SignedOut)));
        }
        rests(sign_in(&db, &known(&third), RIGHT, morning()).await);
        let log = log_of(&db, small.reed, small.cedar).await;
        let what: Vec<_> = log.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(
            what,
            [
                "adult.invite",
                "adult.password",
                "adult.in",
                "adult.invite",
                "adult.password",
                "adult.in",
                "adult.locked",
                "adult.in",
                "adult.out_everywhere"
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_in_again_in_a_browser_ends_the_session_before_it() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        let first = with_password(&db, morning()).await;
        let browser = Browser {
            session: Some(first.session.as_str().to_owned()),
            ..Browser::default()
        };
        let second = sign_in(&db, &browser, RIGHT, morning()).await.unwrap();
        assert!(proof::staff(&db, &first.session, morning()).await.is_err());
        proof::staff(&db, &second.session, morning()).await.unwrap();
        // Another browser's stays.
        sign_in(&db, &stranger(1), RIGHT, morning()).await.unwrap();
        proof::staff(&db, &second.session, morning()).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lock_is_noted_once_a_day_and_an_unknown_name_never() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        with_password(&db, morning()).await;
        for network in 1..4 {
            wrong(&db, &stranger(network), 5, morning()).await;
        }
        let locks = async || {
            let log = log_of(&db, small.reed, small.cedar).await;
            log.iter().filter(|it| it.0 == "adult.locked").count()
        };
        assert_eq!(locks().await, 1);
        wrong(&db, &stranger(9), 5, morning() + TimeDelta::days(2)).await;
        assert_eq!(locks().await, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_ran_ahead_keeps_no_right_password_out() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        let own = known(&with_password(&db, morning()).await);
        for ahead in [TimeDelta::hours(1), TimeDelta::days(3_650)] {
            let then = morning() + ahead;
            for browser in [&stranger(1), &own] {
                wrong(&db, browser, 9, then).await;
                rests(sign_in(&db, browser, RIGHT, then).await);
            }
            for network in 10..110 {
                wrong(&db, &stranger(network), 1, then).await;
            }
            rests(sign_in(&db, &stranger(500), RIGHT, then).await);
            sign_in(&db, &stranger(1), RIGHT, morning()).await.unwrap();
            sign_in(&db, &stranger(500), RIGHT, morning())
                .await
                .unwrap();
        }
        sign_in(&db, &own, RIGHT, morning()).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_began_while_the_clock_ran_ahead_is_not_good_for_years() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let then = morning() + TimeDelta::days(3_650);
        let console = fixture::console();
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        let session = fixture::adult_token(&db, small.reed, then).await;
        assert!(proof::staff(&db, &session, then).await.is_ok());
        assert!(proof::staff(&db, &session, morning()).await.is_err());
        let visitor = Visitor::new();
        let code = device::new_code(&db, &teacher, then).await.unwrap().code;
        let enrolled = device::enrol(&db, &visitor, &code, morning()).await;
        assert!(enrolled.unwrap().is_none());
        let link = signin::invite(&db, &console, "reed", then).await.unwrap();
        let invited = signin::find_invited(&db, &visitor, &link, morning()).await;
        assert_eq!(invited.unwrap(), None);
        let browser = Browser::default();
        let accepted =
            signin::accept_invite(&db, &visitor, &browser, &link, RIGHT, morning()).await;
        assert!(matches!(accepted, Err(StoreError::NotFound)));
        // A clock that goes back a little takes nothing away.
        let soon = morning() + TimeDelta::minutes(30);
        let session = fixture::adult_token(&db, small.reed, soon).await;
        assert!(proof::staff(&db, &session, morning()).await.is_ok());
        let code = device::new_code(&db, &teacher, soon).await.unwrap().code;
        let enrolled = device::enrol(&db, &visitor, &code, morning()).await;
        assert!(enrolled.unwrap().is_some());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_child_who_was_locked_while_the_clock_ran_ahead_comes_in() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        let (tablet, _) = fixture::tablet(&db, &teacher).await;
        let then = morning() + TimeDelta::days(3_650);
        let wrong = domain::signin::Secret::nth(8);
        for _ in 0..3 {
            let tried = signin::try_pictures(&db, &tablet, small.milo, &wrong, then).await;
            tried.unwrap();
        }
        fixture::child_in(&db, &tablet, small.milo).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn characters_that_nobody_sees_are_refused_in_names_and_passwords() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        with_password(&db, morning()).await;
        let visitor = Visitor::new();
        for hidden in ["re\0ed", "re\u{1b}[31med", "re\u{202e}ed"] {
            let browser = Browser::default();
            let tried = signin::adult_sign_in(&db, &visitor, &browser, hidden, RIGHT, morning());
            invalid(tried.await, SignInError::HiddenCharacter);
            let password = format!("a long {hidden} sentence");
            let tried = sign_in(&db, &browser, &password, morning()).await;
            invalid(tried, SignInError::HiddenCharacter);
            let link = signin::invite(&db, &fixture::console(), "reed", morning()).await;
            let link = link.unwrap();
            let chosen =
                signin::accept_invite(&db, &visitor, &browser, &link, &password, morning());
            invalid(chosen.await, PasswordError::HiddenCharacter);
            for (username, given) in [(hidden, "Jo"), ("jo", hidden)] {
                let adult = NewAdult {
                    school: "cedar".to_owned(),
                    username: username.to_owned(),
                    given: given.to_owned(),
                    family: "Day".to_owned(),
                    role: Role::Office,
                };
                let added = signin::add_adult(&db, &fixture::console(), adult, morning()).await;
                invalid(added, AdultError::HiddenCharacter);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_easy_to_guess_is_refused() {
    let db = TestDb::sqlite().await;
    fixture::small(&db).await;
    let link = signin::invite(&db, &fixture::console(), "reed", morning())
        .await
        .unwrap();
    let choose = async |password: &str| {
        let browser = Browser::default();
        signin::accept_invite(&db, &Visitor::new(), &browser, &link, password, morning()).await
    };
    for easy in [
        "1234567890",
        "password12",
        "Password123",
        "brownbrown",
        "            ",
        "qwertyuiop",
        "reedreed12",
        "reed123456",
        "kimkimkimkim",
    ] {
        invalid(choose(easy).await, PasswordError::EasyToGuess);
    }
    invalid(choose("short").await, PasswordError::TooShort);
    invalid(choose(&"long ".repeat(60)).await, PasswordError::TooLong);
    choose("three wet dogs").await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_that_is_too_long_costs_a_try() {
    let db = TestDb::sqlite().await;
    fixture::small(&db).await;
    with_password(&db, morning()).await;
    let long = "x".repeat(257);
    for _ in 0..5 {
        let tried = sign_in(&db, &stranger(1), &long, morning()).await;
        invalid(tried, SignInError::WrongNameOrPassword);
    }
    rests(sign_in(&db, &stranger(1), RIGHT, morning()).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_is_set_by_who_knows_the_one_of_now_and_leaves_one_session() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        let (first, now) = (with_password(&db, morning()).await, morning());
        let other = sign_in(&db, &stranger(2), RIGHT, now).await.unwrap();
        let staff = proof::staff(&db, &first.session, now).await.unwrap();
        let browser = known(&first);
        let change = async |current: &str, new: &str| {
            signin::change_password(&db, &staff, &browser, current, new, now).await
        };
        invalid(
            change("a river of foxes", "seven slow green turtles").await,
            PasswordError::CurrentIsWrong,
        );
        invalid(change(RIGHT, "short").await, PasswordError::TooShort);
        assert!(proof::staff(&db, &other.session, now).await.is_ok());

        let changed = change(RIGHT, "seven slow green turtles").await.unwrap();
        for ended in [&first, &other] {
            let left = proof::staff(&db, &ended.session, now).await;
            assert!(matches!(left, Err(StoreError::SignedOut)));
        }
        assert!(proof::staff(&db, &changed.session, now).await.is_ok());
        invalid(
            sign_in(&db, &stranger(3), RIGHT, now).await,
            SignInError::WrongNameOrPassword,
        );
        sign_in(&db, &stranger(3), "seven slow green turtles", now)
            .await
            .unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_password_of_now_can_not_be_guessed_in_an_open_session() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        let (first, now) = (with_password(&db, morning()).await, morning());
        let staff = proof::staff(&db, &first.session, now).await.unwrap();
        let browser = known(&first);
        for n in 0..limits::account::WRONG_TRIES_TO_LOCK_OUT {
            let guess = format!("guess {n}");
            let tried = signin::change_password(&db, &staff, &browser, &guess, RIGHT, now).await;
            invalid(tried, PasswordError::CurrentIsWrong);
        }
        let new = "seven slow green turtles";
        let tried = signin::change_password(&db, &staff, &browser, RIGHT, new, now).await;
        assert!(matches!(tried, Err(StoreError::Rest { .. })));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn adults_see_their_open_sessions_and_end_one() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let first = with_password(&db, morning()).await;
        let later = morning() + TimeDelta::minutes(20);
        let chromebook = Browser {
            name: Some("Chrome, ChromeOS".to_owned()),
            ..stranger(2)
        };
        let second = sign_in(&db, &chromebook, RIGHT, later).await.unwrap();
        let staff = proof::staff(&db, &second.session, later).await.unwrap();
        let all = signin::own_sessions(&db, &staff, later).await.unwrap();
        let seen: Vec<_> = all
            .iter()
            .map(|it| (it.browser.as_deref(), it.started_at, it.is_this))
            .collect();
        assert_eq!(
            seen,
            [
                (Some("Chrome, ChromeOS"), later, true),
                (None, morning(), false)
            ]
        );

        let cole = fixture::staff(&db, small.cole).await;
        let theirs = signin::end_own_session(&db, &cole, all[1].id, later).await;
        assert!(matches!(theirs, Err(StoreError::NotFound)));
        assert!(proof::staff(&db, &first.session, later).await.is_ok());
        signin::end_own_session(&db, &staff, all[1].id, later)
            .await
            .unwrap();
        assert!(proof::staff(&db, &first.session, later).await.is_err());
        let again = signin::end_own_session(&db, &staff, all[1].id, later).await;
        assert!(matches!(again, Err(StoreError::NotFound)));

        let idle = later + limits::account::SESSION_IDLE;
        assert_eq!(signin::own_sessions(&db, &staff, idle).await.unwrap(), []);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_adds_and_invites_adults_and_takes_their_way_in_away() {
    TestDb::each(async |db| {
        let (small, now) = (fixture::small(&db).await, morning());
        let office = fixture::staff(&db, small.office).await;
        let typed = TypedAdult {
            given: "Jo".to_owned(),
            family: "Day".to_owned(),
            username: "JDay".to_owned(),
            role: Role::Teacher,
        };
        let added = signin::add_school_adult(&db, &office, &typed, now).await;
        let added = added.unwrap();
        invalid(
            signin::add_school_adult(&db, &office, &typed, now).await,
            AdultError::UsernameIsTaken,
        );
        let state = async || {
            let all = signin::school_adults(&db, &office, now).await.unwrap();
            let it = all.iter().find(|it| it.person == added).expect("Jo Day");
            (it.sign_in_name.clone(), it.state)
        };
        let name = Some("jday".to_owned());
        assert_eq!(state().await, (name.clone(), AccountState::NotInvited));

        let link = signin::invite_school_adult(&db, &office, added, now)
            .await
            .unwrap();
        assert_eq!(state().await, (name.clone(), AccountState::Invited));
        let (visitor, browser) = (Visitor::new(), Browser::default());
        let accepted = signin::accept_invite(&db, &visitor, &browser, &link, RIGHT, now).await;
        let signed_in = accepted.unwrap();
        assert_eq!(state().await, (name.clone(), AccountState::Active));

        let again = signin::invite_school_adult(&db, &office, added, now)
            .await
            .unwrap();
        signin::set_adult_disabled(&db, &office, added, true, now)
            .await
            .unwrap();
        assert_eq!(state().await, (name.clone(), AccountState::Disabled));
        assert!(proof::staff(&db, &signed_in.session, now).await.is_err());
        let door = signin::adult_sign_in(&db, &visitor, &browser, "jday", RIGHT, now).await;
        invalid(door, SignInError::WrongNameOrPassword);
        let by_link = signin::accept_invite(&db, &visitor, &browser, &again, RIGHT, now).await;
        assert!(matches!(by_link, Err(StoreError::NotFound)));

        signin::set_adult_disabled(&db, &office, added, false, now)
            .await
            .unwrap();
        let door = signin::adult_sign_in(&db, &visitor, &browser, "jday", RIGHT, now).await;
        assert!(door.is_ok());
        let log = log_of(&db, added, small.cedar).await;
        let what: Vec<_> = log.iter().map(|it| it.0.as_str()).collect();
        assert_eq!(
            what,
            [
                "adult.add",
                "adult.invite",
                "adult.password",
                "adult.in",
                "adult.invite",
                "adult.disable",
                "adult.enable",
                "adult.in"
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_changes_no_account_of_its_own_of_a_child_or_of_another_school() {
    TestDb::each(async |db| {
        let (small, now) = (fixture::small(&db).await, morning());
        let office = fixture::staff(&db, small.office).await;
        invalid(
            signin::set_adult_disabled(&db, &office, small.office, true, now).await,
            AdultError::IsYourself,
        );
        for other in [small.park, small.milo] {
            let set = signin::set_adult_disabled(&db, &office, other, true, now).await;
            assert!(matches!(set, Err(StoreError::NotFound)));
            let link = signin::invite_school_adult(&db, &office, other, now).await;
            assert!(matches!(link, Err(StoreError::NotFound)));
        }
        for other in [small.reed, small.leader] {
            let staff = fixture::staff(&db, other).await;
            let all = signin::school_adults(&db, &staff, now).await;
            assert!(matches!(all, Err(StoreError::NotFound)));
        }
    })
    .await;
}
