use super::{
    leaving::leave,
    ui::{Idle, use_away},
};
use crate::{
    i18n::*,
    sync::{bring_worker, use_offline_cache},
    ui::{Buddy, Icon, lang_of},
};
use domain::limits;
use leptos::{html, prelude::*};

/// A signed-in child's page; left alone, it goes back to the pictures. Where the school can't be
/// reached, it is covered until it can: whoever comes next finds no child's work.
#[component]
pub fn SignedIn() -> impl IntoView {
    let i18n = use_i18n();
    let (away, cache) = (use_away(), use_offline_cache());
    let left = RwSignal::new(false);
    Effect::new(move |_| bring_worker(lang_of(i18n.get_locale_untracked())));
    let leave = Action::new(move |(): &()| async move {
        leave(cache, cache.whose().await).await;
        away.to("/");
    });
    let on_left = Callback::new(move |()| {
        if !left.get_untracked() {
            left.set(true);
            leave.dispatch(());
        }
    });
    let on_back = Callback::new(move |()| drop(leave.dispatch(())));
    view! {
        <Idle after=limits::signin::IDLE_SECONDS on_left />
        {move || left.get().then(|| view! { <Cover on_back /> })}
    }
}

/// Nothing but two sleeping buddies, and the way to the pictures.
#[component]
fn Cover(on_back: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog
            class="ui-cover"
            node_ref=dialog
            aria-label=move || t_string!(i18n, child.good_bye)
            on:cancel=|event: web_sys::Event| event.prevent_default()
        >
            <div class="ui-meadow survey-stop" data-scene="night">
                <div class="survey-stop-buddies">
                    <Buddy name="otter" pose="rest" />
                    <Buddy name="fox" pose="rest" />
                </div>
                <p class="ui-sheet">{move || t_string!(i18n, child.good_bye)}</p>
                <button
                    type="button"
                    class="ui-next"
                    data-act="to-the-wall"
                    aria-label=move || t_string!(i18n, child.go_on)
                    on:click=move |_| on_back.run(())
                >
                    <Icon name="next" />
                </button>
            </div>
        </dialog>
    }
}
