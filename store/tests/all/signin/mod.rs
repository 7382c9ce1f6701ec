//! S5, S6: pictures only on an enrolled tablet of an open class, behind a soft lock; adults by a
//! password of their own.

mod account;
mod email;

use crate::{TestDb, fixture, invalid, morning};
use chrono::TimeDelta;
use domain::{
    Invalid, Lang,
    device::TabletError,
    limits,
    school::Role,
    signin::{Gate, Secret, SignInResult, Wall},
};
use domain::{
    school::SchoolError,
    signin::{AdultError, PasswordError, SignInError},
};
use store::{
    StoreError, class, device, proof,
    proof::{Device, Visitor},
    school,
    signin::{self, Browser, NewAdult},
};

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_class_shows_no_name_and_takes_no_pictures() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        let (tablet, _) = fixture::tablet(&db, &teacher).await;
        assert_eq!(signin::wall(&db, &tablet).await.unwrap(), Wall::Closed);
        assert!(!class::is_open(&db, &tablet).await.unwrap());
        let tried =
            signin::try_pictures(&db, &tablet, small.milo, &fixture::secret(), morning()).await;
        assert_eq!(tried.unwrap().0, SignInResult::Closed);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_open_class_shows_its_children_and_who_is_here() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        let (tablet, _) = fixture::tablet(&db, &teacher).await;
        let (milo, _) = fixture::child_in(&db, &tablet, small.milo).await;
        let Wall::Open {
            class: title,
            tiles,
        } = signin::wall(&db, &tablet).await.unwrap()
        else {
            panic!("open");
        };
        assert_eq!(title, "Room 1");
        let names: Vec<_> = tiles.iter().map(|it| (it.name.as_str(), it.here)).collect();
        assert_eq!(
            names,
            [("Milo", true), ("Sofía Ga.", false), ("Sofía Gu.", false)]
        );
        signin::set_lang(&db, &milo, Lang::Es).await.unwrap();
        let (milo, _) = fixture::child_in(&db, &tablet, small.milo).await;
        let me = signin::me(&db, &milo).await.unwrap();
        assert_eq!((me.name.as_str(), me.lang, me.grade), ("Milo", Lang::Es, 2));
        let tablets = device::list(&db, &teacher, morning()).await.unwrap();
        assert_eq!(
            (tablets[0].name.as_str(), tablets[0].child.as_deref()),
            ("Tablet 1", Some("Milo"))
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_pictures_rest_longer_and_longer_until_the_teacher_opens() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        let (tablet, _) = fixture::tablet(&db, &teacher).await;
        let wrong = Secret::nth(8);
        let mut now = morning();
        let mut gates = Vec::new();
        while gates.len() < 20 {
            let tried = signin::try_pictures(&db, &tablet, small.milo, &wrong, now).await;
            let (SignInResult::Wrong { gate }, None) = tried.unwrap() else {
                panic!("wrong")
            };
            gates.push(gate);
            match gate {
                Gate::Open => {}
                Gate::Rest { seconds } => {
                    let right = fixture::secret();
                    let early = signin::try_pictures(&db, &tablet, small.milo, &right, now).await;
                    assert_eq!(early.unwrap().0, SignInResult::Wrong { gate });
                    now += TimeDelta::seconds(i64::from(seconds));
                }
                Gate::AskTeacher => break,
            }
        }
        let rests: Vec<u32> = gates
            .iter()
            .filter_map(|gate| match gate {
                Gate::Rest { seconds } => Some(*seconds),
                _ => None,
            })
            .collect();
        assert_eq!(rests, [10, 30, 60]);
        let asked = signin::gate(&db, &tablet, small.milo, now + TimeDelta::days(9)).await;
        assert_eq!(asked.unwrap(), Gate::AskTeacher);
        let secrets = signin::secrets(&db, &teacher, now).await.unwrap();
        assert_eq!(
            (secrets[0].name.as_str(), secrets[0].gate),
            ("Milo", Gate::AskTeacher)
        );
        assert_eq!(secrets[1].gate, Gate::Open);
        let locked = |board: domain::board::Board| board.tiles[0].locked;
        assert!(locked(
            store::board::board(&db, &teacher, crate::morning().date_naive())
                .await
                .unwrap()
        ));
        signin::unlock(&db, &teacher, small.milo, now)
            .await
            .unwrap();
        assert!(!locked(
            store::board::board(&db, &teacher, crate::morning().date_naive())
                .await
                .unwrap()
        ));
        fixture::child_in(&db, &tablet, small.milo).await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tries_at_the_same_time_do_not_pass_the_gate_together() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        let (tablet, _) = fixture::tablet(&db, &teacher).await;
        let mut waiting = Vec::new();
        for _ in 0..30 {
            let db = (*db).clone();
            waiting.push(tokio::spawn(async move {
                let wrong = Secret::nth(8);
                signin::try_pictures(&db, &tablet, small.milo, &wrong, morning()).await
            }));
        }
        let mut open = 0;
        for one in waiting {
            let (tried, _) = one.await.unwrap().unwrap();
            open += usize::from(tried == SignInResult::Wrong { gate: Gate::Open });
        }
        assert_eq!(open, 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_the_class_signs_its_children_out() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        let (tablet, _) = fixture::tablet(&db, &teacher).await;
        let (_, token) = fixture::child_in(&db, &tablet, small.milo).await;
        proof::child(&db, &token, morning()).await.unwrap();
        class::set_open(&db, &teacher, false, morning())
            .await
            .unwrap();
        let gone = proof::child(&db, &token, morning()).await;
        assert!(matches!(gone, Err(StoreError::SignedOut)));
        let board = store::board::board(&db, &teacher, crate::morning().date_naive())
            .await
            .unwrap();
        assert!(!board.open && board.tiles.iter().all(|tile| !tile.here));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_next_child_on_a_tablet_signs_the_one_before_out() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        let (tablet, _) = fixture::tablet(&db, &teacher).await;
        let (_, first) = fixture::child_in(&db, &tablet, small.milo).await;
        let (sofia, second) = fixture::child_in(&db, &tablet, small.sofia_garcia).await;
        assert!(proof::child(&db, &first, morning()).await.is_err());
        let late = morning() + limits::account::SESSION_LASTS;
        assert!(proof::child(&db, &second, late).await.is_err());
        signin::leave(&db, &sofia, morning()).await.unwrap();
        assert!(proof::child(&db, &second, morning()).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn new_pictures_make_the_old_ones_worth_nothing() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        let (tablet, _) = fixture::tablet(&db, &teacher).await;
        let secret = async || {
            let all = signin::secrets(&db, &teacher, morning()).await.unwrap();
            all.into_iter()
                .find(|it| it.child == small.milo)
                .unwrap()
                .secret
        };
        while secret().await == fixture::secret() {
            signin::new_secret(&db, &teacher, small.milo, morning())
                .await
                .unwrap();
        }
        let old = fixture::secret();
        let (tried, _) = signin::try_pictures(&db, &tablet, small.milo, &old, morning())
            .await
            .unwrap();
        assert_eq!(tried, SignInResult::Wrong { gate: Gate::Open });
        let new = secret().await;
        let (tried, _) = signin::try_pictures(&db, &tablet, small.milo, &new, morning())
            .await
            .unwrap();
        assert!(matches!(tried, SignInResult::In { .. }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_enrols_several_tablets_for_ten_minutes() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        let code = device::new_code(&db, &teacher, morning()).await.unwrap();
        let visitor = Visitor::new();
        let spaced = format!("{} {}", &code.code[..3], &code.code[3..]);
        for typed in [&code.code, &spaced] {
            let enrolled = device::enrol(&db, &visitor, typed, morning())
                .await
                .unwrap();
            assert!(enrolled.is_some());
        }
        let wrong = if code.code == "123456" {
            "654321"
        } else {
            "123456"
        };
        assert!(
            device::enrol(&db, &visitor, wrong, morning())
                .await
                .unwrap()
                .is_none()
        );
        let late = device::enrol(&db, &visitor, &code.code, code.expires)
            .await
            .unwrap();
        assert!(late.is_none());
        let names = device::list(&db, &teacher, morning()).await.unwrap();
        assert_eq!(names.len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_tablet_is_named_as_its_case_says_and_no_other_of_the_class_alike() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        let (first, _) = fixture::tablet(&db, &teacher).await;
        let (second, _) = fixture::tablet(&db, &teacher).await;
        let rename = async |device: &Device, name: &str| {
            device::rename(&db, &teacher, device.id(), name, morning()).await
        };
        let names = async || {
            let all = device::list(&db, &teacher, morning()).await.unwrap();
            all.into_iter().map(|it| it.name).collect::<Vec<_>>()
        };
        rename(&first, " Blue 4 ").await.unwrap();
        // Its own name again is no fault.
        rename(&first, "Blue 4").await.unwrap();
        for (name, why) in [
            ("Blue 4", TabletError::NameIsTaken),
            (" ", TabletError::NameLength),
            ("a\u{200f}b", TabletError::HiddenCharacter),
        ] {
            let refused = rename(&second, name).await;
            assert!(
                matches!(&refused, Err(StoreError::Invalid(it)) if *it == why.into()),
                "{name:?}: {refused:?}"
            );
        }
        assert_eq!(names().await, ["Blue 4", "Tablet 2"]);
        // Whose tablet is gone leaves the name to the next.
        device::revoke(&db, &teacher, first.id(), morning())
            .await
            .unwrap();
        rename(&second, "Blue 4").await.unwrap();
        assert_eq!(names().await, ["Blue 4"]);
        let gone = rename(&first, "Red 1").await;
        assert!(matches!(gone, Err(StoreError::NotFound)), "{gone:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_on_a_tablet_is_signed_out_from_the_desk_and_the_tablet_stays() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let teacher = fixture::teacher(&db, small.reed, small.room1).await;
        class::set_open(&db, &teacher, true, morning())
            .await
            .unwrap();
        let (tablet, token) = fixture::tablet(&db, &teacher).await;
        let (_, stay) = fixture::child_in(&db, &tablet, small.milo).await;
        let on_it = async |now| {
            let all = device::list(&db, &teacher, now).await.unwrap();
            all[0].child.clone()
        };
        assert_eq!(on_it(morning()).await.as_deref(), Some("Milo"));
        let tomorrow = morning() + TimeDelta::days(1);
        assert_eq!(on_it(tomorrow).await, None, "the stay of a day ago is over");

        device::sign_out(&db, &teacher, tablet.id(), morning())
            .await
            .unwrap();
        assert_eq!(on_it(morning()).await, None);
        assert!(proof::child(&db, stay.as_str(), morning()).await.is_err());
        assert!(proof::device(&db, token.as_str(), morning()).await.is_ok());

        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        for refused in [
            device::sign_out(&db, &cole, tablet.id(), morning()).await,
            device::rename(&db, &cole, tablet.id(), "Mine", morning()).await,
        ] {
            assert!(matches!(refused, Err(StoreError::NotFound)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adult_is_invited_chooses_a_password_and_comes_in_with_it() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let (visitor, console) = (Visitor::new(), fixture::console());
        let link = signin::invite(&db, &console, " Reed ", morning())
            .await
            .unwrap();
        let short = signin::accept_invite(
            &db,
            &visitor,
            &Browser::default(),
            &link,
            "short",
            morning(),
        )
        .await;
        invalid(short, PasswordError::TooShort);
        for used in ["qwertyuiop", "Password123"] {
            let common =
                signin::accept_invite(&db, &visitor, &Browser::default(), &link, used, morning())
                    .await;
            invalid(common, PasswordError::EasyToGuess);
        }
        let name = signin::find_invited(&db, &visitor, &link, morning())
            .await
            .unwrap();
        assert_eq!(name.as_deref(), Some("reed"));
        let word = "a long sentence";
        let token =
            signin::accept_invite(&db, &visitor, &Browser::default(), &link, word, morning())
                .await
                .unwrap()
                .session;
        let again =
            signin::accept_invite(&db, &visitor, &Browser::default(), &link, word, morning()).await;
        assert!(matches!(again, Err(StoreError::NotFound)));
        let staff = proof::staff(&db, &token, morning()).await.unwrap();
        assert_eq!(staff.person(), small.reed);
        let adult = school::me(&db, &staff).await.unwrap();
        assert_eq!(
            (adult.name.as_str(), adult.role),
            ("Kim Reed", Role::Teacher)
        );
        let token =
            signin::adult_sign_in(&db, &visitor, &Browser::default(), "REED", word, morning())
                .await
                .unwrap()
                .session;
        let staff = proof::staff(&db, &token, morning()).await.unwrap();
        signin::adult_leave(&db, &staff, morning()).await.unwrap();
        assert!(proof::staff(&db, &token, morning()).await.is_err());
        let adults = signin::list_adults(&db, &console).await.unwrap();
        let reed = adults.iter().find(|it| it.username == "reed").unwrap();
        assert!(reed.has_password);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adults_stay_ends_when_idle_and_after_twelve_hours() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let token = fixture::adult_token(&db, small.reed, morning()).await;
        let mut now = morning();
        while now < morning() + limits::account::SESSION_LASTS {
            proof::staff(&db, &token, now).await.unwrap();
            now += TimeDelta::hours(2);
        }
        assert!(proof::staff(&db, &token, now).await.is_err());
        let token = fixture::adult_token(&db, small.reed, morning()).await;
        let idle = morning() + limits::account::SESSION_IDLE + TimeDelta::seconds(1);
        assert!(proof::staff(&db, &token, idle).await.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_an_adults_password_rests_alike_for_known_and_unknown_names() {
    let db = TestDb::sqlite().await;
    fixture::small(&db).await;
    let visitor = Visitor::new();
    for name in ["reed", "nobody"] {
        let mut rests = Vec::new();
        for _ in 0..9 {
            match signin::adult_sign_in(
                &db,
                &visitor,
                &Browser::default(),
                name,
                "a wrong guess",
                morning(),
            )
            .await
            {
                Err(StoreError::Rest { seconds }) => rests.push(seconds),
                Err(StoreError::Invalid(Invalid::SignIn(SignInError::WrongNameOrPassword))) => {}
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(rests, [10; 4]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adult_is_added_by_hand_once() {
    TestDb::each(async |db| {
        fixture::small(&db).await;
        let add = async |username: &str, school: &str, role| {
            let adult = NewAdult {
                school: school.to_owned(),
                username: username.to_owned(),
                given: "Jo".to_owned(),
                family: "Day".to_owned(),
                role,
            };
            signin::add_adult(&db, &fixture::console(), adult, morning()).await
        };
        add("Jo.Day", "cedar", Role::Office).await.unwrap();
        let taken = add("jo.day", "elm", Role::Office).await;
        invalid(taken, AdultError::UsernameIsTaken);
        let nowhere = add("other", "none", Role::Office).await;
        invalid(nowhere, SchoolError::IsUnknown);
        let two = add("two words", "cedar", Role::Office).await;
        invalid(two, AdultError::UsernameIsNoWord);
        let child = add("kid", "cedar", Role::Child).await;
        invalid(child, AdultError::IsAChild);
    })
    .await;
}
