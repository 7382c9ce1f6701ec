//! How each program begins. Empty on the server's side of the workspace.
#![cfg(target_arch = "wasm32")]

use leptos::prelude::*;

/// Takes over the page the server sent, or fills the empty one the tablet had, and says so once a
/// tap will be heard: `data-hydrated` on the root is what the browser tests wait for.
pub fn hydrate<V: IntoView + 'static>(app: fn() -> V) {
    console_error_panic_hook::set_once();
    match app::is_shell() {
        true => leptos::mount::mount_to_body(app),
        false => leptos::mount::hydrate_body(app),
    }
    request_animation_frame(|| {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("data-hydrated", "");
        }
    });
}
