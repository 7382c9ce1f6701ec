//! The terms the office sets where the roster brings none: first and last day of school, a proposal,
//! and each term to be changed.

use super::{
    year_api::{self, SetTerms},
    year_page::Now,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Icon, told},
};
use domain::{
    AppError,
    ids::TermId,
    plan::{TermDraft, check_terms, propose, template::SchoolCalendar},
};
use leptos::prelude::*;

/// A term as it is typed; `key` stays while others come and go.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Line {
    key: usize,
    id: Option<TermId>,
    title: String,
    begins: String,
    ends: String,
}

#[derive(Clone, Copy)]
struct Lines {
    all: RwSignal<Vec<Line>>,
    next: RwSignal<usize>,
}

impl Lines {
    fn add(self, id: Option<TermId>, title: String, begins: String, ends: String) {
        let key = self.next.get_untracked();
        self.next.set(key + 1);
        let line = Line {
            key,
            id,
            title,
            begins,
            ends,
        };
        self.all.update(|it| it.push(line));
    }

    fn take(self, calendar: &SchoolCalendar) {
        self.all.set(Vec::new());
        for it in calendar.terms.iter().filter(|it| it.own) {
            let term = &it.term;
            let (begins, ends) = (term.begins.to_string(), term.ends.to_string());
            self.add(Some(term.id), term.title.clone(), begins, ends);
        }
    }

    fn drafts(self) -> Result<Vec<TermDraft>, AppError> {
        let all = self.all.get_untracked();
        let one = |(n, it): (usize, Line)| {
            let day = |text: &str| {
                let wrong = |_| AppError::invalid(&format!("term-{}", n + 1), "backwards");
                text.parse().map_err(wrong)
            };
            Ok(TermDraft {
                id: it.id,
                begins: day(&it.begins)?,
                ends: day(&it.ends)?,
                title: it.title,
            })
        };
        all.into_iter().enumerate().map(one).collect()
    }
}

