//! How often somebody came in, or did not: for the process's metrics. Counts alone, of nobody.

use domain::{
    Invalid,
    signin::{Gate, PasswordError, SignInResult},
};
use std::sync::atomic::{AtomicU64, Ordering::Relaxed};
use store::StoreError;

/// By what somebody comes in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayIn {
    Password,
    Invitation,
    Pictures,
    EnrolCode,
    BesideCode,
}

/// What came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Right,
    Wrong,
    /// Too many wrong ones before it, or with it.
    Locked,
    /// No room, or too many from this address.
    Busy,
}

/// The names of [`WayIn`], in its order.
const WAYS: [&str; 5] = [
    "password",
    "invitation",
    "pictures",
    "enrol-code",
    "beside-code",
];
/// The names of [`Outcome`], in its order.
const OUTCOMES: [&str; 4] = ["right", "wrong", "locked", "busy"];

impl Outcome {
    /// What came of a password or an invitation; none: of neither, such as a full disk.
    pub fn of<T>(tried: &Result<T, StoreError>) -> Option<Self> {
        match tried {
            Ok(_) => Some(Self::Right),
            Err(
                StoreError::NotFound
                | StoreError::Invalid(
                    Invalid::SignIn(_) | Invalid::Password(PasswordError::CurrentIsWrong),
                ),
            ) => Some(Self::Wrong),
            Err(StoreError::Rest { .. }) => Some(Self::Locked),
            Err(StoreError::Busy) => Some(Self::Busy),
            Err(_) => None,
        }
    }

    /// What came of a code, of which there is something if it is right.
    pub fn of_code<T>(tried: &Result<Option<T>, StoreError>) -> Option<Self> {
        match tried {
            Ok(Some(_)) => Some(Self::Right),
            Ok(None) => Some(Self::Wrong),
            Err(_) => None,
        }
    }

    /// What came of three pictures.
    pub const fn of_pictures(tried: &SignInResult) -> Option<Self> {
        match tried {
            SignInResult::In { .. } => Some(Self::Right),
            SignInResult::Wrong { gate: Gate::Open } => Some(Self::Wrong),
            SignInResult::Wrong { .. } => Some(Self::Locked),
            SignInResult::Closed => None,
        }
    }
}

/// The counts since the process began.
#[derive(Default)]
pub struct SignInCounts([[AtomicU64; OUTCOMES.len()]; WAYS.len()]);

impl SignInCounts {
    pub fn count(&self, way: WayIn, outcome: Option<Outcome>) {
        if let Some(outcome) = outcome {
            self.0[way as usize][outcome as usize].fetch_add(1, Relaxed);
        }
    }

    /// Each count with the names of its way and its outcome.
    pub fn each(&self) -> impl Iterator<Item = (&'static str, &'static str, u64)> {
        WAYS.into_iter().zip(&self.0).flat_map(|(way, counts)| {
            let counts = OUTCOMES.into_iter().zip(counts);
            counts.map(move |(outcome, count)| (way, outcome, count.load(Relaxed)))
        })
    }
}
