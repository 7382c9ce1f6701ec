//! Assessment scores over HTTP: from the file to the child's page and back.

use crate::support::{Browser, TestApp};
use axum::http::StatusCode;
use domain::{
    AppError,
    assessment::{
        ChildScores, FileError, ImportResult, ImportsPage, Mapping, Preview, ScoreChangeKind,
    },
    ids::PersonId,
    limits,
};
use serde_json::{Value, json};

/// Milo, Ana of another class, and nobody.
const FACTS: &str = "id;date;test;score;Percentile\n1003;2026-09-14;Math facts;12;40\n\
                     2001;2026-09-14;Math facts;9;20\n4711;2026-09-14;Math facts;3;1\n";

pub fn file(text: &str) -> Value {
    json!({ "name": "facts.csv", "text": text })
}

pub async fn seen(desk: &mut Browser<'_>, text: &str) -> Preview {
    let asked = json!({ "file": file(text), "asked": "propose" });
    desk.json("/api/assessment/preview", &asked)
        .await
        .good()
        .await
}

pub async fn commit(desk: &mut Browser<'_>, text: &str, seen: &Preview) -> ImportResult {
    let asked = json!({
        "file": file(text), "preset": seen.preset, "mapping": seen.mapping, "expected": seen.counts,
    });
    desk.json("/api/assessment/commit", &asked)
        .await
        .good()
        .await
}

async fn scores(desk: &mut Browser<'_>, child: PersonId) -> ChildScores {
    let asked = [("child", &*child.to_string())];
    desk.form("/api/assessment/child", &asked)
        .await
        .good()
        .await
}

async fn desk_of(desk: &mut Browser<'_>) -> ImportsPage {
    desk.form("/api/assessment/desk", &[]).await.good().await
}

#[tokio::test]
async fn a_teacher_imports_for_her_class_sees_the_child_s_line_and_undoes_it() {
    TestApp::each(async |app| {
        let small = &app.small;
        let mut reed = app.desk(small.reed).await;
        let preview = seen(&mut reed, FACTS).await;
        assert_eq!(preview.preset.as_deref(), Some("plain"));
        assert_eq!(preview.norms, ["Percentile"]);
        let counts = preview.counts;
        assert_eq!((counts.rows, counts.new, counts.unknown), (3, 1, 2));
        assert_eq!(
            (preview.lines[0].line, preview.lines[0].child.as_str()),
            (2, "Milo Tran")
        );
        assert_eq!(desk_of(&mut reed).await.imports, []);

        let done = commit(&mut reed, FACTS, &preview).await;
        assert_eq!(done, ImportResult::Done { counts });
        let unchanged = seen(&mut reed, FACTS).await;
        let again = commit(&mut reed, FACTS, &unchanged).await;
        assert!(matches!(again, ImportResult::Nothing { .. }), "{again:?}");
        // With what she saw before the first time, it is said what it would do now.
        let late = commit(&mut reed, FACTS, &preview).await;
        let ImportResult::Moved(now) = late else {
            panic!("{late:?}");
        };
        assert_eq!(now.lines[0].what, ScoreChangeKind::Same);

        let found = scores(&mut reed, small.milo).await;
        assert_eq!(found.series[0].marks[0].value.text, "12");
        let page = reed
            .get(&format!("/desk/child/{}", small.milo))
            .await
            .text()
            .await;
        assert!(
            page.contains("Math facts") && page.contains("<svg"),
            "{page}"
        );
        assert!(!page.contains("Percentile"));

        let imports = desk_of(&mut reed).await.imports;
        let id = imports[0].id.to_string();
        let undo = [("import", &*id)];
        let mut cole = app.desk(small.cole).await;
        let refused = cole.form("/api/assessment/undo", &undo).await;
        assert_eq!(refused.status, StatusCode::NOT_FOUND);
        reed.form("/api/assessment/undo", &undo)
            .await
            .good::<()>()
            .await;
        assert_eq!(scores(&mut reed, small.milo).await.series, []);
        assert!(desk_of(&mut reed).await.imports[0].undone_at.is_some());
    })
    .await;
}

