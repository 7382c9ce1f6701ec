//! The page of imports: choose a file, say what its columns are, look at what it would do, bring it
//! in, and undo.

use super::{
    api::{self, UndoImport},
    column_select::Header,
    columns::Columns,
    counts::Counted,
    fields::Fields,
    file::{Chosen, FileButton},
    imports::Imports,
    preview::Rows,
    sample_rows::SampleRows,
};
use crate::{
    ApiError,
    desk::ui::TitleRow,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Icon, Loaded, Select, error_message, lang_of},
};
use domain::{
    AppError,
    assessment::{
        Counts, CsvFile, ImportResult, ImportsPage, Mapping, MappingChoice, MappingForm,
        PresetCard, Preview, RowProblem, is_norm,
    },
};
use leptos::prelude::*;
use leptos_meta::Title;

type Reading = Action<(usize, MappingChoice), (usize, Result<Preview, ApiError>)>;
type Importing = Action<Counts, Result<ImportResult, ApiError>>;

/// A file on its way in.
#[derive(Clone, Copy)]
struct ImportWizard {
    file: RwSignal<Option<CsvFile>>,
    /// Why the file is none.
    flaw: RwSignal<Option<RowProblem>>,
    preset: RwSignal<Option<String>>,
    form: RwSignal<MappingForm>,
    seen: RwSignal<Option<Preview>>,
    refused: RwSignal<Option<AppError>>,
    moved: RwSignal<bool>,
    /// What came of the last import.
    done: RwSignal<Option<ImportResult>>,
    /// How often the file was asked about: only the last answer counts.
    asked: RwSignal<usize>,
    reading: Reading,
    importing: Importing,
}

impl ImportWizard {
    fn new() -> Self {
        let file = RwSignal::new(None::<CsvFile>);
        let preset = RwSignal::new(None);
        let form = RwSignal::new(MappingForm::of(&Mapping::default()));
        let reading = Action::new(move |(n, asked): &(usize, MappingChoice)| {
            let (n, asked, file) = (*n, asked.clone(), file.get_untracked());
            async move {
                let file = file.ok_or(ApiError(AppError::NotFound));
                match file {
                    Ok(file) => (n, api::preview_scores(file, asked).await),
                    Err(error) => (n, Err(error)),
                }
            }
        });
        let importing = Action::new(move |expected: &Counts| {
            let (expected, file) = (*expected, file.get_untracked());
            let (preset, mapping) = (preset.get_untracked(), form.get_untracked().mapping());
            async move {
                let file = file.ok_or(ApiError(AppError::NotFound))?;
                api::import_scores(file, preset, mapping, expected).await
            }
        });
        Self {
            file,
            flaw: RwSignal::new(None),
            preset,
            form,
            seen: RwSignal::new(None),
            refused: RwSignal::new(None),
            moved: RwSignal::new(false),
            done: RwSignal::new(None),
            asked: RwSignal::new(0),
            reading,
            importing,
        }
    }

    /// Asks the server how it would read the file so.
    fn ask(self, asked: MappingChoice) {
        let n = self.asked.get_untracked() + 1;
        self.asked.set(n);
        self.reading.dispatch((n, asked));
    }

    fn take(self, chosen: Chosen) {
        self.done.set(None);
        self.moved.set(false);
        self.refused.set(None);
        self.seen.set(None);
        match chosen {
            Ok(file) => {
                self.flaw.set(None);
                self.file.set(Some(file));
                self.ask(MappingChoice::Propose);
            }
            Err(refused) => {
                self.flaw.set(Some(refused));
                self.file.set(None);
            }
        }
    }

    /// What the server said of the file last.
    fn answered(self, n: usize, answer: Result<Preview, ApiError>) {
        if n != self.asked.get_untracked() {
            return;
        }
        match answer {
            Ok(seen) => {
                self.refused.set(None);
                self.show(seen);
            }
            Err(ApiError(error)) => self.refused.set(Some(error)),
        }
    }

    fn show(self, seen: Preview) {
        if self.form.with_untracked(MappingForm::mapping) != seen.mapping {
            self.form.set(MappingForm::of(&seen.mapping));
        }
        if seen.preset.is_some() {
            self.preset.set(seen.preset.clone());
        }
        self.seen.set(Some(seen));
    }

    fn imported(self, answer: Result<ImportResult, ApiError>) {
        self.moved.set(false);
        match answer {
            Ok(ImportResult::Moved(seen)) => {
                self.moved.set(true);
                self.refused.set(None);
                self.show(*seen);
            }
            Ok(done) => {
                self.done.set(Some(done));
                self.refused.set(None);
                self.file.set(None);
                self.seen.set(None);
            }
            Err(ApiError(error)) => self.refused.set(Some(error)),
        }
    }
}

