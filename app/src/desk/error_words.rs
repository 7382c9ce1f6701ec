//! What adults read of what a feature refuses, composed of the features' own words.

use super::{
    assessment, board, competency, evidence, group, intervention, next, observation, people, plan,
    school, signin,
};
use crate::{
    i18n::*,
    ui::{book_error_words, goal_error_words},
};
use domain::{Invalid, RequestError};

/// The words; none for a code, which only a tablet sends, and for what nobody could read.
pub(super) fn error_words(it: Locale, invalid: Invalid) -> Option<String> {
    let words = match invalid {
        Invalid::Adult(why) => signin::error_words::adult_words(it, why),
        Invalid::AssessmentFile(why) => assessment::error_words::file_words(it, why),
        Invalid::Book(why) => book_error_words(it, why),
        Invalid::DayOff(why) => school::error_words::day_off_words(it, why),
        Invalid::DayOffLine(why) => return Some(school::error_words::day_off_line_words(it, why)),
        Invalid::Evidence(why) => evidence::error_words::evidence_words(it, why),
        Invalid::Framework(why) => competency::error_words::framework_words(it, why),
        Invalid::Goal(why) => goal_error_words(it, why),
        Invalid::Group(why) => group::error_words::group_words(it, why),
        Invalid::Intervention(why) => intervention::error_words::intervention_words(it, why),
        Invalid::Level(why) => competency::error_words::level_error_words(it, why),
        Invalid::Observation(why) => observation::error_words::observation_words(it, why),
        Invalid::Password(why) => signin::error_words::password_words(it, why),
        Invalid::Person(why) => people::error_words::person_words(it, why),
        Invalid::School(why) => school::error_words::school_words(it, why),
        Invalid::Seat(why) => board::error_words::seat_words(it, why),
        Invalid::Section(why) => plan::error_words::section_words(it, why),
        Invalid::SignIn(why) => signin::error_words::sign_in_words(it, why),
        Invalid::Survey(why) => board::error_words::survey_words(it, why),
        Invalid::Template(why) => school::template::error_words::template_words(it, why),
        Invalid::Term(why) => return Some(school::error_words::term_words(it, why)),
        Invalid::Tuning(why) => next::error_words::tuning_words(it, why),
        Invalid::Year(why) => school::error_words::year_words(it, why),
        Invalid::Request(RequestError::TooLarge) => td_string!(it, error.request_too_large),
        Invalid::Request(RequestError::TooSlow) => td_string!(it, error.request_too_slow),
        Invalid::Request(RequestError::HasNul) => td_string!(it, error.request_has_nul),
        Invalid::Code(_) | Invalid::Request(_) => return None,
    };
    Some(words.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_an_adult_can_meet_has_words_in_both_languages() {
        for invalid in Invalid::all() {
            let of_a_tablet = match invalid {
                Invalid::Code(_) => true,
                Invalid::Request(why) => !matches!(
                    why,
                    RequestError::TooLarge | RequestError::TooSlow | RequestError::HasNul
                ),
                _ => false,
            };
            let (en, es) = (
                error_words(Locale::en, invalid),
                error_words(Locale::es, invalid),
            );
            assert_eq!(en.is_none(), of_a_tablet, "{invalid}");
            assert_eq!(es.is_none(), of_a_tablet, "{invalid}");
            assert!(of_a_tablet || en != es, "{invalid} is not translated");
            assert_ne!(en.as_deref(), Some(""), "{invalid}");
        }
    }

    #[test]
    fn an_error_of_one_line_of_several_says_which_line() {
        for text in ["Term.Overlaps.3", "DayOffLine.TitleIsEmpty.3"] {
            for it in [Locale::en, Locale::es] {
                let words = error_words(it, text.parse().unwrap()).unwrap();
                assert!(words.contains('3'), "{words}");
            }
        }
    }
}
