//! Why a row, or the file, can't be taken as it is: where, what stands there, what to do. Told at
//! the terminal and on the page alike, so in both languages here.

use crate::{Lang, roster::Weight, sheet::Flaw};
use serde::{Deserialize, Serialize};

/// Where in the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Spot {
    File,
    /// Counted from 1.
    Line(u64),
    /// Within JSON: `CFItems[3]`.
    Part(String),
}

/// What can be the matter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    Flaw(Flaw),
    TooBig { megabytes: usize },
    BadJson(String),
    NoItems,
    MissingColumn,
    ColumnTwice,
    TooManyCells { cells: usize, columns: usize },
    Blank,
    LongCell { limit: usize },
    Twice { first: String },

    UnknownParent,
    UnderItself,
    UnknownGrade,
    LongChildWords { limit: usize },
    NoHeading,
    ManyRetire { retire: usize, of: usize },

    NoCode,
    OneLanguage,
    NoChildWords { count: usize },
    NotRead,
}

const SHOWN: usize = 60;

/// One thing the importer has to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    pub spot: Spot,
    /// A column or a field; empty where none is meant.
    pub column: String,
    /// What stands there, shortened, without control characters.
    pub value: String,
    pub why: Why,
}

impl Reason {
    pub fn new(spot: &Spot, column: &str, value: &str, why: Why) -> Self {
        let plain = |c: char| if c.is_control() { '·' } else { c };
        let shown: String = value.chars().take(SHOWN).map(plain).collect();
        let more = value.chars().nth(SHOWN).map_or("", |_| "…");
        Self {
            spot: spot.clone(),
            column: column.to_owned(),
            value: shown + more,
            why,
        }
    }

    /// As one line, for a file of this name.
    pub fn told(&self, file: &str, lang: Lang) -> String {
        let spot = match (&self.spot, lang) {
            (Spot::File, _) => String::new(),
            (Spot::Line(line), Lang::En) => format!(", line {line}"),
            (Spot::Line(line), Lang::Es) => format!(", línea {line}"),
            (Spot::Part(part), _) => format!(", {part}"),
        };
        let column = match self.column.as_str() {
            "" => String::new(),
            column => format!(", {column}"),
        };
        let value = match self.value.as_str() {
            "" => String::new(),
            value => format!(" “{value}”"),
        };
        let what = self.why.what(lang);
        match self.why.what_to_do(lang) {
            "" => format!("{file}{spot}{column}{value}: {what}"),
            to_do => format!("{file}{spot}{column}{value}: {what} → {to_do}"),
        }
    }
}

impl Why {
    pub const fn weight(&self) -> Weight {
        match self {
            Self::UnknownParent
            | Self::UnderItself
            | Self::UnknownGrade
            | Self::LongChildWords { .. }
            | Self::NoHeading
            | Self::ManyRetire { .. } => Weight::Look,
            Self::NoCode | Self::OneLanguage | Self::NoChildWords { .. } | Self::NotRead => {
                Weight::Note
            }
            _ => Weight::Stop,
        }
    }

    /// What is the matter.
    pub fn what(&self, lang: Lang) -> String {
        let [en, es] = match self {
            Self::Flaw(flaw) => return flaw.what(lang),
            Self::TooBig { megabytes: it } => [
                format!("is larger than {it} MB"),
                format!("pesa más de {it} MB"),
            ],
            Self::BadJson(cause) => [
                format!("can't be read as JSON: {cause}"),
                format!("no se puede leer como JSON: {cause}"),
            ],
            Self::NoItems => [
                "there is no competency in it".into(),
                "no hay ninguna competencia".into(),
            ],
            Self::MissingColumn => ["is missing".into(), "falta".into()],
            Self::ColumnTwice => [
                "the column is there twice".into(),
                "la columna está dos veces".into(),
            ],
            Self::TooManyCells { cells, columns } => [
                format!("the row has {cells} cells under {columns} columns"),
                format!("la fila tiene {cells} celdas para {columns} columnas"),
            ],
            Self::Blank => ["is blank".into(), "está en blanco".into()],
            Self::LongCell { limit } => [
                format!("is longer than {limit} characters"),
                format!("tiene más de {limit} caracteres"),
            ],
            Self::Twice { first } => [
                format!("is there twice, first at {first}"),
                format!("está dos veces, la primera en {first}"),
            ],
            Self::UnknownParent => [
                "nothing in the file has this code: put at the top".into(),
                "nada en el archivo tiene este código: queda arriba de todo".into(),
            ],
            Self::UnderItself => [
                "stands under itself: put at the top".into(),
                "depende de sí mismo: queda arriba de todo".into(),
            ],
            Self::UnknownGrade => [
                "is no grade: taken as being of every grade".into(),
                "no es un grado: se toma como de todos los grados".into(),
            ],
            Self::LongChildWords { limit } => [
                format!("is longer than {limit} characters, too long to be spoken: left out"),
                format!("tiene más de {limit} caracteres, demasiado para decirse: se omite"),
            ],
            Self::NoHeading => [
                "stands under no heading: put under the framework's name".into(),
                "no está bajo ningún título: queda bajo el nombre del marco".into(),
            ],
            Self::ManyRetire { retire, of } => [
                format!("{retire} of {of} competencies are not in the file and would be retired"),
                format!("{retire} de {of} competencias no están en el archivo y se retirarían"),
            ],
            Self::NoCode => [
                "has no coding scheme: known by its identifier".into(),
                "no tiene código: se conoce por su identificador".into(),
            ],
            Self::OneLanguage => [
                "child words in one language only: the other language hears these".into(),
                "palabras para niños en un solo idioma: en el otro se oyen estas".into(),
            ],
            Self::NoChildWords { count } => [
                format!("{count} have no child words: children see the adults' sentence"),
                format!("{count} no tienen palabras para niños: verán la frase de los adultos"),
            ],
            Self::NotRead => ["is not read".into(), "no se lee".into()],
        };
        match lang {
            Lang::En => en,
            Lang::Es => es,
        }
    }

