//! The editor of a goal: what is typed outlives its closing, and a conflict is shown, not decided.

use super::{
    desk_api::{self, EndGoal},
    desk_editing::Editing,
    desk_form::GoalForm,
    desk_parts::{Differences, differences},
    desk_typed::Typed,
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Banner, Dialog, Icon, Trouble, lang_of},
};
use domain::{
    AppError,
    ids::PersonId,
    plan::{ChildPlan, Draft, Updated},
};
use leptos::prelude::*;

/// What a teacher does with the goals of the plan of this term.
#[derive(Clone, Copy)]
pub(super) struct Acts {
    pub(super) child: PersonId,
    pub(super) end: ServerAction<EndGoal>,
    pub(super) answer: ServerAction<desk_api::AnswerProposal>,
    pub(super) step: ServerAction<desk_api::SetStep>,
    pub(super) edit: Editing,
}

type Save = Action<Draft, Result<Updated, ApiError>>;

#[component]
pub fn Editor(acts: Acts, now: Memo<Option<ChildPlan>>, again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let (edit, child) = (acts.edit, acts.child);
    let class = now.with_untracked(|it| it.as_ref().map(|it| it.class));
    let save: Save = Action::new(move |draft: &Draft| {
        let (draft, of) = (draft.clone(), edit.of.get_untracked());
        async move {
            match (of, class) {
                (Some((goal, rev)), _) => desk_api::change_goal(child, goal, rev, draft).await,
                (None, Some(class)) => {
                    let mut made = desk_api::give_goal(class, vec![child], draft).await?;
                    made.pop()
                        .map(Updated::Kept)
                        .ok_or(ApiError(AppError::NotFound))
                }
                (None, None) => Err(ApiError(AppError::NotFound)),
            }
        }
    });
    Effect::new(move |_| match save.value().get() {
        Some(Ok(Updated::Kept(_))) => {
            edit.done();
            again.update(|it| *it += 1);
        }
        Some(Ok(Updated::Conflict(goal))) => {
            edit.of.set(Some((goal.id, goal.rev)));
            edit.typed.update(|it| it.put_upon(&goal));
            edit.stands.set(Some(goal));
            again.update(|it| *it += 1);
        }
        Some(Err(_)) | None => {}
    });
    let title = Signal::derive(move || match edit.of.get() {
        Some(_) => t_string!(i18n, desk.change_goal).to_owned(),
        None => t_string!(i18n, desk.new_goal).to_owned(),
    });
    let open = edit.open;
    view! {
        <Dialog open title wide=true>
            <Conflict edit />
            <EditForm edit save now />
        </Dialog>
    }
    .into_any()
}

/// What stands now beside what was typed; nothing is decided for them.
#[component]
fn Conflict(edit: Editing) -> impl IntoView {
    let i18n = use_i18n();
    let all = move || {
        let stands = edit.stands.get()?;
        // What is half typed can't be compared; it stands in the form below.
        let mine = edit.typed.with(Typed::draft).ok()?;
        Some(differences(i18n, &Draft::of(&stands), &mine))
    };
    let take = move |_| {
        let stands = edit.stands.get_untracked();
        edit.take(stands.as_ref(), lang_of(i18n.get_locale_untracked()));
    };
    let shown = Memo::new(move |_| edit.stands.with(Option::is_some));
    move || {
        shown.get().then(|| {
            view! {
                <section class="plan-conflict" data-conflict="yes">
                    <Banner kind="stale" icon="info">
                        {move || t_string!(i18n, desk.conflict_words)}
                    </Banner>
                    {move || all().map(|all| view! {
                        <Differences
                            all
                            before=Signal::derive(move || t_string!(i18n, desk.stands_now))
                            after=Signal::derive(move || t_string!(i18n, desk.you_wrote))
                        />
                    })}
                    <div>
                        <button type="button" class="ui-button" data-act="take-theirs" on:click=take>
                            <Icon name="undo" />
                            {move || t_string!(i18n, desk.take_theirs)}
                        </button>
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn EditForm(edit: Editing, save: Save, now: Memo<Option<ChildPlan>>) -> impl IntoView {
    let i18n = use_i18n();
    let book = Resource::new(|| (), |()| desk_api::read_book());
    // An answer to an earlier form says nothing of this one.
    let before = save.version().get_untracked();
    let refused = Signal::derive(move || {
        let answer = save.value().get().filter(|_| save.version().get() > before);
        answer.and_then(Result::err).map(|it| it.0)
    });
    let anew = move || {
        let goal = edit.of.get_untracked().map(|(id, _)| id);
        let goals = |it: &Option<ChildPlan>| {
            let plan = it.as_ref()?.page.as_ref()?;
            plan.plan.goal(goal?).cloned()
        };
        let goal = now.with_untracked(goals);
        edit.take(goal.as_ref(), lang_of(i18n.get_locale_untracked()));
    };
    let save_words =
        Signal::derive(
            move || match (edit.stands.with(Option::is_some), edit.of.get()) {
                (true, _) => t_string!(i18n, desk.save_mine).to_owned(),
                (false, Some(_)) => t_string!(i18n, desk.save_goal).to_owned(),
                (false, None) => t_string!(i18n, desk.give_goal).to_owned(),
            },
        );
    view! {
        <Suspense>
            {move || book.get().map(|it| match it {
                Ok(book) => view! {
                    <GoalForm
                        typed=edit.typed
                        book
                        ready=edit.of.get_untracked().is_none()
                        save_words
                        busy=save.pending()
                        refused
                        on_save=Callback::new(move |draft| drop(save.dispatch(draft)))
                        on_anew=Callback::new(move |()| anew())
                        on_close=Callback::new(move |()| edit.open.set(false))
                    />
                }
                .into_any(),
                Err(ApiError(error)) => view! { <Trouble error /> }.into_any(),
            })}
        </Suspense>
    }
    .into_any()
}
