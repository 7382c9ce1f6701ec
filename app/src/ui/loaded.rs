use super::Trouble;
use crate::ApiError;
use leptos::prelude::*;

/// What was read from the school, or what stands in its place: while it is on its way, when it
/// failed, when there is nothing. What stands stays until the next answer is there.
#[component]
pub fn Loaded<T, F, V>(
    read: Resource<Result<T, ApiError>>,
    /// Before the first answer; nothing, if it isn't given.
    #[prop(optional, into)]
    waiting: ViewFn,
    #[prop(optional)] is_empty: Option<fn(&T) -> bool>,
    #[prop(optional, into)] empty: ViewFn,
    children: F,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    F: Fn(T) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    view! {
        <Transition fallback=move || {
            waiting.run()
        }>
            {move || {
                read.get()
                    .map(|it| match it {
                        Ok(it) if is_empty.is_some_and(|is_empty| is_empty(&it)) => empty.run(),
                        Ok(it) => children(it).into_any(),
                        Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
                    })
            }}
        </Transition>
    }
    .into_any()
}
