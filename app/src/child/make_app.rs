use super::{
    error_words::error_words,
    path,
    plan::{MakePage, TogetherPage},
    signed_in::SignedIn,
    tablet::Tablet,
};
use crate::ui::provide_error_words;
use leptos::prelude::*;

/// Making a goal, at `/goals/new`, and signing one with the teacher, at `/goals/together`.
#[component]
pub fn MakeApp() -> impl IntoView {
    provide_error_words(error_words);
    view! {
        <Tablet>
            <SignedIn />
            {match path().as_str() {
                "/goals/together" => view! { <TogetherPage /> }.into_any(),
                _ => view! { <MakePage /> }.into_any(),
            }}
        </Tablet>
    }
}
