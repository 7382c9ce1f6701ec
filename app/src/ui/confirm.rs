use super::{Dialog, Icon};
use crate::i18n::*;
use leptos::prelude::*;

/// A button that asks before it acts.
#[component]
pub fn Confirm(
    act: &'static str,
    icon: &'static str,
    #[prop(into)] label: Signal<String>,
    /// What will happen.
    #[prop(into)]
    question: Signal<String>,
    /// Whose row it stands in, where the label alone would not say.
    #[prop(optional, into)]
    of: String,
    #[prop(optional)] danger: bool,
    #[prop(optional, into)] busy: Signal<bool>,
    #[prop(into)] on_yes: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let kind = danger.then_some("danger");
    let of = (!of.is_empty()).then_some(of);
    let yes = move |_| {
        open.set(false);
        on_yes.run(());
    };
    view! {
        <button
            type="button"
            class="ui-button"
            data-kind=kind
            data-act=act
            disabled=busy
            on:click=move |_| open.set(true)
        >
            <Icon name=icon />
            {label}
            {of.map(|of| view! { <span class="visually-hidden">{format!(": {of}")}</span> })}
        </button>
        <Dialog open title=label>
            <p>{question}</p>
            <div class="ui-dialog-foot">
                <button type="button" class="ui-button" on:click=move |_| open.set(false)>
                    {move || t_string!(i18n, desk.not_now)}
                </button>
                <button
                    type="button"
                    class="ui-button"
                    data-kind=if danger { "danger" } else { "main" }
                    data-act="yes"
                    on:click=yes
                >
                    {label}
                </button>
            </div>
        </Dialog>
    }
    .into_any()
}
