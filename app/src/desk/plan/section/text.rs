//! A written section of a plan: read, and changed in its place. What is typed outlives a refusal, a
//! closing, and somebody else's change.

use super::{
    context::SectionContext,
    current_text::CurrentText,
    draft::{Fields, Typed},
    frame::SectionFrame,
    history::SectionHistory,
};
use crate::{
    ApiError,
    desk::plan::template_api,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Icon, When, error_message, lang_of},
};
use domain::plan::template::{Section, SectionState, SectionUpdate, Written};
use leptos::{
    ev::{KeyboardEvent, SubmitEvent},
    prelude::*,
};

type Save = Action<Written, Result<SectionUpdate, ApiError>>;

/// A section as it is read and written.
#[derive(Clone, Copy)]
struct Writer {
    section: StoredValue<Section>,
    /// What stands.
    now: Memo<Option<SectionState>>,
    open: RwSignal<bool>,
    typed: Typed,
    /// The revision it is typed from; none: nothing is begun.
    from: RwSignal<Option<u32>>,
    /// What somebody else wrote meanwhile.
    theirs: RwSignal<Option<SectionState>>,
    save: Save,
}

impl Writer {
    /// Opens the fields; what was begun is gone on with.
    fn begin(self) {
        if self.from.get_untracked().is_none() {
            self.take();
        }
        self.open.set(true);
    }

    /// Puts what stands now in place of what was typed.
    fn take(self) {
        let now = self.now.get_untracked();
        self.typed.set(now.as_ref().map(|it| &it.written));
        self.from.set(Some(now.map_or(0, |it| it.rev)));
        self.theirs.set(None);
    }

    fn send(self) {
        if self.save.pending().get_untracked() {
            return;
        }
        let kind = self.section.with_value(|it| it.kind);
        if let Some(written) = self.typed.written(kind) {
            self.save.dispatch(written);
        }
    }
}

#[component]
pub(crate) fn WrittenSection(section: Section, context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let id = section.id.clone();
    let kept = RwSignal::new(None::<SectionState>);
    let now = {
        let id = id.clone();
        Memo::new(move |_| {
            let shown =
                context.page(|it| it.form.written.iter().find(|it| it.section == id).cloned());
            let all = [shown.flatten(), kept.get()].into_iter().flatten();
            all.max_by_key(|it| it.rev)
        })
    };
    let from = RwSignal::new(None);
    let save: Save = {
        let id = id.clone();
        Action::new(move |written: &Written| {
            let (id, written) = (id.clone(), written.clone());
            let expected = from.get_untracked().unwrap_or_default();
            template_api::write_section(context.child, context.plan, id, expected, written)
        })
    };
    let writer = Writer {
        section: StoredValue::new(section.clone()),
        now,
        open: RwSignal::new(false),
        typed: Typed::new(),
        from,
        theirs: RwSignal::new(None),
        save,
    };
    Effect::new(move |_| match save.value().get() {
        Some(Ok(SectionUpdate::Kept(now))) => {
            kept.set(Some(now));
            writer.open.set(false);
            from.set(None);
            writer.theirs.set(None);
        }
        Some(Ok(SectionUpdate::Conflict(now))) => {
            from.set(Some(now.rev));
            kept.set(Some(now.clone()));
            writer.theirs.set(Some(now));
        }
        Some(Err(_)) | None => {}
    });
    let title = section.title.clone();
    let title = Signal::derive(move || title.get(lang_of(i18n.get_locale())).to_owned());
    let may = context.actions().is_some();
    view! {
        <SectionFrame id title>
            {move || match may && writer.open.get() {
                true => view! { <Write writer context /> }.into_any(),
                false => view! { <Read writer may context title /> }.into_any(),
            }}
        </SectionFrame>
    }
    .into_any()
}

