//! The adults' pages.
#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
fn main() {
    frontend::hydrate(app::DeskApp);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
