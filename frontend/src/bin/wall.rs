//! A child's way in; the linker leaves the other programs' pages out (docs/adr/0001).
#![recursion_limit = "512"]

#[cfg(target_arch = "wasm32")]
fn main() {
    frontend::hydrate(app::WallApp);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
