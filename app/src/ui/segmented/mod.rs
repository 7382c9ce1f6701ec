//! Words side by side, one of which is chosen: a view, an order, a language. What is not named here
//! (`attr:data-face`, `attr:lang` …) goes onto the element itself.

mod button;
mod link;

pub use button::SegmentButton;
pub use link::SegmentLink;

use leptos::prelude::*;

/// The group; its segments are links where the address remembers the choice, buttons where a cookie does.
#[component]
pub fn Segmented(
    #[prop(into)] label: Signal<String>,
    /// A further class.
    #[prop(optional)]
    class: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let class = class.map_or_else(
        || "ui-switch".to_owned(),
        |further| format!("ui-switch {further}"),
    );
    view! {
        <div class=class role="group" aria-label=label>
            {children()}
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    #[test]
    fn the_group_of_choices_has_a_name() {
        let group = html(|| view! { <Segmented label="View">"…"</Segmented> });
        assert!(group.contains(r#"role="group""#), "{group}");
        assert!(group.contains(r#"aria-label="View""#), "{group}");
        assert!(group.contains(r#"class="ui-switch""#), "{group}");
    }

    #[test]
    fn a_group_that_is_not_printed_keeps_its_own_class() {
        let group = html(|| {
            view! {
                <Segmented label="View" class="desk-noprint">
                    "…"
                </Segmented>
            }
        });
        assert!(
            group.contains(r#"class="ui-switch desk-noprint""#),
            "{group}"
        );
    }

    #[test]
    fn of_links_the_one_of_this_page_is_the_current_one() {
        let link = |is_chosen: bool| {
            html(move || {
                view! {
                    <SegmentLink href="/desk" is_chosen=is_chosen attr:data-face="list">
                        "List"
                    </SegmentLink>
                }
            })
        };
        assert!(link(true).contains(r#"aria-current="true""#));
        assert!(!link(false).contains("aria-current"));
        assert!(link(false).contains(r#"data-face="list""#) && link(false).contains("/desk"));
    }

    #[test]
    fn of_buttons_the_one_that_is_chosen_is_pressed() {
        let button = |is_chosen: bool| {
            html(move || {
                view! {
                    <SegmentButton act="lang-en" is_chosen=is_chosen on_choose=|()| {}>
                        "English"
                    </SegmentButton>
                }
            })
        };
        assert!(button(true).contains(r#"aria-pressed="true""#));
        assert!(button(false).contains(r#"aria-pressed="false""#));
        assert!(button(false).contains(r#"data-act="lang-en""#));
    }
}
