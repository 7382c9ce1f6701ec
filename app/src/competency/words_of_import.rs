//! What the office reads of a framework that comes in.

use crate::{i18n::*, ui::lang_of};
use domain::{
    competency::{Field, Said, What},
    roster::Weight,
};
use leptos_i18n::I18nContext;

pub(super) fn change_words(i18n: I18nContext<Locale>, what: &What) -> String {
    match what {
        What::New => t_string!(i18n, competency.what_new).to_owned(),
        What::Back => t_string!(i18n, competency.what_back).to_owned(),
        What::Retired => t_string!(i18n, competency.what_retired).to_owned(),
        What::Changed(fields) => {
            let fields: Vec<_> = fields.iter().map(|it| field(*it)).collect();
            let changed = t_string!(i18n, competency.what_changed);
            format!("{changed}: {}", fields.join(", "))
        }
    }
}

/// As the column is called in the file.
const fn field(field: Field) -> &'static str {
    match field {
        Field::Heading => "parent",
        Field::Statement => "fullStatement",
        Field::ChildEn => "childStatement_en",
        Field::ChildEs => "childStatement_es",
        Field::Grades => "educationLevel",
    }
}

/// What is said of a file, line by line.
pub(super) fn lines(
    i18n: I18nContext<Locale>,
    said: &Said,
    weight: Weight,
    file: &str,
) -> Vec<String> {
    let lang = lang_of(i18n.get_locale());
    said.of(weight).map(|it| it.told(file, lang)).collect()
}
