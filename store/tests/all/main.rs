//! The whole store on both engines. One program, so that it is linked once.

#[cfg(test)]
mod access;
mod clash;
#[cfg(test)]
mod competency;
#[cfg(test)]
mod durable;
#[cfg(test)]
mod email;
#[cfg(test)]
mod engine;
#[cfg(test)]
mod events;
#[cfg(test)]
mod group;
#[cfg(test)]
mod help;
#[cfg(test)]
mod intervention;
#[cfg(test)]
mod live;
#[cfg(test)]
mod next;
#[cfg(test)]
mod observation;
#[cfg(test)]
mod order;
#[cfg(test)]
mod pace;
#[cfg(test)]
mod plan;
#[cfg(test)]
mod plan_events;
#[cfg(test)]
mod plan_template;
mod recorded;
#[cfg(test)]
mod restored;
#[cfg(test)]
mod room;
#[cfg(test)]
mod roster;
#[cfg(test)]
mod scores;
#[cfg(test)]
mod seat;
#[cfg(test)]
mod signin;
#[cfg(test)]
mod statements;
#[cfg(test)]
mod survey;
#[cfg(test)]
mod together;
#[cfg(test)]
mod view;

#[cfg(test)]
pub(crate) use store::testing::{TestDb, fixture, morning};
