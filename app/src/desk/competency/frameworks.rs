//! The office's page: the school's frameworks, and taking one in after seeing what it would do.

use super::{
    api::{self, Answer, Sent},
    import_words::{change_words, lines},
};
use crate::{
    ApiError,
    desk::ui::TitleRow,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Chip, Column, Icon, Loaded, Lost, Table, error_message},
};
use domain::{
    AppError,
    competency::{CompetencyChange, FrameworkCard, FrameworkPreview, RowProblems},
    limits,
    roster::Severity,
};
use leptos::{html, prelude::*, task::spawn_local};
use leptos_meta::Title;
use wasm_bindgen_futures::JsFuture;

#[component]
pub fn FrameworksPage(
    /// Whether they work in the office; the others have no such page.
    office: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    if !office {
        return view! { <Lost /> }.into_any();
    }
    let again = RwSignal::new(0_usize);
    let all = Resource::new(move || again.get(), |_| api::list_frameworks());
    view! {
        <Title text=move || t_string!(i18n, competency.competencies) />
        <TitleRow title=move || t_string!(i18n, competency.competencies).to_owned() />
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, competency.frameworks)}</h2>
            <Loaded read=all let:all>
                <FrameworkList all />
            </Loaded>
        </section>
        <TakeIn again />
    }
    .into_any()
}

#[component]
fn FrameworkList(all: Vec<FrameworkCard>) -> impl IntoView {
    let i18n = use_i18n();
    if all.is_empty() {
        let words = move || t_string!(i18n, competency.no_framework);
        return view! { <p class="desk-quiet">{words}</p> }.into_any();
    }
    let one = move |it: FrameworkCard| {
        let (n, retired) = (it.competencies, it.retired);
        let (of_name, name) = (it.name.clone(), it.name);
        view! {
            <li class="competency-acts" data-framework=of_name>
                <strong>{name}</strong>
                <Chip>
                    {move || t_string!(i18n, competency.framework_line, count = n).to_string()}
                </Chip>
                {(retired > 0)
                    .then(|| {
                        view! {
                            <Chip>
                                {move || {
                                    t_string!(i18n, competency.framework_retired, count = retired)
                                        .to_string()
                                }}
                            </Chip>
                        }
                    })}
            </li>
        }
    };
    view! { <ul>{all.into_iter().map(one).collect_view()}</ul> }.into_any()
}

/// What became of the file that is shown.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    Looked(Answer),
    Taken(Answer),
    TooBig,
    Refused(AppError),
}

#[component]
fn TakeIn(again: RwSignal<usize>) -> impl IntoView {
    let i18n = use_i18n();
    let name = RwSignal::new(String::new());
    let chosen = RwSignal::new(None::<(String, String)>);
    let stage = RwSignal::new(None::<Stage>);
    let busy = RwSignal::new(false);
    let input = NodeRef::<html::Input>::new();
    let sent = move || {
        let (_, text) = chosen.get_untracked()?;
        Some(Sent {
            framework: name.get_untracked(),
            text,
        })
    };
    let look = move || {
        let Some(sent) = sent() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = api::preview_file(sent).await;
            stage.try_set(Some(match answer {
                Ok(answer) => Stage::Looked(answer),
                Err(ApiError(error)) => Stage::Refused(error),
            }));
            busy.try_set(false);
        });
    };
    let take = move |()| {
        let Some(sent) = sent() else { return };
        busy.set(true);
        spawn_local(async move {
            let answer = api::import_file(sent).await;
            stage.try_set(Some(match answer {
                Ok(answer) => Stage::Taken(answer),
                Err(ApiError(error)) => Stage::Refused(error),
            }));
            busy.try_set(false);
            again.try_update(|it| *it += 1);
        });
    };
    let choose = move |_| {
        stage.set(None);
        chosen.set(None);
        let file = input
            .get_untracked()
            .and_then(|it| it.files())
            .and_then(|it| it.get(0));
        let Some(file) = file else { return };
        if file.size() > limits::competency::MOST_PAGE_FILE_BYTES {
            stage.set(Some(Stage::TooBig));
            return;
        }
        spawn_local(async move {
            let text = JsFuture::from(file.text()).await;
            let text = text.ok().and_then(|it| it.as_string()).unwrap_or_default();
            chosen.try_set(Some((file.name(), text)));
        });
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        look();
    };
    let nothing = move || busy.get() || chosen.with(Option::is_none);
    let file_name = move || chosen.with(|it| it.as_ref().map(|it| it.0.clone()));
    view! {
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, competency.take_in)}</h2>
            <form class="ui-form" on:submit=submit>
                <label class="ui-field">
                    <span class="ui-field-label">{move || t_string!(i18n, competency.file)}</span>
                    <span class="ui-field-hint">
                        {move || t_string!(i18n, competency.file_hint)}
                    </span>
                    <input
                        class="ui-field-input"
                        type="file"
                        name="file"
                        accept=".csv,.json,.txt,text/csv,application/json"
                        node_ref=input
                        on:change=choose
                    />
                </label>
                <label class="ui-field">
                    <span class="ui-field-label">
                        {move || t_string!(i18n, competency.framework_name)}
                    </span>
                    <span class="ui-field-hint">
                        {move || t_string!(i18n, competency.framework_hint)}
                    </span>
                    <input
                        class="ui-field-input"
                        name="framework"
                        autocomplete="off"
                        maxlength="120"
                        prop:value=name
                        on:input=move |event| {
                            name.set(event_target_value(&event));
                            stage.set(None);
                        }
                    />
                </label>
                <div>
                    <Button act="look" disabled=nothing submit=true>
                        <Icon name="eye" />
                        {move || t_string!(i18n, competency.look)}
                    </Button>
                </div>
            </form>
            <div role="status">
                {move || {
                    stage
                        .get()
                        .map(|it| {
                            let file = file_name().unwrap_or_default();
                            view! { <Outcome stage=it file busy take=Callback::new(take) /> }
                        })
                }}
            </div>
        </section>
    }
    .into_any()
}

