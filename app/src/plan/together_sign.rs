//! Both sign: the child puts their own picture onto a line, by tap or by drag; the teacher beside
//! them puts their name onto the other.

use crate::{
    i18n::*,
    ui::{Icon, no_fling, picture, use_voice},
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

/// How near the line the picture may be let go, in CSS pixels.
const SNAP: f64 = 60.0;
/// How far a finger moves before it drags, in CSS pixels.
const THRESHOLD: f64 = 9.0;

#[component]
pub(super) fn Sign(
    child: String,
    token: String,
    adult: String,
    on_both: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let (mine, theirs) = (RwSignal::new(false), RwSignal::new(false));
    let line = NodeRef::<html::Div>::new();
    let sign_mine = Callback::new(move |()| {
        if !mine.get_untracked() {
            mine.set(true);
            voice.say(tu_string!(i18n, say.signed_mine));
        }
    });
    Effect::new(move |done: Option<bool>| {
        let both = mine.get() && theirs.get();
        if both && done != Some(true) {
            on_both.run(());
        }
        both
    });
    let (picture_of_me, name) = (StoredValue::new(token), StoredValue::new(child));
    let adult = StoredValue::new(adult);
    view! {
        <div class="together-sign">
            <div class="ui-sheet together-line" data-signed=move || mine.get().to_string() node_ref=line data-line="child">
                <span class="together-line-place" aria-hidden="true">
                    {move || mine.get().then(|| view! {
                        <img class="together-line-token" src=picture_of_me.with_value(|it| picture(it)) alt="" />
                    })}
                </span>
                <span class="together-line-name">{name.get_value()}</span>
            </div>
            {move || (!mine.get()).then(|| view! {
                <MyToken token=picture_of_me.get_value() name=name.get_value() line sign=sign_mine />
            })}
            <div class="ui-sheet together-line" data-signed=move || theirs.get().to_string() data-line="adult">
                <span class="together-line-place">
                    {move || theirs.get().then(|| view! {
                        <span class="together-line-hand">{adult.get_value()}</span>
                    })}
                </span>
                <span class="together-line-name">{adult.get_value()}</span>
            </div>
            {move || (!theirs.get()).then(|| view! {
                <button type="button" class="together-ready" data-act="sign-adult" on:click=move |_| theirs.set(true)>
                    <Icon name="pencil" />
                    {move || t_string!(i18n, together.sign_adult, name = adult.get_value()).to_string()}
                </button>
            })}
        </div>
    }
}

/// The child's own picture: the whole of it is the handle, and a tap does the same as a drag.
#[component]
fn MyToken(
    token: String,
    name: String,
    line: NodeRef<html::Div>,
    sign: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let from = StoredValue::new(None::<(i32, f64, f64)>);
    let dragged = StoredValue::new(false);
    let at = |event: &PointerEvent| (f64::from(event.client_x()), f64::from(event.client_y()));
    let down = move |event: PointerEvent| {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        dragged.set_value(false);
        if let Some(it) = held(&event) {
            let _ = it.set_pointer_capture(event.pointer_id());
        }
        let (x, y) = at(&event);
        from.set_value(Some((event.pointer_id(), x, y)));
    };
    let moved = move |event: PointerEvent| {
        let Some((id, x, y)) = from.get_value() else {
            return;
        };
        let (now_x, now_y) = at(&event);
        let (dx, dy) = (now_x - x, now_y - y);
        if id != event.pointer_id() || (!dragged.get_value() && dx.hypot(dy) < THRESHOLD) {
            return;
        }
        dragged.set_value(true);
        if let Some(it) = held(&event) {
            let _ = it
                .style()
                .set_property("translate", &format!("{dx}px {dy}px"));
        }
    };
    let settle = move |event: &PointerEvent| {
        from.set_value(None);
        if let Some(it) = held(event) {
            let _ = it.style().remove_property("translate");
        }
    };
    let up = move |event: PointerEvent| {
        let is_over = line.get_untracked().is_some_and(|line| {
            let place = line.get_bounding_client_rect();
            let (x, y) = at(&event);
            let across = (place.left() - SNAP..=place.right() + SNAP).contains(&x);
            across && (place.top() - SNAP..=place.bottom() + SNAP).contains(&y)
        });
        settle(&event);
        if dragged.get_value() && is_over {
            sign.run(());
        }
    };
    let tap = move |_| {
        // The click that ends a drag is no tap.
        if !dragged.try_update_value(std::mem::take).unwrap_or(false) {
            sign.run(());
        }
    };
    view! {
        <button
            type="button"
            class="together-token"
            data-act="sign-child"
            aria-label=move || format!("{}: {name}", t_string!(i18n, say.together_sign))
            on:pointerdown=down
            on:pointermove=moved
            on:touchmove=no_fling
            on:pointerup=up
            on:pointercancel=move |event| settle(&event)
            on:click=tap
        >
            <img class="together-token-picture" src=picture(&token) alt="" draggable="false" />
        </button>
    }
}

fn held(event: &PointerEvent) -> Option<HtmlElement> {
    event.current_target()?.dyn_into().ok()
}
