//! The dream of a plan: out of the profile, or in the child's own words of a conversation.

use super::{context::SectionContext, empty::EmptySection};
use crate::{
    desk::plan::api::SetDream,
    i18n::*,
    ui::{Banner, Button, Icon, error_message, lang_of, picture},
};
use domain::plan::Text;
use leptos::prelude::*;

#[component]
pub(crate) fn Dream(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let dream = move || context.page(|it| it.plan.dream.clone()).flatten();
    let shown = move || match dream() {
        Some(dream) => {
            let text = dream.text;
            view! {
                <div class="plan-said" data-dream="">
                    {dream
                        .picture
                        .map(|it| {
                            view! { <img class="desk-statement-picture" src=picture(&it) alt="" /> }
                        })}
                    <p>{move || text.get(lang_of(i18n.get_locale())).to_owned()}</p>
                </div>
            }
            .into_any()
        }
        None => {
            view! { <EmptySection words=Signal::derive(move || t_string!(i18n, plan.no_dream)) /> }
                .into_any()
        }
    };
    let may = context.actions().is_some() && context.current;
    view! {
        {shown}
        {may.then(|| view! { <OwnWords context /> })}
    }
    .into_any()
}

/// Own words in the place of the profile's; none bring that back.
#[component]
fn OwnWords(context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let save = ServerAction::<SetDream>::new();
    let own = context
        .page(|it| match &it.plan.dream.as_ref()?.text {
            Text::Own(words) => Some(words.clone()),
            Text::Book(_) => None,
        })
        .flatten();
    let typed = RwSignal::new(own.unwrap_or_default());
    let again = context.mutations().again;
    Effect::new(move |_| {
        if matches!(save.value().get(), Some(Ok(()))) {
            again.update(|it| *it += 1);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        save.dispatch(SetDream {
            child: context.child,
            dream: typed.get_untracked(),
        });
    };
    let refused = move || match save.value().get() {
        Some(Err(crate::ApiError(error))) => Some(error_message(i18n, &error)),
        _ => None,
    };
    view! {
        <details class="desk-history desk-noprint">
            <summary>{move || t_string!(i18n, plan.own_dream)}</summary>
            <form class="ui-form" on:submit=submit>
                {move || {
                    refused()
                        .map(|words| {
                            view! {
                                <Banner kind="wrong" icon="alert">
                                    {words}
                                </Banner>
                            }
                        })
                }}
                <label class="ui-field">
                    <span class="ui-field-hint">
                        {move || t_string!(i18n, plan.own_dream_hint)}
                    </span>
                    <input
                        class="ui-field-input"
                        name="dream"
                        autocomplete="off"
                        prop:value=typed
                        value=typed.get_untracked()
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                </label>
                <div>
                    <Button act="save-dream" disabled=move || save.pending().get() submit=true>
                        <Icon name="check" />
                        {move || t_string!(i18n, plan.save)}
                    </Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}
