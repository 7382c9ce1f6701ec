//! Holds what ARCHITECTURE.md, "Borders", says of modules, files and names, by reading the sources.
//! A new exception is no way out; after an old one was mended, its entry goes. For the list as it
//! would be today: `BORDERS_LIST=1 cargo test -p app --test borders -- --nocapture the_list`.

mod exceptions;
mod imports;
mod rules;
mod self_test;
mod source;

use exceptions::EXCEPTIONS;
use rules::{Finding, Findings, Map, folders, prefixes, spreads};
use source::read_files;
use std::{collections::BTreeSet, fmt::Write as _, path::Path, sync::LazyLock};

static APP: LazyLock<Map> = LazyLock::new(|| read("app"));
static DOMAIN: LazyLock<Map> = LazyLock::new(|| read("domain"));
static STORE: LazyLock<Map> = LazyLock::new(|| read("store"));
static SERVER: LazyLock<Map> = LazyLock::new(|| read("server"));

fn read(name: &'static str) -> Map {
    Map::read(name, &read_files(root(), &format!("{name}/src")))
}

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

fn in_each(rule: impl Fn(&Map) -> Findings) -> Findings {
    let crates = [&*APP, &*DOMAIN, &*STORE, &*SERVER];
    crates.into_iter().flat_map(rule).collect()
}

fn in_files(rule: impl Fn(&source::Files) -> Findings) -> Findings {
    let read = |folder| rule(&read_files(root(), folder));
    let crates = ["app", "domain", "store", "server", "frontend"];
    crates.into_iter().flat_map(read).collect()
}

fn findings(rule: &str) -> Findings {
    match rule {
        "audiences" => APP.audiences(),
        "features" => APP.features(),
        "ui" => APP.ui(),
        "circles" => in_each(Map::circles),
        "engine" => STORE.engine(),
        "crates" => in_each(Map::crates),
        "folders" => in_files(folders),
        "prefixes" => in_files(prefixes),
        "components" => APP.components(),
        "component_names" => APP.component_names(),
        "spreads" => spreads(&read_files(root(), "app/src")),
        "names" => in_each(Map::names),
        _ => panic!("no such rule: {rule}"),
    }
}

/// What breaks a rule without being listed, and what is listed without need.
fn check(rule: &str, findings: &[Finding], listed: &[&str]) -> Result<(), String> {
    let mut wrong = String::new();
    let found: BTreeSet<&str> = findings.iter().map(|it| &*it.key).collect();
    for finding in findings.iter().filter(|it| !listed.contains(&&*it.key)) {
        let _ = writeln!(wrong, "- {}", finding.why);
    }
    for key in listed.iter().filter(|it| !found.contains(*it)) {
        let _ = writeln!(wrong, "- no longer needed in exceptions.rs: {key:?}");
    }
    if wrong.is_empty() {
        return Ok(());
    }
    Err(format!(
        "the rule \"{rule}\" (ARCHITECTURE.md, \"Borders\"):\n{wrong}"
    ))
}

fn hold(rule: &str) {
    let listed = EXCEPTIONS.iter().find(|(name, _)| *name == rule);
    let listed = listed.map_or(&[][..], |(_, keys)| *keys);
    if let Err(wrong) = check(rule, &findings(rule), listed) {
        panic!("{wrong}");
    }
}

macro_rules! hold {
    ($($test:ident: $rule:literal),* $(,)?) => {
        /// Every rule that a test here holds.
        const RULES: &[&str] = &[$($rule),*];
        $(
            #[test]
            fn $test() {
                hold($rule);
            }
        )*
    };
}

hold! {
    audiences_never_import_each_other: "audiences",
    a_feature_never_imports_its_sibling: "features",
    ui_knows_neither_sync_nor_a_feature: "ui",
    no_module_needs_one_that_needs_it: "circles",
    the_engine_knows_no_product_table: "engine",
    crates_import_one_way: "crates",
    a_folder_has_at_most_twenty_files: "folders",
    a_prefix_of_many_files_is_a_folder: "prefixes",
    a_file_has_one_public_component: "components",
    a_component_has_its_name_alone: "component_names",
    names_say_what_a_thing_is: "names",
    what_acts_is_an_argument_of_a_component: "spreads",
}

#[test]
fn the_list_names_rules_that_are_held() {
    for (rule, _) in EXCEPTIONS {
        assert!(RULES.contains(rule), "{rule}");
    }
    if std::env::var_os("BORDERS_LIST").is_some() {
        let mut list = String::new();
        for rule in RULES {
            let keys: BTreeSet<_> = findings(rule).into_iter().map(|it| it.key).collect();
            if !keys.is_empty() {
                let _ = writeln!(list, "    ({rule:?}, &{keys:#?}),");
            }
        }
        let list = list.replace("&{", "&[").replace("}),", "]),");
        let mut out = std::io::stdout();
        std::io::Write::write_all(&mut out, list.as_bytes()).expect("somewhere to print");
    }
}
