//! The editor of a goal: what is typed outlives its closing, and a conflict is shown, not decided.

use super::{actions::GoalActions, editing::Editing, form::GoalForm};
use crate::{
    ApiError,
    desk::plan::{
        api,
        history::differences::{Differences, differences},
    },
    i18n::*,
    ui::{Banner, Button, Dialog, Icon, lang_of},
};
use domain::{
    AppError,
    plan::{ChildPlan, Draft, GoalUpdate, TypedGoal},
};
use leptos::prelude::*;

type Save = Action<Draft, Result<GoalUpdate, ApiError>>;

#[component]
pub fn Editor(
    actions: GoalActions,
    now: Memo<Option<ChildPlan>>,
    again: RwSignal<usize>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (edit, child) = (actions.edit, actions.child);
    let class = now.with_untracked(|it| it.as_ref().map(|it| it.class));
    let save: Save = Action::new(move |draft: &Draft| {
        let (draft, of) = (draft.clone(), edit.of.get_untracked());
        async move {
            match (of, class) {
                (Some((goal, rev)), _) => api::change_goal(child, goal, rev, draft).await,
                (None, Some(class)) => {
                    let mut made = api::give_goal(class, vec![child], draft).await?;
                    made.pop()
                        .map(GoalUpdate::Kept)
                        .ok_or(ApiError(AppError::NotFound))
                }
                (None, None) => Err(ApiError(AppError::NotFound)),
            }
        }
    });
    Effect::new(move |_| match save.value().get() {
        Some(Ok(GoalUpdate::Kept(_))) => {
            edit.done();
            again.update(|it| *it += 1);
        }
        Some(Ok(GoalUpdate::Conflict(goal))) => {
            edit.of.set(Some((goal.id, goal.rev)));
            edit.typed.update(|it| it.put_upon(&goal));
            edit.stands.set(Some(goal));
            again.update(|it| *it += 1);
        }
        Some(Err(_)) | None => {}
    });
    let title = Signal::derive(move || match edit.of.get() {
        Some(_) => t_string!(i18n, plan.change_goal).to_owned(),
        None => t_string!(i18n, plan.new_goal).to_owned(),
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
        let mine = edit.typed.with(TypedGoal::draft).ok()?;
        Some(differences(i18n, &Draft::of(&stands), &mine))
    };
    let take = move |()| {
        let stands = edit.stands.get_untracked();
        edit.take(stands.as_ref(), lang_of(i18n.get_locale_untracked()));
    };
    let shown = Memo::new(move |_| edit.stands.with(Option::is_some));
    move || {
        shown.get().then(|| {
            view! {
                <section class="plan-conflict" data-conflict="yes">
                    <Banner kind="stale" icon="info">
                        {move || t_string!(i18n, plan.conflict_words)}
                    </Banner>
                    {move || {
                        all()
                            .map(|all| {
                                view! {
                                    <Differences
                                        all
                                        before=Signal::derive(move || {
                                            t_string!(i18n, plan.stands_now)
                                        })
                                        after=Signal::derive(move || {
                                            t_string!(i18n, plan.you_wrote)
                                        })
                                    />
                                }
                            })
                    }}
                    <div>
                        <Button act="take-theirs" on_click=take>
                            <Icon name="undo" />
                            {move || t_string!(i18n, plan.take_theirs)}
                        </Button>
                    </div>
                </section>
            }
        })
    }
}

#[component]
fn EditForm(edit: Editing, save: Save, now: Memo<Option<ChildPlan>>) -> impl IntoView {
    let i18n = use_i18n();
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
                (true, _) => t_string!(i18n, plan.save_mine).to_owned(),
                (false, Some(_)) => t_string!(i18n, plan.save_goal).to_owned(),
                (false, None) => t_string!(i18n, plan.give_goal).to_owned(),
            },
        );
    view! {
        <GoalForm
            typed=edit.typed
            ready=edit.of.get_untracked().is_none()
            save_words
            busy=save.pending()
            refused
            on_save=Callback::new(move |draft| drop(save.dispatch(draft)))
            on_anew=Callback::new(move |()| anew())
            on_close=Callback::new(move |()| edit.open.set(false))
        />
    }
    .into_any()
}
