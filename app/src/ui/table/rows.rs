//! The rows behind a table, by their number: so that the table's own parts are compiled once, not
//! for every kind of row.

use super::column::Column;
use domain::name::finds;
use leptos::prelude::*;
use std::cmp::Ordering;

pub(super) trait Rows: Send + Sync {
    fn cell(&self, row: usize, column: usize) -> AnyView;
    /// The row's attributes.
    fn data(&self, row: usize) -> Vec<(&'static str, String)>;
    fn text(&self, row: usize, column: usize) -> Option<String>;
    fn compare(&self, column: usize, a: usize, b: usize) -> Ordering;
    fn len(&self) -> usize;
    fn columns(&self) -> usize;
}

pub(super) struct RowsOf<T> {
    pub rows: Vec<T>,
    pub columns: Vec<Column<T>>,
    pub data: Option<fn(&T) -> Vec<(&'static str, String)>>,
}

impl<T: Send + Sync> Rows for RowsOf<T> {
    fn cell(&self, row: usize, column: usize) -> AnyView {
        (self.columns[column].cell)(&self.rows[row])
    }

    fn data(&self, row: usize) -> Vec<(&'static str, String)> {
        self.data.map_or_else(Vec::new, |it| it(&self.rows[row]))
    }

    fn text(&self, row: usize, column: usize) -> Option<String> {
        let text = self.columns[column].text.as_ref()?;
        Some(text(&self.rows[row]))
    }

    fn compare(&self, column: usize, a: usize, b: usize) -> Ordering {
        let compare = self.columns[column].compare.as_ref();
        compare.map_or(Ordering::Equal, |it| it(&self.rows[a], &self.rows[b]))
    }

    fn len(&self) -> usize {
        self.rows.len()
    }

    fn columns(&self) -> usize {
        self.columns.len()
    }
}

impl dyn Rows {
    /// The rows in which the words are found, sorted by a column where one is chosen; rows that are
    /// equal there keep their order.
    pub(super) fn order(&self, by: Option<usize>, descending: bool, find: &str) -> Vec<usize> {
        let found = |row: &usize| find.trim().is_empty() || self.has(*row, find);
        let mut order: Vec<usize> = (0..self.len()).filter(found).collect();
        if let Some(column) = by {
            order.sort_by(|a, b| match descending {
                true => self.compare(column, *b, *a),
                false => self.compare(column, *a, *b),
            });
        }
        order
    }

    fn has(&self, row: usize, find: &str) -> bool {
        let texts = (0..self.columns()).filter_map(|column| self.text(row, column));
        finds(&texts.collect::<Vec<_>>().join(" "), find)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use leptos::prelude::Owner;

    fn order(by: Option<usize>, descending: bool, find: &str) -> Vec<usize> {
        // A column's heading is a signal, which belongs to somebody.
        Owner::new().with(|| order_of_classes(by, descending, find))
    }

    fn order_of_classes(by: Option<usize>, descending: bool, find: &str) -> Vec<usize> {
        let classes = [("Otters", 3), ("Foxes", 7), ("Owls", 3)];
        let rows: &dyn Rows = &RowsOf {
            rows: classes.to_vec(),
            columns: vec![
                Column::new("class", || "Class", |it: &(&'static str, u32)| it.0)
                    .sort_by(|it| it.0)
                    .text(|it| it.0.to_owned()),
                Column::new("children", || "Children", |it: &(&'static str, u32)| it.1)
                    .sort_by(|it| it.1),
            ],
            data: None,
        };
        rows.order(by, descending, find)
    }

    #[test]
    fn rows_stand_as_given_until_a_column_is_chosen() {
        assert_eq!(order(None, false, ""), [0, 1, 2]);
        assert_eq!(order(Some(0), false, ""), [1, 0, 2]);
    }

    #[test]
    fn equal_rows_keep_their_order_upwards_and_downwards() {
        assert_eq!(order(Some(1), false, ""), [0, 2, 1]);
        assert_eq!(order(Some(1), true, ""), [1, 0, 2]);
    }

    #[test]
    fn a_row_is_found_by_any_parts_of_its_text_in_any_case() {
        assert_eq!(order(None, false, " OX "), [1]);
        assert_eq!(order(None, false, "3"), [] as [usize; 0]);
    }
}
