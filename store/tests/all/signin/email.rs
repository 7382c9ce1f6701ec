//! Adults sign in by user name or e-mail, as the roster has them.

use crate::{
    TestDb,
    fixture::console,
    invalid, morning,
    roster::{changed, count, import, whole, without},
};
use domain::{
    roster::{File, School},
    signin::SignInError,
};
use store::{
    Db, Result, StoreError, Token, proof,
    proof::Visitor,
    signin::{self, AdultLine, Browser},
};

const RIVERA: &str = "rivera@riverbend.example";
const BROWN: &str = "brown@riverbend.example";
const WORD: &str = "a long sentence";

/// Cedar Street with something else in its users.
fn users(from: &str, to: &str) -> Vec<School> {
    changed(File::Users, from, to)
}

async fn set_password(db: &Db, name: &str) {
    let link = signin::invite(db, &console(), name, morning())
        .await
        .unwrap();
    signin::accept_invite(
        db,
        &Visitor::new(),
        &Browser::default(),
        &link,
        WORD,
        morning(),
    )
    .await
    .unwrap();
}

async fn sign_in(db: &Db, name: &str, password: &str) -> Result<Token> {
    let (visitor, browser) = (Visitor::new(), Browser::default());
    let signed_in =
        signin::adult_sign_in(db, &visitor, &browser, name, password, morning()).await?;
    Ok(signed_in.session)
}

/// Whoever comes in by this name.
async fn who(db: &Db, name: &str) -> AdultLine {
    let token = sign_in(db, name, WORD).await.unwrap();
    let staff = proof::staff(db, &token, morning()).await.unwrap();
    let adults = signin::list_adults(db, &console()).await.unwrap();
    let mut adults = adults.into_iter();
    adults.find(|it| it.person == staff.person()).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_adult_is_invited_and_comes_in_by_e_mail() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let link = signin::invite(&db, &console(), " Rivera@Riverbend.example ", morning())
            .await
            .unwrap();
        let visitor = Visitor::new();
        let name = signin::find_invited(&db, &visitor, &link, morning())
            .await
            .unwrap();
        assert_eq!(name.as_deref(), Some("rivera"));
        signin::accept_invite(&db, &visitor, &Browser::default(), &link, WORD, morning())
            .await
            .unwrap();
        for name in ["RIVERA@riverbend.example ", "rivera"] {
            assert_eq!(who(&db, name).await.username, "rivera", "{name}");
        }
        let other = sign_in(&db, BROWN, WORD).await;
        invalid(other, SignInError::WrongNameOrPassword);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_e_mail_that_two_adults_share_lets_nobody_in_until_it_is_one_adults_again() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        set_password(&db, "rivera").await;
        import(&db, users(BROWN, RIVERA)).await;
        let refused = sign_in(&db, RIVERA, WORD).await;
        invalid(refused, SignInError::WrongNameOrPassword);
        let refused = signin::invite(&db, &console(), RIVERA, morning()).await;
        assert!(matches!(refused, Err(StoreError::NotFound)));
        assert_eq!(who(&db, "rivera").await.username, "rivera");
        import(&db, whole()).await;
        assert_eq!(who(&db, RIVERA).await.username, "rivera");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_user_name_goes_before_an_e_mail_of_the_same_letters() {
    TestDb::each(async |db| {
        let brown = format!("teacher,{RIVERA},");
        import(&db, users("teacher,brown,", &brown)).await;
        set_password(&db, RIVERA).await;
        assert_eq!(who(&db, RIVERA).await.name, "Denise Brown");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_has_only_an_e_mail_is_called_by_it() {
    TestDb::each(async |db| {
        import(&db, users("teacher,rivera,", "teacher,,")).await;
        let link = signin::invite(&db, &console(), RIVERA, morning())
            .await
            .unwrap();
        let name = signin::find_invited(&db, &Visitor::new(), &link, morning()).await;
        assert_eq!(name.unwrap().as_deref(), Some(RIVERA));
        signin::accept_invite(
            &db,
            &Visitor::new(),
            &Browser::default(),
            &link,
            WORD,
            morning(),
        )
        .await
        .unwrap();
        assert_eq!(who(&db, RIVERA).await.username, RIVERA);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_by_user_name_and_by_e_mail_count_together() {
    let db = TestDb::sqlite().await;
    import(&db, whole()).await;
    set_password(&db, "rivera").await;
    for name in ["rivera", RIVERA, "rivera", RIVERA, "rivera"] {
        let wrong = sign_in(&db, name, "a wrong guess").await;
        invalid(wrong, SignInError::WrongNameOrPassword);
    }
    for name in ["rivera", RIVERA] {
        let rests = sign_in(&db, name, WORD).await;
        assert!(matches!(rests, Err(StoreError::Rest { seconds: 10 })));
    }
}

#[tokio::test]
async fn an_import_follows_e_mails_and_forgets_those_of_who_is_gone() {
    TestDb::each(async |db| {
        import(&db, whole()).await;
        let has = async |email: &str| {
            let sql = format!("SELECT COUNT(*) FROM person WHERE email = '{email}'");
            count(&db, &sql).await
        };
        let other = || users(RIVERA, "M.Rivera@Riverbend.example");
        assert_eq!(import(&db, other()).await.rows(), 1);
        assert_eq!(has(RIVERA).await, 0);
        assert_eq!(has("m.rivera@riverbend.example").await, 1);
        assert_eq!(import(&db, other()).await.rows(), 0);
        import(&db, users("tch-brown,,,true", "tch-brown,,,false")).await;
        assert_eq!(has(BROWN).await, 0, "the account is off");
        import(&db, whole()).await;
        assert_eq!(has(BROWN).await, 1);
        import(&db, without("tch-brown")).await;
        assert_eq!(has(BROWN).await, 0, "not in the files");
        import(&db, whole()).await;
        assert_eq!(has(BROWN).await, 1);
    })
    .await;
}
