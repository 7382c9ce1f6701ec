//! One score of each row: its column, its test, its day, its subject and what else belongs to it.

use super::{
    column_select::{ColumnSelect, Header},
    fields::Fields,
    pick_select::PickSelect,
};
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use domain::assessment::{PartForm, Pick, ScoreForm};
use leptos::prelude::*;

#[component]
pub(super) fn ScoreFields(fields: Fields, key: usize, header: Header) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    let number = move || form.with(|it| it.number(key));
    let several = move || form.with(|it| it.scores.len() > 1);
    let score = Memo::new(move |_| form.with(|it| it.score(key).cloned()));
    let pick = move |of: fn(&ScoreForm) -> &Pick| {
        Signal::derive(move || score.with(|it| it.as_ref().map(of).cloned().unwrap_or_default()))
    };
    let write = move |with: &dyn Fn(&mut ScoreForm)| {
        form.update(|it| it.score_mut(key).map(with).unwrap_or_default());
        changed.run(());
    };
    let word = move |words: fn(leptos_i18n::I18nContext<Locale>) -> &'static str| {
        Signal::derive(move || words(i18n).to_owned())
    };
    let as_test = word(|i18n| t_string!(i18n, assessment.as_the_test));
    view! {
        <fieldset class="scores-columns" data-score=move || number().to_string()>
            <legend class="ui-field-label">
                {move || t_string!(i18n, assessment.a_score, n = number()).to_string()}
            </legend>
            <ColumnSelect
                label=word(|i18n| t_string!(i18n, assessment.score_column))
                name="score"
                header
                chosen=Signal::derive(move || {
                    score.with(|it| it.as_ref().map(|it| it.score.clone()).unwrap_or_default())
                })
                on_choose=Callback::new(move |column: String| {
                    write(&|it| it.score.clone_from(&column));
                })
            />
            <PickSelect
                label=word(|i18n| t_string!(i18n, assessment.test))
                name="test"
                header
                pick=pick(|it| &it.test)
                on_pick=Callback::new(move |pick: Pick| write(&|it| it.test.clone_from(&pick)))
            />
            <PickSelect
                label=word(|i18n| t_string!(i18n, assessment.taken))
                name="taken"
                kind="date"
                header
                pick=pick(|it| &it.taken)
                on_pick=Callback::new(move |pick: Pick| write(&|it| it.taken.clone_from(&pick)))
            />
            <PickSelect
                label=word(|i18n| t_string!(i18n, assessment.subject))
                name="subject"
                nothing=as_test
                header
                pick=pick(|it| &it.subject)
                on_pick=Callback::new(move |pick: Pick| write(&|it| it.subject.clone_from(&pick)))
            />
            <Parts fields score key header />
            <Show when=several>
                <Button
                    act="remove-score"
                    on_click=move |()| {
                        form.update(|it| it.remove_score(key));
                        changed.run(());
                    }
                    class="scores-remove"
                >
                    <Icon name="close" />
                    {move || t_string!(i18n, assessment.remove)}
                    <span class="visually-hidden">
                        {move || t_string!(i18n, assessment.a_score, n = number()).to_string()}
                    </span>
                </Button>
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn Parts(
    fields: Fields,
    score: Memo<Option<ScoreForm>>,
    key: usize,
    header: Header,
) -> impl IntoView {
    let i18n = use_i18n();
    let parts = move || score.with(|it| it.as_ref().map(|it| it.parts.clone()).unwrap_or_default());
    view! {
        <details class="desk-history scores-parts">
            <summary>
                {move || t_string!(i18n, assessment.parts, n = parts().len()).to_string()}
            </summary>
            <For each=parts key=|it| it.key let:part>
                <PartFields fields score part=part.key key header />
            </For>
            <Button act="add-part" on_click=move |()| fields.form.update(|it| it.add_part(key))>
                <Icon name="plus" />
                {move || t_string!(i18n, assessment.add_part)}
            </Button>
        </details>
    }
    .into_any()
}

#[component]
fn PartFields(
    fields: Fields,
    score: Memo<Option<ScoreForm>>,
    part: usize,
    key: usize,
    header: Header,
) -> impl IntoView {
    let i18n = use_i18n();
    let Fields { form, changed } = fields;
    let now = Memo::new(move |_| {
        score.with(|it| {
            let parts = it.as_ref().map(|it| it.parts.iter());
            parts
                .into_iter()
                .flatten()
                .find(|it| it.key == part)
                .cloned()
        })
    });
    let write = move |with: &dyn Fn(&mut PartForm)| {
        form.update(|it| {
            let parts = it.score_mut(key).map(|it| it.parts.iter_mut());
            let found = parts.into_iter().flatten().find(|it| it.key == part);
            found.map(with).unwrap_or_default();
        });
        changed.run(());
    };
    view! {
        <div class="scores-part">
            <ColumnSelect
                label=Signal::derive(move || t_string!(i18n, assessment.part_score).to_owned())
                name="part-score"
                header
                chosen=Signal::derive(move || {
                    now.with(|it| it.as_ref().map(|it| it.score.clone()).unwrap_or_default())
                })
                on_choose=Callback::new(move |column: String| {
                    write(&|it| it.score.clone_from(&column));
                })
            />
            <PickSelect
                label=Signal::derive(move || t_string!(i18n, assessment.part_name).to_owned())
                name="part-name"
                header
                pick=Signal::derive(move || {
                    now.with(|it| it.as_ref().map(|it| it.name.clone()).unwrap_or_default())
                })
                on_pick=Callback::new(move |pick: Pick| write(&|it| it.name.clone_from(&pick)))
            />
            <Button
                kind=ButtonKind::Quiet
                act="remove-part"
                label=move || t_string!(i18n, assessment.remove)
                on_click=move |()| {
                    form.update(|it| it.remove_part(key, part));
                    changed.run(());
                }
            >
                <Icon name="close" />
            </Button>
        </div>
    }
    .into_any()
}
