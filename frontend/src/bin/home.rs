//! A child's home.
#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
fn main() {
    frontend::hydrate(app::HomeApp);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
