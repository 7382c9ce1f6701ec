//! What a goal aims at: chosen in the form, said on the plan. Where the school's competencies come
//! from, the desk says.

use super::{
    desk_form::Fields,
    desk_typed::{Typed, Worded},
};
use crate::{
    ApiError,
    i18n::*,
    ui::{Icon, lang_of},
};
use domain::{
    Lang,
    competency::{Aim, Competency, Level},
    ids::CompetencyId,
    plan::Area,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_i18n::I18nContext;
use std::pin::Pin;

type Asking = Pin<Box<dyn Future<Output = Result<Vec<Competency>, ApiError>>>>;

/// The school's competencies, asked for when they are first needed.
#[derive(Clone, Copy)]
pub struct Aims {
    all: RwSignal<Vec<Competency>>,
    asked: StoredValue<bool>,
    ask: StoredValue<fn() -> Asking>,
}

impl Aims {
    pub fn new(ask: fn() -> Asking) -> Self {
        Self {
            all: RwSignal::new(Vec::new()),
            asked: StoredValue::new(false),
            ask: StoredValue::new(ask),
        }
    }

    /// Has them fetched, once; only in a browser.
    pub(super) fn fetch(self) {
        if self.asked.get_value() {
            return;
        }
        self.asked.set_value(true);
        let asking = self.ask.get_value()();
        spawn_local(async move {
            match asking.await {
                Ok(all) => drop(self.all.try_set(all)),
                // The next form asks again.
                Err(_) => drop(self.asked.try_set_value(false)),
            }
        });
    }

    pub(super) fn find(self, id: CompetencyId) -> Option<Competency> {
        self.all
            .with(|all| all.iter().find(|it| it.id == id).cloned())
    }

    /// "M.2 Add and subtract within 20", as far as it is known.
    pub(super) fn words(self, i18n: I18nContext<Locale>, id: Option<CompetencyId>) -> String {
        let Some(id) = id else {
            return String::new();
        };
        self.find(id).map_or_else(
            || t_string!(i18n, competency.aim_unknown).to_owned(),
            |it| format!("{} {}", it.code, it.statement),
        )
    }
}

pub(super) fn use_aims() -> Aims {
    expect_context()
}

/// The picture of an area's goals in the book of the desk.
const fn picture_of(area: Area) -> &'static str {
    match area {
        Area::Reading => "books",
        Area::Writing => "writing",
        Area::Maths => "numbers",
        Area::Heart => "face-love",
        Area::Own => "star",
    }
}

impl Typed {
    /// Makes it aim at a competency; what nothing was written into yet becomes the competency's own.
    pub(super) fn aim_at(&mut self, competency: &Competency, lang: Lang, child: Lang) {
        self.competency = Some(competency.id);
        if self.title.typed.trim().is_empty() {
            self.title = Worded::of(&competency.title(child), lang);
            self.area = competency.heading.area();
            picture_of(self.area).clone_into(&mut self.picture);
        }
    }
}

/// The choice of a competency in the form.
#[component]
pub(super) fn AimPick(fields: Fields) -> impl IntoView {
    let i18n = use_i18n();
    let aims = use_aims();
    let typed = fields.typed;
    Effect::new(move |_| aims.fetch());
    let lang = move || lang_of(i18n.get_locale());
    let chosen = Memo::new(move |_| typed.with(|it| it.competency));
    let choose = move |event| {
        let id = event_target_value(&event).parse::<CompetencyId>().ok();
        match id.and_then(|id| aims.find(id)) {
            Some(it) => {
                let lang = lang_of(i18n.get_locale_untracked());
                typed.update(|typed| typed.aim_at(&it, lang, lang));
            }
            None => typed.update(|typed| typed.competency = None),
        }
    };
    let option = move |it: &Competency| {
        let (id, words) = (it.id, format!("{} {}", it.code, it.statement));
        view! {
            <option value=id.to_string() prop:selected=move || chosen.get() == Some(id)>{words}</option>
        }
    };
    let groups = move || {
        let lang = lang();
        aims.all.with(|all| {
            let mut headings: Vec<&domain::Words> = Vec::new();
            for it in all {
                if !headings.contains(&&it.heading.title) {
                    headings.push(&it.heading.title);
                }
            }
            let group = headings.into_iter().map(|title| {
                let own = all.iter().filter(|it| it.heading.title == *title);
                view! {
                    <optgroup label=title.get(lang).to_owned()>
                        {own.map(option).collect_view()}
                    </optgroup>
                }
            });
            group.collect_view()
        })
    };
    // One that the school no longer has is kept until another is chosen.
    let unknown = move || {
        let id = chosen.get().filter(|id| aims.find(*id).is_none())?;
        Some(view! {
            <option value=id.to_string() prop:selected=true>
                {t_string!(i18n, competency.aim_unknown)}
            </option>
        })
    };
    view! {
        <div class="ui-field">
            <label class="ui-field-label" for="field-aim">
                {move || t_string!(i18n, competency.aim)}
            </label>
            <span class="ui-field-hint" id="hint-aim">
                {move || t_string!(i18n, competency.aim_hint)}
            </span>
            <select
                class="ui-field-input"
                id="field-aim"
                aria-describedby="hint-aim"
                aria-invalid=fields.is_wrong("competency")
                on:change=choose
            >
                <option value="" prop:selected=move || chosen.get().is_none()>
                    {move || t_string!(i18n, competency.aim_none)}
                </option>
                {unknown}
                {groups}
            </select>
        </div>
    }
    .into_any()
}

/// What a goal aims at, and how far its child is.
#[component]
pub(super) fn AimLine(aim: Memo<Option<Aim>>) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        aim.get().map(|Aim { competency, level }| {
            let (code, statement) = (competency.code, competency.statement);
            let words = move || match level {
                None => t_string!(i18n, competency.level_none),
                Some(Level::NotYet) => t_string!(i18n, competency.level_not_yet),
                Some(Level::Learning) => t_string!(i18n, competency.level_learning),
                Some(Level::GotIt) => t_string!(i18n, competency.level_got_it),
            };
            let icon = match level {
                None | Some(Level::NotYet) => "ring",
                Some(Level::Learning) => "leaf",
                Some(Level::GotIt) => "check",
            };
            view! {
                <p class="plan-aim">
                    {move || t_string!(i18n, competency.aim)}
                    ": "
                    <strong>{code}</strong>
                    " "
                    {statement}
                    " "
                    <span class="ui-tag"><Icon name=icon />{words}</span>
                </p>
            }
        })
    }
}
