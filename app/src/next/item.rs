//! One thing to do: for whom, why, one tap to do it, and one to put it aside.

use super::{panel::Panel, words};
use crate::{
    i18n::*,
    ui::{Icon, picture},
};
use domain::{
    ids::{ClassId, GoalId, WishId},
    next::{Competence, Next, Why},
    school::ChildName,
};
use leptos::{html, prelude::*};

/// What was done, and can be taken back here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Did {
    Coming(WishId),
    CheckedIn,
    Celebrated(GoalId),
    /// Put aside until the reason is another.
    Aside,
}

/// Most faces shown.
const FACES: usize = 4;

#[component]
pub(super) fn Item(panel: Panel, next: Next) -> impl IntoView {
    let i18n = use_i18n();
    let children = panel.live.named(&next.children);
    let faces = faces(&children);
    let (kind, key) = (next.why.kind(), next.key.to_string());
    let next = StoredValue::new((next, children));
    let title = Signal::derive(move || next.with_value(|(next, of)| words::title(i18n, next, of)));
    let reason = move || {
        let now = panel.now.get()?;
        Some(next.with_value(|(next, of)| words::reason(i18n, next, of, now)))
    };
    let page = next.with_value(|(next, _)| match next.children.as_slice() {
        [child] => Some(format!("/desk/child/{child}")),
        _ => None,
    });
    let what = match page {
        Some(page) => view! { <a class="next-link" href=page>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let own = next.with_value(|(next, _)| next.key.clone());
    let did = Memo::new(move |_| panel.done.with(|all| all.get(&own).copied()));
    let acts = move || match did.get() {
        Some(did) => view! { <Undo panel next did title /> }.into_any(),
        None => view! { <Acts panel next title /> }.into_any(),
    };
    view! {
        <li class="next-item" data-next=kind data-key=key>
            <span class="next-faces">{faces}</span>
            <div>
                <p class="next-what">{what}</p>
                <p class="next-why">{reason}</p>
            </div>
            <div class="next-acts">{acts}</div>
        </li>
    }
    .into_any()
}

fn faces(children: &[ChildName]) -> impl IntoView + use<> {
    let shown = children.iter().take(FACES);
    let faces = shown.map(|it| view! { <img class="desk-face" src=picture(&it.picture) alt="" /> });
    faces.collect_view()
}

type Held = StoredValue<(Next, Vec<ChildName>)>;

#[component]
fn Acts(panel: Panel, next: Held, title: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let ask = move |did: Did| {
        let next = next.with_value(|(next, _)| next.clone());
        panel.ask.dispatch((next, did, false));
    };
    let main = move |act: &'static str, words: Signal<String>, on: Callback<()>| {
        view! {
            <button
                type="button"
                class="ui-button"
                data-kind="main"
                data-act=act
                on:click=move |_| on.run(())
            >
                {words}
                <span class="visually-hidden">": " {title}</span>
            </button>
        }
        .into_any()
    };
    let act = match next.with_value(|(next, _)| next.why.clone()) {
        Why::Sit { wish, .. } => main(
            "next-come",
            Signal::derive(move || t_string!(i18n, desk.help_come).to_owned()),
            Callback::new(move |()| ask(Did::Coming(wish))),
        ),
        Why::Celebrate(it) => main(
            "next-celebrated",
            Signal::derive(move || t_string!(i18n, next.celebrated).to_owned()),
            Callback::new(move |()| ask(Did::Celebrated(it.goal))),
        ),
        Why::CheckIn { .. } => main(
            "next-checked-in",
            Signal::derive(move || t_string!(i18n, next.checked_in).to_owned()),
            Callback::new(move |()| ask(Did::CheckedIn)),
        ),
        Why::Alike(it) => view! {
            <a
                class="ui-button"
                data-kind="main"
                data-act="next-alike"
                href=address(panel.live.class, &it)
            >
                {move || t_string!(i18n, next.see)}
                <span class="visually-hidden">": " {title}</span>
            </a>
        }
        .into_any(),
    };
    let aside = move || t_string!(i18n, next.aside, what = title.get()).to_string();
    view! {
        {act}
        <button
            type="button"
            class="ui-button"
            data-kind="quiet"
            data-act="next-aside"
            aria-label=aside
            title=move || t_string!(i18n, next.not_now)
            on:click=move |_| ask(Did::Aside)
        >
            <Icon name="close" />
        </button>
    }
    .into_any()
}

/// Where a group for it is one tap away.
fn address(class: ClassId, of: &Competence) -> String {
    let code = String::from(js_sys::encode_uri_component(&of.code));
    format!("/desk/class/{class}/groups?competency={code}")
}

/// What was just done, and the way back; the keyboard goes on from there.
#[component]
fn Undo(panel: Panel, next: Held, did: Did, title: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let button = NodeRef::<html::Button>::new();
    button.on_load(|it| {
        let _ = it.focus();
    });
    let words = move || match did {
        Did::Aside => t_string!(i18n, next.is_aside),
        Did::Coming(_) => t_string!(i18n, next.is_coming),
        Did::CheckedIn | Did::Celebrated(_) => t_string!(i18n, next.is_noted),
    };
    let undo = move |_| {
        let next = next.with_value(|(next, _)| next.clone());
        panel.ask.dispatch((next, did, true));
    };
    view! {
        <p class="next-done" role="status">
            <Icon name="check" />
            {words}
        </p>
        <button type="button" class="ui-button" data-act="next-undo" node_ref=button on:click=undo>
            <Icon name="undo" />
            {move || t_string!(i18n, next.undo)}
            <span class="visually-hidden">": " {title}</span>
        </button>
    }
    .into_any()
}