/// Where scores are brought in; `own_only`: for children of one's own classes.
#[component]
pub fn ScoresPage(own_only: bool) -> impl IntoView {
    let i18n = use_i18n();
    let way = ImportWizard::new();
    let undo = ServerAction::<UndoImport>::new();
    Effect::new(move |_| {
        if let Some((n, answer)) = way.reading.value().get() {
            way.answered(n, answer);
        }
    });
    Effect::new(move |_| {
        if let Some(answer) = way.importing.value().get() {
            way.imported(answer);
        }
    });
    let desk = Resource::new(
        move || (undo.version().get(), way.importing.version().get()),
        |_| api::read_desk(),
    );
    view! {
        <Title text=move || t_string!(i18n, assessment.title) />
        <TitleRow title=move || t_string!(i18n, assessment.title).to_owned() />
        <div class="scores-intro">
            <p>{move || t_string!(i18n, assessment.intro)}</p>
            <p class="desk-quiet">
                {move || t_string!(i18n, assessment.norms_intro)} " "
                {move || own_only.then(|| t_string!(i18n, assessment.own_children))}
            </p>
        </div>
        <Loaded read=desk let:desk>
            <ImportWizardSteps desk way undo />
        </Loaded>
    }
    .into_any()
}

#[component]
fn ImportWizardSteps(
    desk: ImportsPage,
    way: ImportWizard,
    undo: ServerAction<UndoImport>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = Signal::derive(move || way.file.with(|it| it.as_ref().map(|it| it.name.clone())));
    let presets = StoredValue::new(desk.presets);
    let is_seen = Memo::new(move |_| way.seen.with(Option::is_some));
    let refused = move || {
        let undo = undo.value().get().and_then(Result::err);
        undo.map(|ApiError(error)| error_message(i18n, &error))
    };
    view! {
        <section class="ui-panel">
            <FileButton name on_file=Callback::new(move |chosen| way.take(chosen)) />
            <ImportAnswer way />
        </section>
        {move || is_seen.get().then(|| view! { <FilePreview way presets /> })}
        <section class="ui-panel">
            <h2 class="ui-panel-title">{move || t_string!(i18n, assessment.imports)}</h2>
            {move || {
                refused()
                    .map(|words| {
                        view! {
                            <Banner kind="wrong" icon="alert">
                                {words}
                            </Banner>
                        }
                    })
            }}
            <Imports imports=desk.imports undo />
        </section>
    }
    .into_any()
}

/// How it stands with the file.
#[component]
fn ImportAnswer(way: ImportWizard) -> impl IntoView {
    let i18n = use_i18n();
    let flaw = move || {
        let told = way
            .flaw
            .get()
            .map(|it| it.to_text(lang_of(i18n.get_locale())));
        told.map(|words| {
            view! {
                <Banner kind="wrong" icon="alert">
                    {words}
                </Banner>
            }
        })
    };
    let refused = move || {
        way.refused.get().map(|error| {
            // In another window, so that nothing chosen here is lost.
            let sign_in = (error == AppError::SignedOut).then(|| {
                view! {
                    <a href="/desk/sign-in" target="_blank" rel="external">
                        {move || t_string!(i18n, desk.sign_in)}
                    </a>
                }
            });
            view! {
                <Banner kind="wrong" icon="alert">
                    <span>{error_message(i18n, &error)}</span>
                    {sign_in}
                </Banner>
            }
        })
    };
    let done = move || {
        way.done.get().map(|it| match it {
            ImportResult::Done { counts } => {
                let (n, children) = (counts.writes(), counts.children);
                view! {
                    <Banner kind="good" icon="check">
                        {move || t_string!(i18n, assessment.done, n, children).to_string()}
                    </Banner>
                }
                .into_any()
            }
            _ => view! {
                <Banner kind="info" icon="info">
                    {move || t_string!(i18n, assessment.was_there)}
                </Banner>
            }
            .into_any(),
        })
    };
    let busy = move || {
        let reading = way.reading.pending().get() || way.importing.pending().get();
        reading.then(|| t_string!(i18n, assessment.reading))
    };
    view! {
        <p class="scores-busy" role="status">
            {busy}
        </p>
        {flaw}
        {refused}
        {done}
    }
    .into_any()
}

