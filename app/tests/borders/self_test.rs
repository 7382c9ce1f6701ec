//! The rules on small sources: each can fail.

use crate::{
    check,
    rules::{Findings, Map, folders, prefixes, spreads},
    source::Files,
};

fn files(name: &str, texts: &[(&str, &str)]) -> Files {
    let file = |(file, text): &(&str, &str)| (format!("{name}/src/{file}"), (*text).to_owned());
    texts.iter().map(file).collect()
}

fn app(texts: &[(&str, &str)]) -> Map {
    Map::read("app", &files("app", texts))
}

fn keys(findings: &Findings) -> Vec<&str> {
    findings.iter().map(|it| &*it.key).collect()
}

#[test]
fn an_audience_that_imports_another_is_found() {
    let map = app(&[
        (
            "lib.rs",
            "mod child; mod desk; mod sync; pub use desk::board::Page;",
        ),
        (
            "child/mod.rs",
            "use crate::desk::board::Page; use crate::desk;\nfn f() { desk::x() }",
        ),
        ("desk/mod.rs", "pub mod board; pub fn x() {}"),
        ("desk/board/mod.rs", "pub struct Page;"),
        (
            "sync.rs",
            "fn f() { let _ = view! { <crate::child::Home /> }; }",
        ),
    ]);
    let found = map.audiences();
    assert!(keys(&found).contains(&"app/src/child/mod.rs -> desk"));
    assert!(keys(&found).contains(&"app/src/sync.rs -> child"));
    assert!(
        !keys(&found)
            .iter()
            .any(|it| it.starts_with("app/src/lib.rs"))
    );
    let place = "app/src/child/mod.rs:1 imports `crate::desk::board::Page` of crate::desk::board";
    assert!(found.iter().any(|it| it.why == place));
}

#[test]
fn a_feature_that_imports_its_sibling_is_found() {
    let map = app(&[
        ("lib.rs", "mod desk; mod ui;"),
        ("desk/mod.rs", "mod board; mod plan; mod ui; mod routes;"),
        ("desk/routes.rs", "use super::{board::Tile, plan::Goal};"),
        ("desk/board/mod.rs", "mod tile; pub use tile::Tile;"),
        (
            "desk/board/tile.rs",
            "use super::super::plan; use super::super::ui::Row; pub struct Tile;",
        ),
        ("desk/plan/mod.rs", "mod goal; mod row; pub use goal::Goal;"),
        (
            "desk/plan/goal.rs",
            "use super::row::Row; use crate::ui::Field; pub struct Goal;",
        ),
        ("desk/plan/row.rs", "pub struct Row;"),
        ("desk/ui/mod.rs", "use super::board::Tile; pub struct Row;"),
        ("ui.rs", "pub struct Field;"),
    ]);
    let expected = [
        "app/src/desk/board/tile.rs -> desk/plan",
        "app/src/desk/ui/mod.rs -> desk/board",
    ];
    let mut found = map.features();
    found.dedup_by(|a, b| a.key == b.key);
    assert_eq!(keys(&found), expected);
}

#[test]
fn ui_that_imports_anything_else_is_found() {
    let map = app(&[
        ("lib.rs", "mod sync; mod ui; mod request; pub type Id = u8;"),
        ("ui/mod.rs", "mod field; mod live;"),
        (
            "ui/field.rs",
            "use super::live::Live; use crate::{Id, i18n::*, request::cookie};",
        ),
        (
            "ui/live.rs",
            "pub struct Live; fn f() { m!(a = \"b\", ..crate::sync::clock()) }",
        ),
        ("sync.rs", "pub fn clock() {}"),
        ("request.rs", "pub fn cookie() {}"),
    ]);
    assert_eq!(keys(&map.ui()), ["app/src/ui/live.rs -> sync"]);
}

#[test]
fn a_circle_is_found_through_files_that_pass_names_on() {
    let map = app(&[
        ("lib.rs", "mod plan; mod ui;"),
        (
            "plan/mod.rs",
            "mod form; mod page; mod part; pub use form::Form; pub use page::*; pub struct Shared;",
        ),
        ("plan/form.rs", "use super::Page; pub struct Form;"),
        (
            "plan/page.rs",
            "use crate::plan; pub struct Page(plan::Form);",
        ),
        ("plan/part.rs", "use super::{Form, Shared};"),
        ("ui.rs", ""),
    ]);
    assert_eq!(keys(&map.circles()), ["app::plan: form, page"]);
}

#[test]
fn a_circle_of_folders_is_found_where_no_two_files_make_one() {
    let map = app(&[
        ("lib.rs", "mod plan; mod ui;"),
        ("plan/mod.rs", "pub mod goal; mod page;"),
        ("plan/goal.rs", "pub struct Goal;"),
        ("plan/page.rs", "use crate::ui::*; fn f() { Field; }"),
        ("ui/mod.rs", "mod field; mod tag; pub use field::Field;"),
        ("ui/field.rs", "pub struct Field;"),
        ("ui/tag.rs", "use crate::plan::goal::Goal;"),
    ]);
    assert_eq!(keys(&map.circles()), ["app: plan, ui"]);
}

