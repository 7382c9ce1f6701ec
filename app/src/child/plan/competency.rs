//! What a child can do once a goal is reached: the competency it aims at in a child's words, as a
//! seed, a sprout or a bloom, with the steps that are left. Nothing is counted that went wrong.

use super::state::Mine;
use crate::{
    i18n::*,
    ui::{lang_of, picture, use_voice},
};
use domain::{
    competency::{Aim, Level, aim_of},
    ids::GoalId,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// A seed as long as nobody said otherwise.
const fn level_picture(level: Option<Level>) -> &'static str {
    match level {
        None | Some(Level::NotYet) => "level-seed",
        Some(Level::Learning) => "level-sprout",
        Some(Level::GotIt) => "level-bloom",
    }
}

fn level_words(i18n: I18nContext<Locale>, level: Option<Level>) -> &'static str {
    match level {
        None | Some(Level::NotYet) => t_string!(i18n, child.level_not_yet),
        Some(Level::Learning) => t_string!(i18n, child.level_learning),
        Some(Level::GotIt) => t_string!(i18n, child.level_got_it),
    }
}

/// How many steps there are to go, in words that have a recording.
fn steps_words(i18n: I18nContext<Locale>, left: usize) -> &'static str {
    match left {
        0 => t_string!(i18n, child.steps_left_0),
        1 => t_string!(i18n, child.steps_left_1),
        2 => t_string!(i18n, child.steps_left_2),
        3 => t_string!(i18n, child.steps_left_3),
        4 => t_string!(i18n, child.steps_left_4),
        5 => t_string!(i18n, child.steps_left_5),
        6 => t_string!(i18n, child.steps_left_6),
        7 => t_string!(i18n, child.steps_left_7),
        _ => t_string!(i18n, child.steps_left_8),
    }
}

/// What the goal aims at; a tap says it all.
#[component]
pub(super) fn AimedAt(goal: GoalId, mine: Mine) -> impl IntoView {
    let i18n = use_i18n();
    let voice = use_voice();
    let aim = Memo::new(move |_| {
        mine.with(|it| {
            let goal = it.home.plan.goal(goal)?;
            aim_of(&it.home.aims, goal.competency).cloned()
        })
    });
    let steps = Memo::new(move |_| {
        mine.with(|it| {
            let goal = it.home.plan.goal(goal)?;
            let left = goal.steps.iter().filter(|it| !it.done).count();
            (!goal.steps.is_empty()).then_some(left)
        })
    });
    let shown = move |aim: Aim| {
        let level = aim.level;
        let told = {
            let aim = aim.clone();
            move || {
                let lang = lang_of(i18n.get_locale());
                aim.competency.wording(lang).text.to_owned()
            }
        };
        let say = move |_| {
            let lang = lang_of(i18n.get_locale_untracked());
            let words = aim.competency.wording(lang);
            let (text, tongue) = (words.text.to_owned(), words.lang.unwrap_or(lang));
            let (intro, level, left) = untrack(|| {
                let left = steps.get().map(|left| steps_words(i18n, left).to_owned());
                let intro = t_string!(i18n, child.aim_intro).to_owned();
                (intro, level_words(i18n, level).to_owned(), left)
            });
            // Only the browser can say what is in another language, or in no child's words: last.
            if words.lang == Some(lang) {
                let all = [Some(intro), Some(text), Some(level), left];
                voice.say_then(all.into_iter().flatten().collect(), None);
            } else {
                let all = [Some(level), left, Some(intro)];
                voice.say_in(all.into_iter().flatten().collect(), text, tongue);
            }
        };
        view! {
            <button type="button" class="goals-aim" data-act="aim" on:click=say>
                <img
                    class="goals-aim-picture"
                    src=picture(level_picture(level))
                    alt=move || level_words(i18n, level)
                />
                <span class="goals-aim-words">
                    <span>{move || t_string!(i18n, child.aim_intro)}</span>
                    <strong>{told}</strong>
                    {move || {
                        steps
                            .get()
                            .map(|left| {
                                view! {
                                    <span class="goals-aim-steps">{steps_words(i18n, left)}</span>
                                }
                            })
                    }}
                </span>
            </button>
        }
    };
    move || aim.get().map(shown)
}

fn untrack<T>(look: impl FnOnce() -> T) -> T {
    leptos::reactive::graph::untrack(look)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_looked_at_is_a_seed_like_what_is_not_there_yet() {
        assert_eq!(level_picture(None), level_picture(Some(Level::NotYet)));
    }

    #[test]
    fn a_competency_grows_from_seed_to_bloom() {
        let all = [Level::NotYet, Level::Learning, Level::GotIt].map(|it| level_picture(Some(it)));
        assert_eq!(all, ["level-seed", "level-sprout", "level-bloom"]);
    }
}