/// The file's columns, and what it would do.
#[component]
fn FilePreview(way: ImportWizard, presets: StoredValue<Vec<PresetCard>>) -> impl IntoView {
    let i18n = use_i18n();
    let seen = Memo::new(move |_| way.seen.get());
    let changed = Callback::new(move |()| {
        way.moved.set(false);
        way.ask(MappingChoice::Mapping(way.form.get_untracked().mapping()));
    });
    let fields = Fields {
        form: way.form,
        changed,
    };
    let header = Memo::new(move |_| {
        seen.with(|it| it.as_ref().map(|it| it.header.clone()).unwrap_or_default())
    });
    let sample = Memo::new(move |_| {
        seen.with(|it| it.as_ref().map(|it| it.sample.clone()).unwrap_or_default())
    });
    // Made anew only for another header: a field somebody is in must stay.
    let columns = move || {
        let all = header.get();
        let own = all
            .iter()
            .filter(|it| !it.is_empty() && !is_norm(it))
            .cloned();
        let header: Header = StoredValue::new(own.collect());
        (!all.is_empty()).then(|| {
            view! {
                <section class="ui-panel">
                    <h2 class="ui-panel-title">{move || t_string!(i18n, assessment.columns)}</h2>
                    <PresetSelect way presets />
                    <LeftOutRows seen />
                    <SampleRows header=all rows=sample.get_untracked() />
                    <Columns fields seen header />
                </section>
            }
        })
    };
    view! {
        {columns}
        <section class="ui-panel" data-panel="preview">
            <h2 class="ui-panel-title">{move || t_string!(i18n, assessment.preview)}</h2>
            {move || {
                way.moved
                    .get()
                    .then(|| {
                        view! {
                            <Banner kind="stale" icon="info">
                                {move || t_string!(i18n, assessment.moved)}
                            </Banner>
                        }
                    })
            }}
            {move || seen.get().map(|seen| view! { <ImportCounts seen way /> })}
        </section>
    }
    .into_any()
}

#[component]
fn PresetSelect(way: ImportWizard, presets: StoredValue<Vec<PresetCard>>) -> impl IntoView {
    let i18n = use_i18n();
    let option = move |it: PresetCard| {
        let name = it.name;
        let words = move || name.get(lang_of(i18n.get_locale())).to_owned();
        (it.id, words.into())
    };
    let choose = move |id: String| match id.is_empty() {
        true => way.preset.set(None),
        false => {
            way.preset.set(Some(id.clone()));
            way.ask(MappingChoice::Preset(id));
        }
    };
    view! {
        <Select
            label=move || t_string!(i18n, assessment.read_as)
            data=("data-column", "preset")
            none=move || t_string!(i18n, assessment.own_mapping)
            options=presets.get_value().into_iter().map(option).collect()
            chosen=Signal::derive(move || way.preset.get().unwrap_or_default())
            on_choose=choose
        />
    }
    .into_any()
}

/// The columns that are left where they are.
#[component]
fn LeftOutRows(seen: Memo<Option<Preview>>) -> impl IntoView {
    let i18n = use_i18n();
    let norms = move || seen.with(|it| it.as_ref().map(|it| it.norms.join(", ")));
    let unread = move || seen.with(|it| it.as_ref().map(|it| it.unread.join(", ")));
    let some = |names: Option<String>| names.filter(|it| !it.is_empty());
    view! {
        {move || {
            some(norms())
                .map(|names| {
                    view! {
                        <p data-left="norms">
                            <strong>{t_string!(i18n, assessment.not_taken)}</strong>
                            " "
                            {names}
                        </p>
                    }
                })
        }}
        {move || {
            some(unread())
                .map(|names| {
                    view! {
                        <p class="desk-quiet">{t_string!(i18n, assessment.not_read)} " " {names}</p>
                    }
                })
        }}
    }
    .into_any()
}

/// What is in the way, or what it would do and the button that does it.
#[component]
fn ImportCounts(seen: Preview, way: ImportWizard) -> impl IntoView {
    let i18n = use_i18n();
    if !seen.stops.is_empty() {
        let lang = move || lang_of(i18n.get_locale());
        let one = move |it: RowProblem| view! { <li>{move || it.to_text(lang())}</li> };
        return view! {
            <Banner kind="stale" icon="info">
                <span>{move || t_string!(i18n, assessment.to_mend)}</span>
                <ul class="desk-looks" data-rows="stops">
                    {seen.stops.into_iter().map(one).collect_view()}
                </ul>
            </Banner>
        }
        .into_any();
    }
    let counts = seen.counts;
    let writes = counts.writes();
    let busy = move || way.reading.pending().get() || way.importing.pending().get();
    let go = match (writes, counts.same) {
        (0, 0) => view! { <p>{move || t_string!(i18n, assessment.nothing_taken)}</p> }.into_any(),
        (0, _) => view! {
            <Banner kind="info" icon="check">
                {move || t_string!(i18n, assessment.nothing_new)}
            </Banner>
        }
        .into_any(),
        _ => view! {
            <Button
                kind=ButtonKind::Main
                act="import"
                disabled=busy
                on_click=move |()| drop(way.importing.dispatch(counts))
                class="scores-go"
            >
                <Icon name="check" />
                {move || t_string!(i18n, assessment.import, n = writes).to_string()}
            </Button>
        }
        .into_any(),
    };
    view! {
        <Counted counts />
        {go}
        <Rows seen />
    }
    .into_any()
}
