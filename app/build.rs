//! Makes the typed words out of `locales/`. `leptos_i18n_build` would do it in three lines, and bring
//! the sources of all of ICU's data, a WASM interpreter and an HTTP client into every build with it.

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};
use std::{error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=locales");
    let config = Config::new("en")?
        .add_locale("es")?
        .parse_options(ParseOptions::new().interpolate_display(true))
        .add_namespaces([
            "adult",
            "assessment",
            "audit",
            "board",
            "child",
            "competency",
            "desk",
            "device",
            "error",
            "evidence",
            "group",
            "intervention",
            "next",
            "observation",
            "people",
            "plan",
            "profile",
            "school",
            "signin",
            "survey",
        ])?;
    let words = parse_locales(None, config)?;
    for problem in words.diag.errors().iter() {
        println!("cargo::error={problem}");
    }
    for problem in words.diag.warnings().iter() {
        println!("cargo::error={problem}");
    }
    let module = leptos_i18n_codegen::gen_code(&words, None, false, None, false)?;
    let file = PathBuf::from(std::env::var("OUT_DIR")?).join("i18n.rs");
    fs::write(
        file,
        format!("#[allow(clippy::allow_attributes, clippy::all, clippy::pedantic)] {module}"),
    )?;
    Ok(())
}
