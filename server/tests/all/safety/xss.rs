//! What people type or a roster brings is shown as text, whatever it looks like.

use crate::support::{Browser, TestApp};
use axum::http::StatusCode;
use domain::plan::template::Adapted;
use serde_json::json;
use server::import;
use std::{fs, path::Path};
use store::{proof::Office, signin};

/// What attackers write into names. No commas, quotes are doubled for CSV.
const CORPUS: [&str; 9] = [
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    "\"><svg onload=alert(4)>",
    "'-alert(5)-'",
    "</textarea><script>alert(6)</script>",
    "<!--<script>alert(7)",
    "</title><b>bold</b>",
    "{{7*7}}${7*7}<%= 7*7 %>",
];

/// What must not be in a page as it is written; the page's own text areas end as they begin.
const RAW: [&str; 6] = [
    "<script>alert",
    "<img src=x",
    "<svg onload",
    "<b>bold",
    "<!--<script>",
    "</title><b>",
];

fn assert_written_as_text(page: &str, whose: &str) {
    for raw in RAW {
        assert!(!page.contains(raw), "{raw} in {whose}:\n{page}");
    }
    let areas = |tag: &str| page.matches(tag).count();
    assert_eq!(
        areas("<textarea "),
        areas("</textarea>"),
        "{whose}:\n{page}"
    );
}

fn hostile_roster(dir: &Path, evil: &str) {
    let quoted = format!("\"{}\"", evil.replace('"', "\"\""));
    let files = [
        (
            "orgs.csv",
            format!(
                "sourcedId,status,name,type,identifier,parentSourcedId\norg,,{quoted},school,1,\n"
            ),
        ),
        (
            "academicSessions.csv",
            "sourcedId,status,title,type,startDate,endDate,parentSourcedId,schoolYear\n\
             t1,,Term 1,gradingPeriod,2026-08-24,2027-06-11,,2027\n"
                .to_owned(),
        ),
        (
            "classes.csv",
            format!(
                "sourcedId,status,title,grades,courseSourcedId,classType,schoolSourcedId,\
                 termSourcedIds\nroom,,{quoted},02,,homeroom,org,t1\n"
            ),
        ),
        (
            "users.csv",
            format!(
                "sourcedId,status,enabledUser,orgSourcedIds,role,username,givenName,familyName,\
                 grades\nt1,,true,org,teacher,teacher,{quoted},{quoted},\n\
                 c1,,true,org,student,,{quoted},One,02\nc2,,true,org,student,,{quoted},{quoted},02\n"
            ),
        ),
        (
            "enrollments.csv",
            "sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role,primary\n\
             e1,,room,org,t1,teacher,true\ne2,,room,org,c1,student,\ne3,,room,org,c2,student,\n"
                .to_owned(),
        ),
    ];
    for (name, text) in files {
        fs::write(dir.join(name), text).unwrap();
    }
}

