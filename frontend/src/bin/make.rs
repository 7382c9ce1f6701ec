//! A child makes a goal.
#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
fn main() {
    frontend::hydrate(app::MakeApp);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
