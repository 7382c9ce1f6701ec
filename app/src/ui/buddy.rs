use leptos::prelude::*;

/// One of the two buddies, Otter or Fox, in a pose: `hello`, `think`, `cheer`, `point`, `listen`,
/// `rest`, `hold`.
#[component]
pub fn Buddy(#[prop(into)] name: String, pose: &'static str) -> impl IntoView {
    view! { <img class="ui-buddy" src=format!("/buddy/{name}-{pose}.svg") alt="" /> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    #[test]
    fn a_buddy_is_drawn_in_a_pose_and_says_nothing_by_itself() {
        let buddy = html(|| view! { <Buddy name="fox" pose="think" /> });
        assert!(buddy.contains(r#"src="/buddy/fox-think.svg""#), "{buddy}");
        assert!(buddy.contains(" alt"), "{buddy}");
    }
}
