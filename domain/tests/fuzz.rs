//! S8: whatever bytes come in, the readers of files and of events answer and never panic. Some seconds of
//! it; `FLEDGE_TEST_FUZZ=100000` for more cases of each.

use domain::{
    assessment::{MappingChoice, preview},
    competency::read_framework,
    csv_table::decode,
    event::{Batch, Event},
    evidence,
    limits::assessment::MOST_ROWS,
};
use proptest::{prelude::*, sample::Index};

fn cases() -> ProptestConfig {
    let asked = std::env::var("FLEDGE_TEST_FUZZ").ok();
    ProptestConfig::with_cases(asked.and_then(|it| it.parse().ok()).unwrap_or(1_000))
}

const CASE: &[u8] = include_bytes!("case.json");
const EVENTS: &[u8] = include_bytes!("events.json");
const SCORES: &[u8] =
    b"id,date,test,score\n1003,2026-09-14,Math facts,12\n1004,9/4/2026,\"a,b\",\n";
const COMPETENCIES: &[u8] = include_bytes!("../../server/demo/competencies.csv");
const JPEG: &[u8] = b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xda\0\x08\x01\x01\0\0\x3f\0\xff\xd9";
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\0\0\0\0\0\0\0\0IEND\xaeB\x60\x82";
const WEBP: &[u8] =
    b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\0\0\0\x10\x07\x10\x11\x11\x88\x88\xfe\x07\0";

/// Valid bytes with some of them changed, removed, repeated or put in.
fn mutated(valid: &'static [u8]) -> impl Strategy<Value = Vec<u8>> {
    let change = (any::<Index>(), 0_u8..4, any::<u8>(), 1_usize..40);
    prop::collection::vec(change, 0..12).prop_map(move |changes| {
        let mut bytes = valid.to_vec();
        for (at, how, byte, many) in changes {
            let at = at.index(bytes.len() + 1).min(bytes.len());
            let end = (at + many).min(bytes.len());
            match how {
                0 => bytes.insert(at, byte),
                1 => drop(bytes.drain(at..end)),
                2 => {
                    let again = bytes[at..end].to_vec();
                    bytes.splice(at..at, again);
                }
                _ => bytes[at..end].fill(byte),
            }
        }
        bytes
    })
}

/// Any bytes, or one of these with faults in it.
fn bytes(valid: [&'static [u8]; 3]) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..600),
        mutated(valid[0]),
        mutated(valid[1]),
        mutated(valid[2]),
    ]
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn no_picture_breaks_its_reader(bytes in bytes([JPEG, PNG, WEBP])) {
        let _ = evidence::check(&bytes);
    }

    #[test]
    fn no_framework_breaks_its_reader(bytes in bytes([CASE, COMPETENCIES, SCORES])) {
        let (_, said) = read_framework(&bytes, "Competencies");
        let _ = serde_json::to_string(&said);
    }

    #[test]
    fn no_scores_break_their_reader(bytes in bytes([SCORES, COMPETENCIES, EVENTS])) {
        if let Ok(text) = decode(&bytes) {
            let today = "2026-11-25".parse().expect("a day");
            let (seen, _) = preview(&text, MOST_ROWS, &MappingChoice::Propose, &[], today);
            let _ = preview(&text, MOST_ROWS, &MappingChoice::Mapping(seen.mapping), &[], today);
        }
    }

    #[test]
    fn no_event_breaks_its_reader(bytes in bytes([EVENTS, CASE, SCORES])) {
        let _ = serde_json::from_slice::<Batch<Event>>(&bytes);
    }
}
