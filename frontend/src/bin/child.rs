//! A child's pages; the linker leaves the adults' out (docs/adr/0001).
#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
fn main() {
    frontend::hydrate(app::ChildApp);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
