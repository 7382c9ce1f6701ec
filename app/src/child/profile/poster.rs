//! "This is how I learn": six pictures on one screen, read aloud, the child's own to change.

use super::{
    api,
    change::{Chosen, Sheet},
    spoken::spoken,
};
use crate::{
    ApiError,
    child::ui::{Corner, Lead, SavedSign, ssr_resource, use_away},
    i18n::*,
    sync::{OfflineCache, use_offline_cache, use_sync},
    ui::{Icon, MuteButton, SpeakButton, lang_of, picture, use_voice},
};
use domain::{
    event::Op,
    ids::StatementId,
    profile::{Panel, Profile, Source, Statement, StatementKey, poster},
};
use leptos::{prelude::*, task::spawn_local};

/// What of the profile a tablet keeps for when the school can't be reached.
pub const HELD: &str = "profile/mine";

/// The child's profile as the school has it, or as it had it when it last answered.
pub async fn find_profile(cache: OfflineCache) -> Result<Option<Profile>, ApiError> {
    let profile = cache.ask(HELD, api::mine()).await;
    profile.map(|(it, _)| it)
}

/// The poster of the signed-in child; without one it leads home.
#[component]
pub fn PosterPage() -> impl IntoView {
    let cache = use_offline_cache();
    let mine = ssr_resource(move || find_profile(cache));
    view! {
        <Suspense>
            {move || Suspend::new(async move {
                match mine.await {
                    Ok(Some(profile)) => view! { <Poster profile /> }.into_any(),
                    _ => view! { <Lead path="/" /> }.into_any(),
                }
            })}
        </Suspense>
    }
}

const fn hue(panel: Panel) -> &'static str {
    match panel {
        Panel::Love => "berry",
        Panel::Learn => "otter",
        Panel::Stuck => "fox",
        Panel::Grow => "leaf",
        Panel::Dream => "ink",
        Panel::Proud => "sun",
    }
}

fn title(i18n: leptos_i18n::I18nContext<Locale>, panel: Panel) -> &'static str {
    match panel {
        Panel::Love => t_string!(i18n, child.poster_love),
        Panel::Learn => t_string!(i18n, child.poster_learn),
        Panel::Stuck => t_string!(i18n, child.poster_stuck),
        Panel::Grow => t_string!(i18n, child.poster_grow),
        Panel::Dream => t_string!(i18n, child.poster_dream),
        Panel::Proud => t_string!(i18n, child.poster_proud),
    }
}

/// What the child tries when stuck, in their order.
pub fn tries(profile: &Profile) -> Vec<Statement> {
    let panels = poster(&profile.survey, &profile.statements);
    let own = panels.into_iter().find(|(panel, _)| *panel == Panel::Stuck);
    let own = own.into_iter().flat_map(|(_, own)| own);
    own.cloned().collect()
}

#[component]
fn Poster(profile: Profile) -> impl IntoView {
    let i18n = use_i18n();
    let (voice, away) = (use_voice(), use_away());
    let profile = RwSignal::new(profile);
    let touched = RwSignal::new(None::<(Panel, Option<Statement>)>);
    let sync = use_sync();
    let me = profile.with_untracked(|it| it.me.clone());
    // What was changed on this tablet and has not come to school yet.
    Effect::new(move |_| {
        spawn_local(async move {
            for event in sync
                .on_disk_of(profile.with_untracked(|it| it.me.child))
                .await
            {
                profile.update(|it| apply(it, &event.op, event.at));
            }
        });
    });
    let act = Callback::new(move |op: Op| {
        let me = profile.with_untracked(|it| it.me.clone());
        profile.update(|it| apply(it, &op, crate::ui::browser::now()));
        sync.record(&me, op);
        touched.set(None);
    });
    let all = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        let statements = profile.with(|it| {
            let panels = poster(&it.survey, &it.statements).into_iter();
            panels
                .flat_map(|(_, own)| {
                    own.into_iter()
                        .flat_map(|it| spoken(it, lang))
                        .collect::<Vec<_>>()
                })
                .collect::<Vec<_>>()
        });
        [t_string!(i18n, child.poster_title).to_owned()]
            .into_iter()
            .chain(statements)
            .collect::<Vec<_>>()
    });
    Effect::new(move |_| voice.say(tu_string!(i18n, child.poster_title)));
    let panels = Panel::ALL
        .map(|panel| view! { <PosterPanel panel profile touched /> })
        .into_iter()
        .collect_view();
    view! {
        <main class="ui-meadow poster">
            <header class="poster-top">
                <Corner me />
                <h1 class="poster-title">{move || t_string!(i18n, child.poster_title)}</h1>
                <SavedSign />
                <SpeakButton words=all />
                <MuteButton />
                <a
                    class="ui-round"
                    href="/"
                    data-act="home"
                    on:click=away.by_tap("/")
                    aria-label=move || t_string!(i18n, child.home)
                >
                    <Icon name="home" />
                </a>
            </header>
            <div class="poster-panels">{panels}</div>
            {move || {
                touched
                    .get()
                    .map(|(panel, statement)| {
                        let close = Callback::new(move |()| touched.set(None));
                        view! {
                            <Sheet
                                chosen=Chosen {
                                    panel,
                                    statement,
                                    profile,
                                }
                                act
                                close
                            />
                        }
                    })
            }}
        </main>
    }
}

