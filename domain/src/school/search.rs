//! Finding a child by name.

use crate::{
    ids::{ClassId, PersonId},
    limits,
    name::{finds, folded},
};
use serde::{Deserialize, Serialize};

/// A child of a class, as the search shows one.
///
/// # Examples
///
/// ```
/// # use domain::school::search::FoundChild;
/// # use serde_json::json;
/// let json = json!({
///     "child": "0199a2f0-0000-7000-8000-000000000001", "name": "Ana García", "picture": "rabbit",
///     "class": "0199a2f0-0000-7000-8000-000000000004", "title": "Room 3"
/// });
/// let found: FoundChild = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&found)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundChild {
    pub child: PersonId,
    /// Given name and family name.
    pub name: String,
    /// The tile's picture.
    pub picture: String,
    pub class: ClassId,
    /// The class's name.
    pub title: String,
}

/// Those whose name is found by what was typed, as many as are shown: first whose name begins so, then
/// by name. Nothing typed finds nobody.
pub fn found(mut all: Vec<FoundChild>, typed: &str) -> Vec<FoundChild> {
    let wanted = folded(typed);
    if wanted.is_empty() {
        return Vec::new();
    }
    all.retain(|it| finds(&it.name, typed));
    all.sort_by_cached_key(|it| {
        let name = folded(&it.name);
        let begins = name.starts_with(&wanted);
        let word_begins = name.split(' ').any(|word| word.starts_with(&wanted));
        (!begins, !word_begins, name, it.title.clone(), it.child)
    });
    all.truncate(limits::search::MOST_FOUND);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn child(n: u128, name: &str) -> FoundChild {
        FoundChild {
            child: PersonId(Uuid::from_u128(n)),
            name: name.to_owned(),
            picture: "fox".to_owned(),
            class: ClassId(Uuid::from_u128(1)),
            title: "Room 1".to_owned(),
        }
    }

    fn names(typed: &str, all: &[&str]) -> Vec<String> {
        let all = (1..).zip(all).map(|(n, name)| child(n, name)).collect();
        found(all, typed).into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn nothing_typed_finds_nobody() {
        assert!(names("", &["Ana"]).is_empty() && names(" ’", &["Ana"]).is_empty());
    }

    #[test]
    fn whose_name_begins_so_stands_first_and_whose_family_name_next() {
        let all = ["Joana Díaz", "Leo Anaya", "Ana Ruiz", "Milo Tran"];
        assert_eq!(names("ana", &all), ["Ana Ruiz", "Leo Anaya", "Joana Díaz"]);
    }

    #[test]
    fn no_more_are_found_than_are_shown() {
        let all: Vec<String> = (10..40).map(|n| format!("Ana {n}")).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        assert_eq!(names("ana", &all).len(), limits::search::MOST_FOUND);
    }
}