#[tokio::test]
async fn no_child_reaches_a_score_by_any_call_or_page() {
    let app = TestApp::sqlite().await;
    let small = &app.small;
    let mut lane = app.desk(small.leader).await;
    let preview = seen(&mut lane, FACTS).await;
    commit(&mut lane, FACTS, &preview).await;
    let mut reed = app.desk(small.reed).await;
    let open = [("class", &*small.room1.to_string()), ("open", "true")];
    reed.form("/api/board/set_open", &open).await;
    let mut tablet = app.tablet(small.reed, small.room1).await;
    crate::child::survey::sign_in(&mut tablet, small.milo).await;
    let own = [("child", &*small.milo.to_string())];
    let asked = tablet.form("/api/assessment/child", &own).await;
    assert_eq!(asked.status, StatusCode::UNAUTHORIZED);
    for path in ["/", "/goals", "/goals/new", "/me", "/survey"] {
        let page = tablet.get(path).await.text().await;
        assert!(!page.contains("Math facts"), "{path}");
    }
    for path in ["/api/plan/mine", "/api/profile/mine", "/api/survey/home"] {
        let said = tablet.form(path, &[]).await.text().await;
        assert!(!said.contains("Math facts"), "{path}");
    }
}

#[tokio::test]
async fn what_can_t_be_read_says_where_and_changes_nothing() {
    let app = TestApp::sqlite().await;
    let mut lane = app.desk(app.small.leader).await;
    for (text, why) in [
        ("", "flaw"),
        ("id,date,test,score\n", "flaw"),
        ("id,date,test,score\n1003,\"2026", "flaw"),
        ("a,b\n1,2\n", "no-preset"),
        ("id,date,test,score\n1003,9/4/2026,Facts,12\n", "choose"),
    ] {
        let preview = seen(&mut lane, text).await;
        assert_eq!(preview.stops[0].why.name(), why, "{text}");
        let done = commit(&mut lane, text, &preview).await;
        assert!(matches!(done, ImportResult::Moved(_)), "{done:?}");
    }
    let mapping = json!({ "child": "id", "scores": [], "rank": "x" });
    let asked = json!({ "file": file(FACTS), "asked": { "mapping": mapping } });
    let refused = lane.json("/api/assessment/preview", &asked).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(desk_of(&mut lane).await.imports, []);
}

#[tokio::test]
async fn a_file_may_be_as_large_as_is_said_and_no_larger_and_other_routes_take_no_file() {
    let app = TestApp::sqlite().await;
    let mut lane = app.desk(app.small.leader).await;
    let note = "n".repeat(100);
    let row = &format!("4711,2026-09-14,Math facts,3,{note}\n");
    let head = "id,date,test,score,note\n";
    let fits = head.to_owned()
        + &row.repeat((limits::assessment::MOST_PAGE_FILE_BYTES - head.len()) / row.len());
    let preview = seen(&mut lane, &fits).await;
    assert_eq!(preview.counts.unknown, preview.counts.rows);
    assert!(preview.refused.len() < preview.counts.refused);
    let rows = "4711,2026-09-14,Math facts,3\n".repeat(limits::assessment::MOST_PAGE_ROWS + 1);
    let preview = seen(&mut lane, &format!("id,date,test,score\n{rows}")).await;
    assert_eq!(
        preview.stops[0].why.name(),
        "flaw",
        "more rows than a page takes"
    );
    let over = fits + row;
    let asked = json!({ "file": file(&over), "asked": "propose" });
    let refused = lane.json("/api/assessment/preview", &asked).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let told: AppError = serde_json::from_str(&refused.text().await).unwrap();
    assert_eq!(told, FileError::IsTooBig.into());
    let huge = json!({ "file": file(&over.repeat(3)), "asked": "propose" });
    let refused = lane.json("/api/assessment/preview", &huge).await;
    assert_eq!(refused.status, StatusCode::PAYLOAD_TOO_LARGE);
    let elsewhere = lane.json("/api/assessment/undo", &asked).await;
    assert_eq!(elsewhere.status, StatusCode::PAYLOAD_TOO_LARGE);
}

/// A mapping with this test's name in it, for hostile names.
pub fn named(test: &str) -> Mapping {
    let cell = |name: &str| json!({ "column": name });
    let score = json!({ "score": "score", "test": { "is": test }, "taken": cell("date"),
        "subject": { "is": test }, "parts": [{ "name": { "is": test }, "score": "more" }] });
    let mapping = json!({ "child": "id", "dates": "year-month-day", "measure": test,
        "scores": [score] });
    serde_json::from_value(mapping).unwrap()
}
