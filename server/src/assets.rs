//! The built site: programs, styles, pictures, voices, fonts. Embedded in a release binary; a
//! debug one reads the folder. Served as the build compressed it.

use axum::{
    body::{Body, Bytes},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header as h},
    response::Response,
};
use rust_embed::{Embed, EmbeddedFile};
use std::{borrow::Cow, collections::BTreeMap, fmt::Write as _, ops::Range};

#[derive(Embed)]
#[folder = "../target/site"]
#[allow_missing = true]
struct Site;

/// While working on it, pictures are served before the site was ever built.
#[cfg(debug_assertions)]
#[derive(Embed)]
#[folder = "../public"]
#[allow_missing = true]
struct Public;

const IMMUTABLE: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Named by the crate they come from, not by what is in them; and the worker, by which a tablet
/// learns of a new build.
const REVALIDATE: HeaderValue = HeaderValue::from_static("no-cache");
const ONE_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// Names of built files to their addresses; empty if the site was not built.
pub fn manifest() -> Result<BTreeMap<String, String>, serde_json::Error> {
    match Site::get("manifest.json") {
        Some(file) => serde_json::from_slice(&file.data),
        None => Ok(BTreeMap::new()),
    }
}

/// Whether the site has a file under this path, which starts with a slash.
pub fn has(path: &str) -> bool {
    get(path.trim_start_matches('/')).is_some()
}

/// What is in a file of the site, by a path which starts with a slash.
pub fn bytes(path: &str) -> Option<Cow<'static, [u8]>> {
    get(path.trim_start_matches('/')).map(|it| it.data)
}

/// How many files the site has.
pub fn count() -> usize {
    Site::iter().count()
}

fn get(name: &str) -> Option<EmbeddedFile> {
    let found = Site::get(name);
    #[cfg(debug_assertions)]
    let found = found.or_else(|| Public::get(name));
    found
}

/// The answer to a request for a file; none if there is no such file.
pub fn respond(method: &Method, uri: &Uri, headers: &HeaderMap) -> Option<Response> {
    let name = uri.path().strip_prefix('/')?;
    let is_variant = [".br", ".gz"].iter().any(|end| name.ends_with(end));
    if name.is_empty() || is_variant || name == "manifest.json" {
        return None;
    }
    let plain = get(name)?;
    let version = short(&plain);
    let cache_control = if name.starts_with("pkg/snippets/") || name == "worker.js" {
        REVALIDATE
    } else if name.starts_with("pkg/")
        || name.starts_with("voice/")
        || query_version(uri).is_some_and(|v| version.starts_with(v))
    {
        IMMUTABLE
    } else {
        ONE_DAY
    };
    let (file, encoding) = compressed(name, headers).map_or((plain, None), |(file, encoding)| {
        (file, Some(HeaderValue::from_static(encoding)))
    });
    let etag = format!("\"{}\"", short(&file));
    let mime = mime_guess::from_path(name).first_or_octet_stream();
    let mime = match mime.type_().as_str() {
        "text" => format!("{mime}; charset=utf-8"),
        _ => mime.to_string(),
    };

    let mut out = Vec::from([
        (h::CONTENT_TYPE, HeaderValue::from_str(&mime).ok()?),
        (h::ETAG, HeaderValue::from_str(&etag).ok()?),
        (h::VARY, HeaderValue::from_static("accept-encoding")),
        (h::CACHE_CONTROL, cache_control),
    ]);
    let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if header(h::IF_NONE_MATCH).is_some_and(|tag| tag.split(',').any(|it| it.trim() == etag)) {
        return response(StatusCode::NOT_MODIFIED, out, Bytes::new());
    }
    let length = file.data.len();
    let (mut status, mut part) = (StatusCode::OK, 0..length);
    if let Some(encoding) = encoding {
        out.push((h::CONTENT_ENCODING, encoding));
    } else {
        out.push((h::ACCEPT_RANGES, HeaderValue::from_static("bytes")));
        let same = header(h::IF_RANGE).is_none_or(|tag| tag == etag);
        match header(h::RANGE)
            .filter(|_| same)
            .map(|it| range(it, length))
        {
            Some(ByteRange::Part(asked)) => {
                let end = asked.end.saturating_sub(1);
                let content_range = format!("bytes {}-{end}/{length}", asked.start);
                out.push((
                    h::CONTENT_RANGE,
                    HeaderValue::from_str(&content_range).ok()?,
                ));
                (status, part) = (StatusCode::PARTIAL_CONTENT, asked);
            }
            Some(ByteRange::Unsatisfiable) => {
                let content_range = format!("bytes */{length}");
                out.push((
                    h::CONTENT_RANGE,
                    HeaderValue::from_str(&content_range).ok()?,
                ));
                return response(StatusCode::RANGE_NOT_SATISFIABLE, out, Bytes::new());
            }
            Some(ByteRange::All) | None => {}
        }
    }
    out.push((h::CONTENT_LENGTH, HeaderValue::from(part.len())));
    let body = if method == Method::HEAD {
        Bytes::new()
    } else {
        match file.data {
            Cow::Borrowed(data) => Bytes::from_static(data.get(part)?),
            Cow::Owned(data) => Bytes::from(data).slice(part),
        }
    };
    response(status, out, body)
}

