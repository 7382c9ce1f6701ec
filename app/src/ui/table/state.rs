//! How a table is sorted and what it is narrowed to, kept by the table or in the address.

use leptos::prelude::*;
use leptos_router::{
    NavigateOptions,
    hooks::{use_location, use_navigate},
};

const SORT: &str = "sort";
const FIND: &str = "find";

/// By which column, and whether from the last to the first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Sort {
    pub column: String,
    pub descending: bool,
}

impl Sort {
    /// As it stands in the address: the column's key, after a minus if descending.
    pub fn parse(text: &str) -> Self {
        let column = text.strip_prefix('-');
        Self {
            column: column.unwrap_or(text).to_owned(),
            descending: column.is_some(),
        }
    }

    pub fn to_text(&self) -> String {
        let sign = if self.descending { "-" } else { "" };
        format!("{sign}{}", self.column)
    }

    /// After a tap on the column's heading: it is sorted up, then down.
    pub fn tapped(&self, column: &str) -> Self {
        Self {
            descending: self.column == column && !self.descending,
            column: column.to_owned(),
        }
    }
}

#[derive(Clone, Copy)]
pub(super) struct State {
    pub sort: Signal<Sort>,
    pub find: RwSignal<String>,
    pub set_sort: Callback<Sort>,
    /// Writes down what is looked for; a letter's work is done by `find`.
    pub keep_find: Callback<()>,
}

impl State {
    pub fn of_table() -> Self {
        let sort = RwSignal::new(Sort::default());
        Self {
            sort: sort.into(),
            find: RwSignal::new(String::new()),
            set_sort: Callback::new(move |it| sort.set(it)),
            keep_find: Callback::new(|()| {}),
        }
    }

    /// In the address, so that it can be sent on, kept, and printed again.
    pub fn of_address() -> Self {
        let (location, navigate) = (use_location(), use_navigate());
        let (path, query) = (location.pathname, location.query);
        let write = Callback::new(move |(name, value): (&'static str, String)| {
            let mut query = query.get_untracked();
            query.remove(name);
            if !value.is_empty() {
                query.insert(name, value);
            }
            let to = format!("{}{}", path.get_untracked(), query.to_query_string());
            let options = NavigateOptions {
                replace: true,
                scroll: false,
                ..NavigateOptions::default()
            };
            navigate(&to, options);
        });
        let find = RwSignal::new(query.read_untracked().get(FIND).unwrap_or_default());
        Self {
            sort: Signal::derive(move || Sort::parse(&query.read().get(SORT).unwrap_or_default())),
            find,
            set_sort: Callback::new(move |it: Sort| write.run((SORT, it.to_text()))),
            keep_find: Callback::new(move |()| write.run((FIND, find.get_untracked()))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_sorts_up_then_down_then_up_again() {
        let up = Sort::default().tapped("name");
        let down = up.tapped("name");
        assert_eq!([up.to_text(), down.to_text()], ["name", "-name"]);
        assert_eq!(down.tapped("name"), up);
        assert_eq!(down.tapped("grade").to_text(), "grade");
    }

    #[test]
    fn what_the_address_says_is_what_was_written() {
        for text in ["", "name", "-name"] {
            assert_eq!(Sort::parse(text).to_text(), text);
        }
    }
}