#[tokio::test]
async fn hostile_names_of_a_roster_are_shown_as_text_on_every_page() {
    for evil in CORPUS {
        let app = TestApp::sqlite().await;
        let dir = tempfile::tempdir().unwrap();
        hostile_roster(dir.path(), evil);
        let mut report = Vec::new();
        let (options, bar) = (import::Options::default(), import::bar());
        let imported =
            import::oneroster(&app.db, dir.path(), options, app.now(), &bar, &mut report).await;
        let report = String::from_utf8(report).unwrap();
        assert!(imported.is_ok(), "{evil}: {report}");

        let office = Office::at_the_console();
        let adults = signin::list_adults(&app.db, &office).await.unwrap();
        let teacher = adults.iter().find(|it| it.username == "teacher").unwrap();
        let mut desk = app.desk(teacher.person).await;
        let me = desk.form("/api/school/me", &[]).await;
        let me: domain::school::Adult = me.good().await;
        let class = me.classes[0].id;
        let of_class = [("class", &*class.to_string())];
        let board = desk.form("/api/board/board", &of_class).await;
        let board: domain::board::Board = board.good().await;
        desk.form("/api/board/set_open", &[of_class[0], ("open", "true")])
            .await;
        let child = board.children[0].child;

        let quoted = format!("\"{}\"", evil.replace('"', "\"\""));
        let mut scored = vec!["/desk/scores".to_owned()];
        let mut goal = crate::desk::plan::draft(evil);
        goal.why = evil.to_owned();
        goal.steps[0].title = evil.to_owned();
        goal.daily[0].title = domain::plan::Text::Own(evil.to_owned());
        let given = json!({ "class": class, "children": [child], "draft": goal });
        let given = desk.json("/api/plan/give_goal", &given).await;
        assert_eq!(given.status, StatusCode::OK);

        let framework = format!(
            "humanCodingScheme,fullStatement,childStatement_en,childStatement_es,CFItemType,parent,\
             educationLevel\nH,{0},{0},{0},Domain,,\n{0},{0},{0},{0},Competency,H,01\n",
            format!("\"{}\"", evil.replace('"', "\"\""))
        );
        let (framework, said) = domain::competency::read_framework(framework.as_bytes(), evil);
        assert!(!said.stop, "{said:?}");
        let given = store::competency::NamedFramework::new(evil, framework).unwrap();
        let taken = store::competency::apply_all(&app.db, &office, None, given, app.now()).await;
        taken.unwrap();
        let all = desk.form("/api/competency/list", &[]).await;
        let all: Vec<domain::competency::Competency> = all.good().await;
        let said = json!({ "competency": all[0].id, "level": "learning", "seen": "work",
            "note": evil, "on": app.now().date_naive() });
        let said = json!({ "child": child, "draft": said });
        let said = desk.json("/api/competency/set_level", &said).await;
        assert_eq!(said.status, StatusCode::OK);
        goal.competency = Some(all[0].id);
        let aimed = json!({ "class": class, "children": [child], "draft": goal });
        let aimed = desk.json("/api/plan/give_goal", &aimed).await;
        assert_eq!(aimed.status, StatusCode::OK);
        // The roster gives no identifiers: a sourcedId finds the child.
        let rows = format!("id,date,score,more,{quoted}\nc1,2026-09-14,3,4,{quoted}\n");
        let file = json!({ "name": evil, "text": rows });
        let mapping = crate::desk::assessment::named(evil);
        let asked = json!({ "file": file, "asked": { "mapping": mapping } });
        let seen = desk.json("/api/assessment/preview", &asked).await;
        let seen: domain::assessment::Preview = seen.good().await;
        assert_eq!(seen.counts.new, 1, "{:?}", seen.stops);
        let brought = json!({ "file": file, "preset": evil, "mapping": mapping,
            "expected": seen.counts });
        let brought = desk.json("/api/assessment/commit", &brought).await;
        assert!(brought.text().await.contains("done"));
        let of_children = board.children.iter().map(|it| it.child);
        for child in of_children {
            scored.push(format!("/desk/child/{child}"));
        }

        let mut keeps = office_writes(&app, evil).await;
        let of_child = [("child", &*child.to_string())];
        let plan = desk.form("/api/plan/child_plan", &of_child).await;
        let plan: domain::plan::ChildPlan = plan.good().await;
        let plan = plan.page.unwrap().plan.id;
        for (section, written) in [
            ("pathways", json!({ "kind": "text", "text": evil })),
            (
                "reflection",
                json!({ "kind": "voice", "chosen": [], "text": evil }),
            ),
            (
                "involved",
                json!({ "kind": "people", "people": [{ "name": evil, "part": "family" }] }),
            ),
        ] {
            let asked = json!({ "child": child, "plan": plan, "section": section,
                "expected": 0, "written": written });
            let wrote = desk.json("/api/plan/write_section", &asked).await;
            assert_eq!(wrote.status, StatusCode::OK, "{evil} in {section}");
        }

        let mut tablet = app.tablet(teacher.person, class).await;
        let mut pages = vec![tablet.get("/").await.text().await];
        let secrets = desk.form("/api/signin/secrets", &of_class).await;
        let secrets: Vec<domain::signin::ChildSecret> = secrets.good().await;
        let own = secrets.into_iter().find(|it| it.child == child).unwrap();
        crate::child::survey::try_pictures(&mut tablet, child, &own.secret.into()).await;
        pages.push(tablet.get("/").await.text().await);
        pages.push(tablet.get("/goals").await.text().await);
        for path in [
            "/desk".to_owned(),
            format!("/desk/class/{class}"),
            format!("/desk/class/{class}/tablets"),
            format!("/desk/class/{class}/pictures"),
            format!("/desk/child/{child}"),
            format!("/desk/class/{class}/plans"),
            format!("/desk/child/{child}/plan"),
            format!("/desk/class/{class}/competencies"),
            format!("/desk/class/{class}/competencies?domain=all"),
            format!("/desk/child/{child}/competencies"),
        ] {
            pages.push(desk.get(&path).await.text().await);
        }
        for path in scored {
            pages.push(desk.get(&path).await.text().await);
        }

        for path in ["/desk/school", "/desk/school/calendar"] {
            pages.push(keeps.get(path).await.text().await);
        }
        for (n, page) in pages.iter().enumerate() {
            assert_written_as_text(page, &format!("{evil} on page {n}"));
        }
        let shown = pages
            .iter()
            .filter(|page| page.contains("7*7") || page.contains("alert"));
        let visible = evil.contains("bold") || shown.count() >= 5;
        assert!(visible, "the name is on the pages, as text: {evil}");
    }
}

