//! The terms the office sets where the roster brings none: first and last day of school, a proposal,
//! and each term to be changed.

use super::{
    day_field::DayField,
    year_api::{self, SetTerms},
    year_state::YearNow,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Icon, error_message},
};
use domain::{
    AppError,
    plan::{TermFields, TermForm, check_terms, template::SchoolCalendar},
};
use leptos::prelude::*;

type Terms = RwSignal<TermForm>;

#[component]
pub(super) fn OwnTerms(now: YearNow, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let form: Terms =
        RwSignal::new(now.with_untracked(|it| it.as_ref().map(TermForm::of).unwrap_or_default()));
    let seen = RwSignal::new(None::<AppError>);
    let set = ServerAction::<SetTerms>::new();
    Effect::new(move |_| {
        if let Some(Ok(calendar)) = set.value().get() {
            form.update(|it| it.take(&calendar));
            again.update(|it| *it += 1);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let roster = now.with_untracked(|it| it.as_ref().map(SchoolCalendar::roster_terms));
        let roster = roster.unwrap_or_default();
        let own = form.with_untracked(TermForm::drafts);
        let own = own.and_then(|own| check_terms(&own, &roster).map(|()| own));
        match own {
            Ok(own) => {
                seen.set(None);
                set.dispatch(year_api::SetTerms { own });
            }
            Err(error) => seen.set(Some(error.into())),
        }
    };
    let refused = move || {
        let answer = || set.value().get().and_then(Result::err);
        let answer = seen.get().or_else(|| answer().map(|ApiError(it)| it));
        answer.map(|it| error_message(i18n, &it))
    };
    let saved = move || seen.get().is_none() && matches!(set.value().get(), Some(Ok(_)));
    let open = now.with_untracked(|it| it.as_ref().is_some_and(SchoolCalendar::has_only_own_terms));
    view! {
        <details class="ui-panel" open=open data-panel="own-terms">
            <summary class="ui-panel-title">{move || t_string!(i18n, school.own_terms)}</summary>
            <p class="desk-quiet">{move || t_string!(i18n, school.own_terms_hint)}</p>
            <TermsProposal now form seen />
            <form class="ui-form" novalidate on:submit=submit>
                <ul class="form-lines">
                    <For each=move || form.with(|it| it.terms.clone()) key=|it| it.key let:term>
                        <TermRow form term />
                    </For>
                </ul>
                {move || {
                    refused()
                        .map(|it| {
                            view! {
                                <Banner kind="wrong" icon="alert">
                                    {it}
                                </Banner>
                            }
                        })
                }}
                {move || {
                    saved()
                        .then(|| {
                            view! {
                                <Banner kind="good" icon="check">
                                    {move || t_string!(i18n, school.terms_saved)}
                                </Banner>
                            }
                        })
                }}
                <div class="plan-section-foot">
                    <Button act="add-term" on_click=move |()| form.update(TermForm::add)>
                        <Icon name="plus" />
                        {move || t_string!(i18n, school.add_term)}
                    </Button>
                    <Button
                        kind=ButtonKind::Main
                        act="save-terms"
                        disabled=set.pending()
                        submit=true
                    >
                        <Icon name="check" />
                        {move || t_string!(i18n, school.save_terms)}
                    </Button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// Terms out of the first and the last day of school.
#[component]
fn TermsProposal(now: YearNow, form: Terms, seen: RwSignal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let (first, last) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let plans = move || now.with(|it| it.as_ref().map_or(5, |it| it.plans_a_year));
    let go = move |()| {
        let title = |n| tu_string!(i18n, school.proposed_title, n).to_string();
        let (first, last) = (first.read_untracked(), last.read_untracked());
        let mut with = form.write();
        let added = with.add_proposal(&first, &last, untrack(plans), title);
        seen.set(added.err().map(Into::into));
    };
    view! {
        <div class="form-row">
            <DayField
                label=Signal::derive(move || t_string!(i18n, school.year_first).to_owned())
                name="year-first"
                value=first
            />
            <DayField
                label=Signal::derive(move || t_string!(i18n, school.year_last).to_owned())
                name="year-last"
                value=last
            />
            <Button act="propose" on_click=go>
                <Icon name="grid" />
                {move || t_string!(i18n, school.propose, count = plans()).to_string()}
            </Button>
        </div>
    }
    .into_any()
}

#[component]
fn TermRow(form: Terms, term: TermFields) -> impl IntoView {
    let i18n = use_i18n();
    let key = term.key;
    let now = Memo::new(move |_| {
        let found = form.with(|it| it.term(key).cloned());
        found.unwrap_or_else(|| term.clone())
    });
    let write = move |with: &dyn Fn(&mut TermFields)| {
        form.update(|it| it.term_mut(key).map(with).unwrap_or_default());
    };
    view! {
        <li class="form-row" data-line="term">
            <input
                class="ui-field-input"
                autocomplete="off"
                maxlength="80"
                name="title"
                aria-label=move || t_string!(i18n, school.term_title)
                prop:value=move || now.with(|it| it.title.clone())
                on:input=move |event| {
                    let words = event_target_value(&event);
                    write(&|it| it.title.clone_from(&words));
                }
            />
            <input
                class="ui-field-input"
                type="date"
                name="begins"
                aria-label=move || t_string!(i18n, school.begins)
                prop:value=move || now.with(|it| it.begins.clone())
                on:input=move |event| {
                    let words = event_target_value(&event);
                    write(&|it| it.begins.clone_from(&words));
                }
            />
            <input
                class="ui-field-input"
                type="date"
                name="ends"
                aria-label=move || t_string!(i18n, school.ends)
                prop:value=move || now.with(|it| it.ends.clone())
                on:input=move |event| {
                    let words = event_target_value(&event);
                    write(&|it| it.ends.clone_from(&words));
                }
            />
            <Button
                kind=ButtonKind::Quiet
                act="remove-term"
                label=move || {
                    t_string!(i18n, school.remove_term, title = now.with(|it| it.title.clone()))
                        .to_string()
                }
                on_click=move |()| form.update(|it| it.remove(key))
            >
                <Icon name="close" />
            </Button>
        </li>
    }
    .into_any()
}
