//! Stories over HTTP, through the router as it is served. Run on both engines;
//! `FLEDGE_TEST_ENGINE=sqlite` for one alone.

#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::format_collect,
    reason = "a test fails by panicking, and reads the clock where a process does"
)]

mod child;
mod desk;
mod safety;
mod support;
mod system;
