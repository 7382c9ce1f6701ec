//! The book of ready-made goals, which the school has, and its pictures to choose from.

use crate::desk::plan::asked_once::AskedOnce;
use domain::{
    Words,
    plan::{Area, GoalBook},
};
use leptos::prelude::*;

pub(crate) fn use_book() -> AskedOnce<GoalBook> {
    expect_context()
}

/// The book's pictures; none until the school has answered, which a form does not wait for.
pub(crate) fn book_pictures() -> Memo<Vec<Pictured>> {
    let book = use_book();
    Effect::new(move |_| book.fetch());
    Memo::new(move |_| book.with(pictures).unwrap_or_default())
}

/// A picture of the book, for which areas, and what it shows.
#[derive(Clone, PartialEq)]
pub(crate) struct Pictured {
    pub(crate) name: String,
    pub(crate) areas: Vec<Area>,
    pub(crate) word: Words,
}

/// Each picture of the book once.
fn pictures(book: &GoalBook) -> Vec<Pictured> {
    let mut all: Vec<Pictured> = Vec::new();
    let mut add =
        |name: &str, area: Area, word: &Words| match all.iter_mut().find(|it| it.name == name) {
            Some(known) if known.areas.contains(&area) => {}
            Some(known) => known.areas.push(area),
            None => all.push(Pictured {
                name: name.to_owned(),
                areas: vec![area],
                word: word.clone(),
            }),
        };
    for card in &book.areas {
        add(&card.picture, card.area, &card.word);
    }
    for entry in &book.goals {
        add(&entry.picture, entry.area, &entry.say);
        for it in &entry.daily {
            add(&it.picture, entry.area, &it.word);
        }
    }
    all
}

/// The picture an area has to itself.
pub(crate) fn picture_of(all: &[Pictured], area: Area) -> Option<String> {
    let own = all.iter().find(|it| it.areas.first() == Some(&area));
    own.map(|it| it.name.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pictured(name: &str, areas: &[Area]) -> Pictured {
        Pictured {
            name: name.to_owned(),
            areas: areas.to_vec(),
            word: Words {
                en: name.to_owned(),
                es: name.to_owned(),
            },
        }
    }

    #[test]
    fn an_area_s_own_picture_is_the_first_that_was_made_for_it() {
        let all = [
            pictured("books", &[Area::Reading, Area::Writing]),
            pictured("pencil", &[Area::Writing]),
        ];
        assert_eq!(picture_of(&all, Area::Reading).as_deref(), Some("books"));
        assert_eq!(picture_of(&all, Area::Writing).as_deref(), Some("pencil"));
        assert_eq!(picture_of(&all, Area::Maths), None);
    }
}
