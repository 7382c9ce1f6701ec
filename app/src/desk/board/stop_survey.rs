//! Stopping the survey of a class.

use super::api::StopSurvey;
use crate::{i18n::*, ui::Confirm};
use domain::ids::ClassId;
use leptos::prelude::*;

/// Ends the survey, after a question.
#[component]
pub(super) fn StopButton(class: ClassId, stop: ServerAction<StopSurvey>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Confirm
            act="stop-survey"
            icon="pause"
            label=Signal::derive(move || t_string!(i18n, board.stop_survey).to_owned())
            question=Signal::derive(move || t_string!(i18n, board.stop_question).to_owned())
            busy=stop.pending()
            on_yes=move |()| drop(stop.dispatch(StopSurvey { class }))
        />
    }
    .into_any()
}
