//! One day off more, or several in a row.

use crate::{
    ApiError,
    desk::school::{
        day_field::DayField,
        error_words::day_off_words,
        year_api::{self, SetDaysOff},
    },
    i18n::*,
    ui::{Banner, Button, Icon, error_message},
};
use domain::plan::read_day_off;
use leptos::prelude::*;

#[component]
pub fn AddDayOff(again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let title = RwSignal::new(String::new());
    let (first, last) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let seen = RwSignal::new(None);
    let set = ServerAction::<SetDaysOff>::new();
    Effect::new(move |_| {
        if let Some(Ok(_)) = set.value().get() {
            for field in [title, first, last] {
                field.set(String::new());
            }
            again.update(|it| *it += 1);
        }
    });
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (first, last) = (first.read_untracked(), last.read_untracked());
        match read_day_off(&first, &last, &title.read_untracked()) {
            Ok(range) => {
                seen.set(None);
                set.dispatch(year_api::SetDaysOff { range });
            }
            Err(why) => seen.set(Some(why)),
        }
    };
    let refused = move || {
        let answer = || set.value().get().and_then(Result::err);
        let answer = || answer().map(|ApiError(it)| error_message(i18n, &it));
        seen.get()
            .map(|it| day_off_words(i18n.get_locale(), it).to_owned())
            .or_else(answer)
    };
    view! {
        <form class="ui-panel" novalidate on:submit=submit data-panel="add-off">
            <div class="form-row">
                <label class="ui-field">
                    <span class="ui-field-label">{move || t_string!(i18n, school.off_title)}</span>
                    <input
                        class="ui-field-input"
                        name="off-title"
                        autocomplete="off"
                        maxlength="80"
                        prop:value=title
                        on:input=move |event| title.set(event_target_value(&event))
                    />
                </label>
                <DayField
                    label=Signal::derive(move || t_string!(i18n, school.off_first).to_owned())
                    name="off-first"
                    value=first
                />
                <DayField
                    label=Signal::derive(move || t_string!(i18n, school.off_last).to_owned())
                    name="off-last"
                    value=last
                />
                <Button act="add-off" disabled=set.pending() submit=true>
                    <Icon name="plus" />
                    {move || t_string!(i18n, school.add_off)}
                </Button>
            </div>
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
        </form>
    }
    .into_any()
}
