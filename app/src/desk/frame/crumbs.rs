//! The way from the school down to this page.

use super::{
    places::{place_words, school_places},
    spot::{Here, Place, Spot},
};
use crate::{i18n::*, ui::Icon};
use domain::school::{Adult, Role};
use leptos::prelude::*;

#[derive(Clone, PartialEq)]
struct Crumb {
    to: String,
    words: String,
}

/// School, class and child, each a link; in a hand only the last of them, and the way up.
#[component]
pub(super) fn Crumbs(me: Adult) -> impl IntoView {
    let i18n = use_i18n();
    let here = expect_context::<Here>();
    let crumbs = Memo::new(move |before: Option<&Vec<Crumb>>| {
        let crumb = |to: String, words: String| Crumb { to, words };
        let mut all = vec![crumb("/desk".to_owned(), me.school.clone())];
        let (spot, class) = (here.spot.get(), here.class(&me));
        let path = here.path.get();
        let of_class = class.is_some() && (spot != Spot::Other || path == "/desk");
        match class.filter(|_| of_class) {
            Some(class) => {
                all.push(crumb(format!("/desk/class/{}", class.id), class.title));
                if let Spot::Child(child) = spot {
                    let Some(named) = here
                        .of_child
                        .class()
                        .and_then(|it| it.named(child).cloned())
                    else {
                        return before.cloned().unwrap_or(all);
                    };
                    all.push(crumb(format!("/desk/child/{child}"), named.name));
                }
                // The places are beside the page; only what is below one of them needs a word.
                if let (Spot::Class(id, Some(Place::Setup)), true) =
                    (spot, me.role == Role::Teacher)
                {
                    let to = format!("/desk/class/{id}{}", Place::Setup.page());
                    if path != to {
                        all.push(crumb(to, place_words(i18n, Place::Setup).to_owned()));
                    }
                }
            }
            None => {
                let places = school_places(me.role).into_iter().flatten();
                let mut places = places.filter(|it| it.to != "/desk");
                if let Some(place) = places.find(|it| it.to == path) {
                    all.push(crumb(path, (place.words)(i18n).to_owned()));
                } else if path == "/desk/account" {
                    all.push(crumb(path, t_string!(i18n, signin.my_account).to_owned()));
                }
            }
        }
        all
    });
    let one = move |it: Crumb| {
        let to = it.to.clone();
        let current = move || here.path.with(|path| *path == to).then_some("page");
        view! {
            <li class="ui-crumb">
                <a class="ui-crumb-link" href=it.to aria-current=current>
                    {it.words}
                </a>
            </li>
        }
    };
    let up = move || {
        let above = crumbs.with(|all| Some(all.get(all.len().checked_sub(2)?)?.clone()))?;
        let name = above.words;
        Some(view! {
            <a
                class="ui-crumb-up"
                href=above.to
                data-act="up"
                aria-label=move || t_string!(i18n, frame.back_to, name = name.clone()).to_string()
            >
                <Icon name="back" />
            </a>
        })
    };
    view! {
        {up}
        <nav class="ui-crumbs" aria-label=move || t_string!(i18n, frame.where_i_am)>
            <ol class="ui-crumbs-list">
                {move || crumbs.get().into_iter().map(one).collect_view()}
            </ol>
        </nav>
    }
    .into_any()
}
