//! A child's page knows its class: to the child before and to the next one, on the same kind of page.

use super::keys::{Key, Keys};
use crate::{ApiError, i18n::*, ui::Icon};
use domain::{
    ids::PersonId,
    school::{ChildName, class_list::ClassOfChild},
};
use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

/// The child in the address, and the class of the child; neither elsewhere.
#[derive(Clone, Copy)]
pub struct PlaceOfChild {
    pub child: Memo<Option<PersonId>>,
    pub read: Resource<Result<Option<ClassOfChild>, ApiError>>,
}

impl PlaceOfChild {
    /// The class, once it is known.
    pub fn class(self) -> Option<ClassOfChild> {
        self.read.get()?.ok().flatten()
    }

    /// The class, if it is known: for acts.
    pub fn class_now(self) -> Option<ClassOfChild> {
        self.read.get_untracked()?.ok().flatten()
    }
}

/// Two arrows and the child's place between them, in the order of the class; `[` and `]` do the same.
#[component]
pub fn ChildTurns() -> impl IntoView {
    let i18n = use_i18n();
    let place = expect_context::<PlaceOfChild>();
    let path = use_location().pathname;
    let turn = move || place.class()?.turn(place.child.get()?);
    let arrow = move |child: Option<ChildName>, act: &'static str, icon: &'static str| {
        let Some(child) = child else {
            return view! {
                <span class="ui-turn" aria-hidden="true">
                    <Icon name=icon />
                </span>
            }
            .into_any();
        };
        let to = same_kind(&path.get(), child.child);
        let name = child.name;
        let words = Signal::derive(move || match act {
            "child-before" => t_string!(i18n, frame.child_before, name = name.clone()).to_string(),
            _ => t_string!(i18n, frame.child_next, name = name.clone()).to_string(),
        });
        view! {
            <a class="ui-turn" href=to data-act=act aria-label=words title=words>
                <Icon name=icon />
            </a>
        }
        .into_any()
    };
    view! {
        <TurnKeys />
        <Transition>
            {move || {
                turn()
                    .map(|turn| {
                        let (n, of) = (turn.n, turn.of);
                        view! {
                            <nav
                                class="ui-turns desk-noprint"
                                aria-label=move || t_string!(i18n, frame.turns)
                            >
                                {arrow(turn.before, "child-before", "back")}
                                <span class="ui-turns-place">
                                    {move || t_string!(i18n, frame.n_of, n, of).to_string()}
                                </span>
                                {arrow(turn.next, "child-next", "next")}
                            </nav>
                        }
                    })
            }}
        </Transition>
    }
    .into_any()
}

#[component]
fn TurnKeys() -> impl IntoView {
    let i18n = use_i18n();
    let place = expect_context::<PlaceOfChild>();
    let path = use_location().pathname;
    let navigate = StoredValue::new(use_navigate());
    let go = move |forward: bool| {
        Callback::new(move |()| {
            let turn = place.child.get_untracked();
            let turn = turn.and_then(|it| place.class_now()?.turn(it));
            let to = turn.and_then(|it| if forward { it.next } else { it.before });
            if let Some(to) = to {
                let to = same_kind(&path.get_untracked(), to.child);
                navigate.with_value(|navigate| navigate(&to, NavigateOptions::default()));
            }
        })
    };
    let keys = vec![
        Key {
            sign: "[",
            words: Signal::derive(move || t_string!(i18n, frame.key_before).to_owned()),
            act: Some(go(false)),
        },
        Key {
            sign: "]",
            words: Signal::derive(move || t_string!(i18n, frame.key_next).to_owned()),
            act: Some(go(true)),
        },
    ];
    view! { <Keys keys /> }.into_any()
}

/// The same kind of page of another child: a plan stays a plan.
fn same_kind(path: &str, child: PersonId) -> String {
    let rest = path.strip_prefix("/desk/child/").unwrap_or_default();
    match rest.split_once('/') {
        Some((_, page)) => format!("/desk/child/{child}/{page}"),
        None => format!("/desk/child/{child}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_plan_stays_a_plan() {
        let (one, other) = (Uuid::from_u128(1), PersonId(Uuid::from_u128(2)));
        let of = |page: &str| same_kind(&format!("/desk/child/{one}{page}"), other);
        assert_eq!(of(""), format!("/desk/child/{other}"));
        assert_eq!(of("/plan"), format!("/desk/child/{other}/plan"));
        assert_eq!(
            of("/plan/history"),
            format!("/desk/child/{other}/plan/history")
        );
    }
}
