use crate::i18n::*;
use domain::profile::Facet;
use leptos_i18n::I18nContext;

/// A side of a learner, as adults call it.
pub fn facet_words(i18n: I18nContext<Locale>, facet: Facet) -> &'static str {
    match facet {
        Facet::Strengths => t_string!(i18n, desk.facet_strengths),
        Facet::LearnBest => t_string!(i18n, desk.facet_learn_best),
        Facet::Stuck => t_string!(i18n, desk.facet_stuck),
        Facet::Interests => t_string!(i18n, desk.facet_interests),
        Facet::Motivation => t_string!(i18n, desk.facet_motivation),
        Facet::Dreams => t_string!(i18n, desk.facet_dreams),
        Facet::Growing => t_string!(i18n, desk.facet_growing),
        Facet::Think => t_string!(i18n, desk.facet_think),
    }
}
