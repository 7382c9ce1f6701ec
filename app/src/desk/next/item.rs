//! One thing to do: for whom, why, one tap to do it, and one to put it aside.

use super::{state::NextState, words};
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, ButtonLink, Icon, picture},
};
use domain::{
    group::GroupRequest,
    ids::ClassId,
    next::{CompetencyLink, Next, NextAct, NextReason},
    school::ChildName,
};
use leptos::{html, prelude::*};

/// Most faces shown.
const FACES: usize = 4;

#[component]
pub(super) fn Item(state: NextState, next: Next) -> impl IntoView {
    let i18n = use_i18n();
    let children = state.live.named(&next.children);
    let faces = faces(&children);
    let (kind, key) = (next.why.kind(), next.key.to_string());
    let next = StoredValue::new((next, children));
    let title = Signal::derive(move || next.with_value(|(next, of)| words::title(i18n, next, of)));
    let reason = move || {
        let now = state.now.get()?;
        Some(next.with_value(|(next, of)| words::reason(i18n, next, of, now)))
    };
    let page = next.with_value(|(next, _)| match next.children.as_slice() {
        [child] => Some(format!("/desk/child/{child}")),
        _ => None,
    });
    let what = match page {
        Some(page) => view! {
            <a class="next-link" href=page>
                {title}
            </a>
        }
        .into_any(),
        None => title.into_any(),
    };
    let own = next.with_value(|(next, _)| next.key.clone());
    let did = Memo::new(move |_| state.done.with(|all| all.get(&own).copied()));
    let buttons = move || match did.get() {
        Some(did) => view! { <UndoDone state next did title /> }.into_any(),
        None => view! { <ItemActs state next title /> }.into_any(),
    };
    view! {
        <li class="next-item" data-next=kind data-key=key>
            <span class="next-faces">{faces}</span>
            <div>
                <p class="next-what">{what}</p>
                <p class="next-why">{reason}</p>
            </div>
            <div class="next-acts">{buttons}</div>
        </li>
    }
    .into_any()
}

fn faces(children: &[ChildName]) -> impl IntoView + use<> {
    let shown = children.iter().take(FACES);
    let faces = shown.map(|it| view! { <img class="desk-face" src=picture(&it.picture) alt="" /> });
    faces.collect_view()
}

type HeldButton = StoredValue<(Next, Vec<ChildName>)>;

#[component]
fn ItemActs(state: NextState, next: HeldButton, title: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let ask = move |did: NextAct| {
        let next = next.with_value(|(next, _)| next.clone());
        state.ask.dispatch((next, did, false));
    };
    let one = move |act: &'static str, words: Signal<String>, on: Callback<()>| {
        view! {
            <Button act=act on_click=move |()| on.run(())>
                {words}
                <span class="visually-hidden">": " {title}</span>
            </Button>
        }
        .into_any()
    };
    let act = match next.with_value(|(next, _)| next.why.clone()) {
        NextReason::Sit { wish, .. } => one(
            "next-come",
            Signal::derive(move || t_string!(i18n, desk.help_come).to_owned()),
            Callback::new(move |()| ask(NextAct::Coming(wish))),
        ),
        NextReason::Celebrate(it) => one(
            "next-celebrated",
            Signal::derive(move || t_string!(i18n, next.celebrated).to_owned()),
            Callback::new(move |()| ask(NextAct::Celebrated(it.goal))),
        ),
        NextReason::CheckIn { .. } => one(
            "next-checked-in",
            Signal::derive(move || t_string!(i18n, next.checked_in).to_owned()),
            Callback::new(move |()| ask(NextAct::CheckedIn)),
        ),
        NextReason::Alike(it) => view! {
            <ButtonLink
                act="next-alike"
                href=next.with_value(|(next, _)| address(state.live.class, next, &it))
            >
                {move || {
                    let n = next.with_value(|(next, _)| next.children.len());
                    t_string!(i18n, next.see, n).to_string()
                }}
                <span class="visually-hidden">": " {title}</span>
            </ButtonLink>
        }
        .into_any(),
    };
    let aside = move || t_string!(i18n, next.aside, what = title.get()).to_string();
    view! {
        {act}
        <Button
            kind=ButtonKind::Quiet
            act="next-aside"
            label=aside
            title=move || t_string!(i18n, next.not_now)
            on_click=move |()| ask(NextAct::Aside)
        >
            <Icon name="close" />
        </Button>
    }
    .into_any()
}

/// Where these very children are chosen for a group.
fn address(class: ClassId, next: &Next, of: &CompetencyLink) -> String {
    let asked = GroupRequest {
        competency: of.code.clone(),
        children: next.children.clone(),
    };
    asked.address(&format!("/desk/class/{class}/groups"))
}

/// What was just done, and the way back; the keyboard goes on from there.
#[component]
fn UndoDone(
    state: NextState,
    next: HeldButton,
    did: NextAct,
    title: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let button = NodeRef::<html::Button>::new();
    button.on_load(|it| {
        let _ = it.focus();
    });
    let words = move || match did {
        NextAct::Aside => t_string!(i18n, next.is_aside),
        NextAct::Coming(_) => t_string!(i18n, next.is_coming),
        NextAct::CheckedIn | NextAct::Celebrated(_) => t_string!(i18n, next.is_noted),
    };
    let undo = move |_| {
        let next = next.with_value(|(next, _)| next.clone());
        state.ask.dispatch((next, did, true));
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
