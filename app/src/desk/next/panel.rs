//! The list beside the board. It changes while nobody is at it: never under the pointer, nor while
//! the keyboard is in it; what was just done stays in its place, to be taken back.

use super::{item::Item, state::NextState, tune::TuneButton};
use crate::{
    ApiError,
    desk::ui::{Live, poll},
    i18n::*,
    ui::{Banner, error_message},
};
use domain::next::Next;
use gloo_timers::callback::Interval;
use leptos::{html, prelude::*};

/// How often waiting times are counted anew, in milliseconds.
const COUNT_EVERY: u32 = 20_000;

#[component]
pub fn NextPanel(live: Live) -> impl IntoView {
    let i18n = use_i18n();
    let state = NextState::new(live);
    let (now, done) = (state.now, state.done);
    let list = NodeRef::<html::Ul>::new();
    let (shown, pointed) = (RwSignal::new(Vec::<Next>::new()), RwSignal::new(false));
    let wanted = Memo::new(move |_| state.list());
    Effect::new(move |_| {
        let wanted = wanted.get();
        now.track();
        let has_keyboard = list.get().is_some_and(|it| {
            let within = it.query_selector(":focus-visible");
            within.is_ok_and(|it| it.is_some())
        });
        let busy = pointed.get() || has_keyboard;
        if busy && !shown.with_untracked(Vec::is_empty) {
            return;
        }
        done.update(|all| all.retain(|key, _| wanted.iter().any(|it| it.key == *key)));
        if shown.with_untracked(|it| *it != wanted) {
            shown.set(wanted);
        }
    });
    Effect::new(move |_| {
        now.set(Some(crate::ui::browser::now()));
        let count = Interval::new(COUNT_EVERY, move || {
            now.set(Some(crate::ui::browser::now()));
        });
        let every = StoredValue::new_local(Some(count));
        on_cleanup(move || drop(every.try_update_value(Option::take)));
    });
    poll(move || state.read());
    let saved = Callback::new(move |()| state.read());
    let nothing = move || {
        let none = state.page.with(Option::is_some) && shown.with(Vec::is_empty);
        none.then(|| view! { <p class="desk-quiet">{t_string!(i18n, next.nothing)}</p> })
    };
    let refused = move || match state.ask.value().get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">
                {error_message(i18n, &error)}
            </Banner>
        }),
        _ => None,
    };
    view! {
        <section class="next" data-panel="next" aria-labelledby="next-title">
            <div class="next-head">
                <h2 class="next-title" id="next-title">
                    {move || t_string!(i18n, next.title)}
                </h2>
                <TuneButton class=live.class page=state.page saved />
            </div>
            {refused}
            {nothing}
            <ul
                class="next-list"
                node_ref=list
                on:pointerenter=move |_| pointed.set(true)
                on:pointerleave=move |_| pointed.set(false)
            >
                <For
                    each=move || shown.get()
                    key=|it| (it.key.clone(), it.children.clone())
                    let:next
                >
                    <Item state next />
                </For>
            </ul>
        </section>
    }
    .into_any()
}
