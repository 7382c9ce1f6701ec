//! Reads a request's body: within its size, and no slower than a minimum rate.

use axum::body::{Body, Bytes, HttpBody};
use domain::limits;
use http_body_util::BodyExt;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Most bytes a stranger's request may bring: a form of a name and a password.
pub const MAX_STRANGER_BODY_BYTES: usize = 4 * 1024;
/// Most bytes a request may bring.
pub const MAX_BODY_BYTES: usize = 256 * 1024;
/// Most bytes of a request that brings a file: as JSON, each of its quotes and line breaks is two.
pub const MAX_UPLOAD_BYTES: usize = 2 * limits::assessment::MOST_PAGE_FILE_BYTES + MAX_BODY_BYTES;
/// Where tablets bring what children did.
pub const EVENTS_PATH: &str = "/api/v1/events";

/// The server functions that take a file.
const UPLOAD_PATHS: [&str; 2] = ["/api/assessment/preview", "/api/assessment/commit"];

/// Most bytes a request to this path may bring, of somebody whose cookie proved good.
pub fn most_bytes(path: &str) -> usize {
    if UPLOAD_PATHS.contains(&path) {
        MAX_UPLOAD_BYTES
    } else {
        MAX_BODY_BYTES
    }
}

/// How fast a body must come.
#[derive(Clone, Copy, Debug)]
pub struct BodyRate {
    /// Time that every body has, however small.
    pub grace: Duration,
    /// Bytes a second beyond that.
    pub bytes_a_second: u32,
}

impl BodyRate {
    /// When so many bytes must have come, counted from the first.
    fn due(self, bytes: usize) -> Duration {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        self.grace + Duration::from_secs(1) * bytes / self.bytes_a_second.max(1)
    }
}

/// Why a body was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyError {
    TooLarge,
    TooSlow,
    /// It ended in the middle.
    Broken,
}

/// The size a body says it has, or the most it may have where it does not say.
pub fn announced_size(body: &Body, most: usize) -> usize {
    let exact = body.size_hint().exact();
    exact.map_or(most, |it| usize::try_from(it).unwrap_or(usize::MAX))
}

/// Reads a body of at most `most` bytes.
pub async fn read_body(mut body: Body, most: usize, rate: BodyRate) -> Result<Bytes, BodyError> {
    let started = Instant::now();
    let mut read = Vec::new();
    let mut first = Bytes::new();
    loop {
        let so_far = first.len() + read.len();
        let frame = timeout_at(started + rate.due(so_far), body.frame()).await;
        let Some(frame) = frame.map_err(|_| BodyError::TooSlow)? else {
            break;
        };
        let Ok(data) = frame.map_err(|_| BodyError::Broken)?.into_data() else {
            continue;
        };
        if data.len() > most - so_far {
            return Err(BodyError::TooLarge);
        }
        // Most bodies are one piece, which is not copied.
        if so_far == 0 {
            first = data;
            continue;
        }
        if read.is_empty() {
            read = std::mem::take(&mut first).to_vec();
        }
        read.extend_from_slice(&data);
    }
    Ok(if read.is_empty() { first } else { read.into() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;
    use std::convert::Infallible;

    const RATE: BodyRate = BodyRate {
        grace: Duration::from_millis(400),
        bytes_a_second: 10_000,
    };

    /// Pieces that come so many milliseconds after one another.
    fn body(pieces: Vec<(&'static str, u64)>) -> Body {
        Body::from_stream(stream::unfold(pieces.into_iter(), |mut pieces| async {
            let (piece, after) = pieces.next()?;
            tokio::time::sleep(Duration::from_millis(after)).await;
            Some((Ok::<_, Infallible>(piece), pieces))
        }))
    }

    #[tokio::test]
    async fn what_comes_in_time_is_read() {
        for (pieces, all) in [
            (vec![], ""),
            (vec![("one", 100)], "one"),
            (vec![("one", 0), ("two", 100), ("three", 0)], "onetwothree"),
        ] {
            assert_eq!(read_body(body(pieces), 11, RATE).await.unwrap(), all);
        }
    }

    #[tokio::test]
    async fn what_trickles_is_given_up() {
        let drops = vec![("x", 100); 600];
        assert_eq!(
            read_body(body(drops), 1_000, RATE).await,
            Err(BodyError::TooSlow)
        );
    }

    #[tokio::test]
    async fn a_large_body_has_the_time_of_its_rate() {
        let piece: &str = Box::leak("x".repeat(1_000).into_boxed_str());
        // Later than the grace all in all, and faster than the rate.
        let large = vec![(piece, 50); 12];
        assert_eq!(
            read_body(body(large), 12_000, RATE).await.unwrap().len(),
            12_000
        );
    }

    #[tokio::test]
    async fn what_is_too_large_is_not_read_on() {
        let large = body(vec![("four", 0), ("five5", 0)]);
        assert_eq!(read_body(large, 8, RATE).await, Err(BodyError::TooLarge));
        assert_eq!(announced_size(&Body::from("four"), 8), 4);
        assert_eq!(announced_size(&body(vec![]), 8), 8);
    }
}
