//! The survey and the poster.
#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
fn main() {
    frontend::hydrate(app::SurveyApp);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
