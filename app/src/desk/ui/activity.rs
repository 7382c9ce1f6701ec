use crate::i18n::*;
use domain::board::SurveyActivity;
use leptos_i18n::I18nContext;

/// What a child is doing, in words.
pub fn doing_words(i18n: I18nContext<Locale>, doing: SurveyActivity) -> String {
    match doing {
        SurveyActivity::NotStarted => t_string!(i18n, desk.doing_not_started).to_owned(),
        SurveyActivity::Working(it) => {
            let n = (it.done + 1).min(it.of);
            t_string!(i18n, desk.doing_working, n, of = it.of)
        }
        SurveyActivity::Done => t_string!(i18n, desk.doing_done).to_owned(),
        SurveyActivity::Paused(it) => {
            t_string!(i18n, desk.doing_paused, done = it.done, of = it.of)
        }
    }
}

/// Its sign, told apart by shape.
pub const fn doing_icon(doing: SurveyActivity) -> &'static str {
    match doing {
        SurveyActivity::NotStarted => "ring",
        SurveyActivity::Working(_) => "pencil",
        SurveyActivity::Done => "check",
        SurveyActivity::Paused(_) => "pause",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::survey::Progress;
    use std::collections::BTreeSet;

    #[test]
    fn each_activity_has_a_sign_of_its_own() {
        let half = Progress { done: 3, of: 8 };
        let all = [
            SurveyActivity::NotStarted,
            SurveyActivity::Working(half),
            SurveyActivity::Done,
            SurveyActivity::Paused(half),
        ];
        let signs: BTreeSet<_> = all.map(doing_icon).into_iter().collect();
        assert_eq!(signs.len(), all.len());
    }
}
