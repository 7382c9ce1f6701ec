//! Finding a child, a page or an act, by a few letters.

use super::{
    api,
    places::{place_words, school_places},
    spot::{Here, HereClass, Place},
};
use crate::{
    desk::ui::{Key, Keys, once_shown},
    i18n::*,
    ui::{Icon, picture},
};
use domain::{
    limits,
    name::{finds, folded},
    school::{Adult, Role, search::FoundChild},
};
use leptos::{ev, html, leptos_dom::helpers::TimeoutHandle, prelude::*};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::Node;

const LIST: &str = "find-list";

/// What was found, and where it leads.
#[derive(Clone, Debug, PartialEq)]
struct Hit {
    to: String,
    words: String,
    /// What tells it from others of the name.
    note: String,
    sign: Sign,
}

#[derive(Clone, Debug, PartialEq)]
enum Sign {
    Picture(String),
    Icon(&'static str),
}

/// A field that lists what it finds (the combobox of WAI-ARIA): arrows choose, Enter goes there, Escape
/// closes. Where there is no room for it, a sign opens it.
#[component]
pub(super) fn Search(me: Adult) -> impl IntoView {
    let i18n = use_i18n();
    let here = expect_context::<Here>();
    let (typed, open, wide) = (
        RwSignal::new(String::new()),
        RwSignal::new(false),
        RwSignal::new(false),
    );
    let chosen = RwSignal::new(0_usize);
    let (whole, input) = (NodeRef::<html::Div>::new(), NodeRef::<html::Input>::new());
    let role = me.role;
    let children = asked_children(typed);
    let pages = {
        let me = me.clone();
        Memo::new(move |_| {
            let class = here.class(&me);
            let all = page_hits(i18n, &me, class.as_ref());
            typed.with(|typed| match folded(typed).is_empty() {
                true => Vec::new(),
                false => all
                    .into_iter()
                    .filter(|it| finds(&it.words, typed))
                    .collect::<Vec<_>>(),
            })
        })
    };
    let hits = Memo::new(move |_| {
        let children = children.get().into_iter().map(|it| child_hit(role, it));
        children.chain(pages.get()).collect::<Vec<_>>()
    });
    let shows = Memo::new(move |_| open.get() && typed.with(|it| !folded(it).is_empty()));
    let close = move || {
        open.set(false);
        wide.set(false);
    };
    let navigate = StoredValue::new(use_navigate());
    let go = move |to: String| {
        typed.set(String::new());
        close();
        if let Some(input) = input.get_untracked() {
            let _ = input.blur();
        }
        navigate.with_value(|navigate| navigate(&to, NavigateOptions::default()));
    };
    let begin = move || {
        wide.set(true);
        once_shown(move || {
            if let Some(input) = input.get_untracked() {
                let _ = input.focus();
                input.select();
            }
        });
    };
    let press = move |event: ev::KeyboardEvent| {
        let of = hits.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if of > 0 => chosen.update(|it| *it = (*it + 1) % of),
            "ArrowUp" if of > 0 => chosen.update(|it| *it = (*it + of - 1) % of),
            "Enter" => {
                let n = chosen.get_untracked();
                if let Some(hit) = hits.with_untracked(|all| all.get(n).cloned()) {
                    go(hit.to);
                }
            }
            "Escape" => {
                typed.set(String::new());
                close();
                if let Some(input) = input.get_untracked() {
                    let _ = input.blur();
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    Effect::new(move |_| {
        let handle = window_event_listener(ev::pointerdown, move |event| {
            let node: Option<Node> = event.target().and_then(|it| it.dyn_into().ok());
            let within = whole.get_untracked();
            let within = within.is_some_and(|it| it.contains(node.as_ref()));
            if !within && (open.get_untracked() || wide.get_untracked()) {
                close();
            }
        });
        on_cleanup(move || handle.remove());
    });
    let leave = move |event: ev::FocusEvent| {
        let to: Option<Node> = event.related_target().and_then(|it| it.dyn_into().ok());
        let within = whole.get_untracked();
        if to.is_some() && within.is_some_and(|it| !it.contains(to.as_ref())) {
            close();
        }
    };
    let option = move |(n, hit): (usize, Hit)| {
        let to = hit.to.clone();
        let sign = match hit.sign {
            Sign::Picture(src) => {
                view! { <img class="ui-find-picture" src=src alt="" /> }.into_any()
            }
            Sign::Icon(name) => view! { <Icon name /> }.into_any(),
        };
        view! {
            <li
                class="ui-find-hit"
                id=format!("find-{n}")
                role="option"
                data-to=hit.to
                aria-selected=move || (chosen.get() == n).to_string()
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| go(to.clone())
            >
                {sign}
                <span class="ui-find-words">{hit.words}</span>
                <span class="ui-find-note">{hit.note}</span>
            </li>
        }
    };
    let count = move || {
        shows.get().then(|| match hits.with(Vec::len) {
            0 => t_string!(i18n, desk.table_none).to_owned(),
            n => t_string!(i18n, frame.found, n).to_string(),
        })
    };
    let label = move || match role {
        Role::Office => t_string!(i18n, frame.find_office),
        _ => t_string!(i18n, frame.find),
    };
    let keys = vec![Key {
        sign: "/",
        words: Signal::derive(move || t_string!(i18n, frame.key_find).to_owned()),
        act: Some(Callback::new(move |()| begin())),
    }];
    view! {
        <Keys keys />
        <div
            class="ui-find"
            node_ref=whole
            data-open=move || wide.get().to_string()
            on:focusout=leave
        >
            <button
                type="button"
                class="ui-find-open"
                data-act="find"
                aria-label=label
                on:click=move |_| begin()
            >
                <Icon name="search" />
            </button>
            <div class="ui-find-field">
                <Icon name="search" />
                <input
                    class="ui-find-input"
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    maxlength=limits::search::TYPED_CHARS.to_string()
                    node_ref=input
                    aria-label=label
                    placeholder=label
                    aria-keyshortcuts="/"
                    aria-autocomplete="list"
                    aria-controls=LIST
                    aria-expanded=move || shows.get().to_string()
                    aria-activedescendant=move || {
                        let n = chosen.get();
                        (shows.get() && hits.with(|it| n < it.len())).then(|| format!("find-{n}"))
                    }
                    prop:value=typed
                    on:input=move |event| {
                        typed.set(event_target_value(&event));
                        chosen.set(0);
                        open.set(true);
                    }
                    on:focus=move |_| open.set(true)
                    on:keydown=press
                />
                <kbd class="ui-key ui-find-key" aria-hidden="true">
                    "/"
                </kbd>
                <button
                    type="button"
                    class="ui-find-close"
                    data-act="find-close"
                    aria-label=move || t_string!(i18n, desk.close)
                    on:click=move |_| {
                        typed.set(String::new());
                        close();
                    }
                >
                    <Icon name="close" />
                </button>
            </div>
            <div class="ui-find-panel" hidden=move || !shows.get()>
                <ul class="ui-find-list" id=LIST role="listbox" aria-label=label>
                    {move || hits.get().into_iter().enumerate().map(option).collect_view()}
                </ul>
                <p class="ui-find-none" role="status">
                    {count}
                </p>
            </div>
        </div>
    }
    .into_any()
}

/// The children found by what is typed, asked for when the typing rests.
fn asked_children(typed: RwSignal<String>) -> Signal<Vec<FoundChild>> {
    let ask = Action::new(|typed: &String| {
        let typed = typed.clone();
        async move { (typed.clone(), api::find_children(typed).await) }
    });
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let now = typed.get();
        if let Some(before) = waiting.try_update_value(Option::take).flatten() {
            before.clear();
        }
        if folded(&now).is_empty() {
            return;
        }
        let after = Duration::from_millis(limits::search::ASK_AFTER_MS);
        let handle = set_timeout_with_handle(move || drop(ask.dispatch(now)), after);
        waiting.set_value(handle.ok());
    });
    Signal::derive(move || {
        let asked = typed.get();
        // What was found stays while the next letters are on their way, as far as it still fits.
        match ask.value().get() {
            Some((_, Ok(all))) if !folded(&asked).is_empty() => {
                domain::school::search::found(all, &asked)
            }
            _ => Vec::new(),
        }
    })
}

/// The office keeps people; the others look at children.
fn child_hit(role: Role, it: FoundChild) -> Hit {
    let to = match role {
        Role::Office => format!("/desk/school/people/{}", it.child),
        _ => format!("/desk/child/{}", it.child),
    };
    Hit {
        to,
        words: it.name,
        note: it.title,
        sign: Sign::Picture(picture(&it.picture)),
    }
}

/// All pages and acts of who asks, in the class they are in.
fn page_hits(
    i18n: leptos_i18n::I18nContext<Locale>,
    me: &Adult,
    class: Option<&HereClass>,
) -> Vec<Hit> {
    let hit = |to: String, icon, words: &str, note: &str| Hit {
        to,
        words: words.to_owned(),
        note: note.to_owned(),
        sign: Sign::Icon(icon),
    };
    let mut all = Vec::new();
    let teaches = me.role == Role::Teacher;
    if let Some(class) = class {
        let to = |page: &str| format!("/desk/class/{}{page}", class.id);
        let places = [
            Place::Today,
            Place::Children,
            Place::Plans,
            Place::Learning,
            Place::Groups,
            Place::Setup,
        ];
        for place in places
            .into_iter()
            .filter(|it| teaches || *it != Place::Setup)
        {
            let words = place_words(i18n, place);
            all.push(hit(to(place.page()), place.icon(), words, &class.title));
        }
        let title = &class.title;
        all.push(hit(to("/week"), "list", t_string!(i18n, plan.week), title));
        all.push(hit(
            to("/projector"),
            "eye",
            t_string!(i18n, frame.on_projector),
            title,
        ));
        if teaches {
            for (page, icon, words) in [
                ("/tablets", "tablet", t_string!(i18n, desk.tablets)),
                ("/pictures", "key", t_string!(i18n, desk.pictures)),
                ("/tablets", "plus", t_string!(i18n, frame.add_tablet)),
                ("/pictures", "print", t_string!(i18n, frame.print_slips)),
                ("", "play", t_string!(i18n, frame.start_survey)),
                ("", "pencil", t_string!(i18n, frame.write_down)),
                ("/groups", "plus", t_string!(i18n, group.new_group)),
            ] {
                all.push(hit(to(page), icon, words, title));
            }
        }
    }
    for other in &me.classes {
        let is_here = class.is_some_and(|it| it.id == other.id);
        if !is_here && me.role != Role::Office {
            let to = format!("/desk/class/{}", other.id);
            all.push(hit(to, "grid", &other.title, &me.school));
        }
    }
    for place in school_places(me.role).into_iter().flatten() {
        let words = (place.words)(i18n);
        all.push(hit(place.to.to_owned(), place.icon, words, &me.school));
    }
    if me.role == Role::Office {
        let adults = t_string!(i18n, adult.add);
        all.push(hit(
            "/desk/school/adults".to_owned(),
            "plus",
            adults,
            &me.school,
        ));
    }
    let account = t_string!(i18n, signin.my_account);
    all.push(hit("/desk/account".to_owned(), "key", account, &me.name));
    all
}
