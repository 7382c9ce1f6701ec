//! Who gets what, route by route (S1), and that another's thing answers as one that is not there
//! (S2). A route that is not in this table fails the first test.

use crate::support::{Answer, Browser, TestApp};
use axum::http::StatusCode;
use chrono::TimeDelta;
use domain::{
    assessment::{Counts, ImportsPage, Mapping},
    device::Tablet,
    ids::{ClassId, PersonId},
    plan::Goal,
    survey::Home,
};
use leptos::server_fn::axum::server_fn_paths;
use serde_json::{Value, json};
use server::{
    router::{DEVELOPMENT_ROUTES, ROUTES},
    routes::pages::PAGES,
};
use std::{
    collections::BTreeSet,
    fs::{self, Permissions},
    os::unix::fs::PermissionsExt as _,
};
use store::{
    proof::Teacher,
    testing::{fixture, morning},
};

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Who {
    Stranger,
    /// A tablet of Room 1.
    Tablet,
    /// Milo, on a tablet of Room 1.
    Milo,
    /// Ana, on a tablet of Room 2.
    Ana,
    /// Leo of the other school.
    Leo,
    /// Teaches Room 1.
    Reed,
    /// Teaches Room 2.
    Cole,
    /// Teaches at the other school.
    Park,
    /// Leads the school.
    Lane,
    /// Works in its office.
    Ode,
    /// Reed, signed out.
    Gone,
    /// Reed, whose session is as old as it may get.
    Expired,
    /// A tablet of Room 1 that was taken out.
    TakenOut,
    /// Milo's tablet after the class was closed.
    AfterClass,
}

use Who::{
    AfterClass, Ana, Cole, Expired, Gone, Lane, Leo, Milo, Ode, Park, Reed, Stranger,
    Tablet as OneTablet, TakenOut,
};

const ALL: [Who; 14] = [
    Stranger, TakenOut, Gone, Expired, Leo, Ana, Park, Cole, Ode, Lane, OneTablet, Milo,
    AfterClass, Reed,
];
const ADULTS: &[Who] = &[Reed, Cole, Park, Lane, Ode];
const CHILDREN: &[Who] = &[Milo, Ana, Leo];
const TABLETS: &[Who] = &[OneTablet, Milo, Ana, Leo, AfterClass];

/// What is asked about: a class, a child in it, a tablet of it, its survey, a goal of the child in
/// the term before with its step.
#[derive(Clone, Debug)]
struct Thing {
    /// The child's teacher.
    adult: String,
    class: String,
    child: String,
    tablet: String,
    run: String,
    goal: String,
    step: String,
    /// A competency of its school, and what was said of the child's level.
    competency: String,
    level: String,
    /// By the child's teacher, of a score of the child.
    import: String,
    /// The child's plan of this term.
    plan: String,
    /// A photo of the child's.
    evidence: String,
    /// With the child in it, made today.
    group: String,
    /// Tried with the child.
    intervention: String,
    /// What the child's teacher shows of the goal.
    written: String,
    /// What the child's teacher saw the child do.
    observation: String,
    /// Another class of the school, and a child there that is archived.
    other_class: String,
    archived: String,
    /// Another record of the child's school.
    other_record: String,
}

