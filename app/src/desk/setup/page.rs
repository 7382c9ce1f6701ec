//! The page from which a class is set up: its steps, and what is done again through the year.

use super::{api, step_list::StepList};
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{Icon, Loaded},
};
use domain::ids::ClassId;
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn SetupPage(class: ClassId) -> impl IntoView {
    let i18n = use_i18n();
    let steps = Resource::new(|| (), move |()| api::read_class_setup(class));
    let title = move || t_string!(i18n, frame.setup).to_owned();
    let way = move |page: &str, icon: &'static str, words: Signal<[&'static str; 2]>| {
        view! {
            <li>
                <a class="setup-way" href=format!("/desk/class/{class}{page}")>
                    <Icon name=icon />
                    <strong>{move || words.get()[0]}</strong>
                    <span class="setup-step-words">{move || words.get()[1]}</span>
                </a>
            </li>
        }
    };
    view! {
        <Title text=title />
        <TitleRow title line=move || t_string!(i18n, setup.intro) />
        <ul class="setup-ways">
            {way(
                "/tablets",
                "tablet",
                Signal::derive(move || [
                    t_string!(i18n, desk.tablets),
                    t_string!(i18n, setup.tablets_way),
                ]),
            )}
            {way(
                "/pictures",
                "key",
                Signal::derive(move || [
                    t_string!(i18n, desk.pictures),
                    t_string!(i18n, setup.pictures_way),
                ]),
            )}
            {way(
                "",
                "play",
                Signal::derive(move || [
                    t_string!(i18n, frame.survey),
                    t_string!(i18n, setup.survey_way),
                ]),
            )}
            {way(
                "?order=seats",
                "grid",
                Signal::derive(move || [
                    t_string!(i18n, setup.seats),
                    t_string!(i18n, setup.seats_way),
                ]),
            )}
        </ul>
        <Loaded read=steps let:steps>
            <section class="ui-panel" data-panel="steps">
                <h2 class="ui-panel-title">{move || t_string!(i18n, setup.first_steps)}</h2>
                <StepList class steps />
            </section>
        </Loaded>
    }
    .into_any()
}
