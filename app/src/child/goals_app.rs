use super::{
    evidence::{Strip, provide_showing},
    path,
    plan::{BeforePage, GoalsPage},
    signed_in::SignedIn,
    tablet::Tablet,
};
use leptos::prelude::*;

/// The child's goals, at `/goals`, and those of earlier terms, at `/goals/before`.
#[component]
pub fn GoalsApp() -> impl IntoView {
    view! {
        <Tablet>
            <SignedIn />
            {match path().as_str() {
                "/goals/before" => view! { <BeforePage /> }.into_any(),
                _ => view! { <GoalsWithEvidence /> }.into_any(),
            }}
        </Tablet>
    }
}

#[component]
fn GoalsWithEvidence() -> impl IntoView {
    let showing = provide_showing();
    let begin = Callback::new(move |(me, today)| showing.begin(me, today));
    view! { <GoalsPage begin under=|goal| view! { <Strip goal /> }.into_any() /> }
}
