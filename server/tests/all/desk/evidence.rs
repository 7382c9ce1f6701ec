//! What shows how a goal goes, over HTTP: brought once, shown to who may, and taken back.

use crate::{
    child::survey::{act, send, sign_in},
    support::{Answer, Browser, TestApp},
};
use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use domain::{
    event::{Op, Outcome},
    evidence::{EvidenceState, GoalEvidence, Kind, MyEvidence, Starter},
    ids::{EvidenceId, GoalId, PersonId},
    limits,
    plan::Goal,
    signin::Me,
};
use serde_json::json;
use store::{proof::Teacher, testing::fixture};

/// As small as a JPEG may begin.
const JPEG: &[u8] = &[0xff, 0xd8, 0xff, 0xe0, 0, 16, b'J', b'F', b'I', b'F', 0, 1];

fn piece(app: &TestApp, goal: GoalId, kind: Kind) -> EvidenceState {
    EvidenceState {
        evidence: EvidenceId(app.db.ids().uuid()),
        goal,
        kind,
        rev: 1,
        on: app.now().date_naive(),
        starter: (kind == Kind::Sentence).then(|| Starter {
            book: 3,
            id: "can-now".to_owned(),
        }),
        taken_back: false,
    }
}

async fn say(app: &TestApp, tablet: &mut Browser<'_>, me: &Me, piece: &EvidenceState) -> Outcome {
    let piece = piece.clone();
    let event = act(app, me, 1, Op::ShowEvidence { piece });
    send(tablet, &[event]).await.receipts.remove(0).outcome
}

async fn bring(tablet: &mut Browser<'_>, id: EvidenceId, bytes: &[u8]) -> Answer {
    let path = format!("/api/v1/evidence/{id}");
    let body = Body::from(bytes.to_vec());
    tablet
        .send(Method::POST, &path, "application/octet-stream", body)
        .await
}

/// A photo of a child's goal, said and brought.
pub async fn photo(app: &TestApp, tablet: &mut Browser<'_>, me: &Me, goal: GoalId) -> EvidenceId {
    let piece = piece(app, goal, Kind::Photo);
    assert_eq!(say(app, tablet, me, &piece).await, Outcome::Accepted);
    let brought = bring(tablet, piece.evidence, JPEG).await;
    assert_eq!(brought.status, StatusCode::NO_CONTENT);
    piece.evidence
}

/// Milo with a living goal, signed in on a tablet.
async fn milo(app: &TestApp) -> (Browser<'_>, Browser<'_>, Me, Goal) {
    let small = &app.small;
    crate::desk::plan::term(app).await;
    let class = small.room1.to_string();
    let mut desk = app.desk(small.reed).await;
    let open = [("class", class.as_str()), ("open", "true")];
    desk.form("/api/board/set_open", &open).await;
    let goal = crate::desk::plan::give(&mut desk, &class, &[small.milo], "I ask for help")
        .await
        .remove(0);
    let mut tablet = app.tablet(small.reed, small.room1).await;
    let me = sign_in(&mut tablet, small.milo).await;
    (desk, tablet, me, goal)
}

async fn mine(tablet: &mut Browser<'_>) -> MyEvidence {
    tablet.form("/api/evidence/mine", &[]).await.good().await
}