enum Asks {
    Form(fn(&Thing) -> Vec<(&'static str, String)>),
    Json(fn(&Thing) -> Value),
    Get,
    /// A page: what counts is whether Milo's name is on it.
    Page,
}

use Asks::{Form, Get, Json, Page};

struct Line {
    route: &'static str,
    asks: Asks,
    may: &'static [Who],
}

impl Line {
    /// Whether it asks for one thing rather than another.
    fn is_about(&self, one: &Thing, other: &Thing) -> bool {
        match self.asks {
            Form(fields) => fields(one) != fields(other),
            Json(body) => body(one) != body(other),
            Get | Page => ["{class}", "{child}", "{evidence}"]
                .iter()
                .any(|it| self.route.contains(it)),
        }
    }
}

const fn line(route: &'static str, asks: Asks, may: &'static [Who]) -> Line {
    Line { route, asks, may }
}

const NONE: Asks = Form(|_| Vec::new());
const OF_CLASS: Asks = Form(|it| vec![("class", it.class.clone())]);
const OF_CHILD: Asks = Form(|it| vec![("child", it.child.clone())]);
const OF_TWO: Asks = Form(|it| {
    vec![
        ("keep", it.child.clone()),
        ("gone", it.other_record.clone()),
    ]
});
const OF_GOAL: Asks = Form(|it| of_goal(it, &[]));

fn of_goal(it: &Thing, more: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut fields = vec![("child", it.child.clone()), ("goal", it.goal.clone())];
    fields.extend(
        more.iter()
            .map(|(name, value)| (*name, (*value).to_owned())),
    );
    fields
}

fn of_group(it: &Thing, more: &[(&'static str, &str)]) -> Vec<(&'static str, String)> {
    let mut fields = vec![("class", it.class.clone()), ("group", it.group.clone())];
    let more = more
        .iter()
        .map(|(name, value)| (*name, (*value).to_owned()));
    fields.extend(more);
    fields
}

/// Anyone may guess; what becomes of it is told in `guessing`.
const GUESSES: [&str; 4] = [
    "POST /api/device/enrol",
    "POST /api/signin/adult",
    "POST /api/signin/accept_invite",
    "POST /api/signin/change_password",
];

/// The whole table. `&ALL`: public, and says nothing about anyone.
const TABLE: &[Line] = &[
    line("POST /api/adult/list", NONE, &[Ode]),
    line(
        "POST /api/adult/add",
        Json(|_| {
            json!({ "adult": {
                "given": "Jo", "family": "Day", "username": "jday", "role": "teacher"
            } })
        }),
        &[Ode],
    ),
    line(
        "POST /api/adult/invite",
        Form(|it| vec![("person", it.adult.clone())]),
        &[Ode],
    ),
    line(
        "POST /api/adult/set_disabled",
        Form(|it| {
            vec![
                ("person", it.adult.clone()),
                ("disabled", "false".to_owned()),
            ]
        }),
        &[Ode],
    ),
    line("POST /api/assessment/desk", NONE, ADULTS),
    // Whose children are matched is told in `assessment`.
    line(
        "POST /api/assessment/preview",
        Json(|_| of_file(None)),
        ADULTS,
    ),
    line(
        "POST /api/assessment/commit",
        Json(|_| of_file(Some(crate::desk::assessment::named("Facts")))),
        ADULTS,
    ),
    line(
        "POST /api/assessment/undo",
        Form(|it| vec![("import", it.import.clone())]),
        &[Reed, Lane, Ode],
    ),
    line("POST /api/assessment/child", OF_CHILD, &[Reed, Lane]),
    line("POST /api/board/board", OF_CLASS, &[Reed, Lane]),
    line("POST /api/board/quiet", OF_CLASS, &[Reed, Lane]),
    line(
        "POST /api/board/set_seats",
        Json(|it| {
            let seat = json!({ "child": it.child, "row": 0, "column": 3 });
            json!({ "class": it.class, "seats": [seat] })
        }),
        &[Reed],
    ),
    line(
        "POST /api/board/projector",
        Form(|it| vec![("class", it.class.clone()), ("names", "true".to_owned())]),
        &[Reed, Lane],
    ),
    line("POST /api/board/offer", OF_CLASS, &[Reed, Lane]),
    line("POST /api/board/aimed", OF_CLASS, &[Reed, Lane]),
    line(
        "POST /api/board/set_open",
        Form(|it| vec![("class", it.class.clone()), ("open", "true".to_owned())]),
        &[Reed],
    ),
    line(
        "POST /api/board/start_survey",
        Json(|it| json!({ "class": it.class, "start": { "whole": false, "chosen": [] } })),
        &[Reed],
    ),
    line("POST /api/board/stop_survey", OF_CLASS, &[Reed]),
    line("POST /api/board/beside_code", OF_CLASS, &[Reed]),
    // Those who may are told what stands: there is no such wish.
    line(
        "POST /api/board/answer_help",
        Form(|it| {
            let wish = [("wish", it.step.clone()), ("coming", "yes".to_owned())];
            [vec![("child", it.child.clone())], wish.to_vec()].concat()
        }),
        &[Reed],
    ),
    line("POST /api/children/list", OF_CLASS, &[Reed, Lane]),
    line("POST /api/competency/list", NONE, ADULTS),
    line("POST /api/competency/class", OF_CLASS, &[Reed, Lane]),
    line("POST /api/competency/child", OF_CHILD, &[Reed, Lane]),
    line(
        "POST /api/competency/set_level",
        Json(|it| {
            let on = morning().date_naive();
            let draft = json!({ "competency": it.competency, "level": "learning", "seen": "work",
                "note": "", "on": on });
            json!({ "child": it.child, "draft": draft })
        }),
        &[Reed],
    ),
    line(
        "POST /api/competency/undo_level",
        Form(|it| vec![("child", it.child.clone()), ("entry", it.level.clone())]),
        &[Reed],
    ),
    line(
        "POST /api/competency/levels",
        Form(|it| {
            vec![
                ("child", it.child.clone()),
                ("competency", it.competency.clone()),
            ]
        }),
        &[Reed, Lane],
    ),
    line("POST /api/competency/frameworks", NONE, ADULTS),
    line(
        "POST /api/competency/preview",
        Json(|_| json!({ "sent": framework() })),
        &[Ode],
    ),
    line(
        "POST /api/competency/import",
        Json(|_| json!({ "sent": framework() })),
        &[Ode],
    ),
    line("POST /api/frame/class_of_child", OF_CHILD, &[Reed, Lane]),
    // Whose children are found is told in `frame`.
    line(
        "POST /api/frame/find",
        Form(|_| vec![("typed", "zzz".to_owned())]),
        ADULTS,
    ),
    line("POST /api/group/class", OF_CLASS, &[Reed, Lane]),
    line(
        "POST /api/group/make",
        Json(|it| json!({ "class": it.class, "draft": group("New"), "children": [it.child] })),
        &[Reed],
    ),
    line(
        "POST /api/group/change",
        Json(|it| json!({ "class": it.class, "group": it.group, "draft": group("Other") })),
        &[Reed],
    ),
    line(
        "POST /api/group/put",
        Json(|it| {
            let out = json!({ "child": it.child, "from": it.group, "to": null });
            json!({ "class": it.class, "it": out })
        }),
        &[Reed],
    ),
    line(
        "POST /api/group/end",
        Form(|it| of_group(it, &[("helped", "helped"), ("note", "")])),
        &[Reed],
    ),
    line(
        "POST /api/group/take_back",
        Form(|it| of_group(it, &[])),
        &[Reed],
    ),
    line(
        "POST /api/group/give_goal",
        Form(|it| {
            let book = server::bundled::goal_book::load().unwrap();
            of_group(it, &[("entry", book.goals[0].id.as_str())])
        }),
        &[Reed],
    ),
    line("POST /api/intervention/child", OF_CHILD, &[Reed, Lane]),
    line(
        "POST /api/intervention/group",
        Form(|it| of_group(it, &[])),
        &[Reed, Lane],
    ),
    line("POST /api/intervention/due", OF_CLASS, &[Reed, Lane]),
    line(
        "POST /api/intervention/begin",
        Json(|it| json!({ "class": it.class, "draft": tried(&it.child) })),
        &[Reed],
    ),
    line(
        "POST /api/intervention/look",
        Json(|it| {
            let look = json!({ "helped": "helped", "note": "", "again": null });
            json!({ "class": it.class, "intervention": it.intervention, "look": look })
        }),
        &[Reed],
    ),
    line(
        "POST /api/device/new_code",
        Form(|it| {
            vec![
                ("class", it.class.clone()),
                ("address", "http://fledge".to_owned()),
            ]
        }),
        &[Reed],
    ),
    line(
        "POST /api/device/rename",
        Form(|it| {
            let named = ("name", "Blue 4".to_owned());
            vec![
                ("class", it.class.clone()),
                ("tablet", it.tablet.clone()),
                named,
            ]
        }),
        &[Reed],
    ),
    line(
        "POST /api/device/sign_out",
        Form(|it| vec![("class", it.class.clone()), ("tablet", it.tablet.clone())]),
        &[Reed],
    ),
    line("POST /api/device/list", OF_CLASS, &[Reed]),
    line(
        "POST /api/device/revoke",
        Form(|it| vec![("class", it.class.clone()), ("tablet", it.tablet.clone())]),
        &[Reed],
    ),
    line(
        "POST /api/device/enrol",
        Form(|_| vec![("code", "000000".to_owned())]),
        &[],
    ),
    line("POST /api/next/read", OF_CLASS, &[Reed]),
    line(
        "POST /api/next/tune",
        Json(|it| json!({ "class": it.class, "tuning": domain::next::NextTuning::default() })),
        &[Reed],
    ),
    line(
        "POST /api/next/put_aside",
        Form(|it| {
            let aside = [("key", "sit:1".to_owned()), ("aside", "true".to_owned())];
            [vec![("class", it.class.clone())], aside.to_vec()].concat()
        }),
        &[Reed],
    ),
    line(
        "POST /api/next/note",
        Json(|it| json!({ "child": it.child, "noted": { "noted": "check-in" }, "undo": false })),
        &[Reed],
    ),
    line("POST /api/next/noted", OF_CHILD, &[Reed, Lane]),
    line("POST /api/people/list", NONE, &[Ode]),
    line("POST /api/people/record", OF_CHILD, &[Ode]),
    line(
        "POST /api/people/add",
        Json(|it| json!({ "typed": typed(), "class": it.class, "sure": true })),
        &[Ode],
    ),
    line(
        "POST /api/people/correct",
        Json(|it| json!({ "child": it.child, "typed": typed() })),
        &[Ode],
    ),
    line(
        "POST /api/people/move",
        Json(|it| {
            let draft = json!({ "from": null, "to": it.other_class, "on": morning().date_naive() });
            json!({ "child": it.child, "draft": draft })
        }),
        &[Ode],
    ),
    line("POST /api/people/archive_preview", OF_CHILD, &[Ode]),
    line(
        "POST /api/people/archive",
        Form(|it| vec![("child", it.other_record.clone())]),
        &[Ode],
    ),
    line(
        "POST /api/people/bring_back",
        Form(|it| vec![("child", it.archived.clone()), ("class", it.class.clone())]),
        &[Ode],
    ),
    line("POST /api/people/merge_preview", OF_TWO, &[Ode]),
    line("POST /api/people/merge", OF_TWO, &[Ode]),
    line("POST /api/plan/mine", NONE, CHILDREN),
    line("POST /api/plan/book", NONE, CHILDREN),
    line("POST /api/plan/grows", NONE, CHILDREN),
    // What becomes of a code and of a token is told in `together`.
    line(
        "POST /api/plan/sit_beside",
        Json(|it| json!({ "goal": it.goal, "code": "000000" })),
        &[],
    ),
    line(
        "POST /api/plan/agree",
        Json(|_| json!({ "token": "none", "expected": 1, "part": part() })),
        &[],
    ),
    line(
        "POST /api/plan/leave_beside",
        Json(|_| json!({ "token": "none" })),
        &[],
    ),
    line("POST /api/plan/earlier", NONE, CHILDREN),
    line("POST /api/plan/unfinished", OF_CLASS, &[Reed, Lane]),
    line(
        "POST /api/plan/carry_goals",
        Json(|it| json!({ "class": it.class, "goals": [it.goal] })),
        &[Reed],
    ),
    line(
        "POST /api/plan/write_section",
        Json(|it| {
            let written = json!({ "kind": "voice", "chosen": ["brave"], "text": "I tried." });
            let of = json!({ "child": it.child, "plan": it.plan, "section": "reflection" });
            merged(of, json!({ "expected": 0, "written": written }))
        }),
        &[Reed],
    ),
    line(
        "POST /api/plan/list_section",
        Form(|it| {
            let section = ("section", "reflection".to_owned());
            [
                vec![("child", it.child.clone()), ("plan", it.plan.clone())],
                vec![section],
            ]
            .concat()
        }),
        &[Reed, Lane],
    ),
    line("POST /api/plan/class_plans", OF_CLASS, &[Reed, Lane]),
    line("POST /api/plan/class_week", OF_CLASS, &[Reed, Lane]),
    line("POST /api/plan/child_plan", OF_CHILD, &[Reed, Lane]),
    line("POST /api/plan/desk_book", NONE, ADULTS),
    line(
        "POST /api/plan/give_goal",
        Json(|it| json!({ "class": it.class, "children": [it.child], "draft": draft() })),
        &[Reed],
    ),
    line(
        "POST /api/plan/give_goals",
        Json(|it| {
            let each = json!([{ "child": it.child, "draft": draft() }]);
            json!({ "class": it.class, "each": each })
        }),
        &[Reed],
    ),
    line(
        "POST /api/plan/take_back",
        Json(|it| json!({ "class": it.class, "goals": [it.goal] })),
        &[Reed],
    ),
    // Those who may are told what stands: it is at its first revision.
    line(
        "POST /api/plan/change_goal",
        Json(|it| {
            let draft = draft();
            json!({ "child": it.child, "goal": it.goal, "expected": 9, "draft": draft })
        }),
        &[Reed],
    ),
    line(
        "POST /api/plan/end_goal",
        Form(|it| of_goal(it, &[("expected", "9"), ("state", "reached")])),
        &[Reed],
    ),
    line(
        "POST /api/plan/answer_proposal",
        Form(|it| of_goal(it, &[("expected", "9"), ("answer", "yes")])),
        &[Reed],
    ),
    line("POST /api/plan/carry_over", OF_GOAL, &[Reed]),
    line(
        "POST /api/plan/set_step",
        Form(|it| of_goal(it, &[("step", it.step.as_str()), ("done", "true")])),
        &[Reed],
    ),
    line(
        "POST /api/plan/set_dream",
        Form(|it| vec![("child", it.child.clone()), ("dream", "To fly".to_owned())]),
        &[Reed],
    ),
    line("POST /api/plan/list_changes", OF_GOAL, &[Reed, Lane]),
    line("POST /api/plan/plan_changes", OF_CHILD, &[Reed, Lane]),
    line("POST /api/plan/list_clashes", OF_GOAL, &[Reed, Lane]),
    line(
        "POST /api/plan/set_away",
        Form(|it| {
            let on = morning().date_naive().to_string();
            let away = [("on", on), ("away", "true".to_owned())];
            [vec![("child", it.child.clone())], away.to_vec()].concat()
        }),
        &[Reed],
    ),
    line("POST /api/evidence/mine", NONE, CHILDREN),
    line("POST /api/evidence/of_child", OF_CHILD, &[Reed, Lane]),
    line(
        "POST /api/evidence/write",
        Form(|it| of_goal(it, &[("sentence", "You dared to ask")])),
        &[Reed],
    ),
    line("GET /evidence/{evidence}", Get, &[Milo, Reed, Lane]),
    line(
        "POST /api/evidence/take_back",
        Form(|it| {
            let evidence = ("evidence", it.written.clone());
            vec![("child", it.child.clone()), evidence]
        }),
        &[Reed],
    ),
    // What is no picture is nobody's to bring: `evidence` tells.
    line(
        "POST /desk/child/{child}/goal/{goal}/photo",
        Json(|_| json!({})),
        &[],
    ),
    // Only the tablet it was made on may bring a picture: `evidence` tells.
    line("POST /api/v1/evidence/{evidence}", Json(|_| json!({})), &[]),
    line("POST /api/observation/of_child", OF_CHILD, &[Reed, Lane]),
    line(
        "POST /api/observation/observe",
        Json(|it| crate::desk::observation::seen(&it.class, &[&it.child])),
        &[Reed],
    ),
    line(
        "POST /api/observation/undo",
        Form(|it| {
            let observation = ("observation", it.observation.clone());
            vec![("class", it.class.clone()), observation]
        }),
        &[Reed],
    ),
    line(
        "POST /api/observation/delete",
        Form(|it| {
            let observation = ("observation", it.observation.clone());
            vec![("child", it.child.clone()), observation]
        }),
        &[Reed],
    ),
    line("POST /api/profile/child", OF_CHILD, &[Reed, Lane]),
    line("POST /api/profile/then_now", OF_CHILD, &[Reed, Lane]),
    line("POST /api/profile/mine", NONE, CHILDREN),
    line("POST /api/school/me", NONE, ADULTS),
    line("POST /api/school/overview", NONE, &[Lane]),
    line("POST /api/school/audit", NONE, &[Lane, Ode]),
    line("POST /api/school/calendar", NONE, &[Lane, Ode]),
    line(
        "POST /api/school/set_terms",
        Json(|_| json!({ "own": [] })),
        &[Ode],
    ),
    line(
        "POST /api/school/set_days_off",
        Json(|_| {
            let on = morning().date_naive();
            json!({ "range": { "first": on, "last": on, "title": "Snow" } })
        }),
        &[Ode],
    ),
    line(
        "POST /api/school/import_days_off",
        Json(|_| json!({ "list": "2026-11-26..2026-11-27 Thanksgiving" })),
        &[Ode],
    ),
    line(
        "POST /api/school/delete_days_off",
        Json(|_| json!({ "days": [morning().date_naive()] })),
        &[Ode],
    ),
    line("POST /api/school/form", NONE, &[Lane, Ode]),
    line(
        "POST /api/school/set_form",
        Json(|_| {
            let forms = server::bundled::plan_templates::load().unwrap();
            let adapted = domain::plan::template::Adapted::of(&forms[0].template);
            json!({ "adapted": adapted, "wait": false, "expected": 0 })
        }),
        &[Ode],
    ),
    line("POST /api/signin/wall", NONE, &ALL),
    line(
        "POST /api/device/lasts",
        Form(|_| vec![("lasts", "false".to_owned())]),
        TABLETS,
    ),
    line(
        "POST /api/signin/try_pictures",
        Json(|it| json!({ "child": it.child, "pictures": ["star", "sun", "tree"] })),
        &[OneTablet, Milo, AfterClass],
    ),
    line(
        "POST /api/signin/gate",
        Json(|it| json!({ "child": it.child })),
        &[OneTablet, Milo, AfterClass],
    ),
    line("POST /api/signin/leave", NONE, CHILDREN),
    line(
        "POST /api/signin/set_lang",
        Json(|_| json!({ "lang": "es" })),
        CHILDREN,
    ),
    line(
        "POST /api/signin/adult",
        Form(|_| {
            let nobody = [("name", "reed"), ("password", "wrong wrong"), ("to", "")];
            nobody
                .map(|(name, value)| (name, value.to_owned()))
                .to_vec()
        }),
        &[],
    ),
    line("POST /api/setup/class", OF_CLASS, &[Reed]),
    line("POST /api/setup/school", NONE, &[Ode]),
    line("POST /api/signin/adult_out", NONE, ADULTS),
    line(
        "POST /api/signin/change_password",
        Form(|_| {
            let wrong = [
                ("current", "not this one"),
                ("password", "a river of otters"),
                ("again", "a river of otters"),
            ];
            wrong.map(|(name, value)| (name, value.to_owned())).to_vec()
        }),
        &[],
    ),
    line("POST /api/signin/sessions", NONE, ADULTS),
    line(
        "POST /api/signin/end_session",
        Form(|_| vec![("session", uuid::Uuid::nil().to_string())]),
        &[],
    ),
    line("POST /api/signin/out_everywhere", NONE, ADULTS),
    line(
        "POST /api/signin/accept_invite",
        Form(|_| {
            let wrong = [
                ("token", "none"),
                ("password", "long enough"),
                ("again", "long enough"),
            ];
            wrong.map(|(name, value)| (name, value.to_owned())).to_vec()
        }),
        &[],
    ),
    line("POST /api/signin/secrets", OF_CLASS, &[Reed]),
    line("POST /api/signin/new_secret", OF_CHILD, &[Reed]),
    line("POST /api/signin/unlock", OF_CHILD, &[Reed]),
    line("POST /api/survey/home", NONE, &ALL),
    line(
        "POST /api/survey/open",
        Json(|it| json!({ "run": it.run })),
        &[Milo],
    ),
    line("POST /api/survey/resume", NONE, CHILDREN),
    line(
        "POST /api/v1/events",
        Json(|_| json!({ "events": [] })),
        TABLETS,
    ),
    line("GET /live/{class}", Get, &[Reed, Lane]),
    line("GET /live/{class}/tiles", Get, &[Reed, Lane]),
    line("GET /desk/child/{child}/plan.pdf", Get, &[Reed, Lane]),
    line("GET /desk/class/{class}/plans.pdf", Get, &[Reed, Lane]),
    line("GET /healthz", Get, &ALL),
    line("GET /readyz", Get, &ALL),
    // For the machine itself alone.
    line("GET /metrics", Get, &[]),
    // Development builds alone have it, and it knows nobody.
    #[cfg(debug_assertions)]
    line("GET /gallery", Page, &[]),
    line("GET /", Page, &[OneTablet, Milo, AfterClass]),
    line("GET /survey", Page, &[Milo]),
    line("GET /goals", Page, &[Milo]),
    line("GET /goals/new", Page, &[Milo]),
    line("GET /goals/before", Page, &[Milo]),
    line("GET /goals/together", Page, &[Milo]),
    line("GET /me", Page, &[Milo]),
    line("GET /desk", Page, &[]),
    line("GET /desk/account", Page, &[]),
    line("GET /desk/sign-in", Page, &[]),
    line("GET /desk/welcome/{token}", Page, &[]),
    line("GET /desk/class/{class}", Page, &[Reed, Lane]),
    // It names no child unless asked to: `view` tells.
    line("GET /desk/class/{class}/projector", Page, &[]),
    line("GET /desk/class/{class}/week", Page, &[Reed, Lane]),
    line("GET /desk/class/{class}/children", Page, &[Reed, Lane]),
    line("GET /desk/class/{class}/setup", Page, &[]),
    line("GET /desk/class/{class}/tablets", Page, &[Reed]),
    line("GET /desk/class/{class}/pictures", Page, &[Reed]),
    line("GET /desk/class/{class}/plans", Page, &[Reed, Lane]),
    line("GET /desk/class/{class}/competencies", Page, &[Reed, Lane]),
    line("GET /desk/class/{class}/groups", Page, &[Reed, Lane]),
    line("GET /desk/school/competencies", Page, &[]),
    line("GET /desk/scores", Page, &[]),
    // They name no child.
    line("GET /desk/school", Page, &[]),
    line("GET /desk/school/calendar", Page, &[]),
    line("GET /desk/school/adults", Page, &[]),
    line("GET /desk/school/people", Page, &[Ode]),
    line("GET /desk/school/people/{child}", Page, &[Ode]),
    line("GET /desk/school/audit", Page, &[]),
    line("GET /desk/child/{child}", Page, &[Reed, Lane]),
    line("GET /desk/child/{child}/plan", Page, &[Reed, Lane]),
    line("GET /desk/child/{child}/competencies", Page, &[Reed, Lane]),
    line("GET /desk/child/{child}/plan/history", Page, &[Reed, Lane]),
];

#[test]
fn the_table_names_every_route_there_is_and_no_other() {
    let functions = server_fn_paths().map(|(path, method)| format!("{method} {path}"));
    let by_hand = ROUTES
        .iter()
        .chain(DEVELOPMENT_ROUTES)
        .filter(|(_, path)| *path != "/api/{*function}")
        .map(|(method, path)| format!("{method} {path}"));
    let pages = PAGES.iter().map(|(path, _)| format!("GET {path}"));
    let there: BTreeSet<String> = functions.chain(by_hand).chain(pages).collect();
    let named: BTreeSet<String> = TABLE.iter().map(|it| it.route.to_owned()).collect();
    assert_eq!(named.len(), TABLE.len(), "named twice");
    assert_eq!(there, named);
}

/// A goal in a term that is over, and a term that is not.
async fn old_goal(app: &TestApp, teacher: &Teacher, child: PersonId) -> Goal {
    let today = app.now().date_naive();
    let day = |days: i64| today + TimeDelta::days(days);
    for (term, days) in [("Old", (day(-90), day(-20))), ("New", (day(-14), day(55)))] {
        let (title, classes) = (format!("{term} {}", teacher.class()), [teacher.class()]);
        fixture::term(&app.db, teacher.school(), &classes, &title, days).await;
    }
    let (on, now) = (day(-40), app.now() - TimeDelta::days(40));
    let (children, draft) = ([child], crate::desk::plan::draft("I ask for help"));
    let made = store::plan::insert_goal(&app.db, teacher, &children, &draft, on, now);
    made.await.unwrap().remove(0)
}

/// A file of scores of nobody; with a mapping, as it is brought in.
fn of_file(mapping: Option<Mapping>) -> Value {
    let file = crate::desk::assessment::file("id,date,score,more\n4711,2026-09-14,3,4\n");
    match mapping {
        None => json!({ "file": file, "asked": "propose" }),
        Some(mapping) => json!({ "file": file, "preset": null, "mapping": mapping,
            "expected": Counts::default() }),
    }
}

/// A score of the child by their teacher; the identifiers are those of the small school.
async fn import(app: &TestApp, teacher: PersonId, child: PersonId) -> String {
    let small = &app.small;
    let ids = [
        (small.milo, "1003"),
        (small.ana, "2001"),
        (small.leo, "9001"),
    ];
    let id = ids.iter().find(|it| it.0 == child).map_or("", |it| it.1);
    let text = format!("id,date,test,score\n{id},2026-09-14,Facts,3\n");
    let mut desk = app.desk(teacher).await;
    let seen = crate::desk::assessment::seen(&mut desk, &text).await;
    crate::desk::assessment::commit(&mut desk, &text, &seen).await;
    let made = desk.form("/api/assessment/desk", &[]).await;
    let made: ImportsPage = made.good().await;
    made.imports[0].id.to_string()
}

fn merged(mut one: Value, other: Value) -> Value {
    if let (Value::Object(one), Value::Object(other)) = (&mut one, other) {
        one.extend(other);
    }
    one
}

fn part() -> Value {
    serde_json::to_value(domain::plan::TeacherPart::default()).unwrap()
}

fn draft() -> Value {
    serde_json::to_value(crate::desk::plan::draft("I ask for help")).unwrap()
}

fn group(name: &str) -> Value {
    let ends = morning().date_naive();
    json!({ "name": name, "note": "", "competency": null, "ends": ends, "span": "weeks" })
}

fn tried(child: &str) -> Value {
    let on = morning().date_naive();
    json!({ "of": { "of": "child", "id": child }, "what": "Counts with cubes", "by": "Kim",
        "begins": on, "follow_up": on })
}

/// A group with the child in it, and something that is tried with the child.
async fn grouped(app: &TestApp, teacher: &Teacher, child: PersonId) -> (String, String) {
    let (today, now) = (app.now().date_naive(), app.now());
    let draft = serde_json::from_value(group("Cubes")).unwrap();
    let made = store::group::make(&app.db, teacher, draft, vec![child], today, now);
    let draft = serde_json::from_value(tried(&child.to_string())).unwrap();
    let begun = store::intervention::begin(&app.db, teacher, draft, now);
    let both = (made.await.unwrap(), begun.await.unwrap());
    (both.0.to_string(), both.1.to_string())
}

/// A child as the office types them.
fn typed() -> Value {
    json!({ "given": "Milo", "family": "Trang", "grade": 2, "lang": "en", "identifier": "" })
}

/// A class beside the child's, a child of the class who is archived, and one more record there.
async fn beside(app: &TestApp, class: ClassId, adult: PersonId) -> (ClassId, [PersonId; 2]) {
    let (small, now) = (&app.small, app.now());
    let (school, office) = match adult == small.park {
        true => (small.elm, None),
        false => (small.cedar, Some(small.office)),
    };
    // What is made for two classes of a school has no name in common.
    let number = if class == small.room1 { 10 } else { 20 };
    let other = fixture::one_more_class(&app.db, school, adult, number).await;
    let archived = fixture::one_more_child(&app.db, school, class, number).await;
    let record = fixture::one_more_child(&app.db, school, class, number + 1).await;
    if let Some(office) = office {
        let staff = fixture::staff(&app.db, office).await;
        let today = now.date_naive();
        let gone = store::people::archive_child(&app.db, &staff, archived, today, now);
        gone.await.unwrap();
    }
    (other, [archived, record])
}

fn framework() -> Value {
    let text = "humanCodingScheme,fullStatement\nM.1,Count\n";
    json!({ "framework": "Own", "text": text })
}

/// A competency of the teacher's school, and a level that was said of the child.
async fn level(app: &TestApp, teacher: &Teacher, child: PersonId) -> (String, String) {
    let competency = crate::desk::competency::cedar(app, teacher).await;
    let said = crate::desk::competency::said(app, teacher, child, competency).await;
    (competency.to_string(), said.to_string())
}

/// Room 1 with a tablet, its class open and its survey started; the same for the other rooms.
async fn room(app: &TestApp, teacher: PersonId, class: ClassId, child: PersonId) -> Thing {
    let mut desk = app.desk(teacher).await;
    let of_class = class.to_string();
    let open = [("class", of_class.as_str()), ("open", "true")];
    desk.form("/api/board/set_open", &open).await;
    let start = json!({ "class": class, "start": { "whole": false, "chosen": [] } });
    desk.json("/api/board/start_survey", &start).await;
    let mut tablet = app.tablet(teacher, class).await;
    let me = crate::child::survey::sign_in(&mut tablet, child).await;
    let home: Home = tablet.form("/api/survey/home", &[]).await.good().await;
    let run = home.run.expect("started").run;
    tablet
        .json("/api/survey/open", &json!({ "run": run }))
        .await;
    tablet.form("/api/signin/leave", &[]).await;
    let tablets = desk.form("/api/device/list", &[("class", &of_class)]).await;
    let tablets: Vec<Tablet> = tablets.good().await;
    let teacher = fixture::teacher(&app.db, teacher, class).await;
    let goal = old_goal(app, &teacher, child).await;
    let (competency, level) = level(app, &teacher, child).await;
    let (group, intervention) = grouped(app, &teacher, child).await;
    let today = app.now().date_naive();
    let plan = store::plan::find_plan(
        &app.db,
        &fixture::of_child(&app.db, &teacher, child).await,
        today,
    )
    .await;
    let plan = plan.unwrap().unwrap();
    let written = crate::desk::evidence::taken(app, &teacher, child, goal.id).await;
    let observation = crate::desk::observation::written(app, &teacher, child).await;
    let evidence = crate::desk::evidence::photo(app, &mut tablet, &me, goal.id).await;
    let (other_class, [archived, other_record]) = beside(app, class, teacher.person()).await;
    Thing {
        other_class: other_class.to_string(),
        archived: archived.to_string(),
        other_record: other_record.to_string(),
        competency,
        level,
        group,
        intervention,
        evidence: evidence.to_string(),
        observation: observation.to_string(),
        written: written.to_string(),
        import: import(app, teacher.person(), child).await,
        goal: goal.id.to_string(),
        step: goal.steps[0].id.to_string(),
        plan: plan.plan.id.to_string(),
        adult: teacher.person().to_string(),
        class: of_class,
        child: child.to_string(),
        tablet: tablets[0].id.to_string(),
        run: run.to_string(),
    }
}

async fn browser(app: &TestApp, who: Who) -> Browser<'_> {
    let small = &app.small;
    let child_of = async |teacher, class, child| {
        let mut tablet = app.tablet(teacher, class).await;
        crate::child::survey::sign_in(&mut tablet, child).await;
        tablet
    };
    match who {
        Stranger => app.browser(),
        OneTablet => app.tablet(small.reed, small.room1).await,
        Milo => child_of(small.reed, small.room1, small.milo).await,
        Ana => child_of(small.cole, small.room2, small.ana).await,
        Leo => child_of(small.park, small.room9, small.leo).await,
        Reed => app.desk(small.reed).await,
        Cole => app.desk(small.cole).await,
        Park => app.desk(small.park).await,
        Lane => app.desk(small.leader).await,
        Ode => app.desk(small.office).await,
        Gone => {
            let mut desk = app.desk(small.reed).await;
            let cookies = desk.cookies.clone();
            desk.form("/api/signin/adult_out", &[]).await;
            desk.cookies = cookies;
            desk
        }
        Expired => {
            let begun = app.now() - TimeDelta::hours(13);
            let token = fixture::adult_token(&app.db, small.reed, begun).await;
            let mut desk = app.browser();
            desk.hold("__Host-fledge-desk", &token);
            desk
        }
        TakenOut => {
            let teacher = fixture::teacher(&app.db, small.reed, small.room1).await;
            let (device, token) = fixture::tablet(&app.db, &teacher).await;
            let revoked = store::device::revoke(&app.db, &teacher, device.id(), morning());
            revoked.await.unwrap();
            let mut tablet = app.browser();
            tablet.hold("__Host-fledge-tablet", &token);
            tablet
        }
        AfterClass => {
            let tablet = child_of(small.reed, small.room1, small.milo).await;
            let teacher = fixture::teacher(&app.db, small.reed, small.room1).await;
            for open in [false, true] {
                let set = store::class::set_open(&app.db, &teacher, open, app.now());
                set.await.unwrap();
            }
            tablet
        }
    }
}

async fn ask(browser: &mut Browser<'_>, line: &Line, thing: &Thing) -> Answer {
    let (_, path) = line.route.split_once(' ').unwrap();
    let path = path
        .replace("{class}", &thing.class)
        .replace("{child}", &thing.child)
        .replace("{evidence}", &thing.evidence)
        .replace("{goal}", &thing.goal)
        .replace("{token}", "none");
    match line.asks {
        Form(fields) => {
            let fields = fields(thing);
            let fields: Vec<_> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
            browser.form(&path, &fields).await
        }
        Json(body) => browser.json(&path, &body(thing)).await,
        Get | Page => browser.get(&path).await,
    }
}

#[tokio::test]
async fn each_route_answers_those_who_may_and_no_one_else() {
    for line in TABLE {
        TestApp::each(async |app| {
            let small = &app.small;
            let thing = room(&app, small.reed, small.room1, small.milo).await;
            room(&app, small.cole, small.room2, small.ana).await;
            room(&app, small.park, small.room9, small.leo).await;
            for who in ALL {
                let mut browser = browser(&app, who).await;
                let answer = ask(&mut browser, line, &thing).await;
                let (route, status, may) = (line.route, answer.status, line.may.contains(&who));
                let told = format!("{route} as {who:?}: {status}");
                let rests = GUESSES.contains(&route) && status == StatusCode::SERVICE_UNAVAILABLE;
                assert!(rests || !status.is_server_error(), "{told}");
                if let Page = line.asks {
                    let page = answer.text().await;
                    // The tablet page names a child only while one is signed in on it.
                    let tablets = route.ends_with("/tablets");
                    let named = page.contains("Milo") || (tablets && page.contains("Tablet 1"));
                    assert_eq!(named, may, "{told}\n{page}");
                } else if may {
                    assert!(status.is_success() || status.is_redirection(), "{told}");
                    // What anyone may ask names children only to the tablets of their class.
                    let in_room = [OneTablet, Milo, AfterClass].contains(&who);
                    if line.may.len() == ALL.len() && !in_room {
                        assert!(!answer.text().await.contains("Milo"), "{told}");
                    }
                } else {
                    assert!(rests || status.is_client_error(), "{told}");
                    let said = answer.text().await;
                    for name in ["Milo", "Sofía", "Room 1", "Tran"] {
                        assert!(!said.contains(name), "{told}: {said}");
                    }
                }
            }
        })
        .await;
    }
}

#[tokio::test]
async fn what_is_another_s_answers_exactly_as_what_is_not_there() {
    TestApp::each(async |app| {
        let small = &app.small;
        room(&app, small.reed, small.room1, small.milo).await;
        let other_class = room(&app, small.cole, small.room2, small.ana).await;
        let other_school = room(&app, small.park, small.room9, small.leo).await;
        let id = || app.db.ids().uuid().to_string();
        let nowhere = Thing {
            adult: id(),
            class: id(),
            child: id(),
            tablet: id(),
            run: id(),
            goal: id(),
            step: id(),
            competency: id(),
            level: id(),
            import: id(),
            plan: id(),
            evidence: id(),
            group: id(),
            intervention: id(),
            observation: id(),
            written: id(),
            other_class: id(),
            archived: id(),
            other_record: id(),
        };
        let about = |line: &&Line| line.is_about(&other_class, &nowhere);
        for line in TABLE.iter().filter(about) {
            for who in [Reed, Milo] {
                let mut answers = Vec::new();
                for thing in [&other_class, &other_school, &nowhere] {
                    let mut browser = browser(&app, who).await;
                    let answer = ask(&mut browser, line, thing).await;
                    let status = answer.status;
                    let said = answer.text().await;
                    answers.push((status, stripped(&said, thing)));
                }
                let told = format!("{} as {who:?}", line.route);
                assert_eq!(answers[0], answers[2], "{told}, another class");
                assert_eq!(answers[1], answers[2], "{told}, another school");
            }
        }
    })
    .await;
}

/// Without what is new in every answer: the nonce, the id that was asked for, and how many parts of
/// the page had been refused when its writing began.
fn stripped(said: &str, thing: &Thing) -> String {
    let mut out = said
        .replace(&thing.class, "-")
        .replace(&thing.child, "-")
        .replace(&thing.tablet, "-")
        .replace(&thing.run, "-")
        .replace(&thing.goal, "-")
        .replace(&thing.step, "-")
        .replace(&thing.competency, "-")
        .replace(&thing.level, "-")
        .replace(&thing.import, "-")
        .replace(&thing.plan, "-")
        .replace(&thing.group, "-")
        .replace(&thing.intervention, "-")
        .replace(&thing.observation, "-")
        .replace(&thing.written, "-")
        .replace(&thing.adult, "-");
    for (start, end) in [("nonce=\"", '"'), ("__PENDING_RESOURCES=[", ']')] {
        while let Some(at) = out.find(start) {
            let rest = at + start.len();
            let end = out[rest..].find(end).map_or(out.len(), |it| rest + it + 1);
            out.replace_range(at..end, "");
        }
    }
    for part in 0..100 {
        let refused = r#" = "{\"Err\":\"NotFound\"}";"#;
        out = out.replace(&format!("__RESOLVED_RESOURCES[{part}]{refused}"), "");
    }
    out.replace("<script ></script>", "")
}

/// What may write though it is a GET: readiness asks the disk by a row of its own, and a leader's look at
/// a child is written down before anything is shown (ADR 15).
fn may_write(line: &Line, who: Who) -> bool {
    let shows_a_child = ["{child}", "{evidence}", "plans.pdf"];
    line.route == "GET /readyz"
        || who == Lane && shows_a_child.iter().any(|it| line.route.contains(it))
}

#[tokio::test]
async fn no_get_writes_but_the_note_of_a_leaders_look() {
    let app = TestApp::sqlite().await;
    let small = &app.small;
    let thing = room(&app, small.reed, small.room1, small.milo).await;
    room(&app, small.cole, small.room2, small.ana).await;
    room(&app, small.park, small.room9, small.leo).await;
    // So much that everyone is to be noted as seen.
    let later = TimeDelta::minutes(6);
    let database = app.db.url().strip_prefix("sqlite:").unwrap().to_owned();
    let set_mode = |mode| fs::set_permissions(&database, Permissions::from_mode(mode)).unwrap();
    let attempts = || {
        let counts = app.db.storage_fault_counts().into_iter();
        counts.map(|(_, count)| count).sum::<u64>()
    };
    for line in TABLE.iter().filter(|it| matches!(it.asks, Get | Page)) {
        for who in ALL {
            let mut browser = browser(&app, who).await;
            app.pass(later);
            let told = format!("{} as {who:?}", line.route);
            let before = attempts();
            set_mode(0o400);
            let unwritable = answered(&mut browser, line, &thing).await;
            set_mode(0o600);
            let writes = attempts() - before;
            if may_write(line, who) {
                let (_, is_named, _) = unwritable;
                assert!(writes == 0 || !is_named, "{told}");
                continue;
            }
            assert_eq!(writes, 0, "{told}");
            let writable = answered(&mut browser, line, &thing).await;
            assert_eq!(unwritable, writable, "{told}");
            assert!(!unwritable.2, "{told}");
        }
        // Sessions end after hours, and each line asks anew.
        app.pass(-later * i32::try_from(ALL.len()).unwrap());
    }
}

/// The status, whether the child is named, and whether it is said that the database can't be written.
/// The parts of a page come in any order, so that two of the same are not the same text.
async fn answered(
    browser: &mut Browser<'_>,
    line: &Line,
    thing: &Thing,
) -> (StatusCode, bool, bool) {
    let answer = ask(browser, line, thing).await;
    let status = answer.status;
    if line.route == "GET /live/{class}" && status.is_success() {
        return (status, false, false);
    }
    let bytes = answer.bytes().await;
    let text = String::from_utf8_lossy(&bytes);
    let is_told = text.contains("can only be read") || text.contains("ReadOnly");
    (status, text.contains("Milo"), is_told)
}
