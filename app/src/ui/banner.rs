use super::Icon;
use leptos::prelude::*;

/// A line across the page that says how things stand.
#[component]
pub fn Banner(
    /// `info`, `stale`, `good` or `wrong`.
    kind: &'static str,
    icon: &'static str,
    children: Children,
) -> impl IntoView {
    let role = if kind == "wrong" { "alert" } else { "status" };
    view! {
        <div class="ui-banner" data-kind=kind role=role>
            <Icon name=icon />
            <div class="ui-banner-words">{children()}</div>
        </div>
    }
    .into_any()
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    fn banner(kind: &'static str) -> String {
        html(move || {
            view! {
                <Banner kind icon="info">
                    "So it is."
                </Banner>
            }
        })
    }

    #[test]
    fn what_is_wrong_is_said_at_once_and_the_rest_in_its_turn() {
        assert!(banner("wrong").contains(r#"role="alert""#));
        for kind in ["info", "stale", "good"] {
            assert!(banner(kind).contains(r#"role="status""#), "{kind}");
        }
    }

    #[test]
    fn a_banner_has_a_sign_beside_its_colour() {
        let banner = banner("stale");
        assert!(banner.contains(r#"data-kind="stale""#), "{banner}");
        assert!(banner.contains(r#"data-icon="info""#), "{banner}");
        assert!(banner.contains("So it is."), "{banner}");
    }
}
