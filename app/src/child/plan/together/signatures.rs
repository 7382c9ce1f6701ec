//! Both sign: the child puts their own picture onto a line, by tap or by drag; the teacher beside
//! them puts their name onto the other.

use crate::{
    i18n::*,
    ui::{
        Icon,
        drag::{Drag, DragActs, Point},
        picture, use_voice,
    },
};
use domain::limits;
use leptos::{html, prelude::*};

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
            voice.say(tu_string!(i18n, child.signed_mine));
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
            <div
                class="ui-sheet together-line"
                data-signed=move || mine.get().to_string()
                node_ref=line
                data-line="child"
            >
                <span class="together-line-place" aria-hidden="true">
                    {move || {
                        mine.get()
                            .then(|| {
                                view! {
                                    <img
                                        class="together-line-token"
                                        src=picture_of_me.with_value(|it| picture(it))
                                        alt=""
                                    />
                                }
                            })
                    }}
                </span>
                <span class="together-line-name">{name.get_value()}</span>
            </div>
            {move || {
                (!mine.get())
                    .then(|| {
                        view! {
                            <MyToken
                                token=picture_of_me.get_value()
                                name=name.get_value()
                                line
                                sign=sign_mine
                            />
                        }
                    })
            }}
            <div
                class="ui-sheet together-line"
                data-signed=move || theirs.get().to_string()
                data-line="adult"
            >
                <span class="together-line-place">
                    {move || {
                        theirs
                            .get()
                            .then(|| {
                                view! {
                                    <span class="together-line-hand">{adult.get_value()}</span>
                                }
                            })
                    }}
                </span>
                <span class="together-line-name">{adult.get_value()}</span>
            </div>
            {move || {
                (!theirs.get())
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="together-ready"
                                data-act="sign-adult"
                                on:click=move |_| theirs.set(true)
                            >
                                <Icon name="pencil" />
                                {move || {
                                    t_string!(i18n, plan.sign_adult, name = adult.get_value())
                                        .to_string()
                                }}
                            </button>
                        }
                    })
            }}
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
    let drop = move |point: Point| {
        let is_over = line.get_untracked().is_some_and(|line| {
            let place = line.get_bounding_client_rect();
            let reach = limits::drag::SIGNATURE_SNAPS_WITHIN_PX;
            (place.left() - reach..=place.right() + reach).contains(&point.x)
                && (place.top() - reach..=place.bottom() + reach).contains(&point.y)
        });
        if is_over {
            sign.run(());
        }
    };
    let acts = DragActs {
        lift: Callback::new(|()| {}),
        over: Callback::new(|_| {}),
        drop: Callback::new(drop),
        cancel: Callback::new(|()| {}),
    };
    let drag = Drag::new(RwSignal::new(false), acts);
    let tap = move |_| {
        if !drag.was_a_drag() {
            sign.run(());
        }
    };
    view! {
        <button
            type="button"
            {..drag.listeners()}
            class="together-token"
            data-act="sign-child"
            aria-label=move || format!("{}: {name}", t_string!(i18n, child.together_sign))
            on:click=tap
        >
            <img class="together-token-picture" src=picture(&token) alt="" draggable="false" />
        </button>
    }
}
