//! What the office reads of a framework that comes in.

use crate::{i18n::*, ui::lang_of};
use domain::{
    competency::{CompetencyChangeKind, CompetencyField, RowProblems},
    roster::Severity,
};
use leptos_i18n::I18nContext;

pub(super) fn change_words(i18n: I18nContext<Locale>, what: &CompetencyChangeKind) -> String {
    match what {
        CompetencyChangeKind::New => t_string!(i18n, competency.what_new).to_owned(),
        CompetencyChangeKind::Back => t_string!(i18n, competency.what_back).to_owned(),
        CompetencyChangeKind::Retired => t_string!(i18n, competency.what_retired).to_owned(),
        CompetencyChangeKind::Changed(fields) => {
            let fields: Vec<_> = fields.iter().map(|it| field(*it)).collect();
            let changed = t_string!(i18n, competency.what_changed);
            format!("{changed}: {}", fields.join(", "))
        }
    }
}

/// As the column is called in the file.
const fn field(field: CompetencyField) -> &'static str {
    match field {
        CompetencyField::Heading => "parent",
        CompetencyField::Statement => "fullStatement",
        CompetencyField::ChildEn => "childStatement_en",
        CompetencyField::ChildEs => "childStatement_es",
        CompetencyField::Grades => "educationLevel",
    }
}

/// What is said of a file, line by line.
pub(super) fn lines(
    i18n: I18nContext<Locale>,
    said: &RowProblems,
    weight: Severity,
    file: &str,
) -> Vec<String> {
    let lang = lang_of(i18n.get_locale());
    said.of(weight).map(|it| it.to_text(file, lang)).collect()
}
