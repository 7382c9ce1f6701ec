//! On a child's tile: the button that begins an observation of the child.

use super::capture::Capture;
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use domain::school::ChildName;
use leptos::prelude::*;

/// On a tile: begins with its child.
#[component]
pub fn CaptureButton(capture: Capture, child: ChildName) -> impl IntoView {
    let i18n = use_i18n();
    let (id, name) = (child.child, child.name);
    let words = move || t_string!(i18n, observation.observe_of, name = name.clone()).to_string();
    view! {
        <Button
            kind=ButtonKind::Quiet
            act="observe"
            attr:data-of=id.to_string()
            on_click=move |()| capture.begin(Some(id))
            class="observation-on-tile"
        >
            <Icon name="pencil" />
            <span class="visually-hidden">{words}</span>
        </Button>
    }
    .into_any()
}
