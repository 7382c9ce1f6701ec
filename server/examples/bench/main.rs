//! Measures the server through real HTTP on this machine: durable events (D7), pages, board data and
//! the idle program (F3), one school against a thousand (F4), tap to tile with one server and with
//! two (L1), and what a stream takes (L3). `make bench` runs it beside the browser's part. Clients
//! and server share the machine's cores, as the promises count them.

mod client;
mod district;
mod durable;
mod live;
mod pages;
mod program;
mod room;

use serde::Serialize;
use std::{env, fs, io::Write, process::ExitCode};

/// One measured number, as `end2end/bench/run.mjs` reads it.
#[derive(Debug, Serialize)]
pub struct Figure {
    id: &'static str,
    value: f64,
    unit: &'static str,
    what: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    least: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    most: Option<f64>,
}

impl Figure {
    fn new(id: &'static str, value: f64, unit: &'static str, what: impl Into<String>) -> Self {
        let places = if value.abs() < 10.0 { 100.0 } else { 1.0 };
        Self {
            id,
            value: (value * places).round() / places,
            unit,
            what: what.into(),
            least: None,
            most: None,
        }
    }

    fn least(self, promised: f64) -> Self {
        Self {
            least: Some(promised),
            ..self
        }
    }

    fn most(self, promised: f64) -> Self {
        Self {
            most: Some(promised),
            ..self
        }
    }
}

/// The value below which this share of all lies.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index into what was measured"
    )]
    let at = (sorted.len() as f64 * share) as usize;
    let at = at.min(sorted.len().saturating_sub(1));
    sorted.get(at).copied().unwrap_or(f64::NAN)
}

type Error = Box<dyn std::error::Error + Send + Sync>;

async fn measure() -> Result<Vec<Figure>, Error> {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|it| it == name);
    let mut figures = Vec::new();
    if is_wanted("pages") {
        figures.extend(pages::measure().await?);
        figures.extend(program::cold_start().await?);
    }
    if is_wanted("durable") {
        figures.extend(durable::measure().await?);
    }
    if is_wanted("ticks") {
        figures.extend(durable::ticks().await?);
    }
    if is_wanted("district") {
        figures.extend(district::measure().await?);
    }
    if is_wanted("live") {
        figures.extend(live::measure().await?);
        figures.extend(program::streams().await?);
    }
    Ok(figures)
}

fn main() -> ExitCode {
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(Error::from)
        .and_then(|runtime| runtime.block_on(measure()))
        .and_then(|figures| {
            for it in &figures {
                let out = &mut std::io::stdout();
                writeln!(
                    out,
                    "{:28} {:>10} {:8} {}",
                    it.id, it.value, it.unit, it.what
                )?;
            }
            if let Ok(path) = env::var("FLEDGE_BENCH_JSON") {
                fs::write(path, serde_json::to_vec_pretty(&figures)?)?;
            }
            Ok(())
        });
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "bench: {error}");
            ExitCode::FAILURE
        }
    }
}