#[component]
fn Outcome(stage: Stage, file: String, busy: RwSignal<bool>, take: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let (answer, taken) = match stage {
        Stage::TooBig => {
            return view! {
                <Banner kind="wrong" icon="alert">
                    <p>{move || t_string!(i18n, competency.too_big)}</p>
                    <code>"fledge import competencies PATH --dry-run"</code>
                </Banner>
            }
            .into_any();
        }
        Stage::Refused(error) => {
            return view! {
                <Banner kind="wrong" icon="alert">
                    {move || error_message(i18n, &error)}
                </Banner>
            }
            .into_any();
        }
        Stage::Looked(answer) => (answer, false),
        Stage::Taken(answer) => (answer, true),
    };
    let something = answer.preview.as_ref().is_some_and(|it| it.rows > 0);
    view! {
        <div class="competency-dialog" data-stage=if taken { "taken" } else { "looked" }>
            {(taken && answer.preview.is_some())
                .then(|| {
                    view! {
                        <Banner kind="good" icon="check">
                            {move || t_string!(i18n, competency.taken)}
                        </Banner>
                    }
                })}
            <Reasons said=answer.said file />
            {answer.preview.map(|it| view! { <FrameworkChanges preview=it /> })}
            {(!taken && something)
                .then(|| {
                    view! {
                        <div>
                            <Button kind=ButtonKind::Main act="take-in" disabled=busy on_click=take>
                                <Icon name="check" />
                                {move || t_string!(i18n, competency.take)}
                            </Button>
                        </div>
                    }
                })}
        </div>
    }
    .into_any()
}

#[component]
fn Reasons(said: RowProblems, file: String) -> impl IntoView {
    let i18n = use_i18n();
    let more = said.more;
    let said = StoredValue::new(said);
    let part = move |weight: Severity| {
        let (kind, icon) = match weight {
            Severity::Stop => ("wrong", "alert"),
            Severity::Look => ("stale", "eye"),
            Severity::Note => ("info", "info"),
        };
        let title = move || match weight {
            Severity::Stop => t_string!(i18n, competency.stop_first),
            Severity::Look => t_string!(i18n, competency.please_look),
            Severity::Note => t_string!(i18n, competency.only_to_know),
        };
        let file = file.clone();
        let any = said.with_value(|it| it.of(weight).next().is_some());
        any.then(|| {
            view! {
                <Banner kind icon>
                    <p>{title}</p>
                    <ul class="desk-looks">
                        {move || {
                            lines(i18n, &said.get_value(), weight, &file)
                                .into_iter()
                                .map(|it| view! { <li>{it}</li> })
                                .collect_view()
                        }}
                    </ul>
                </Banner>
            }
        })
    };
    view! {
        {[Severity::Stop, Severity::Look, Severity::Note].map(part).collect_view()}
        {(more > 0)
            .then(|| {
                view! {
                    <p class="desk-quiet">
                        {move || t_string!(i18n, competency.more_reasons, n = more).to_string()}
                    </p>
                }
            })}
    }
    .into_any()
}

#[component]
fn FrameworkChanges(preview: FrameworkPreview) -> impl IntoView {
    let i18n = use_i18n();
    let tally = preview.tally;
    let words = move || {
        t_string!(
            i18n,
            competency.tally,
            found = tally.found,
            new = tally.new,
            changed = tally.changed,
            back = tally.back,
            gone = tally.gone
        )
        .to_string()
    };
    let (rows, more) = (
        preview.rows,
        preview
            .changes
            .len()
            .saturating_sub(limits::competency::MOST_CHANGES_SHOWN),
    );
    let changes = preview
        .changes
        .into_iter()
        .take(limits::competency::MOST_CHANGES_SHOWN);
    let changes: Vec<_> = changes.collect();
    let columns = vec![
        Column::new(
            "what",
            move || t_string!(i18n, competency.what),
            move |it: &CompetencyChange| {
                let what = it.what.clone();
                move || change_words(i18n, &what)
            },
        ),
        Column::new(
            "code",
            move || t_string!(i18n, competency.code),
            |it: &CompetencyChange| it.code.clone(),
        ),
        Column::new(
            "statement",
            move || t_string!(i18n, competency.statement),
            |it: &CompetencyChange| it.statement.clone(),
        ),
    ];
    view! {
        <h3 class="ui-panel-title">{preview.framework} " · " {preview.school}</h3>
        <p>{words}</p>
        {(rows == 0).then(|| view! { <p>{move || t_string!(i18n, competency.nothing_new)}</p> })}
        {(!changes.is_empty())
            .then(|| {
                view! {
                    <Table
                        caption=move || t_string!(i18n, competency.what)
                        columns
                        rows=changes
                        named_by=1
                    />
                }
            })}
        {(more > 0)
            .then(|| {
                view! {
                    <p class="desk-quiet">
                        {move || t_string!(i18n, competency.more_changes, count = more).to_string()}
                    </p>
                }
            })}
    }
    .into_any()
}
