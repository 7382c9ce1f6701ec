//! Every shared part in each of its states on one page, for whoever changes one: `make gallery`. Development
//! builds have it alone, at an address outside of every audience. No program runs on it, and no school
//! is asked.

use crate::{
    i18n::*,
    request::Ctx,
    ui::{
        Banner, Buddy, Button, ButtonKind, ButtonLink, Chip, Column, Confirm, Dialog, Field, Icon,
        IconButton, LangSwitch, LevelTag, MuteButton, Saying, SegmentLink, Segmented, Select,
        SpeakButton, Table, TextArea, ThemeSwitch, Trouble, When, provide_voice,
        remembered_language,
    },
};
use chrono::DateTime;
use domain::{AppError, StorageFault, competency::Level};
use leptos::{prelude::*, text_prop::TextProp};
use leptos_meta::MetaTags;

/// The document, in a theme whatever the system says, or in the system's.
pub fn document(cx: &Ctx, theme: Option<&'static str>) -> impl IntoView + use<> {
    let address = |file: &str| cx.assets.get(file).cloned().unwrap_or_default();
    view! {
        <!DOCTYPE html>
        <html data-theme=theme>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <title>"Fledge: parts"</title>
                <link rel="stylesheet" href=address("child.css") />
                <link rel="stylesheet" href=address("desk.css") />
                <MetaTags />
            </head>
            <body>
                <I18nContextProvider
                    ssr_lang_header_getter=remembered_language()
                    set_lang_attr_on_html=true
                >
                    <Gallery />
                </I18nContextProvider>
            </body>
        </html>
    }
}

#[component]
fn Gallery() -> impl IntoView {
    provide_voice();
    view! {
        <main class="ui-desk ui-desk-main">
            <h1>"Parts"</h1>
            <Segmented label="Theme">
                <SegmentLink href="/gallery" is_chosen=false>
                    "System"
                </SegmentLink>
                <SegmentLink href="/gallery?theme=light" is_chosen=false>
                    "Light"
                </SegmentLink>
                <SegmentLink href="/gallery?theme=dark" is_chosen=false>
                    "Dark"
                </SegmentLink>
            </Segmented>
            <GalleryButtons />
            <GalleryChoices />
            <GalleryFields />
            <GalleryMessages />
            <GalleryTables />
            <ChildrensParts />
        </main>
    }
}

/// The parts of one kind.
#[component]
fn GallerySection(name: &'static str, children: Children) -> impl IntoView {
    view! {
        <section class="ui-panel" aria-label=name data-part=name>
            <h2 class="ui-panel-title">{name}</h2>
            {children()}
        </section>
    }
}

#[component]
fn GalleryButtons() -> impl IntoView {
    let kinds = [
        ("Plain", ButtonKind::Plain),
        ("Main", ButtonKind::Main),
        ("Quiet", ButtonKind::Quiet),
        ("Danger", ButtonKind::Danger),
    ];
    let rows = kinds.map(|(name, kind)| {
        view! {
            <p>
                <Button kind=kind>{name}</Button>
                <Button kind=kind>
                    <Icon name="check" />
                    {format!("{name} with a sign")}
                </Button>
                <Button kind=kind disabled=true>
                    {format!("{name}, off")}
                </Button>
                <ButtonLink href="#" kind=kind>
                    {format!("{name} link")}
                </ButtonLink>
            </p>
        }
    });
    view! {
        <GallerySection name="Buttons">
            {rows}
            <Confirm
                act="end"
                icon="trash"
                label="Asks first"
                question="Really?"
                danger=true
                on_yes=|()| {}
            />
        </GallerySection>
    }
}

#[component]
fn GalleryChoices() -> impl IntoView {
    let chips = [
        None,
        Some("child"),
        Some("help"),
        Some("survey"),
        Some("good"),
    ];
    let chips = chips.map(|kind| view! { <Chip kind=kind>{kind.unwrap_or("none")}</Chip> });
    let levels = [
        None,
        Some(Level::NotYet),
        Some(Level::Learning),
        Some(Level::GotIt),
    ];
    let levels = levels.map(|level| view! { <LevelTag level=Signal::stored(level) /> });
    view! {
        <GallerySection name="Choices and words">
            <LangSwitch />
            <ThemeSwitch />
            <Segmented label="View">
                <SegmentLink href="#list" is_chosen=true>
                    <Icon name="list" />
                    "Chosen"
                </SegmentLink>
                <SegmentLink href="#grid" is_chosen=false>
                    <Icon name="grid" />
                    "Not chosen"
                </SegmentLink>
            </Segmented>
            <p>{chips}</p>
            <p>{levels}</p>
            <p>
                <When at=DateTime::UNIX_EPOCH />
                " · "
                <When at=DateTime::UNIX_EPOCH exact=true />
            </p>
        </GallerySection>
    }
}

