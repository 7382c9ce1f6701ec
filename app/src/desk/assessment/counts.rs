use crate::i18n::*;
use domain::assessment::Counts;
use leptos::prelude::*;

/// How the file stands before anything is kept.
#[component]
pub(super) fn Counted(counts: Counts) -> impl IntoView {
    let i18n = use_i18n();
    let Counts {
        rows,
        children,
        new,
        changed,
        same,
        refused,
        ..
    } = counts;
    view! {
        <ul class="scores-counts">
            <li class="ui-tag" data-count="rows">
                {move || t_string!(i18n, assessment.count_rows, n = rows).to_string()}
            </li>
            <li class="ui-tag" data-count="children">
                {move || t_string!(i18n, assessment.count_children, n = children).to_string()}
            </li>
            <li class="ui-tag" data-count="new" data-kind="survey">
                {move || t_string!(i18n, assessment.count_new, n = new).to_string()}
            </li>
            <li class="ui-tag" data-count="changed" data-kind="child">
                {move || t_string!(i18n, assessment.count_changed, n = changed).to_string()}
            </li>
            <li class="ui-tag" data-count="same">
                {move || t_string!(i18n, assessment.count_same, n = same).to_string()}
            </li>
            <li class="ui-tag" data-count="refused">
                {move || t_string!(i18n, assessment.count_refused, n = refused).to_string()}
            </li>
        </ul>
    }
    .into_any()
}
