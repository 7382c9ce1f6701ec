//! What a goal aims at, said on the plan.

use crate::{
    i18n::*,
    ui::{Chip, Icon},
};
use domain::competency::{Aim, Level};
use leptos::prelude::*;

/// What a goal aims at, and how far its child is.
#[component]
pub(crate) fn AimLine(aim: Memo<Option<Aim>>) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        aim.get().map(|Aim { competency, level }| {
            let (code, statement) = (competency.code, competency.statement);
            let words = move || match level {
                None => t_string!(i18n, competency.level_none),
                Some(Level::NotYet) => t_string!(i18n, competency.level_not_yet),
                Some(Level::Learning) => t_string!(i18n, competency.level_learning),
                Some(Level::GotIt) => t_string!(i18n, competency.level_got_it),
            };
            let icon = match level {
                None | Some(Level::NotYet) => "ring",
                Some(Level::Learning) => "leaf",
                Some(Level::GotIt) => "check",
            };
            view! {
                <p class="plan-aim">
                    {move || t_string!(i18n, competency.aim)} ": " <strong>{code}</strong> " "
                    {statement} " " <Chip>
                        <Icon name=icon />
                        {words}
                    </Chip>
                </p>
            }
        })
    }
}