#[component]
pub(super) fn OwnTerms(now: Now, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let lines = Lines {
        all: RwSignal::new(Vec::new()),
        next: RwSignal::new(0),
    };
    now.with_untracked(|it| it.as_ref().map(|it| lines.take(it)));
    let seen = RwSignal::new(None::<AppError>);
    let set = ServerAction::<SetTerms>::new();
    Effect::new(move |_| {
        if let Some(Ok(calendar)) = set.value().get() {
            lines.take(&calendar);
            again.update(|it| *it += 1);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let roster = now.with_untracked(|it| {
            let terms = it.as_ref().map(|it| it.terms.clone()).unwrap_or_default();
            let roster = terms.into_iter().filter(|it| !it.own);
            roster.map(|it| it.term).collect::<Vec<_>>()
        });
        let own = lines.drafts();
        let own = own.and_then(|own| check_terms(&own, &roster).map(|()| own));
        match own {
            Ok(own) => {
                seen.set(None);
                set.dispatch(year_api::SetTerms { own });
            }
            Err(error) => seen.set(Some(error)),
        }
    };
    let refused = move || {
        let answer = || set.value().get().and_then(Result::err);
        let answer = seen.get().or_else(|| answer().map(|ApiError(it)| it));
        answer.map(|it| told(i18n, &it))
    };
    let saved = move || seen.get().is_none() && matches!(set.value().get(), Some(Ok(_)));
    let open = now.with_untracked(|it| {
        it.as_ref()
            .is_some_and(|it| it.terms.iter().all(|it| it.own))
    });
    view! {
        <details class="ui-panel" open=open data-panel="own-terms">
            <summary class="ui-panel-title">{move || t_string!(i18n, template.own_terms)}</summary>
            <p class="desk-quiet">{move || t_string!(i18n, template.own_terms_hint)}</p>
            <Proposal now lines seen />
            <form class="ui-form" novalidate on:submit=submit>
                <ul class="form-lines">
                    <For each=move || lines.all.get() key=|it| it.key let:line>
                        <Row lines line />
                    </For>
                </ul>
                {move || refused().map(|it| view! { <Banner kind="wrong" icon="alert">{it}</Banner> })}
                {move || saved().then(|| view! {
                    <Banner kind="good" icon="check">{move || t_string!(i18n, template.terms_saved)}</Banner>
                })}
                <div class="plan-section-foot">
                    <button
                        type="button"
                        class="ui-button"
                        data-act="add-term"
                        on:click=move |_| lines.add(None, String::new(), String::new(), String::new())
                    >
                        <Icon name="plus" />
                        {move || t_string!(i18n, template.add_term)}
                    </button>
                    <button class="ui-button" data-kind="main" data-act="save-terms" disabled=set.pending()>
                        <Icon name="check" />
                        {move || t_string!(i18n, template.save_terms)}
                    </button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// Terms out of the first and the last day of school.
#[component]
fn Proposal(now: Now, lines: Lines, seen: RwSignal<Option<AppError>>) -> impl IntoView {
    let i18n = use_i18n();
    let (first, last) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let plans = move || now.with(|it| it.as_ref().map_or(5, |it| it.plans_a_year));
    let go = move |_| {
        let (Ok(begins), Ok(ends)) = (
            first.read_untracked().parse(),
            last.read_untracked().parse(),
        ) else {
            seen.set(Some(AppError::invalid("year", "too-short")));
            return;
        };
        match propose(begins, ends, untrack(plans)) {
            Err(error) => seen.set(Some(error)),
            Ok(terms) => {
                seen.set(None);
                for (n, (begins, ends)) in (1..).zip(terms) {
                    let title = tu_string!(i18n, template.proposed_title, n).to_string();
                    lines.add(None, title, begins.to_string(), ends.to_string());
                }
            }
        }
    };
    view! {
        <div class="form-row">
            <Day label=Signal::derive(move || t_string!(i18n, template.year_first).to_owned()) name="year-first" value=first />
            <Day label=Signal::derive(move || t_string!(i18n, template.year_last).to_owned()) name="year-last" value=last />
            <button type="button" class="ui-button" data-act="propose" on:click=go>
                <Icon name="grid" />
                {move || t_string!(i18n, template.propose, n = plans()).to_string()}
            </button>
        </div>
    }
    .into_any()
}

/// A day, typed or chosen.
#[component]
pub(super) fn Day(
    label: Signal<String>,
    name: &'static str,
    value: RwSignal<String>,
) -> impl IntoView {
    view! {
        <label class="ui-field">
            <span class="ui-field-label">{label}</span>
            <input
                class="ui-field-input"
                type="date"
                name=name
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}

#[component]
fn Row(lines: Lines, line: Line) -> impl IntoView {
    let i18n = use_i18n();
    let key = line.key;
    let now = Memo::new(move |_| {
        let found = lines
            .all
            .with(|all| all.iter().find(|it| it.key == key).cloned());
        found.unwrap_or_else(|| line.clone())
    });
    let write = move |with: &dyn Fn(&mut Line)| {
        lines
            .all
            .update(|all| all.iter_mut().filter(|it| it.key == key).for_each(with));
    };
    view! {
        <li class="form-row" data-line="term">
            <input
                class="ui-field-input"
                autocomplete="off"
                maxlength="80"
                name="title"
                aria-label=move || t_string!(i18n, template.term_title)
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
                aria-label=move || t_string!(i18n, template.begins)
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
                aria-label=move || t_string!(i18n, template.ends)
                prop:value=move || now.with(|it| it.ends.clone())
                on:input=move |event| {
                    let words = event_target_value(&event);
                    write(&|it| it.ends.clone_from(&words));
                }
            />
            <button
                type="button"
                class="ui-button"
                data-kind="quiet"
                data-act="remove-term"
                aria-label=move || t_string!(i18n, template.remove_term, title = now.with(|it| it.title.clone())).to_string()
                on:click=move |_| lines.all.update(|all| all.retain(|it| it.key != key))
            >
                <Icon name="close" />
            </button>
        </li>
    }
    .into_any()
}
