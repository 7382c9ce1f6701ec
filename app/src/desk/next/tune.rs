//! The rules in plain words, each with its number and whether it counts.

use super::api::TuneNext;
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Dialog, Icon, error_message},
};
use domain::{
    ids::ClassId,
    limits,
    next::{NextPage, NextRule, NextTuning},
};
use leptos::prelude::*;
use std::ops::RangeInclusive;

#[component]
pub(super) fn TuneButton(
    class: ClassId,
    page: RwSignal<Option<NextPage>>,
    saved: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let tune = ServerAction::<TuneNext>::new();
    let label = Signal::derive(move || t_string!(i18n, next.tune).to_owned());
    Effect::new(move |_| {
        if matches!(tune.value().get(), Some(Ok(()))) {
            open.set(false);
            saved.run(());
        }
    });
    view! {
        <Button
            kind=ButtonKind::Quiet
            act="tune-next"
            disabled=move || page.with(Option::is_none)
            on_click=move |()| open.set(true)
        >
            <Icon name="pencil" />
            {label}
        </Button>
        <Dialog
            open
            title=Signal::derive(move || t_string!(i18n, next.tune_title).to_owned())
            wide=true
        >
            <TuningForm class page tune open />
        </Dialog>
    }
    .into_any()
}

/// A rule on the form.
#[derive(Clone, Copy)]
struct RuleRow {
    on: RwSignal<bool>,
    from: RwSignal<String>,
}

impl RuleRow {
    fn new(rule: NextRule) -> Self {
        let line = Self {
            on: RwSignal::new(true),
            from: RwSignal::new(String::new()),
        };
        line.set(rule);
        line
    }

    fn set(self, rule: NextRule) {
        self.on.set(rule.on);
        self.from.set(rule.from.to_string());
    }

    fn rule(self) -> NextRule {
        NextRule::typed(self.on.get_untracked(), &self.from.read_untracked())
    }
}

#[component]
fn TuningForm(
    class: ClassId,
    page: RwSignal<Option<NextPage>>,
    tune: ServerAction<TuneNext>,
    open: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let now = page.with_untracked(|it| it.as_ref().map(|it| it.tuning));
    let now = now.unwrap_or_default();
    let (sit, check_in, alike) = (
        RuleRow::new(now.sit),
        RuleRow::new(now.check_in),
        RuleRow::new(now.alike),
    );
    let celebrate = RwSignal::new(now.celebrate);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let tuning = NextTuning {
            sit: sit.rule(),
            celebrate: celebrate.get_untracked(),
            check_in: check_in.rule(),
            alike: alike.rule(),
        };
        tune.dispatch(TuneNext { class, tuning });
    };
    let as_first = move |()| {
        let first = NextTuning::default();
        sit.set(first.sit);
        celebrate.set(first.celebrate);
        check_in.set(first.check_in);
        alike.set(first.alike);
    };
    let refused = move || match tune.value().get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">
                {error_message(i18n, &error)}
            </Banner>
        }),
        _ => None,
    };
    view! {
        <form class="ui-form" on:submit=submit>
            <p>
                {move || t_string!(i18n, next.tune_words, n = limits::next::MOST_SHOWN).to_string()}
            </p>
            {refused}
            <div class="next-rule">
                <Counts
                    name="sit"
                    on=sit.on
                    words=Signal::derive(move || t_string!(i18n, next.rule_sit))
                />
                <Number
                    name="sit-from"
                    line=sit
                    range=limits::next::WAIT_MINUTES
                    words=Signal::derive(move || t_string!(i18n, next.minutes))
                />
            </div>
            <div class="next-rule">
                <Counts
                    name="celebrate"
                    on=celebrate
                    words=Signal::derive(move || t_string!(i18n, next.rule_celebrate))
                />
            </div>
            <div class="next-rule">
                <Counts
                    name="check-in"
                    on=check_in.on
                    words=Signal::derive(move || t_string!(i18n, next.rule_check_in))
                />
                <Number
                    name="check-in-from"
                    line=check_in
                    range=limits::next::CHECK_IN_DAYS
                    words=Signal::derive(move || t_string!(i18n, next.in_days))
                />
            </div>
            <div class="next-rule">
                <Counts
                    name="alike"
                    on=alike.on
                    words=Signal::derive(move || t_string!(i18n, next.rule_alike))
                />
                <Number
                    name="alike-from"
                    line=alike
                    range=limits::next::ALIKE_CHILDREN
                    words=Signal::derive(move || t_string!(i18n, next.in_children))
                />
            </div>
            <div class="ui-dialog-foot">
                <Button act="as-first" on_click=as_first>
                    <Icon name="undo" />
                    {move || t_string!(i18n, next.as_first)}
                </Button>
                <Button on_click=move |()| {
                    open.set(false);
                }>{move || t_string!(i18n, desk.not_now)}</Button>
                <Button kind=ButtonKind::Main act="yes" disabled=tune.pending() submit=true>
                    <Icon name="check" />
                    {move || t_string!(i18n, next.keep)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}

/// Whether a rule counts.
#[component]
fn Counts(name: &'static str, on: RwSignal<bool>, words: Signal<&'static str>) -> impl IntoView {
    view! {
        <label class="ui-choice">
            <input
                class="ui-choice-box"
                type="checkbox"
                name=name
                prop:checked=on
                on:change=move |event| on.set(event_target_checked(&event))
            />
            <span>{words}</span>
        </label>
    }
    .into_any()
}

/// From how much on.
#[component]
fn Number(
    name: &'static str,
    line: RuleRow,
    range: RangeInclusive<u16>,
    words: Signal<&'static str>,
) -> impl IntoView {
    view! {
        <label class="ui-field">
            <span class="ui-field-label">{words}</span>
            <input
                class="ui-field-input"
                type="number"
                inputmode="numeric"
                name=name
                required
                min=range.start().to_string()
                max=range.end().to_string()
                readonly=move || !line.on.get()
                prop:value=line.from
                on:input=move |event| line.from.set(event_target_value(&event))
            />
        </label>
    }
    .into_any()
}
