use domain::survey::Progress;
use leptos::prelude::*;

/// More stones than this are too small to tell apart.
const MOST_STONES: u16 = 12;

/// A long way on fewer stones; the last is reached only at the end.
fn few_stones(Progress { done, of }: Progress) -> Progress {
    match of {
        ..=MOST_STONES => Progress { done, of },
        _ => Progress {
            done: done * MOST_STONES / of,
            of: MOST_STONES,
        },
    }
}

/// Stepping stones: how far it is.
#[component]
pub fn Path(
    #[prop(into)] progress: Signal<Progress>,
    #[prop(optional)] size: Option<&'static str>,
) -> impl IntoView {
    let stones = move || {
        let Progress { done, of } = few_stones(progress.get());
        let state = move |n| match n {
            n if n < done => "done",
            n if n == done => "now",
            _ => "ahead",
        };
        (0..of)
            .map(|n| view! { <li class="ui-path-stone" data-state=state(n)></li> })
            .collect_view()
    };
    let label = move || {
        let Progress { done, of } = progress.get();
        format!("{} / {of}", (done + 1).min(of))
    };
    view! {
        <ol class="ui-path" data-size=size aria-label=label>
            {stones}
        </ol>
    }
}
