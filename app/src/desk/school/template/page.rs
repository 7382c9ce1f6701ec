//! How the school's plans look: a form is chosen, made the school's own beside its preview, and used
//! from today or from the next term on. Leaders look.

use super::{
    adapt::Adapting,
    api::{self, SetForm},
    draft::FormDraft,
    preview::Preview,
};
use crate::{
    desk::ui::TitleRow,
    i18n::*,
    ui::{Banner, Button, ButtonKind, Chip, Icon, Loaded, error_message, lang_of, on_day},
};
use domain::{
    AppError,
    plan::template::{SchoolTemplate, Template, TemplateVersion},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[component]
pub fn FormPage() -> impl IntoView {
    let page = Resource::new(|| (), |()| api::read_form());
    view! {
        <Loaded read=page let:form>
            <TemplateEditor form />
        </Loaded>
    }
    .into_any()
}

#[component]
fn TemplateEditor(form: SchoolTemplate) -> impl IntoView {
    let i18n = use_i18n();
    let may = form.may;
    let now = RwSignal::new(form);
    let draft = now.with_untracked(|it| FormDraft::of(&it.newest().template));
    view! {
        <Title text=move || t_string!(i18n, school.form_title) />
        <TitleRow title=move || t_string!(i18n, school.form_title).to_owned() />
        <p>{move || t_string!(i18n, school.form_intro)}</p>
        <Standing now />
        {match may {
            true => view! { <Choosing now draft /> }.into_any(),
            false => {
                view! {
                    <Banner kind="info" icon="eye">
                        {move || t_string!(i18n, school.form_looks)}
                    </Banner>
                    <Preview draft />
                }
                    .into_any()
            }
        }}
    }
    .into_any()
}

/// Which form plans have, and which they will have.
#[component]
fn Standing(now: RwSignal<SchoolTemplate>) -> impl IntoView {
    let i18n = use_i18n();
    let title =
        move |it: &TemplateVersion| it.template.title.get(lang_of(i18n.get_locale())).to_owned();
    let first = move || now.with(|it| title(&it.now));
    let version = move || {
        now.with(|it| match it.now.from {
            Some(from) => {
                let (n, day) = (it.now.version, on_day(i18n, from));
                t_string!(i18n, school.form_version, n, day).to_string()
            }
            None => t_string!(i18n, school.form_first).to_owned(),
        })
    };
    let next = move || {
        now.with(|it| {
            let next = it.next.as_ref()?;
            let (n, title, day) = (next.version, title(next), on_day(i18n, next.from?));
            Some(t_string!(i18n, school.form_next, n, title, day).to_string())
        })
    };
    view! {
        <section class="ui-panel" data-panel="standing">
            <h2 class="ui-panel-title">
                {move || t_string!(i18n, school.form_now, title = first()).to_string()}
            </h2>
            <p class="desk-quiet">{version}</p>
            {move || next().map(|it| view! { <p>{it}</p> })}
        </section>
    }
    .into_any()
}

#[component]
fn Choosing(now: RwSignal<SchoolTemplate>, draft: FormDraft) -> impl IntoView {
    let i18n = use_i18n();
    let lang = move || lang_of(i18n.get_locale());
    let card = move |template: Template, ours: bool| {
        let (title, about, terms) = (
            template.title.clone(),
            template.about.clone(),
            template.terms,
        );
        let id = template.id.clone();
        let here = {
            let id = id.clone();
            move || draft.base.with(|it| it.id == id).to_string()
        };
        let ours = ours.then(|| {
            view! { <Chip kind="good">{move || t_string!(i18n, school.form_ours)}</Chip> }
        });
        view! {
            <li>
                <button
                    type="button"
                    class="form-card"
                    data-form=id
                    aria-pressed=here
                    on:click=move |_| draft.take(&template)
                >
                    <strong>{move || title.get(lang()).to_owned()}</strong>
                    <span>{move || about.get(lang()).to_owned()}</span>
                    <span>
                        <Chip>
                            {move || {
                                t_string!(i18n, school.terms_a_year, count = terms).to_string()
                            }}
                        </Chip>
                        " "
                        {ours}
                    </span>
                </button>
            </li>
        }
    };
    // The school's own stands in place of the form it was made from.
    let cards = move || {
        let (own, ready) = now.with(|it| (it.newest().clone(), it.ready.clone()));
        let mine = own.version > 0;
        let all = ready.into_iter();
        all.map(|it| match mine && it.id == own.template.id {
            true => card(own.template.clone(), true),
            false => card(it, false),
        })
        .collect_view()
    };
    view! {
        <section class="form-part">
            <h2 class="ui-panel-title">{move || t_string!(i18n, school.forms_ready)}</h2>
            <ul class="form-cards">{cards}</ul>
        </section>
        <div class="form-split">
            <Adapting draft />
            <Preview draft />
        </div>
        <Use now draft />
    }
    .into_any()
}

/// From when on, and the act itself.
#[component]
fn Use(now: RwSignal<SchoolTemplate>, draft: FormDraft) -> impl IntoView {
    let i18n = use_i18n();
    let set = ServerAction::<SetForm>::new();
    let wait = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(Ok(form)) = set.value().get() {
            draft.take(&form.newest().template);
            now.set(form);
        }
    });
    let seen = RwSignal::new(None);
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let adapted = draft.adapted.get_untracked();
        let good = draft.base.with_untracked(|it| adapted.apply(it));
        seen.set(good.err().map(AppError::from));
        if seen.with_untracked(Option::is_none) {
            let expected = now.with_untracked(|it| it.newest().version);
            let wait = wait.get_untracked();
            set.dispatch(SetForm {
                adapted,
                wait,
                expected,
            });
        }
    };
    let refused = move || {
        let answer = || set.value().get().and_then(Result::err).map(|it| it.0);
        seen.get()
            .or_else(answer)
            .map(|it| error_message(i18n, &it))
    };
    let saved = move || match (seen.get(), set.value().get()) {
        (None, Some(Ok(form))) => {
            let n = form.newest().version;
            Some(t_string!(i18n, school.form_saved, n).to_string())
        }
        _ => None,
    };
    let next = move || {
        let term = now.with(|it| it.next_term.clone())?;
        let begins = term.begins;
        let words = move || {
            let (term, day) = (term.title.clone(), on_day(i18n, begins));
            t_string!(i18n, school.at_next, term, day).to_string()
        };
        Some(view! {
            <label class="ui-choice">
                <input
                    class="ui-choice-box"
                    type="radio"
                    name="wait"
                    prop:checked=wait
                    on:change=move |_| wait.set(true)
                />
                <span>{words}</span>
            </label>
        })
    };
    view! {
        <form class="ui-form form-part" on:submit=send>
            <fieldset class="form-when">
                <legend class="ui-field-label">{move || t_string!(i18n, school.since_when)}</legend>
                <label class="ui-choice">
                    <input
                        class="ui-choice-box"
                        type="radio"
                        name="wait"
                        prop:checked=move || !wait.get()
                        on:change=move |_| wait.set(false)
                    />
                    <span>{move || t_string!(i18n, school.at_once)}</span>
                </label>
                {next}
            </fieldset>
            <p class="desk-quiet">{move || t_string!(i18n, school.past_keep)}</p>
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
            {move || {
                saved()
                    .map(|it| {
                        view! {
                            <Banner kind="good" icon="check">
                                {it}
                            </Banner>
                        }
                    })
            }}
            <div>
                <Button kind=ButtonKind::Main act="use-form" disabled=set.pending() submit=true>
                    <Icon name="check" />
                    {move || t_string!(i18n, school.save_form)}
                </Button>
            </div>
        </form>
    }
    .into_any()
}