#[test]
fn a_module_and_its_children_may_need_each_other() {
    let map = app(&[
        ("lib.rs", "mod plan; pub struct Error;"),
        (
            "plan/mod.rs",
            "mod form; use form::Form; pub struct Shared(Form);",
        ),
        (
            "plan/form.rs",
            "use super::Shared; use crate::Error; pub struct Form;",
        ),
    ]);
    assert!(map.circles().is_empty());
}

#[test]
fn tests_are_left_out() {
    let map = app(&[
        (
            "lib.rs",
            "mod a; mod b; #[cfg(test)] mod tests { use crate::a::A; }",
        ),
        (
            "a.rs",
            "pub struct A; #[cfg(test)] mod tests; #[cfg(test)] mod told { use crate::b::B; }",
        ),
        ("b.rs", "use crate::a::A; pub struct B;"),
    ]);
    assert!(map.circles().is_empty() && map.names().is_empty());
}

#[test]
fn the_engine_may_know_how_things_fail() {
    let texts = [
        (
            "lib.rs",
            "mod db; mod error; mod tile; pub use error::StoreError; pub type Result = ();",
        ),
        (
            "db.rs",
            "use crate::{Result, StoreError}; fn f() { crate::tile::renumber() }",
        ),
        ("error.rs", "pub struct StoreError;"),
        ("tile.rs", "pub fn renumber() {}"),
    ];
    let map = Map::read("store", &files("store", &texts));
    assert_eq!(keys(&map.engine()), ["store/src/db.rs -> tile"]);
}

#[test]
fn an_arrow_back_between_crates_is_found() {
    let texts = [("lib.rs", "use store::Db; fn f(domain: u8) { app::x() }")];
    let found = |name| {
        let map = Map::read(name, &files(name, &texts));
        map.crates()
            .into_iter()
            .map(|it| it.key)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        found("domain"),
        ["domain/src/lib.rs -> store", "domain/src/lib.rs -> app"]
    );
    assert_eq!(found("server"), Vec::<String>::new());
}

#[test]
fn components_are_counted_and_compared() {
    let map = app(&[
        ("lib.rs", "mod a; mod b;"),
        (
            "a.rs",
            "#[component] pub fn Row() {} #[component] pub fn Cell() {}",
        ),
        (
            "b.rs",
            "#[component] fn Row() {} #[component] pub(super) fn Part() {}",
        ),
    ]);
    assert_eq!(keys(&map.components()), ["app/src/a.rs"]);
    assert_eq!(keys(&map.component_names()), ["Row"]);
}

#[test]
fn names_that_say_nothing_are_found() {
    let map = app(&[(
        "lib.rs",
        "mod told {} enum Held {} impl Held { fn kept(&self) {} } fn outline() { fn shown() {} }",
    )]);
    let found = map.names();
    let names: Vec<_> = keys(&found)
        .iter()
        .filter_map(|it| it.split(": ").nth(1))
        .collect();
    assert_eq!(names, ["told", "Held", "kept", "shown"]);
}

#[test]
fn what_a_component_would_forget_is_found_and_an_elements_own_is_not() {
    let view = r#"view! {
        <button on:click=move |_| go() attr:disabled=move || busy.get()>
            <Button act="go" on:click=move |_| go(1 > 0) attr:data-of="x">"Go"</Button>
            <Chip attr:data-state=move || state.get()>"Chip"</Chip>
            <Face {..drag.listeners()} />
            <span {..drag.listeners()} />
        </button>
    }"#;
    let found = spreads(&files("app", &[("a.rs", view)]));
    let found = keys(&found);
    assert_eq!(
        found,
        [
            "app/src/a.rs: Button on:click",
            "app/src/a.rs: Chip attr:data-state",
            "app/src/a.rs: Face {.."
        ]
    );
}

#[test]
fn full_folders_and_shared_prefixes_are_found() {
    let many: Vec<_> = (0..21).map(|n| format!("full/f{n}.rs")).collect();
    let mut texts: Vec<_> = many.iter().map(|it| (&**it, "")).collect();
    texts.extend(["form_a.rs", "form_b.rs", "form_c.rs", "forms.rs"].map(|it| (it, "")));
    let few = files("app", &texts);
    assert_eq!(keys(&folders(&few)), ["app/src/full"]);
    assert!(prefixes(&few).is_empty());
    texts.push(("form_d.rs", ""));
    assert_eq!(keys(&prefixes(&files("app", &texts))), ["app/src/form_"]);
}

#[test]
fn an_exception_is_heeded_and_must_be_needed() {
    let found = folders(&files("app", &[]));
    assert!(check("folders", &found, &[]).is_ok());
    assert!(check("folders", &found, &["app/src"]).is_err());
    let texts: Vec<_> = (0..21).map(|n| format!("f{n}.rs")).collect();
    let texts: Vec<_> = texts.iter().map(|it| (&**it, "")).collect();
    let found = folders(&files("app", &texts));
    assert!(check("folders", &found, &["app/src"]).is_ok());
    let wrong = check("folders", &found, &[]).expect_err("a full folder");
    assert!(wrong.contains("ARCHITECTURE.md") && wrong.contains("app/src has 21 files"));
}