#[component]
fn PosterPanel(
    panel: Panel,
    profile: RwSignal<Profile>,
    touched: RwSignal<Option<(Panel, Option<Statement>)>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let own = Memo::new(move |_| {
        profile.with(|it| {
            poster(&it.survey, &it.statements)
                .into_iter()
                .find(|(which, _)| *which == panel)
                .map(|(_, own)| own.into_iter().cloned().collect::<Vec<_>>())
                .unwrap_or_default()
        })
    });
    let words = Signal::derive(move || {
        let lang = lang_of(i18n.get_locale());
        let said = own.get();
        match said.is_empty() {
            true => vec![
                title(i18n, panel).to_owned(),
                t_string!(i18n, child.poster_empty).to_owned(),
            ],
            false => said.iter().flat_map(|it| spoken(it, lang)).collect(),
        }
    });
    let cards = move || {
        own.get()
            .into_iter()
            .map(|statement| {
                let word = statement.word.clone();
                let stem = statement.stem.clone();
                let file = picture(&statement.picture);
                view! {
                    <button
                        type="button"
                        class="poster-statement"
                        data-statement=statement.said.card.clone()
                        on:click=move |_| touched.set(Some((panel, Some(statement.clone()))))
                    >
                        <img class="poster-statement-picture" src=file alt="" />
                        <span class="visually-hidden">
                            {move || format!("{}: ", stem.get(lang_of(i18n.get_locale())))}
                        </span>
                        <span>{move || word.get(lang_of(i18n.get_locale())).to_owned()}</span>
                    </button>
                }
            })
            .collect_view()
    };
    let empty = move || own.with(Vec::is_empty);
    view! {
        <section class="poster-panel" data-hue=hue(panel) data-panel=hue(panel)>
            <h2 class="poster-panel-title">{move || title(i18n, panel)}</h2>
            <div class="poster-panel-cards" data-order=(panel == Panel::Stuck).then_some("yes")>
                {cards}
                {move || {
                    empty()
                        .then(|| {
                            view! {
                                <button
                                    type="button"
                                    class="poster-statement"
                                    data-act="add"
                                    aria-label=move || t_string!(i18n, child.add_more)
                                    on:click=move |_| touched.set(Some((panel, None)))
                                >
                                    <Icon name="plus" />
                                </button>
                            }
                        })
                }}
                <SpeakButton words />
            </div>
        </section>
    }
}

/// What the screen shows at once; the school does the same when the event comes.
fn apply(profile: &mut Profile, op: &Op, at: chrono::DateTime<chrono::Utc>) {
    match op {
        Op::KeepStatement { statement } => {
            if let Some(it) = profile.statements.iter_mut().find(|it| it.id == *statement) {
                it.kept_at = Some(at);
            }
        }
        Op::ChangeStatement {
            statement,
            new,
            card,
        } => {
            let Some(old) = profile.statements.iter_mut().find(|it| it.id == *statement) else {
                return;
            };
            if old.ended_at.is_some() {
                return;
            }
            old.ended_at = Some(at);
            let rank = old.rank;
            let said = StatementKey {
                card: card.clone(),
                ..old.said.clone()
            };
            add(profile, said, rank, *new, at);
        }
        Op::AddStatement {
            item, new, card, ..
        } => {
            let known = profile.survey.item(item);
            let basket = known.and_then(|it| it.places.iter().find(|it| it.stem.is_some()));
            let facet = basket
                .and_then(|it| it.facet)
                .or_else(|| known.and_then(|it| it.facet));
            let Some(facet) = facet else { return };
            let basket = basket.map(|it| it.id.clone());
            let rank = domain::limits::survey::RANK_OF_ADDED;
            add(
                profile,
                StatementKey {
                    facet,
                    item: item.clone(),
                    basket,
                    card: card.clone(),
                },
                rank,
                *new,
                at,
            );
        }
        _ => {}
    }
}

fn add(
    profile: &mut Profile,
    said: StatementKey,
    rank: u32,
    id: StatementId,
    at: chrono::DateTime<chrono::Utc>,
) {
    if profile.statements.iter().any(|it| it.id == id) {
        return;
    }
    let Some((stem, word, picture, panel)) = said.words(&profile.survey) else {
        return;
    };
    let statement = Statement {
        id,
        source: Source::Child,
        rank,
        at,
        kept_at: None,
        ended_at: None,
        stem: stem.clone(),
        word: word.clone(),
        picture: picture.to_owned(),
        panel,
        said,
    };
    profile.statements.insert(0, statement);
}
