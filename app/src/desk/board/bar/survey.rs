//! The bar of an open survey: what it is, how far those at school are, and its end.

use super::super::{api::StopSurvey, state::Room};
use crate::{
    i18n::*,
    ui::{Chip, Confirm, Icon, lang_of, on_day, time_here},
};
use domain::{board::OpenRun, ids::ClassId};
use leptos::prelude::*;

#[component]
pub(in crate::desk::board) fn SurveyBar(
    class: ClassId,
    room: Room,
    /// None for those who only look.
    stop: Option<ServerAction<StopSurvey>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let share = Memo::new(move |_| room.share());
    let since = move |run: &OpenRun| {
        let at = run.opened_at;
        // Only the browser knows what time it is where it is.
        match room.clock.get() {
            Some(now) if (now - at).num_hours() < 12 => time_here(i18n, at),
            _ => on_day(i18n, at.date_naive()),
        }
    };
    let words = move || {
        let it = share.get();
        let (of, working, not_started) = (it.of, it.working, it.not_started());
        view! {
            <b>{t_string!(i18n, board.share_done, done = it.done, of).to_string()}</b>
            " · "
            {t_string!(i18n, board.share_rest, working, n = not_started).to_string()}
        }
    };
    // In hundredths of the bar.
    let part = move |n: fn(domain::board::Share) -> usize| {
        move || (n(share.get()) * 100 / share.get().of.max(1)).to_string()
    };
    let bar = move |run: OpenRun| {
        let title = run.title.clone();
        let opened = run.clone();
        view! {
            <section class="board-survey-bar" aria-label=move || t_string!(i18n, board.survey_open)>
                <Chip class="board-survey-mode">
                    <Icon name="ring" />
                    {move || t_string!(i18n, board.survey_open)}
                </Chip>
                <div class="board-survey-words">
                    <b data-run=run
                        .run
                        .to_string()>{move || title.get(lang_of(i18n.get_locale())).to_owned()}</b>
                    <p>
                        {move || {
                            let at = since(&opened);
                            t_string!(i18n, board.survey_since, at).to_string()
                        }}
                    </p>
                </div>
                <div class="board-share" data-share="survey">
                    <svg
                        class="board-share-bar"
                        viewBox="0 0 100 8"
                        preserveAspectRatio="none"
                        aria-hidden="true"
                    >
                        <rect
                            class="board-share-working"
                            width=part(|it| it.done + it.working)
                            height="8"
                        ></rect>
                        <rect class="board-share-done" width=part(|it| it.done) height="8"></rect>
                    </svg>
                    <p>{words}</p>
                </div>
                {stop
                    .map(|stop| {
                        view! {
                            <Confirm
                                act="stop-survey"
                                icon="check"
                                label=Signal::derive(move || {
                                    t_string!(i18n, board.stop_survey).to_owned()
                                })
                                question=Signal::derive(move || {
                                    t_string!(i18n, board.stop_question).to_owned()
                                })
                                busy=stop.pending()
                                on_yes=move |()| drop(stop.dispatch(StopSurvey { class }))
                            />
                        }
                    })}
            </section>
        }
    };
    move || room.run.get().map(bar)
}
