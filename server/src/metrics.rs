//! What the process counts about itself, as Prometheus reads it. No names, no ids, no addresses.

use app::request::SignInCounts;
use axum::http::StatusCode;
use std::{
    fmt::Write as _,
    sync::atomic::{AtomicU64, Ordering::Relaxed},
    time::{Duration, Instant},
};

/// What a request was for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestKind {
    Page,
    Api,
    Events,
    Live,
    File,
    Health,
}

impl RequestKind {
    const ALL: [(Self, &'static str); 6] = [
        (Self::Page, "page"),
        (Self::Api, "api"),
        (Self::Events, "events"),
        (Self::Live, "live"),
        (Self::File, "file"),
        (Self::Health, "health"),
    ];

    pub fn of(path: &str) -> Self {
        match path.split('/').nth(1).unwrap_or_default() {
            "api" if path.starts_with("/api/v1/events") => Self::Events,
            "api" => Self::Api,
            "live" => Self::Live,
            "healthz" | "readyz" | "metrics" => Self::Health,
            _ if path.rsplit('/').next().is_some_and(|it| it.contains('.')) => Self::File,
            _ => Self::Page,
        }
    }
}

/// Upper bounds of the histogram, in milliseconds.
const BOUNDS: [u64; 9] = [1, 2, 5, 10, 25, 100, 500, 2_500, 10_000];

#[derive(Default)]
struct PerKind {
    /// By first digit of the status, from 1xx.
    statuses: [AtomicU64; 5],
    /// Not cumulative; the last one takes what is above all bounds.
    took: [AtomicU64; BOUNDS.len() + 1],
    micros: AtomicU64,
}

/// What became of children's events.
#[derive(Default)]
pub struct Events {
    pub accepted: AtomicU64,
    pub duplicate: AtomicU64,
    pub rejected: AtomicU64,
}

/// Why a request or a connection was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Its address has as many connections as it may.
    Connections,
    /// The connection made room for another.
    ConnectionClosed,
    /// Too many batches of events at once.
    Events,
    /// Too many strangers at once.
    Strangers,
    /// Too many other requests at once.
    Others,
    /// The sender has its share already.
    Share,
    /// The bodies in memory are as many bytes as they may be.
    Memory,
    LargeBody,
    SlowBody,
    /// Too many live streams, of all or of one session.
    Streams,
    /// It was worked on for too long.
    Timeout,
}

impl Refused {
    const ALL: [(Self, &'static str); 11] = [
        (Self::Connections, "connections"),
        (Self::ConnectionClosed, "connection_closed"),
        (Self::Events, "events"),
        (Self::Strangers, "strangers"),
        (Self::Others, "others"),
        (Self::Share, "share"),
        (Self::Memory, "memory"),
        (Self::LargeBody, "large_body"),
        (Self::SlowBody, "slow_body"),
        (Self::Streams, "streams"),
        (Self::Timeout, "timeout"),
    ];
}

pub struct Metrics {
    started: Instant,
    kinds: [PerKind; RequestKind::ALL.len()],
    pub events: Events,
    pub panics: AtomicU64,
    pub streams: AtomicU64,
    pub connections: AtomicU64,
    refused: [AtomicU64; Refused::ALL.len()],
}

impl Default for Metrics {
    fn default() -> Self {
        Self {
            started: Instant::now(),
            kinds: Default::default(),
            events: Events::default(),
            panics: AtomicU64::new(0),
            streams: AtomicU64::new(0),
            connections: AtomicU64::new(0),
            refused: Default::default(),
        }
    }
}

impl Metrics {
    pub fn count(&self, kind: RequestKind, status: StatusCode, took: Duration) {
        let Some(own) = RequestKind::ALL
            .iter()
            .position(|(it, _)| *it == kind)
            .and_then(|n| self.kinds.get(n))
        else {
            return;
        };
        let digit = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(counter) = own.statuses.get(digit) {
            counter.fetch_add(1, Relaxed);
        }
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        own.micros.fetch_add(micros, Relaxed);
        let bucket = BOUNDS.partition_point(|bound| bound * 1_000 < micros);
        if let Some(counter) = own.took.get(bucket) {
            counter.fetch_add(1, Relaxed);
        }
    }

    /// Counts what was not taken.
    pub fn refuse(&self, reason: Refused) {
        let counters = Refused::ALL.iter().zip(&self.refused);
        for (_, counter) in counters.filter(|((it, _), _)| *it == reason) {
            counter.fetch_add(1, Relaxed);
        }
    }

