//! On a child's page: what the class's adults saw the child do.

use super::api::{DeleteObservation, read_observations};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Chip, Confirm, LevelTag, Loaded, error_message, facet_words, on_day},
};
use domain::{
    ids::PersonId,
    observation::{Observation, ObservedSubject},
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
            <Banner kind="wrong" icon="alert">
                {error_message(i18n, &error)}
            </Banner>
        }),
        _ => None,
    };
    view! {
        <section class="ui-panel" data-panel="observations">
            <h2 class="ui-panel-title">{move || t_string!(i18n, observation.observations)}</h2>
            {refused}
            <Loaded
                read=all
                is_empty=Vec::is_empty
                empty=move || {
                    view! { <p class="desk-quiet">{move || t_string!(i18n, observation.none)}</p> }
                }
                let:all
            >
                {
                    let lines = all
                        .into_iter()
                        .map(|it| view! { <ObservationRow it child delete /> });
                    view! { <ul class="observation-list">{lines.collect_view()}</ul> }
                }
            </Loaded>
        </section>
    }
    .into_any()
}

#[component]
fn ObservationRow(
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
        ObservedSubject::Facet(facet) => {
            view! { <Chip>{move || facet_words(i18n, facet)}</Chip> }.into_any()
        }
        ObservedSubject::Competency {
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
                    question=Signal::derive(move || {
                        t_string!(i18n, observation.delete_question).to_owned()
                    })
                    of
                    busy=delete.pending()
                    on_yes=move |()| drop(
                        delete
                            .dispatch(DeleteObservation {
                                child,
                                observation,
                            }),
                    )
                />
            </span>
        }
    });
    view! {
        <li class="observation-line" data-observation=id.to_string()>
            <div>
                {(!said.is_empty()).then(|| view! { <p class="observation-said">{said}</p> })}
                <p class="observation-about">
                    {about} <span class="desk-quiet">{move || on_day(i18n, on)} ", " {by}</span>
                </p>
            </div>
            {delete}
        </li>
    }
    .into_any()
}
