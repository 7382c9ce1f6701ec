//! What can go wrong with the database, and what of it a person may be told.

use domain::AppError;
use std::sync::Arc;

/// Never crosses the wire: logged once at the boundary, told as [`AppError`].
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// No session, or no longer.
    #[error("signed out")]
    SignedOut,
    /// Not there or not theirs.
    #[error("not found")]
    NotFound,
    /// What was asked for can't be; `field` and `why` as in [`AppError::Invalid`].
    #[error("{field}: {why}")]
    Invalid { field: String, why: String },
    /// Tried too often; again in so many seconds.
    #[error("tried too often, rest {seconds} s")]
    Rest { seconds: u32 },
    /// More waits than can be written soon.
    #[error("too much is waiting to be written")]
    Busy,
    /// The disk is full or failing; nothing was acknowledged, and the next write tries afresh.
    #[error("the disk does not take it")]
    Disk(#[source] Arc<sqlx::Error>),
    #[error("the database refused")]
    Sql(#[source] Arc<sqlx::Error>),
    /// Something stored can't be read back; names what.
    #[error("stored {0} can't be read")]
    Unreadable(&'static str),
    /// The database can't be opened; says why.
    #[error("{0}")]
    Setup(String),
    /// The write was not finished: its code panicked, or the store is closing.
    #[error("the write was not finished")]
    Unfinished,
}

impl StoreError {
    pub fn invalid(field: &str, why: &str) -> Self {
        Self::Invalid {
            field: field.to_owned(),
            why: why.to_owned(),
        }
    }

    /// What a person is told; `id` is that of the log line, for what is ours to mend.
    pub fn told(&self, id: &str) -> AppError {
        match self {
            Self::SignedOut => AppError::SignedOut,
            Self::NotFound => AppError::NotFound,
            Self::Invalid { field, why } => AppError::invalid(field, why),
            Self::Rest { seconds } => AppError::Busy { seconds: *seconds },
            Self::Busy => AppError::Busy { seconds: 1 },
            Self::Disk(_)
            | Self::Sql(_)
            | Self::Unreadable(_)
            | Self::Setup(_)
            | Self::Unfinished => AppError::Broken { id: id.to_owned() },
        }
    }

    /// Whether someone has to look after the machine (to be logged as an error).
    pub fn is_ours(&self) -> bool {
        matches!(self.told(""), AppError::Broken { .. })
    }
}

/// What a rule of `domain` refuses.
impl From<AppError> for StoreError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Invalid { field, why } => Self::Invalid { field, why },
            AppError::SignedOut => Self::SignedOut,
            AppError::Busy { seconds } => Self::Rest { seconds },
            AppError::NotFound | AppError::Offline | AppError::Broken { .. } => Self::NotFound,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code);
        let fault = match (&error, code.as_deref()) {
            (sqlx::Error::PoolTimedOut, _) => Fault::Busy,
            (sqlx::Error::Io(_), _) => Fault::Disk,
            (_, Some(code)) => fault(code),
            _ => Fault::Other,
        };
        match fault {
            Fault::Busy => Self::Busy,
            Fault::Disk => Self::Disk(Arc::new(error)),
            Fault::Other => Self::Sql(Arc::new(error)),
        }
    }
}

enum Fault {
    Busy,
    Disk,
    Other,
}

/// `SQLite`'s result codes are numbers of up to four digits, `PostgreSQL`'s have five characters.
fn fault(code: &str) -> Fault {
    match code {
        "53100" | "58030" => Fault::Disk,
        "40001" | "40P01" | "55P03" => Fault::Busy,
        _ if code.len() == 5 => Fault::Other,
        _ => match code.parse::<u32>().map(|code| code & 0xff) {
            // BUSY, LOCKED
            Ok(5 | 6) => Fault::Busy,
            // READONLY, IOERR, CORRUPT, FULL, CANTOPEN, NOTADB
            Ok(8 | 10 | 11 | 13 | 14 | 26) => Fault::Disk,
            _ => Fault::Other,
        },
    }
}