    /// What the office can do; empty where nothing must be done.
    pub const fn what_to_do(&self, lang: Lang) -> &'static str {
        let [en, es] = match self {
            Self::Flaw(flaw) => return flaw.what_to_do(lang),
            Self::TooBig { .. } => [
                "split it into several frameworks",
                "divídalo en varios marcos",
            ],
            Self::BadJson(_) => [
                "export it again as a CASE CFPackage",
                "vuelva a exportarlo como CFPackage de CASE",
            ],
            Self::NoItems => [
                "export it again, with the competencies",
                "vuelva a exportarlo, con las competencias",
            ],
            Self::MissingColumn => ["add it, with this name", "añádalo con este nombre"],
            Self::ColumnTwice => ["remove one of them", "quite una de las dos"],
            Self::TooManyCells { .. } => [
                "put quotes around the cell that has a comma in it",
                "ponga entre comillas la celda que tiene una coma",
            ],
            Self::Blank => [
                "fill it in, or remove the row",
                "complétela, o quite la fila",
            ],
            Self::LongCell { .. } | Self::LongChildWords { .. } => ["shorten it", "acórtelo"],
            Self::Twice { .. } => [
                "give it its own code, or remove one",
                "dele un código propio, o quite uno",
            ],
            Self::UnknownParent | Self::UnderItself | Self::NoHeading => [
                "name the heading it belongs under",
                "indique el título al que pertenece",
            ],
            Self::UnknownGrade => ["write KG, 01, 02 … 12", "escriba KG, 01, 02 … 12"],
            Self::ManyRetire { .. } => [
                "check that the file is whole; nothing that was said of children is lost",
                "revise que el archivo esté completo; nada de lo dicho de los niños se pierde",
            ],
            Self::OneLanguage | Self::NoChildWords { .. } => [
                "add childStatement_en and childStatement_es",
                "añada childStatement_en y childStatement_es",
            ],
            Self::NoCode | Self::NotRead => ["", ""],
        };
        match lang {
            Lang::En => en,
            Lang::Es => es,
        }
    }
}

/// Most reasons kept word for word.
const KEPT: usize = 200;

/// All that is to be said of a file; bounded, so that a broken column does not fill the memory.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    pub kept: Vec<Reason>,
    /// How many more there are.
    pub more: usize,
    pub stop: bool,
}

impl Said {
    pub fn say(&mut self, reason: Reason) {
        self.stop |= reason.why.weight() == Weight::Stop;
        if self.kept.len() < KEPT {
            self.kept.push(reason);
        } else {
            self.more += 1;
        }
    }

    pub fn of(&self, weight: Weight) -> impl Iterator<Item = &Reason> {
        self.kept.iter().filter(move |it| it.why.weight() == weight)
    }

    pub fn append(&mut self, other: Self) {
        self.more += other.more;
        self.stop |= other.stop;
        for reason in other.kept {
            self.say(reason);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_names_file_place_column_value_and_what_to_do_in_both_languages() {
        let reason = Reason::new(
            &Spot::Line(3),
            "educationLevel",
            "second",
            Why::UnknownGrade,
        );
        assert_eq!(
            reason.told("c.csv", Lang::En),
            "c.csv, line 3, educationLevel “second”: is no grade: taken as being of every grade \
             → write KG, 01, 02 … 12"
        );
        assert!(
            reason
                .told("c.csv", Lang::Es)
                .starts_with("c.csv, línea 3, educationLevel “second”: no es un grado")
        );
    }

    #[test]
    fn what_is_shown_is_short_and_without_control_characters() {
        let reason = Reason::new(&Spot::File, "", &"\u{7}".repeat(99), Why::Blank);
        assert_eq!(reason.value.chars().count(), 61);
        assert!(!reason.value.contains('\u{7}'));
    }

    #[test]
    fn many_reasons_are_counted_and_one_that_stops_stops() {
        let mut said = Said::default();
        for _ in 0..300 {
            said.say(Reason::new(&Spot::File, "", "", Why::NoCode));
        }
        assert_eq!((said.kept.len(), said.more, said.stop), (200, 100, false));
        said.say(Reason::new(&Spot::File, "", "", Why::NoItems));
        assert!(said.stop);
    }
}