    /// All of it as text, and how often people came in.
    pub fn text(&self, sign_ins: &SignInCounts) -> String {
        let mut out = String::new();
        let now = |counter: &AtomicU64| counter.load(Relaxed);
        let _ = writeln!(
            out,
            "# TYPE fledge_build_info gauge\nfledge_build_info{{version=\"{}\"}} 1\n\
             # TYPE fledge_uptime_seconds gauge\nfledge_uptime_seconds {}\n\
             # TYPE fledge_live_streams gauge\nfledge_live_streams {}\n\
             # TYPE fledge_connections gauge\nfledge_connections {}\n\
             # TYPE fledge_panics_total counter\nfledge_panics_total {}",
            env!("CARGO_PKG_VERSION"),
            self.started.elapsed().as_secs(),
            now(&self.streams),
            now(&self.connections),
            now(&self.panics),
        );
        if let Some(bytes) = resident_bytes() {
            let _ = writeln!(
                out,
                "# TYPE process_resident_memory_bytes gauge\nprocess_resident_memory_bytes {bytes}"
            );
        }
        let _ = writeln!(out, "# TYPE fledge_events_total counter");
        for (outcome, counter) in [
            ("accepted", &self.events.accepted),
            ("duplicate", &self.events.duplicate),
            ("rejected", &self.events.rejected),
        ] {
            let count = now(counter);
            let _ = writeln!(out, "fledge_events_total{{outcome=\"{outcome}\"}} {count}");
        }
        let _ = writeln!(out, "# TYPE fledge_signin_total counter");
        for (way, outcome, count) in sign_ins.each() {
            let labels = format!("by=\"{way}\",outcome=\"{outcome}\"");
            let _ = writeln!(out, "fledge_signin_total{{{labels}}} {count}");
        }
        let _ = writeln!(out, "# TYPE fledge_refused_total counter");
        for ((_, reason), counter) in Refused::ALL.iter().zip(&self.refused) {
            let count = now(counter);
            let _ = writeln!(out, "fledge_refused_total{{reason=\"{reason}\"}} {count}");
        }
        let _ = writeln!(out, "# TYPE fledge_requests_total counter");
        for ((_, kind), own) in RequestKind::ALL.iter().zip(&self.kinds) {
            for (digit, counter) in (1..).zip(&own.statuses) {
                if now(counter) > 0 {
                    let count = now(counter);
                    let _ = writeln!(
                        out,
                        "fledge_requests_total{{kind=\"{kind}\",status=\"{digit}xx\"}} {count}"
                    );
                }
            }
        }
        let _ = writeln!(out, "# TYPE fledge_request_seconds histogram");
        for ((_, kind), own) in RequestKind::ALL.iter().zip(&self.kinds) {
            let name = "fledge_request_seconds";
            let mut sum = 0;
            for (bound, counter) in BOUNDS.iter().zip(&own.took) {
                sum += now(counter);
                let seconds = Duration::from_millis(*bound).as_secs_f64();
                let _ = writeln!(
                    out,
                    "{name}_bucket{{kind=\"{kind}\",le=\"{seconds}\"}} {sum}"
                );
            }
            sum += own.took.last().map_or(0, now);
            let total = Duration::from_micros(now(&own.micros)).as_secs_f64();
            let _ = writeln!(
                out,
                "{name}_bucket{{kind=\"{kind}\",le=\"+Inf\"}} {sum}\n\
                 {name}_sum{{kind=\"{kind}\"}} {total}\n{name}_count{{kind=\"{kind}\"}} {sum}"
            );
        }
        out
    }
}

/// Where Linux says it; elsewhere the figure is left out.
pub fn resident_bytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kib: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kib * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_is_counted_under_what_it_was_for() {
        assert_eq!(RequestKind::of("/"), RequestKind::Page);
        assert_eq!(RequestKind::of("/desk/class/0199"), RequestKind::Page);
        assert_eq!(RequestKind::of("/api/v1/events"), RequestKind::Events);
        assert_eq!(RequestKind::of("/api/signin/leave"), RequestKind::Api);
        assert_eq!(RequestKind::of("/live/0199"), RequestKind::Live);
        assert_eq!(RequestKind::of("/voice/en/01.mp3"), RequestKind::File);
        assert_eq!(RequestKind::of("/healthz"), RequestKind::Health);
    }

    #[test]
    fn a_histogram_counts_upwards_and_ends_with_all() {
        let metrics = Metrics::default();
        for ms in [0, 3, 30_000] {
            metrics.count(RequestKind::Api, StatusCode::OK, Duration::from_millis(ms));
        }
        metrics.refuse(Refused::SlowBody);
        let text = metrics.text(&SignInCounts::default());
        for line in [
            "fledge_requests_total{kind=\"api\",status=\"2xx\"} 3",
            "fledge_refused_total{reason=\"slow_body\"} 1",
            "fledge_refused_total{reason=\"events\"} 0",
            "fledge_request_seconds_bucket{kind=\"api\",le=\"0.001\"} 1",
            "fledge_request_seconds_bucket{kind=\"api\",le=\"0.005\"} 2",
            "fledge_request_seconds_bucket{kind=\"api\",le=\"+Inf\"} 3",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}
