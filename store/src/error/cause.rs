//! What of an error may stand in a log: its whole chain of causes, without what a person typed.
//!
//! A database quotes values in some of its messages, and a parser quotes what it could not read. So
//! of a database's error the log gets its code and the names of things; the message too where it
//! names things only.

use sqlx::{error::DatabaseError, postgres::PgDatabaseError, sqlite::SqliteError};
use std::{error::Error, sync::Arc};

/// Classes of SQLSTATE whose messages name things of the schema or of the server, never a value:
/// connection, transaction, rollback, syntax and rights, resources, state, operator, system.
const NAMES_ONLY: [&str; 8] = ["08", "25", "40", "42", "53", "55", "57", "58"];

/// An error and all that caused it, from the outermost to the first, on one line.
///
/// ```
/// let io = std::io::Error::other("disk on fire");
/// assert_eq!(store::cause_chain(&io), "disk on fire");
/// ```
pub fn cause_chain(error: &(dyn Error + 'static)) -> String {
    let mut links = Vec::new();
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(sql) = as_sql(error) {
            links.push(describe(sql));
            break;
        }
        let link = match error.downcast_ref::<serde_json::Error>() {
            Some(json) => format!(
                "JSON, line {}, column {}: {:?}",
                json.line(),
                json.column(),
                json.classify()
            ),
            None => error.to_string(),
        };
        // An error that is its cause says the same twice.
        if links.last() != Some(&link) {
            links.push(link);
        }
        next = error.source();
    }
    links.join(": ")
}

fn as_sql<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a sqlx::Error> {
    let shared = error.downcast_ref::<Arc<sqlx::Error>>();
    shared
        .map(Arc::as_ref)
        .or_else(|| error.downcast_ref::<sqlx::Error>())
}

fn describe(error: &sqlx::Error) -> String {
    match error {
        sqlx::Error::Database(error) => of_database(error.as_ref()),
        sqlx::Error::ColumnDecode { index, .. } => format!("column {index} can't be decoded"),
        sqlx::Error::Decode(_) => "a value can't be decoded".to_owned(),
        sqlx::Error::Encode(_) => "a value can't be encoded".to_owned(),
        sqlx::Error::InvalidArgument(_) => "an argument is invalid".to_owned(),
        // May name the address with its password.
        sqlx::Error::Configuration(_) => "the address of the database is invalid".to_owned(),
        other => other.to_string(),
    }
}

fn of_database(error: &dyn DatabaseError) -> String {
    let code = error.code().unwrap_or_default();
    let mut parts = vec![format!("code {code}")];
    let names = [("table", error.table()), ("constraint", error.constraint())];
    let names = names
        .into_iter()
        .filter_map(|(what, name)| Some(format!("{what} {}", name?)));
    parts.extend(names);
    if has_names_only(error, &code) {
        parts.push(error.message().to_owned());
    }
    parts.join(", ")
}

/// Whether the message is free of values. `SQLite`'s always are: it is never given one in its text.
fn has_names_only(error: &dyn DatabaseError, code: &str) -> bool {
    error.try_downcast_ref::<SqliteError>().is_some()
        || error.try_downcast_ref::<PgDatabaseError>().is_some()
            && NAMES_ONLY.iter().any(|class| code.starts_with(class))
}
