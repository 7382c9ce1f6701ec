//! What can go wrong with the database, and what of it a person may be told.

pub(crate) mod cause;

use domain::{
    AppError, Invalid, Nth, StorageFault,
    board::seat::SeatError,
    competency::{FrameworkError, LevelError},
    evidence::EvidenceError,
    group::GroupError,
    intervention::InterventionError,
    next::TuningError,
    observation::ObservationError,
    people::PersonError,
    plan::{
        BookError, DayOffError, GoalError, TermError, YearError,
        template::{SectionError, TemplateError},
    },
    school::SchoolError,
    signin::{AdultError, PasswordError, SignInError},
    survey::SurveyError,
};
use std::sync::Arc;

/// Never crosses the wire: it is logged once at the boundary, and becomes an [`AppError`] there.
///
/// Any function may answer the errors of the database: `Busy`, `Storage`, `Sql`, `Unreadable` and
/// `Unfinished`. The `# Errors` of a function names the others.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// No session, or no longer.
    #[error("signed out")]
    SignedOut,
    /// Not there or not theirs.
    #[error("not found")]
    NotFound,
    /// What was asked for can't be.
    #[error("{0}")]
    Invalid(Invalid),
    /// Tried too often; again in so many seconds.
    #[error("tried too often, rest {seconds} s")]
    Rest { seconds: u32 },
    /// More waits than can be written soon.
    #[error("too much is waiting to be written")]
    Busy,
    /// The database can't be written; nothing was acknowledged, and the next write tries afresh. The
    /// cause is what the engine said; none if it was not asked.
    #[error("{fault}")]
    Storage {
        fault: StorageFault,
        #[source]
        cause: Option<Arc<sqlx::Error>>,
    },
    /// The database refused a statement.
    #[error("the database refused")]
    Sql(#[source] Arc<sqlx::Error>),
    /// Something stored can't be read back; names what.
    #[error("stored {0} can't be read")]
    Unreadable(&'static str),
    /// Where the school's database is to be is none; says where.
    #[error("there is no database at {0}")]
    NoDatabase(String),
    /// Where a new database is to be made is one already; says where.
    #[error("there is a database at {0} already")]
    DatabaseExists(String),
    /// The database can't be opened; says why.
    #[error("{0}")]
    Setup(String),
    /// The write was not finished: its code panicked, or the store is closing.
    #[error("the write was not finished")]
    Unfinished,
}

impl StoreError {
    /// What a person is told; `id` is that of the log line, for what is ours to mend.
    pub fn to_app_error(&self, id: &str) -> AppError {
        match self {
            Self::SignedOut => AppError::SignedOut,
            Self::NotFound => AppError::NotFound,
            Self::Invalid(invalid) => AppError::Invalid(*invalid),
            Self::Rest { seconds } => AppError::Busy { seconds: *seconds },
            Self::Busy => AppError::Busy { seconds: 1 },
            Self::Storage { fault, .. } => AppError::Storage(*fault),
            Self::Sql(_)
            | Self::Unreadable(_)
            | Self::NoDatabase(_)
            | Self::DatabaseExists(_)
            | Self::Setup(_)
            | Self::Unfinished => AppError::Broken { id: id.to_owned() },
        }
    }

    /// Whether someone has to look after the machine (to be logged as an error).
    pub fn is_ours(&self) -> bool {
        matches!(
            self.to_app_error(""),
            AppError::Broken { .. } | AppError::Storage(_)
        )
    }
}

/// What a rule of `domain` refuses. Each by its name: a blanket implementation would have to leave
/// room for one of [`sqlx::Error`].
macro_rules! refused_by {
    ($($error:ty),+ $(,)?) => {
        $(
            impl From<$error> for StoreError {
                fn from(error: $error) -> Self {
                    Self::Invalid(error.into())
                }
            }
        )+
    };
}
refused_by!(
    AdultError,
    BookError,
    DayOffError,
    EvidenceError,
    FrameworkError,
    GoalError,
    GroupError,
    InterventionError,
    LevelError,
    Nth<DayOffError>,
    Nth<TermError>,
    ObservationError,
    PasswordError,
    PersonError,
    SchoolError,
    SeatError,
    SectionError,
    SignInError,
    SurveyError,
    TemplateError,
    TuningError,
    YearError,
);

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(sqlx::error::DatabaseError::code);
        let fault = match (&error, code.as_deref()) {
            (sqlx::Error::PoolTimedOut, _) => Fault::Busy,
            (sqlx::Error::Io(_), _) => Fault::Storage(StorageFault::Failing),
            (_, Some(code)) => fault(code),
            _ => Fault::Other,
        };
        match fault {
            Fault::Busy => Self::Busy,
            Fault::Storage(fault) => Self::Storage {
                fault,
                cause: Some(Arc::new(error)),
            },
            Fault::Other => Self::Sql(Arc::new(error)),
        }
    }
}

enum Fault {
    Busy,
    Storage(StorageFault),
    Other,
}

/// `SQLite`'s result codes are numbers of up to four digits, `PostgreSQL`'s have five characters.
fn fault(code: &str) -> Fault {
    match code {
        "53100" => Fault::Storage(StorageFault::Full),
        "25006" => Fault::Storage(StorageFault::ReadOnly),
        "58030" => Fault::Storage(StorageFault::Failing),
        "40001" | "40P01" | "55P03" => Fault::Busy,
        _ if code.len() == 5 => Fault::Other,
        _ => match code.parse::<u32>().map(|code| code & 0xff) {
            // BUSY, LOCKED
            Ok(5 | 6) => Fault::Busy,
            // READONLY
            Ok(8) => Fault::Storage(StorageFault::ReadOnly),
            // FULL
            Ok(13) => Fault::Storage(StorageFault::Full),
            // IOERR, CORRUPT, CANTOPEN, NOTADB
            Ok(10 | 11 | 14 | 26) => Fault::Storage(StorageFault::Failing),
            _ => Fault::Other,
        },
    }
}
