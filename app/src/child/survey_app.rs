use super::{path, profile::PosterPage, signed_in::SignedIn, survey::SurveyPage, tablet::Tablet};
use leptos::prelude::*;

/// The survey, at `/survey`, and the poster it ends with, at `/me`.
#[component]
pub fn SurveyApp() -> impl IntoView {
    view! {
        <Tablet>
            <SignedIn />
            {match path().as_str() {
                "/me" => view! { <PosterPage /> }.into_any(),
                _ => view! { <SurveyPage /> }.into_any(),
            }}
        </Tablet>
    }
}
