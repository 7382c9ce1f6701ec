//! On a child's page: what the class's adults saw the child do.

use super::api::{DeleteObservation, read_observations};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Confirm, LevelTag, Trouble, facet_words, on_day, told},
};
use domain::{
    ids::PersonId,
    observation::{About, Observation},
};
use leptos::prelude::*;

#[component]
pub fn ObservationPanel(child: PersonId) -> impl IntoView {
    let i18n = use_i18n();
    let delete = ServerAction::<DeleteObservation>::new();
    let all = Resource::new(
        move || delete.version().get(),
        move |_| read_observations(child),
    );
    let refused = move || match delete.value().get() {
        Some(Err(ApiError(error))) => Some(view! {
            <Banner kind="wrong" icon="alert">{told(i18n, &error)}</Banner>
        }),
        _ => None,
    };
    view! {
        <section class="ui-panel" data-panel="observations">
            <h2 class="ui-panel-title">{move || t_string!(i18n, observation.observations)}</h2>
            {refused}
            <Transition>
                {move || all.get().map(|it| match it {
                    Ok(all) if all.is_empty() => view! {
                        <p class="desk-quiet">{move || t_string!(i18n, observation.none)}</p>
                    }
                    .into_any(),
                    Ok(all) => {
                        let lines = all.into_iter().map(|it| view! { <Line it child delete /> });
                        view! { <ul class="observation-list">{lines.collect_view()}</ul> }.into_any()
                    }
                    Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
                })}
            </Transition>
        </section>
    }
    .into_any()
}

#[component]
fn Line(
    it: Observation,
    child: PersonId,
    delete: ServerAction<DeleteObservation>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Observation {
        id,
        about,
        said,
        on,
        by,
        mine,
    } = it;
    let about = match about {
        About::Facet(facet) => view! {
            <span class="ui-tag">{move || facet_words(i18n, facet)}</span>
        }
        .into_any(),
        About::Competency {
            code,
            statement,
            level,
        } => view! {
            <span>{format!("{code} {statement}")}</span>
            {level.map(|it| view! { <LevelTag level=Signal::derive(move || Some(it)) /> })}
        }
        .into_any(),
    };
    let delete = mine.then(|| {
        let observation = id;
        let of: String = said.chars().take(40).collect();
        view! {
            <span class="desk-noprint">
                <Confirm
                    act="delete-observation"
                    icon="close"
                    danger=true
                    label=Signal::derive(move || t_string!(i18n, observation.delete).to_owned())
                    question=Signal::derive(move || t_string!(i18n, observation.delete_question).to_owned())
                    of
                    busy=delete.pending()
                    on_yes=move |()| drop(delete.dispatch(DeleteObservation { child, observation }))
                />
            </span>
        }
    });
    view! {
        <li class="observation-line" data-observation=id.to_string()>
            <div>
                {(!said.is_empty()).then(|| view! { <p class="observation-said">{said}</p> })}
                <p class="observation-about">
                    {about}
                    <span class="desk-quiet">{move || on_day(i18n, on)} ", " {by}</span>
                </p>
            </div>
            {delete}
        </li>
    }
    .into_any()
}
