use super::{Button, ButtonKind, Dialog, Icon};
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
    let kind = match danger {
        true => ButtonKind::Danger,
        false => ButtonKind::Plain,
    };
    let of = (!of.is_empty()).then_some(of);
    let yes = move |()| {
        open.set(false);
        on_yes.run(());
    };
    view! {
        <Button kind=kind act=act disabled=busy on_click=move |()| open.set(true)>
            <Icon name=icon />
            {label}
            {of.map(|of| view! { <span class="visually-hidden">{format!(": {of}")}</span> })}
        </Button>
        <Dialog open title=label>
            <p>{question}</p>
            <div class="ui-dialog-foot">
                <Button on_click=move |()| {
                    open.set(false);
                }>{move || t_string!(i18n, desk.not_now)}</Button>
                <Button
                    kind=if danger { ButtonKind::Danger } else { ButtonKind::Main }
                    act="yes"
                    on_click=yes
                >
                    {label}
                </Button>
            </div>
        </Dialog>
    }
    .into_any()
}
