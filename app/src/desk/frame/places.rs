//! The places of a class or of a school: a rail beside the page, and in a hand a bar below it.

use super::{
    keys_button::KeysButton,
    link::PlaceLink,
    spot::{Here, HereClass, Place},
};
use crate::i18n::*;
use domain::school::{Adult, Role};
use leptos::{either::Either, prelude::*};
use leptos_i18n::I18nContext;

type I18n = I18nContext<Locale>;

/// A page of the school, or the list of one's classes.
#[derive(Clone, Copy)]
pub(super) struct SchoolPlace {
    pub to: &'static str,
    pub icon: &'static str,
    pub words: fn(I18n) -> &'static str,
}

/// The pages of a school that this adult may see, in groups.
pub(super) fn school_places(role: Role) -> Vec<Vec<SchoolPlace>> {
    let place = |to, icon, words| SchoolPlace { to, icon, words };
    let classes = place("/desk", "grid", |i18n| t_string!(i18n, frame.classes));
    let people = place("/desk/school/people", "people", |i18n| {
        t_string!(i18n, people.people)
    });
    let adults = place("/desk/school/adults", "key", |i18n| {
        t_string!(i18n, adult.adults)
    });
    let year = place("/desk/school/calendar", "clock", |i18n| {
        t_string!(i18n, desk.nav_calendar)
    });
    let form = place("/desk/school", "list", |i18n| {
        t_string!(i18n, desk.nav_form)
    });
    let competencies = place("/desk/school/competencies", "leaf", |i18n| {
        t_string!(i18n, competency.competencies)
    });
    let scores = place("/desk/scores", "chart", |i18n| {
        t_string!(i18n, assessment.scores)
    });
    let audit = place("/desk/school/audit", "eye", |i18n| {
        t_string!(i18n, audit.audit)
    });
    match role {
        Role::Office => vec![
            vec![classes, people, adults],
            vec![year, form, competencies, scores],
            vec![audit],
        ],
        Role::Leader => vec![vec![classes, scores], vec![year, form], vec![audit]],
        _ => vec![vec![classes, scores]],
    }
}

pub(super) fn place_words(i18n: I18n, place: Place) -> &'static str {
    match place {
        Place::Today => t_string!(i18n, frame.today),
        Place::Children => t_string!(i18n, frame.children),
        Place::Plans => t_string!(i18n, desk.plans),
        Place::Learning => t_string!(i18n, frame.learning),
        Place::Groups => t_string!(i18n, group.groups),
        Place::Setup => t_string!(i18n, frame.setup),
    }
}

/// Where one can go from here; the place of this page is marked.
#[component]
pub fn DeskPlaces(me: Adult) -> impl IntoView {
    let here = expect_context::<Here>();
    let role = me.role;
    let now = me.clone();
    // While a child's class is being asked for, the places before it stay.
    let class = Memo::new(move |before: Option<&Option<HereClass>>| {
        let is_asked = here.of_child.child.get().is_some() && here.of_child.class().is_none();
        here.class(&now)
            .or_else(|| before.cloned().flatten().filter(|_| is_asked))
    });
    move || match class.get() {
        Some(class) => Either::Left(view! { <ClassPlaces class teaches=role == Role::Teacher /> }),
        None => Either::Right(view! { <SchoolPlaces role /> }),
    }
}

#[component]
fn ClassPlaces(class: HereClass, teaches: bool) -> impl IntoView {
    let i18n = use_i18n();
    let id = class.id;
    let link = move |place: Place| {
        view! {
            <PlaceLink
                to=format!("/desk/class/{id}{}", place.page())
                icon=place.icon()
                place=Some(place)
            >
                {move || place_words(i18n, place)}
            </PlaceLink>
        }
    };
    let five = [
        Place::Today,
        Place::Children,
        Place::Plans,
        Place::Learning,
        Place::Groups,
    ];
    view! {
        <nav class="ui-rail" data-kind="class" aria-label=class.title>
            {five.map(link).collect_view()}
            <div class="ui-rail-foot">{teaches.then(|| link(Place::Setup))} <KeysButton /></div>
        </nav>
    }
    .into_any()
}

#[component]
fn SchoolPlaces(role: Role) -> impl IntoView {
    let i18n = use_i18n();
    let group = move |places: Vec<SchoolPlace>| {
        let links = places.into_iter().map(|it| {
            view! {
                <PlaceLink to=it.to.to_owned() icon=it.icon>
                    {move || (it.words)(i18n)}
                </PlaceLink>
            }
        });
        view! { <div class="ui-rail-group">{links.collect_view()}</div> }
    };
    view! {
        <nav
            class="ui-rail"
            data-kind="school"
            aria-label=move || t_string!(i18n, frame.school_pages)
        >
            {school_places(role).into_iter().map(group).collect_view()}
            <div class="ui-rail-foot">
                <KeysButton />
            </div>
        </nav>
    }
    .into_any()
}