/// The form of plans, a term and a day off, all with titles of an attacker's.
async fn office_writes<'a>(app: &'a TestApp, evil: &str) -> Browser<'a> {
    let console = Office::at_the_console();
    let adult = signin::NewAdult {
        school: "org".to_owned(),
        username: "office".to_owned(),
        given: "Ode".to_owned(),
        family: "Diaz".to_owned(),
        role: domain::school::Role::Office,
    };
    signin::add_adult(&app.db, &console, adult, app.now())
        .await
        .unwrap();
    let adults = signin::list_adults(&app.db, &console).await.unwrap();
    let office = adults.iter().find(|it| it.username == "office").unwrap();
    let mut desk = app.desk(office.person).await;
    let forms = server::bundled::plan_templates::load().unwrap();
    let mut own = Adapted::of(&forms[2].template);
    evil.clone_into(&mut own.sections[3].title.en);
    evil.clone_into(&mut own.sections[3].title.es);
    let set = json!({ "adapted": own, "wait": false, "expected": 0 });
    let set = desk.json("/api/school/set_form", &set).await;
    assert_eq!(set.status, StatusCode::OK, "{evil}");
    let term = json!({ "id": null, "title": evil, "begins": "2028-01-03", "ends": "2028-03-03" });
    let set = desk
        .json("/api/school/set_terms", &json!({ "own": [term] }))
        .await;
    assert_eq!(set.status, StatusCode::OK, "{evil}");
    let off = json!({ "list": format!("2028-02-01 {evil}") });
    let set = desk.json("/api/school/import_days_off", &off).await;
    assert_eq!(set.status, StatusCode::OK, "{evil}");
    desk
}

#[tokio::test]
async fn hostile_addresses_and_fields_come_back_as_text_or_not_at_all() {
    let app = TestApp::sqlite().await;
    let mut desk = app.desk(app.small.reed).await;
    for evil in CORPUS {
        let encoded: String = evil.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for path in [
            format!("/{encoded}"),
            format!("/desk/class/{encoded}"),
            format!("/desk/child/{encoded}"),
            format!("/desk/welcome/{encoded}"),
            format!("/desk/sign-in?to={encoded}"),
            format!("/?{encoded}={encoded}"),
            format!("/live/{encoded}/tiles"),
        ] {
            let page = desk.get(&path).await;
            assert!(!page.status.is_server_error(), "{path}");
            let page = page.text().await;
            assert_written_as_text(&page, &path);
        }
        let mut nobody = app.browser();
        for (path, fields) in [
            ("/api/device/enrol", vec![("code", evil)]),
            (
                "/api/signin/adult",
                vec![("name", evil), ("password", evil), ("to", evil)],
            ),
            (
                "/api/signin/accept_invite",
                vec![("token", evil), ("password", evil), ("again", evil)],
            ),
        ] {
            let answer = nobody.form(path, &fields).await;
            assert!(!answer.status.is_server_error(), "{path}");
            assert!(answer.header("content-type").contains("json"), "{path}");
            assert!(!answer.text().await.contains(evil), "{path}");
        }
    }
}

/// Leptos 0.8 does not escape what stands in a text area, so only one part may make them.
#[test]
fn text_areas_are_made_in_one_place() {
    let app = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../app/src"));
    let mut left = vec![app.to_owned()];
    while let Some(dir) = left.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                left.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap_or_default();
            let is_ours = path.starts_with(app.join("ui"));
            let raw = text.contains("<textarea") || text.contains("inner_html");
            assert!(is_ours || !raw, "{} writes raw HTML", path.display());
        }
    }
}