#[tokio::test]
async fn a_photo_is_kept_once_shown_safely_and_gone_when_it_is_taken_back() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me, goal) = milo(&app).await;
        let photo = piece(&app, goal.id, Kind::Photo);
        let address = format!("/evidence/{}", photo.evidence);
        // The picture before the word of it: to be brought again.
        let early = bring(&mut tablet, photo.evidence, JPEG).await;
        assert_eq!(early.status, StatusCode::NOT_FOUND);
        assert_eq!(say(&app, &mut tablet, &me, &photo).await, Outcome::Accepted);
        assert!(!mine(&mut tablet).await.pieces[0].has_picture);
        for _ in 0..2 {
            let brought = bring(&mut tablet, photo.evidence, JPEG).await;
            assert_eq!(brought.status, StatusCode::NO_CONTENT);
        }
        let another = [JPEG, b"more"].concat();
        let another = bring(&mut tablet, photo.evidence, &another).await;
        assert_eq!(another.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(mine(&mut tablet).await.pieces[0].has_picture);

        for browser in [&mut tablet, &mut desk] {
            let shown = browser.get(&address).await;
            assert_eq!(shown.status, StatusCode::OK);
            assert_eq!(shown.header("content-type"), "image/jpeg");
            assert_eq!(shown.header("cache-control"), "no-store");
            assert_eq!(shown.header("x-content-type-options"), "nosniff");
            let policy = shown.header("content-security-policy");
            assert_eq!(policy, "default-src 'none'; sandbox");
            assert_eq!(shown.bytes().await, JPEG);
        }
        let asked = [("child", &*me.child.to_string())];
        let seen = desk.form("/api/evidence/of_child", &asked).await;
        let seen: Vec<GoalEvidence> = seen.good().await;
        assert_eq!(seen[0].pieces[0].evidence, photo.evidence);

        assert_eq!(
            say(&app, &mut tablet, &me, &photo.back()).await,
            Outcome::Accepted
        );
        assert!(mine(&mut tablet).await.pieces.is_empty());
        for browser in [&mut tablet, &mut desk] {
            assert_eq!(browser.get(&address).await.status, StatusCode::NOT_FOUND);
        }
        // Brought late once more: taken, and dropped.
        let late = bring(&mut tablet, photo.evidence, JPEG).await;
        assert_eq!(late.status, StatusCode::NO_CONTENT);
        assert_eq!(tablet.get(&address).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_no_small_picture_of_this_tablet_is_not_kept() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me, goal) = milo(&app).await;
        let photo = piece(&app, goal.id, Kind::Photo);
        say(&app, &mut tablet, &me, &photo).await;
        let mut big = JPEG.to_vec();
        big.resize(limits::evidence::MOST_PICTURE_BYTES + 1, 0);
        let tagged = [JPEG, b"Exif\0\0"].concat();
        for bytes in [big.as_slice(), &tagged, b"<svg onload=alert(1)>", b""] {
            let refused = bring(&mut tablet, photo.evidence, bytes).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let mut huge = JPEG.to_vec();
        huge.resize(300 * 1024, 0);
        let refused = bring(&mut tablet, photo.evidence, &huge).await;
        assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
        let mut other = app.tablet(app.small.reed, app.small.room1).await;
        let refused = bring(&mut other, photo.evidence, JPEG).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        let refused = bring(&mut desk, photo.evidence, JPEG).await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert!(!mine(&mut tablet).await.pieces[0].has_picture);
    })
    .await;
}

#[tokio::test]
async fn a_child_says_it_by_picture_and_the_teacher_writes_beside() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me, goal) = milo(&app).await;
        let sentence = piece(&app, goal.id, Kind::Sentence);
        assert_eq!(
            say(&app, &mut tablet, &me, &sentence).await,
            Outcome::Accepted
        );
        let write = async |desk: &mut Browser<'_>, text: &str| {
            let (child, goal) = (me.child.to_string(), goal.id.to_string());
            let fields = [("child", &*child), ("goal", &*goal), ("sentence", text)];
            desk.form("/api/evidence/write", &fields).await.status
        };
        let evil = "</textarea><script>alert(6)</script>";
        assert_eq!(write(&mut desk, evil).await, StatusCode::OK);
        let empty = write(&mut desk, " ").await;
        assert_eq!(empty, StatusCode::UNPROCESSABLE_ENTITY);
        let long = write(&mut desk, &"a".repeat(301)).await;
        assert_eq!(long, StatusCode::UNPROCESSABLE_ENTITY);
        let pieces = mine(&mut tablet).await.pieces;
        let said: Vec<_> = pieces
            .iter()
            .map(|it| {
                let text = it.sentence.as_ref().unwrap().text.get(domain::Lang::En);
                (text.to_owned(), it.by.clone())
            })
            .collect();
        assert!(said.contains(&("I can do this now.".to_owned(), None)));
        assert!(said.contains(&(evil.to_owned(), Some("Kim Reed".to_owned()))));
        let mut page = desk.headers.clone();
        page.insert("accept", "text/html".parse().unwrap());
        desk.headers = page;
        let page = desk.get(&format!("/desk/child/{}/plan", me.child)).await;
        assert!(!page.text().await.contains("<script>alert(6)"));
        // An adult's sentence is not the child's to take back.
        let written = pieces.iter().find(|it| it.by.is_some()).unwrap();
        let mut taken = sentence.back();
        taken.evidence = written.evidence;
        let refused = say(&app, &mut tablet, &me, &taken).await;
        assert!(matches!(refused, Outcome::Rejected { .. }));
        let unknown = EvidenceState {
            starter: Some(Starter {
                book: 3,
                id: "no-such".to_owned(),
            }),
            ..piece(&app, goal.id, Kind::Sentence)
        };
        let refused = say(&app, &mut tablet, &me, &unknown).await;
        assert!(matches!(refused, Outcome::Rejected { .. }));
        let json = json!({ "events": [] });
        let still = tablet.json("/api/v1/events", &json).await;
        assert_eq!(still.status, StatusCode::OK);
    })
    .await;
}

