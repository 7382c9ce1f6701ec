use crate::ui::Icon;
use leptos::prelude::*;

/// A round sign to tap.
#[component]
pub fn IconButton(
    icon: &'static str,
    act: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_tap: Callback<()>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="ui-round"
            data-act=act
            aria-label=label
            disabled=disabled
            on:click=move |_| on_tap.run(())
        >
            <Icon name=icon />
        </button>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    fn sound(disabled: bool) -> String {
        html(move || {
            view! { <IconButton icon="sound" act="mute" label="Sound off" on_tap=|()| {} disabled=disabled /> }
        })
    }

    #[test]
    fn a_round_sign_is_named_for_who_does_not_see_it() {
        let button = sound(false);
        assert!(button.contains(r#"aria-label="Sound off""#), "{button}");
        assert!(button.contains(r#"data-icon="sound""#), "{button}");
        assert!(button.contains(r#"aria-hidden="true""#), "{button}");
    }

    #[test]
    fn a_round_sign_that_can_not_be_tapped_says_so() {
        assert!(sound(true).contains(" disabled"));
        assert!(!sound(false).contains("disabled"));
    }
}