#[component]
fn GalleryFields() -> impl IntoView {
    let options = || {
        vec![
            ("a".to_owned(), TextProp::from("One")),
            ("b".to_owned(), TextProp::from("Another")),
        ]
    };
    view! {
        <GallerySection name="Fields">
            <Field label="Name" name="plain" autocomplete="off" />
            <Field label="With a hint" name="hint" autocomplete="off" hint=hint("One word.") />
            <Field
                label="With an error"
                name="wrong"
                autocomplete="off"
                hint=hint("One word.")
                wrong=hint("This is two words.")
            />
            <Select
                label="Something is chosen"
                data=("data-select", "one")
                options=options()
                chosen=Signal::stored("b".to_owned())
                on_choose=|_| {}
            />
            <Select
                label="Nothing is chosen"
                data=("data-select", "none")
                none="Nothing"
                options=options()
                chosen=Signal::stored(String::new())
                on_choose=|_| {}
                hint=hint("Of the file.")
            />
            <TextArea
                label="A sentence or more"
                name="text"
                value=RwSignal::new(String::new())
                longest=280
                hint=hint("What did you see?")
            />
        </GallerySection>
    }
}

fn hint(words: &str) -> Signal<Option<String>> {
    Signal::stored(Some(words.to_owned()))
}

#[component]
fn GalleryMessages() -> impl IntoView {
    let banners = [
        ("info", "info"),
        ("stale", "info"),
        ("good", "check"),
        ("wrong", "alert"),
    ];
    let banners = banners.map(|(kind, icon)| {
        view! {
            <Banner kind icon>
                {format!("A line that is {kind}.")}
            </Banner>
        }
    });
    let errors = [
        AppError::SignedOut,
        AppError::Offline,
        AppError::Busy { seconds: 30 },
        AppError::Storage(StorageFault::Full),
        AppError::Broken {
            id: "7f3a".to_owned(),
        },
    ];
    let errors = errors.map(|error| view! { <Trouble error /> });
    view! {
        <GallerySection name="Messages">
            {banners} {errors} <Dialog open=RwSignal::new(true) title="A dialog" attr:open=true>
                <p>"One decision."</p>
            </Dialog>
        </GallerySection>
    }
}

#[component]
fn GalleryTables() -> impl IntoView {
    type Row = (&'static str, u32);
    let columns = vec![
        Column::new("class", || "Class", |it: &Row| it.0)
            .sort_by(|it| it.0)
            .text(|it| it.0.to_owned()),
        Column::new("children", || "Children", |it: &Row| it.1).sort_by(|it| it.1),
    ];
    view! {
        <GallerySection name="Tables">
            <Table
                caption="Classes"
                columns
                rows=vec![("Otters", 21), ("Foxes", 19)]
                find=true
                csv="classes.csv"
            />
        </GallerySection>
    }
}

#[component]
fn ChildrensParts() -> impl IntoView {
    let words = || Signal::stored(vec!["Hello!".to_owned()]);
    let poses = ["hello", "think", "cheer", "point", "listen", "rest", "hold"];
    let buddies = ["otter", "fox"].map(|name| {
        let poses = poses.map(|pose| view! { <Buddy name pose /> });
        view! { <p>{poses}</p> }
    });
    view! {
        <GallerySection name="Children's parts">
            <p>
                <IconButton icon="undo" act="undo" label="Back" on_tap=|()| {} />
                <IconButton icon="next" act="next" label="Next" on_tap=|()| {} disabled=true />
                <SpeakButton words=words() />
                <MuteButton />
            </p>
            <Saying buddy=Signal::stored("otter".to_owned()) pose="hello" words=words() />
            {buddies}
        </GallerySection>
    }
}