/// What a teacher shows of a goal.
pub async fn taken(app: &TestApp, teacher: &Teacher, child: PersonId, goal: GoalId) -> EvidenceId {
    let (bytes, now) = (JPEG.to_vec(), app.now());
    let kept =
        store::evidence::insert_photo(&app.db, teacher, child, goal, bytes, now.date_naive(), now);
    kept.await.unwrap()
}

#[tokio::test]
async fn a_teachers_photo_stands_with_the_childs_goal_until_the_teacher_takes_it_back() {
    TestApp::each(async |app| {
        let (mut desk, mut tablet, me, goal) = milo(&app).await;
        let address = format!("/desk/child/{}/goal/{}/photo", me.child, goal.id);
        let bring = async |desk: &mut Browser<'_>, address: &str, bytes: &[u8]| {
            let (kind, body) = ("application/octet-stream", Body::from(bytes.to_vec()));
            desk.send(Method::POST, address, kind, body).await
        };
        let id: EvidenceId = bring(&mut desk, &address, JPEG).await.good().await;
        // An answer was lost: the same once more.
        let again: EvidenceId = bring(&mut desk, &address, JPEG).await.good().await;
        assert_eq!(again, id);
        let pieces = mine(&mut tablet).await.pieces;
        assert_eq!((pieces.len(), pieces[0].mine), (1, false));
        assert_eq!(pieces[0].by.as_deref(), Some("Kim Reed"));
        let picture = format!("/evidence/{id}");
        for browser in [&mut tablet, &mut desk] {
            assert_eq!(browser.get(&picture).await.bytes().await, JPEG);
        }

        let no_picture = bring(&mut desk, &address, b"<svg>").await;
        assert_eq!(no_picture.status, StatusCode::UNPROCESSABLE_ENTITY);
        let small = &app.small;
        let of_another = format!("/desk/child/{}/goal/{}/photo", small.sofia_garcia, goal.id);
        let refused = bring(&mut desk, &of_another, JPEG).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        for other in [small.leader, small.cole] {
            let mut other = app.desk(other).await;
            let refused = bring(&mut other, &address, JPEG).await;
            assert_eq!(refused.status, StatusCode::NOT_FOUND);
        }
        let signed_out = bring(&mut tablet, &address, JPEG).await;
        assert_eq!(signed_out.status, StatusCode::UNAUTHORIZED);

        // The child's own is not the teacher's to take back, nor a colleague's.
        let own = photo(&app, &mut tablet, &me, goal.id).await;
        let second = fixture::one_more_teacher(&app.db, small.cedar, small.room1).await;
        let mut second = app.desk(second).await;
        let back = async |desk: &mut Browser<'_>, id: EvidenceId| {
            let (child, id) = (me.child.to_string(), id.to_string());
            let asked = [("child", child.as_str()), ("evidence", id.as_str())];
            desk.form("/api/evidence/take_back", &asked).await.status
        };
        assert_eq!(back(&mut desk, own).await, StatusCode::NOT_FOUND);
        assert_eq!(back(&mut second, id).await, StatusCode::NOT_FOUND);
        assert_eq!(back(&mut desk, id).await, StatusCode::OK);
        assert_eq!(desk.get(&picture).await.status, StatusCode::NOT_FOUND);
        let pieces = mine(&mut tablet).await.pieces;
        assert_eq!((pieces.len(), pieces[0].mine), (1, true));
    })
    .await;
}
