//! Where in the desk a page is, out of its address.

use super::api;
use crate::{ApiError, desk::ui::PlaceOfChild};
use domain::{
    ids::{ClassId, PersonId},
    school::{Adult, Role},
};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// One of the places of a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    Today,
    Children,
    Plans,
    Learning,
    Groups,
    Setup,
}

impl Place {
    /// Behind the address of the class.
    pub(super) const fn page(self) -> &'static str {
        match self {
            Self::Today => "",
            Self::Children => "/children",
            Self::Plans => "/plans",
            Self::Learning => "/competencies",
            Self::Groups => "/groups",
            Self::Setup => "/setup",
        }
    }

    pub(super) const fn icon(self) -> &'static str {
        match self {
            Self::Today => "grid",
            Self::Children => "people",
            Self::Plans => "list",
            Self::Learning => "leaf",
            Self::Groups => "swap",
            Self::Setup => "tablet",
        }
    }
}

/// What a page is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    Class(ClassId, Option<Place>),
    Child(PersonId),
    /// Scores are a part of learning where there is but one class.
    Scores,
    Other,
}

impl Spot {
    pub(super) fn of(path: &str) -> Self {
        let mut parts = path.trim_start_matches('/').split('/');
        let (desk, kind, id) = (parts.next(), parts.next(), parts.next());
        match (desk, kind) {
            (Some("desk"), Some("class")) => {
                let class = id.and_then(|it| it.parse().ok());
                class.map_or(Self::Other, |it| Self::Class(it, place(parts.next())))
            }
            (Some("desk"), Some("child")) => {
                let child = id.and_then(|it| it.parse().ok());
                child.map_or(Self::Other, Self::Child)
            }
            (Some("desk"), Some("scores")) => Self::Scores,
            _ => Self::Other,
        }
    }

    /// The place of a class it belongs to.
    pub(super) const fn place(self) -> Option<Place> {
        match self {
            Self::Class(_, place) => place,
            Self::Child(_) => Some(Place::Children),
            Self::Scores => Some(Place::Learning),
            Self::Other => None,
        }
    }
}

fn place(page: Option<&str>) -> Option<Place> {
    Some(match page {
        None | Some("" | "projector") => Place::Today,
        Some("children") => Place::Children,
        Some("plans" | "week") => Place::Plans,
        Some("competencies") => Place::Learning,
        Some("groups") => Place::Groups,
        Some("setup" | "tablets" | "pictures") => Place::Setup,
        Some(_) => return None,
    })
}

/// A class whose places are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct HereClass {
    pub id: ClassId,
    pub title: String,
}

/// Where the page is.
#[derive(Clone, Copy)]
pub struct Here {
    pub(super) spot: Memo<Spot>,
    pub(super) path: Memo<String>,
    pub(super) of_child: PlaceOfChild,
}

/// To be called within the router, above all pages.
pub fn provide_here() {
    let path = use_location().pathname;
    let spot = Memo::new(move |_| path.with(|it| Spot::of(it)));
    let child = Memo::new(move |_| match spot.get() {
        Spot::Child(it) => Some(it),
        _ => None,
    });
    let read = Resource::new(
        move || child.get(),
        |child| async move {
            match child {
                Some(child) => api::read_class_of_child(child).await.map(Some),
                None => Ok::<_, ApiError>(None),
            }
        },
    );
    let of_child = PlaceOfChild { child, read };
    provide_context(of_child);
    provide_context(Here {
        spot,
        path,
        of_child,
    });
}

impl Here {
    /// Whether the page is one for who is signed in.
    pub fn is_inside(self) -> Memo<bool> {
        Memo::new(move |_| self.path.with(|it| !it.starts_with("/desk/welcome/")))
    }

    /// The class whose places are shown: the page's, the child's, or the only one there is.
    pub(super) fn class(self, me: &Adult) -> Option<HereClass> {
        if me.role == Role::Office {
            return None;
        }
        let titled = |id: ClassId| {
            let card = me.classes.iter().find(|it| it.id == id)?;
            Some(HereClass {
                id,
                title: card.title.clone(),
            })
        };
        match self.spot.get() {
            Spot::Class(id, _) => titled(id),
            Spot::Child(_) => {
                let class = self.of_child.class();
                let class = class.map(|it| HereClass {
                    id: it.class,
                    title: it.title,
                });
                class.or_else(|| only(me).and_then(titled))
            }
            Spot::Scores | Spot::Other => only(me).and_then(titled),
        }
    }
}

/// The class of a teacher who has but one.
fn only(me: &Adult) -> Option<ClassId> {
    match (me.role, me.classes.as_slice()) {
        (Role::Teacher, [only]) => Some(only.id),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    const ID: Uuid = Uuid::from_u128(7);

    #[test]
    fn a_page_of_a_class_is_in_one_of_its_places() {
        for (page, place) in [
            ("", Some(Place::Today)),
            ("/projector", Some(Place::Today)),
            ("/children", Some(Place::Children)),
            ("/week", Some(Place::Plans)),
            ("/competencies", Some(Place::Learning)),
            ("/groups", Some(Place::Groups)),
            ("/tablets", Some(Place::Setup)),
            ("/nowhere", None),
        ] {
            let spot = Spot::of(&format!("/desk/class/{ID}{page}"));
            assert_eq!(spot, Spot::Class(ClassId(ID), place), "{page}");
        }
    }

    #[test]
    fn each_place_leads_to_itself() {
        for it in [
            Place::Today,
            Place::Children,
            Place::Plans,
            Place::Learning,
            Place::Groups,
            Place::Setup,
        ] {
            let path = format!("/desk/class/{ID}{}", it.page());
            assert_eq!(Spot::of(&path).place(), Some(it));
        }
    }

    #[test]
    fn every_page_of_a_child_is_among_the_children() {
        for page in ["", "/plan", "/plan/history", "/competencies"] {
            let spot = Spot::of(&format!("/desk/child/{ID}{page}"));
            assert_eq!(spot, Spot::Child(PersonId(ID)));
            assert_eq!(spot.place(), Some(Place::Children));
        }
    }

    #[test]
    fn an_address_without_an_id_is_nowhere() {
        for path in [
            "/desk",
            "/desk/class/one",
            "/desk/child",
            "/",
            "/desk/school",
        ] {
            assert_eq!(Spot::of(path), Spot::Other, "{path}");
        }
    }
}
