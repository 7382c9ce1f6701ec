//! What came of carrying over several goals.

use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, error_message},
};
use domain::{AppError, ids::GoalId, plan::template::CarryOverResult};
use leptos::prelude::*;

pub(crate) type CarryAll = Action<Vec<GoalId>, Result<CarryOverResult, ApiError>>;

#[component]
pub(crate) fn CarriedWords(carry: CarryAll) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let answer = carry.value().get()?;
        Some(match answer {
            Err(ApiError(error)) => {
                let words = move || error_message(i18n, &error);
                view! {
                    <Banner kind="wrong" icon="alert">
                        {words}
                    </Banner>
                }
                .into_any()
            }
            Ok(all) => {
                let done = all.goals.iter().filter(|it| it.why.is_none()).count();
                let not = all.goals.len() - done;
                let why = all.goals.iter().find_map(|it| it.why).map(AppError::from);
                view! {
                    <Banner kind="good" icon="check">
                        {move || t_string!(i18n, plan.carried_n, count = done).to_string()}
                    </Banner>
                    {why
                        .map(|why| {
                            let words = move || {
                                let why = error_message(i18n, &why);
                                t_string!(i18n, plan.carried_not, count = not, why).to_string()
                            };
                            view! {
                                <Banner kind="stale" icon="info">
                                    {words}
                                </Banner>
                            }
                        })}
                }
                .into_any()
            }
        })
    }
}
