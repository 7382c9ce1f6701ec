use leptos::prelude::*;

/// A sign drawn in the colour of its text; says nothing to a screen reader.
#[component]
pub fn Icon(name: &'static str) -> impl IntoView {
    view! { <span class="ui-icon" data-icon=name aria-hidden="true"></span> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    #[test]
    fn a_sign_says_nothing_to_a_screen_reader() {
        let icon = html(|| view! { <Icon name="check" /> });
        assert!(icon.contains(r#"data-icon="check""#), "{icon}");
        assert!(icon.contains(r#"aria-hidden="true""#), "{icon}");
    }
}
