//! The whole store on both engines. One program, so that it is linked once.

#[cfg(test)]
mod access;
#[cfg(test)]
mod assessment;
#[cfg(test)]
mod audit;
#[cfg(test)]
mod board;
#[cfg(test)]
mod cause;
#[cfg(test)]
mod competency;
#[cfg(test)]
mod durable;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod event;
#[cfg(test)]
mod group;
#[cfg(test)]
mod help;
#[cfg(test)]
mod intervention;
#[cfg(test)]
mod next;
#[cfg(test)]
mod observation;
#[cfg(test)]
mod pace;
#[cfg(test)]
mod people;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod room;
#[cfg(test)]
mod roster;
#[cfg(test)]
mod signin;
#[cfg(test)]
mod storage;
#[cfg(test)]
mod survey;
#[cfg(test)]
mod view;

#[cfg(test)]
pub(crate) use store::testing::{TestDb, fixture, morning};

/// That what was asked for was refused, and why.
#[cfg(test)]
pub(crate) fn invalid<T: std::fmt::Debug>(
    found: Result<T, store::StoreError>,
    why: impl Into<domain::Invalid>,
) {
    match (found, why.into()) {
        (Err(store::StoreError::Invalid(said)), why) => assert_eq!(said, why),
        (other, why) => panic!("{other:?} is not {why}"),
    }
}
