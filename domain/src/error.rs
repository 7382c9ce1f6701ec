//! The errors that a person sees. [`AppError`] is what a server function answers; [`Invalid`] is
//! the sum of all features' errors.

use crate::{
    assessment::FileError,
    board::seat::SeatError,
    competency::{FrameworkError, LevelError},
    device::CodeError,
    evidence::EvidenceError,
    feature_error::{FeatureError, Nth, feature_error},
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
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Small and without causes: the view says it in the person's language.
///
/// # Examples
///
/// ```
/// # use domain::AppError;
/// # use serde_json::json;
/// for json in [
///     json!("SignedOut"),
///     json!({ "Invalid": "Goal.TitleIsEmpty" }),
///     json!({ "Busy": { "seconds": 30 } }),
///     json!({ "Storage": "Full" }),
///     json!({ "Broken": { "id": "7f3a" } }),
/// ] {
///     let error: AppError = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&error)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum AppError {
    /// Not signed in, or no longer.
    #[error("sign in first")]
    SignedOut,
    /// Not there, or not theirs: the same answer for both.
    #[error("not found")]
    NotFound,
    /// What was sent can't be taken.
    #[error("{0}")]
    Invalid(Invalid),
    /// Too much at once; try again in so many seconds.
    #[error("busy, try again in {seconds} s")]
    Busy { seconds: u32 },
    /// The school's database takes nothing now; what it has can be read.
    #[error("{0}")]
    Storage(StorageFault),
    /// The school can't be reached; only a browser says so.
    #[error("no connection")]
    Offline,
    /// Ours to mend; `id` finds the log line.
    #[error("something broke ({id})")]
    Broken { id: String },
}

/// Why the school's database takes nothing now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum StorageFault {
    /// No room is left.
    #[error("the disk is full")]
    Full,
    /// A file of the database is not where it was.
    #[error("the database file is gone")]
    Missing,
    /// Another file lies in its place.
    #[error("another file lies in the place of the database")]
    Replaced,
    /// It may only be read.
    #[error("the database is read-only")]
    ReadOnly,
    /// Reading or writing fails.
    #[error("the disk does not take it")]
    Failing,
}

impl StorageFault {
    /// Every one there is.
    pub const ALL: [Self; 5] = [
        Self::Full,
        Self::Missing,
        Self::Replaced,
        Self::ReadOnly,
        Self::Failing,
    ];

    /// Its name in metrics.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Missing => "missing",
            Self::Replaced => "replaced",
            Self::ReadOnly => "read_only",
            Self::Failing => "failing",
        }
    }
}

feature_error! {
    /// What is wrong with a request before any feature has looked at it.
    pub enum RequestError {
        /// Not what its function or route takes. A browser also says so of an answer it can't read.
        Unreadable,
        /// More events than [`crate::limits::sync::MOST_EVENTS_IN_BATCH`].
        TooManyEvents,
        /// More bytes than its address takes, or than a stranger may send.
        TooLarge,
        /// It came so slowly that it was given up.
        TooSlow,
        /// The character NUL is in it, which can't be kept.
        HasNul,
        /// Nothing is done by this method at its address.
        WrongMethod,
        /// It does not come from one of our own pages.
        ForeignSite,
    }
}

macro_rules! invalid {
    ($($feature:ident($error:ty),)+) => {
        /// Why what was sent can't be taken: the sum of what each feature may say. On the wire it is
        /// one string, `Goal.TitleIsEmpty` or, of a line of several, `Term.Overlaps.2`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub enum Invalid {
            $($feature($error),)+
        }

        $(
            impl From<$error> for Invalid {
                fn from(error: $error) -> Self {
                    Self::$feature(error)
                }
            }

            impl From<$error> for AppError {
                fn from(error: $error) -> Self {
                    Self::Invalid(error.into())
                }
            }
        )+

        impl fmt::Display for Invalid {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$feature(it) => write!(f, "{}.{}", stringify!($feature), it.name()),)+
                }
            }
        }

        impl FromStr for Invalid {
            type Err = UnknownError;

            fn from_str(text: &str) -> Result<Self, UnknownError> {
                let (feature, name) = text.split_once('.').ok_or(UnknownError)?;
                let found = match feature {
                    $(stringify!($feature) => <$error>::named(name).map(Self::$feature),)+
                    _ => None,
                };
                found.ok_or(UnknownError)
            }
        }

        impl Invalid {
            /// Every one there is, for tests; of those that name a line, the second line's.
            pub fn all() -> Vec<Self> {
                let all = [$(<$error>::all().into_iter().map(Self::$feature).collect::<Vec<_>>()),+];
                all.concat()
            }
        }
    };
}

invalid! {
    Adult(AdultError),
    AssessmentFile(FileError),
    Book(BookError),
    Code(CodeError),
    DayOff(DayOffError),
    DayOffLine(Nth<DayOffError>),
    Evidence(EvidenceError),
    Framework(FrameworkError),
    Goal(GoalError),
    Group(GroupError),
    Intervention(InterventionError),
    Level(LevelError),
    Observation(ObservationError),
    Password(PasswordError),
    Person(PersonError),
    Request(RequestError),
    School(SchoolError),
    Seat(SeatError),
    Section(SectionError),
    SignIn(SignInError),
    Survey(SurveyError),
    Template(TemplateError),
    Term(Nth<TermError>),
    Tuning(TuningError),
    Year(YearError),
}

/// The name of no error: it is from another version of Fledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no error of this version")]
pub struct UnknownError;

impl TryFrom<String> for Invalid {
    type Error = UnknownError;

    fn try_from(text: String) -> Result<Self, UnknownError> {
        text.parse()
    }
}

impl From<Invalid> for String {
    fn from(invalid: Invalid) -> Self {
        invalid.to_string()
    }
}

impl From<Invalid> for AppError {
    fn from(invalid: Invalid) -> Self {
        Self::Invalid(invalid)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_error_is_read_again_as_it_was_written() {
        let plain = [
            AppError::SignedOut,
            AppError::NotFound,
            AppError::Busy { seconds: 3 },
            AppError::Offline,
            AppError::Broken { id: "7".to_owned() },
        ];
        let invalid = Invalid::all().into_iter().map(AppError::Invalid);
        let storage = StorageFault::ALL.into_iter().map(AppError::Storage);
        for error in plain.into_iter().chain(storage).chain(invalid) {
            let text = serde_json::to_string(&error).unwrap();
            assert_eq!(serde_json::from_str::<AppError>(&text).unwrap(), error);
        }
    }

    #[test]
    fn no_two_errors_have_the_same_name() {
        let all = Invalid::all();
        let names: BTreeSet<_> = all.iter().map(ToString::to_string).collect();
        assert_eq!(names.len(), all.len());
    }

    #[test]
    fn an_error_is_one_word_on_the_wire_and_names_its_line() {
        let json = |error: AppError| serde_json::to_string(&error).unwrap();
        assert_eq!(
            json(GoalError::TitleIsEmpty.into()),
            r#"{"Invalid":"Goal.TitleIsEmpty"}"#
        );
        let line = Nth {
            number: 12,
            why: TermError::Overlaps,
        };
        assert_eq!(json(line.into()), r#"{"Invalid":"Term.Overlaps.12"}"#);
    }

    #[test]
    fn a_name_of_another_version_is_no_error_of_this_one() {
        for text in [
            "",
            "Goal",
            "Goal.",
            "Goal.Purple",
            "Purple.IsWrong",
            "Term.Overlaps",
            "Term.Overlaps.x",
        ] {
            assert_eq!(text.parse::<Invalid>(), Err(UnknownError), "{text}");
        }
    }
}
