//! Stories over HTTP, through the router as it is served. Run on both engines;
//! `FLEDGE_TEST_ENGINE=sqlite` for one alone.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::format_collect,
    reason = "a test fails by panicking, and reads the clock where a process does"
)]

mod access;
mod attack;
mod chaos;
mod class_page;
mod competency;
mod demo;
mod events;
mod evidence;
mod group;
mod head;
mod headers;
mod live;
mod next;
mod observation;
mod plan;
mod plan_template;
mod process;
mod restore;
mod scores;
mod site;
mod story;
mod support;
mod together;
mod view;
mod xss;
