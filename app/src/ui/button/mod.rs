//! What is tapped: the button of adults' pages, the link that looks like one, and the round signs.
//! What changes or acts is an argument: Leptos drops `on:` and a changing `attr:` of a component when
//! its view is made anew in the same place, so that a row's button acted for the row before.

mod icon;
mod link;
mod mute;
mod speak;

pub use icon::IconButton;
pub use link::ButtonLink;
pub use mute::MuteButton;
pub use speak::SpeakButton;

use leptos::prelude::*;

/// How loud a button is. One act a page is `Main`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ButtonKind {
    #[default]
    Plain,
    Main,
    Quiet,
    Danger,
}

impl ButtonKind {
    /// `Main` where this is the act that is due.
    pub fn main_if(due: bool) -> Self {
        match due {
            true => Self::Main,
            false => Self::Plain,
        }
    }

    /// As `style/ui/_button.scss` has it in `data-kind`.
    fn style(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Main => Some("main"),
            Self::Quiet => Some("quiet"),
            Self::Danger => Some("danger"),
        }
    }
}

/// A button that acts; with `submit` it sends its form.
#[component]
pub fn Button(
    #[prop(optional, into)] kind: Signal<ButtonKind>,
    /// The act's name, for tests and styles (`data-act`).
    #[prop(optional, into)]
    act: Signal<&'static str>,
    #[prop(optional)] submit: bool,
    /// Further classes.
    #[prop(optional)]
    class: &'static str,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Of a button that stays down.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// Of a button that opens something below it.
    #[prop(optional, into)]
    expanded: Option<Signal<bool>>,
    /// What it is called where its content does not say it.
    #[prop(optional, into)]
    label: Option<TextProp>,
    /// A hint under the pointer.
    #[prop(optional, into)]
    title: Option<TextProp>,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    let yes_or_no = |it: Option<Signal<bool>>| it.map(|it| move || it.get().to_string());
    let words = |it: Option<TextProp>| {
        it.map(|it| move || Some(it.get().to_string()).filter(|it| !it.is_empty()))
    };
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=classes(class)
            data-kind=move || kind.get().style()
            data-act=move || named(act.get())
            disabled=disabled
            aria-pressed=yes_or_no(pressed)
            aria-expanded=yes_or_no(expanded)
            aria-label=words(label)
            title=words(title)
            on:click=move |_| {
                if let Some(on_click) = on_click {
                    on_click.run(());
                }
            }
        >
            {children()}
        </button>
    }
}

fn classes(further: &'static str) -> String {
    match further {
        "" => "ui-button".to_owned(),
        further => format!("ui-button {further}"),
    }
}

fn named(act: &'static str) -> Option<&'static str> {
    (!act.is_empty()).then_some(act)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::testing::html;

    #[test]
    fn only_the_act_that_is_due_is_the_main_one() {
        assert_eq!(ButtonKind::main_if(true), ButtonKind::Main);
        assert_eq!(ButtonKind::main_if(false), ButtonKind::Plain);
    }

    #[test]
    fn a_further_class_stands_behind_the_buttons_own() {
        assert_eq!(classes(""), "ui-button");
        assert_eq!(classes("desk-noprint"), "ui-button desk-noprint");
    }

    #[test]
    fn a_button_does_not_send_its_form_unless_it_says_so() {
        let plain = html(|| view! { <Button>"Back"</Button> });
        let submit = html(|| view! { <Button submit=true>"Send"</Button> });
        assert!(plain.contains(r#"type="button""#), "{plain}");
        assert!(submit.contains(r#"type="submit""#), "{submit}");
    }

    #[test]
    fn a_plain_button_without_an_act_has_neither_kind_nor_act() {
        let plain = html(|| view! { <Button>"Back"</Button> });
        assert!(
            !plain.contains("data-kind") && !plain.contains("data-act"),
            "{plain}"
        );
        assert!(plain.contains("Back"), "{plain}");
    }

    #[test]
    fn each_kind_has_its_name_in_the_style_sheet() {
        for (kind, name) in [
            (ButtonKind::Main, "main"),
            (ButtonKind::Quiet, "quiet"),
            (ButtonKind::Danger, "danger"),
        ] {
            let button = html(move || view! { <Button kind=kind>"Go"</Button> });
            assert!(
                button.contains(&format!(r#"data-kind="{name}""#)),
                "{button}"
            );
        }
    }

    #[test]
    fn an_act_is_found_by_its_name() {
        let button = html(|| view! { <Button act="print">"Print"</Button> });
        assert!(button.contains(r#"data-act="print""#), "{button}");
    }

    #[test]
    fn what_a_button_does_not_know_goes_onto_its_element() {
        let off = html(|| view! { <Button disabled=true>"Save"</Button> });
        let on = html(|| view! { <Button disabled=false>"Save"</Button> });
        assert!(off.contains(" disabled"), "{off}");
        assert!(!on.contains("disabled"), "{on}");
    }

    #[test]
    fn a_link_in_the_form_of_a_button_is_still_a_link() {
        let link = html(|| {
            view! {
                <ButtonLink href="/desk" kind=ButtonKind::Main act="home">
                    "My classes"
                </ButtonLink>
            }
        });
        assert!(
            link.starts_with("<a") && link.contains(r#"href="/desk""#),
            "{link}"
        );
        for part in [
            r#"class="ui-button""#,
            r#"data-kind="main""#,
            r#"data-act="home""#,
        ] {
            assert!(link.contains(part), "{link}");
        }
    }
}