fn response(
    status: StatusCode,
    headers: Vec<(HeaderName, HeaderValue)>,
    body: Bytes,
) -> Option<Response> {
    let mut response = Response::builder().status(status);
    response.headers_mut()?.extend(headers);
    response.body(Body::from(body)).ok()
}

fn short(file: &EmbeddedFile) -> String {
    file.metadata
        .sha256_hash()
        .iter()
        .take(8)
        .fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

fn query_version(uri: &Uri) -> Option<&str> {
    uri.query()?
        .split('&')
        .find_map(|pair| pair.strip_prefix("v="))
        .filter(|version| version.len() >= 8)
}

/// Whether an answer may be compressed so.
pub fn accepts_encoding(headers: &HeaderMap, encoding: &str) -> bool {
    let accepted = headers.get(h::ACCEPT_ENCODING);
    let accepted = accepted.and_then(|it| it.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        parts.next() == Some(encoding) && !parts.any(|it| it == "q=0" || it == "q=0.0")
    })
}

fn compressed(name: &str, headers: &HeaderMap) -> Option<(EmbeddedFile, &'static str)> {
    [("br", "br"), ("gz", "gzip")]
        .into_iter()
        .filter(|(_, encoding)| accepts_encoding(headers, encoding))
        .find_map(|(end, encoding)| Some((get(&format!("{name}.{end}"))?, encoding)))
}

#[derive(Debug, PartialEq, Eq)]
enum ByteRange {
    All,
    Part(Range<usize>),
    /// Starts behind the end.
    Unsatisfiable,
}

/// One range of bytes; several at once are answered with the whole file, as the standard allows.
fn range(asked: &str, length: usize) -> ByteRange {
    let bounds = asked
        .strip_prefix("bytes=")
        .and_then(|it| it.trim().split_once('-'));
    let Some((from, to)) = bounds else {
        return ByteRange::All;
    };
    let (start, end) = match (from.parse::<usize>(), to.parse::<usize>()) {
        (Ok(from), Ok(to)) if from <= to => (from, to.saturating_add(1).min(length)),
        (Ok(from), Err(_)) if to.is_empty() => (from, length),
        (Err(_), Ok(last)) if from.is_empty() && last > 0 => (length.saturating_sub(last), length),
        _ => return ByteRange::All,
    };
    if start < end {
        ByteRange::Part(start..end)
    } else {
        ByteRange::Unsatisfiable
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        assert_eq!(range("bytes=0-1", 10), ByteRange::Part(0..2));
        assert_eq!(range("bytes=4-", 10), ByteRange::Part(4..10));
        assert_eq!(range("bytes=4-99", 10), ByteRange::Part(4..10));
        assert_eq!(range("bytes=-3", 10), ByteRange::Part(7..10));
        assert_eq!(range("bytes=-30", 10), ByteRange::Part(0..10));
        assert_eq!(range("bytes=10-", 10), ByteRange::Unsatisfiable);
    }

    #[test]
    fn a_range_that_makes_no_sense_gets_the_whole() {
        for asked in [
            "bytes=5-2",
            "bytes=-0",
            "bytes=-",
            "bytes=0-1,4-5",
            "items=1-2",
            "bytes=x-",
        ] {
            assert_eq!(range(asked, 10), ByteRange::All, "{asked}");
        }
    }
}
