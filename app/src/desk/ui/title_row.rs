//! The head of each page at the desk.

use super::popover::Popover;
use crate::{i18n::*, ui::Icon};
use leptos::prelude::*;

/// The head of a page, in one row where there is room: what the page is, how things stand, and what can
/// be done. Nothing in it moves when a number changes.
///
/// ```ignore
/// <TitleRow
///     title=move || t_string!(i18n, desk.plans).to_owned()
///     line=move || view! { "Term 2 · week 6 of 10" }
///     states=move || view! { <StateChip icon="hand" tone="help" n=wanting words=wants_help /> }
///     more=move || view! { <PrintButton /> }
///     primary=move || view! { <Button kind=ButtonKind::Main act="give">"Give a goal"</Button> }
/// />
/// ```
#[component]
pub fn TitleRow(
    /// The page's one heading, 26 px.
    #[prop(into)]
    title: Signal<String>,
    /// A picture before the title.
    #[prop(optional, into)]
    lead: Option<ViewFn>,
    /// One line of 14 px below the title.
    #[prop(optional, into)]
    line: Option<ViewFn>,
    /// How things stand, as [`StateChip`](super::StateChip)s: their order never changes, and zero stays.
    #[prop(optional, into)]
    states: Option<ViewFn>,
    /// What is done often, or turns the page: a switch, a search, next and previous.
    #[prop(optional, into)]
    acts: Option<ViewFn>,
    /// What is done rarely, behind `…`: plain buttons and links, one below the other.
    #[prop(optional, into)]
    more: Option<ViewFn>,
    /// The one act of the page, always last.
    #[prop(optional, into)]
    primary: Option<ViewFn>,
) -> impl IntoView {
    let i18n = use_i18n();
    let part = |class: &'static str, it: Option<ViewFn>| {
        it.map(|it| view! { <div class=class>{it.run()}</div> })
    };
    view! {
        <div class="ui-title-row">
            <div class="ui-title-row-what">
                {lead.map(|it| it.run())} <div>
                    <h1 class="ui-title">{title}</h1>
                    {line.map(|it| view! { <p class="ui-title-row-line">{it.run()}</p> })}
                </div>
            </div>
            {part("ui-title-row-states", states)}
            <div class="ui-title-row-acts">
                {acts.map(|it| it.run())}
                {more
                    .map(|more| {
                        view! {
                            <Popover
                                label=move || t_string!(i18n, desk.more).to_owned()
                                act="more"
                                sign=|| view! { <Icon name="dots" /> }
                            >
                                {more.run()}
                            </Popover>
                        }
                    })} {primary.map(|it| it.run())}
            </div>
        </div>
    }
    .into_any()
}
