use leptos::prelude::*;
use std::{cmp::Ordering, sync::Arc};

type Cell<T> = Arc<dyn Fn(&T) -> AnyView + Send + Sync>;
type Compare<T> = Arc<dyn Fn(&T, &T) -> Ordering + Send + Sync>;
type Text<T> = Arc<dyn Fn(&T) -> String + Send + Sync>;

/// A column of a table of `T`.
pub struct Column<T> {
    pub(super) head: Head,
    pub(super) cell: Cell<T>,
    pub(super) compare: Option<Compare<T>>,
    pub(super) text: Option<Text<T>>,
}

/// What stands above a column.
#[derive(Clone)]
pub(super) struct Head {
    /// What the column is called in the address.
    pub key: &'static str,
    pub heading: Signal<String>,
    pub look: Look,
    pub class: &'static str,
    pub number: bool,
    pub sorts: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    Seen,
    /// Only read out.
    Hidden,
    /// No heading: a column of buttons, which say themselves what they do.
    None,
}

impl<T> Column<T> {
    pub fn new<H: Into<String>, V: IntoView + 'static>(
        key: &'static str,
        heading: impl Fn() -> H + Send + Sync + 'static,
        cell: impl Fn(&T) -> V + Send + Sync + 'static,
    ) -> Self {
        Self {
            head: Head {
                key,
                heading: Signal::derive(move || heading().into()),
                look: Look::Seen,
                class: "",
                number: false,
                sorts: false,
            },
            cell: Arc::new(move |row| cell(row).into_any()),
            compare: None,
            text: None,
        }
    }

    /// A column of what may be done with a row.
    pub fn actions<V: IntoView + 'static>(cell: impl Fn(&T) -> V + Send + Sync + 'static) -> Self {
        let mut column = Self::new("acts", String::new, cell);
        column.head.look = Look::None;
        column
    }

    /// Its heading is read out, not seen.
    #[must_use]
    pub fn hidden(mut self) -> Self {
        self.head.look = Look::Hidden;
        self
    }

    /// A class of its heading and cells beside the table's own.
    #[must_use]
    pub fn class(mut self, class: &'static str) -> Self {
        self.head.class = class;
        self
    }

    /// Its cells stand at the end of the line, so that digits stand below each other.
    #[must_use]
    pub fn number(mut self) -> Self {
        self.head.number = true;
        self
    }

    /// Its heading sorts the rows by this.
    #[must_use]
    pub fn sort_by<K: Ord>(mut self, by: impl Fn(&T) -> K + Send + Sync + 'static) -> Self {
        self.head.sorts = true;
        self.compare = Some(Arc::new(move |a, b| by(a).cmp(&by(b))));
        self
    }

    /// Its cells as text, to be found by.
    #[must_use]
    pub fn text(mut self, text: impl Fn(&T) -> String + Send + Sync + 'static) -> Self {
        self.text = Some(Arc::new(text));
        self
    }
}
