//! Starts logging. Log lines are structured and hold no personal data: a route is logged as its pattern,
//! without ids and query; no text that a person typed and no token is ever a field.

use crate::config::{Config, LogFormat};
use std::io::IsTerminal;
use tracing_subscriber::{EnvFilter, filter::ParseError};

/// Starts logging to standard error.
pub fn start(config: &Config) -> Result<(), ParseError> {
    let filter = EnvFilter::try_new(&config.log_level)?;
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    match config.log {
        LogFormat::Compact => lines.compact().with_target(false).init(),
        LogFormat::Json => lines.json().flatten_event(true).init(),
    }
    Ok(())
}
