//! What is read on a tablet of what a feature refuses: by whoever types a code, and by a teacher who
//! makes a goal beside the child. Only the programs in which that happens provide these words.

use super::signin::error_words::code_words;
use crate::{
    i18n::Locale,
    ui::{book_error_words, goal_error_words},
};
use domain::Invalid;

/// The words; none for what only a desk sends, and for what nobody could read.
pub(super) fn error_words(it: Locale, invalid: Invalid) -> Option<String> {
    let words = match invalid {
        Invalid::Book(why) => book_error_words(it, why),
        Invalid::Code(why) => code_words(it, why),
        Invalid::Goal(why) => goal_error_words(it, why),
        Invalid::Adult(_)
        | Invalid::AssessmentFile(_)
        | Invalid::DayOff(_)
        | Invalid::DayOffLine(_)
        | Invalid::Evidence(_)
        | Invalid::Framework(_)
        | Invalid::Group(_)
        | Invalid::Intervention(_)
        | Invalid::Level(_)
        | Invalid::Observation(_)
        | Invalid::Password(_)
        | Invalid::Person(_)
        | Invalid::Request(_)
        | Invalid::School(_)
        | Invalid::Seat(_)
        | Invalid::Section(_)
        | Invalid::SignIn(_)
        | Invalid::Survey(_)
        | Invalid::Template(_)
        | Invalid::Term(_)
        | Invalid::Tuning(_)
        | Invalid::Year(_) => return None,
    };
    Some(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_that_a_tablet_shows_has_words_in_both_languages() {
        for invalid in Invalid::all() {
            let is_shown = matches!(
                invalid,
                Invalid::Book(_) | Invalid::Code(_) | Invalid::Goal(_)
            );
            let (en, es) = (
                error_words(Locale::en, invalid),
                error_words(Locale::es, invalid),
            );
            assert_eq!([en.is_some(), es.is_some()], [is_shown; 2], "{invalid}");
            assert!(!is_shown || en != es, "{invalid} is not translated");
            assert_ne!(en.as_deref(), Some(""), "{invalid}");
        }
    }
}
