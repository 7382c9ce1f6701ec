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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_way_has_a_stone_for_each_step() {
        let way = Progress { done: 3, of: 12 };
        assert_eq!(few_stones(way), way);
    }

    #[test]
    fn a_long_way_is_drawn_on_twelve_stones_and_ends_only_at_its_end() {
        let stones = |done| few_stones(Progress { done, of: 30 });
        assert_eq!(stones(0), Progress { done: 0, of: 12 });
        assert_eq!(stones(15), Progress { done: 6, of: 12 });
        assert_eq!(stones(29).done, 11);
        assert_eq!(stones(30).done, 12);
    }
}
