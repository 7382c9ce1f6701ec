//! A child's goals.
#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
fn main() {
    frontend::hydrate(app::GoalsApp);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