#[component]
fn Read(
    writer: Writer,
    may: bool,
    context: SectionContext,
    title: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let section = writer.section.get_value();
    let hint = section.hint.clone().filter(|_| may);
    let hint = move || {
        let nothing = writer
            .now
            .with(|it| it.as_ref().is_none_or(|it| it.written.is_empty()));
        let hint = hint.as_ref().filter(|_| nothing)?;
        Some(hint.get(lang_of(i18n.get_locale())).to_owned())
    };
    let words = move || match writer.now.with(Option::is_some) {
        true => t_string!(i18n, plan.change),
        false => t_string!(i18n, plan.write),
    };
    let history = RwSignal::new(false);
    let id = section.id.clone();
    view! {
        <CurrentText now=writer.now choices=section.choices />
        {move || hint().map(|it| view! { <p class="desk-quiet desk-noprint">{it}</p> })}
        <p class="plan-section-foot">
            {move || {
                writer
                    .now
                    .get()
                    .map(|it| {
                        view! {
                            <span class="desk-quiet">
                                {it.who} " · " <When at=it.at exact=true />
                            </span>
                        }
                    })
            }}
            {may
                .then(|| {
                    view! {
                        <Button
                            act="write-section"
                            on_click=move |()| writer.begin()
                            class="desk-noprint"
                        >
                            <Icon name="pencil" />
                            {words}
                            <span class="visually-hidden">": " {title}</span>
                        </Button>
                    }
                })}
            {move || {
                (writer.now.with(|it| it.as_ref().is_some_and(|it| it.rev > 1)))
                    .then(|| {
                        view! {
                            <Button
                                kind=ButtonKind::Quiet
                                act="section-history"
                                on_click=move |()| history.set(true)
                                class="desk-noprint"
                            >
                                <Icon name="clock" />
                                {move || t_string!(i18n, plan.history)}
                                <span class="visually-hidden">": " {title}</span>
                            </Button>
                        }
                    })
            }}
        </p>
        <SectionHistory
            child=context.child
            plan=context.plan
            section=id
            choices=writer.section.with_value(|it| it.choices.clone())
            open=history
        />
    }
    .into_any()
}

#[component]
fn Write(writer: Writer, context: SectionContext) -> impl IntoView {
    let i18n = use_i18n();
    let section = writer.section.get_value();
    let before = writer.save.version().get_untracked();
    let refused = move || {
        let answer = writer.save.value().get();
        let answer = answer.filter(|_| writer.save.version().get() > before);
        answer
            .and_then(Result::err)
            .map(|ApiError(it)| error_message(i18n, &it))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        writer.send();
    };
    let keys = move |event: KeyboardEvent| match event.key().as_str() {
        "Enter" if event.ctrl_key() || event.meta_key() => {
            event.prevent_default();
            writer.send();
        }
        "Escape" => writer.open.set(false),
        _ => {}
    };
    let choices = section.choices.clone();
    let theirs = move || {
        writer.theirs.get().map(|it| {
            let now = Memo::new(move |_| Some(it.clone()));
            view! {
                <div class="plan-conflict" data-conflict="yes">
                    <Banner kind="stale" icon="info">
                        {move || t_string!(i18n, plan.conflict)}
                    </Banner>
                    <CurrentText now choices=choices.clone() />
                    <div>
                        <Button act="take-theirs" on_click=move |()| writer.take()>
                            <Icon name="undo" />
                            {move || t_string!(i18n, plan.take_theirs)}
                        </Button>
                    </div>
                </div>
            }
        })
    };
    let hint = section.hint.clone();
    let hint = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        hint.as_ref().map(|it| it.get(lang).to_owned())
    });
    let people = context.handles.with_value(|it| it.form.people.clone());
    view! {
        <form class="ui-form" novalidate on:submit=submit on:keydown=keys>
            {theirs}
            <Fields typed=writer.typed section hint people />
            {move || {
                refused()
                    .map(|it| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {it}
                            </Banner>
                        }
                    })
            }}
            <div class="plan-section-foot">
                <Button
                    kind=ButtonKind::Main
                    act="save-section"
                    disabled=writer.save.pending()
                    submit=true
                >
                    <Icon name="check" />
                    {move || t_string!(i18n, plan.save)}
                </Button>
                <Button act="not-now" on_click=move |()| writer.open.set(false)>
                    {move || t_string!(i18n, plan.not_now)}
                </Button>
                <span class="desk-quiet plan-form-keys">
                    {move || t_string!(i18n, plan.save_keys)}
                </span>
            </div>
        </form>
    }
    .into_any()
}
