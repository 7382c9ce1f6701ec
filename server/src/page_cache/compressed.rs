//! A page compressed once, in pieces around its nonce, so that each answer gets a nonce of its own
//! without compressing the page again.

use flate2::{Compress, Compression, Crc, FlushCompress};

/// The text up to each place of the nonce, and the rest.
pub struct CompressedPage(Vec<Piece>);

/// Compressed on its own: no later byte refers to one before it, nor to the nonce between.
struct Piece {
    deflated: Vec<u8>,
    crc: Crc,
}

/// No name, no time, made anywhere.
const GZIP_HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255];
/// A last block that is stored as it is and empty.
const FINAL_BLOCK: [u8; 5] = [1, 0, 0, 0xff, 0xff];

impl CompressedPage {
    /// Compresses `text` without each `nonce` in it.
    pub fn new(text: &str, nonce: &str) -> Self {
        Self(text.split(nonce).map(Piece::new).collect())
    }

    /// The gzip file with this nonce in its places. None if the nonce is too long for a block.
    pub fn with_nonce(&self, nonce: &str) -> Option<Vec<u8>> {
        let length = u16::try_from(nonce.len()).ok()?;
        let mut nonce_crc = Crc::new();
        nonce_crc.update(nonce.as_bytes());
        let size: usize = self.0.iter().map(|it| it.deflated.len()).sum();
        let mut out = Vec::with_capacity(size + self.0.len() * (nonce.len() + 5) + 32);
        out.extend(GZIP_HEADER);
        let mut crc = Crc::new();
        for (n, piece) in self.0.iter().enumerate() {
            if n > 0 {
                out.push(0);
                out.extend(length.to_le_bytes());
                out.extend((!length).to_le_bytes());
                out.extend(nonce.as_bytes());
                crc.combine(&nonce_crc);
            }
            out.extend(&piece.deflated);
            crc.combine(&piece.crc);
        }
        out.extend(FINAL_BLOCK);
        out.extend(crc.sum().to_le_bytes());
        out.extend(crc.amount().to_le_bytes());
        Some(out)
    }

    /// Bytes it holds.
    pub fn size(&self) -> usize {
        self.0.iter().map(|it| it.deflated.capacity()).sum()
    }
}

impl Piece {
    fn new(text: &str) -> Self {
        let text = text.as_bytes();
        let mut crc = Crc::new();
        crc.update(text);
        // Room for what can't be made smaller, and for the flush.
        let mut deflated = Vec::with_capacity(text.len() + text.len() / 1_000 + 64);
        let mut deflate = Compress::new(Compression::fast(), false);
        let done = deflate.compress_vec(text, &mut deflated, FlushCompress::Sync);
        debug_assert!(done.is_ok() && deflate.total_in() == text.len() as u64);
        deflated.shrink_to_fit();
        Self { deflated, crc }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::read::GzDecoder;
    use proptest::prelude::*;
    use std::io::Read;

    fn read(bytes: &[u8]) -> String {
        let mut text = String::new();
        GzDecoder::new(bytes).read_to_string(&mut text).unwrap();
        text
    }

    #[test]
    fn the_word_is_another_each_time_and_the_text_is_whole() {
        let text = format!(
            "{}<a n=\"WORD\">{}<b n=\"WORD\">",
            "ä".repeat(70_000),
            "x y ".repeat(9)
        );
        let page = CompressedPage::new(&text, "WORD");
        assert!(page.size() < text.len() / 10);
        for word in ["r4nd0m", "", "another that is longer"] {
            assert_eq!(
                read(&page.with_nonce(word).unwrap()),
                text.replace("WORD", word)
            );
        }
    }

    #[test]
    fn a_text_without_the_word_is_the_same_each_time() {
        for text in ["", "plain"] {
            assert_eq!(
                read(&CompressedPage::new(text, "WORD").with_nonce("x").unwrap()),
                text
            );
        }
    }

    #[test]
    fn a_word_that_fits_no_block_is_refused() {
        let word = "x".repeat(65_536);
        assert_eq!(
            CompressedPage::new("a WORD", "WORD").with_nonce(&word),
            None
        );
    }

    proptest! {
        #[test]
        fn any_text_comes_out_as_it_went_in(
            parts in prop::collection::vec(".{0,300}", 1..6),
            word in "[a-zA-Z0-9_-]{0,40}",
        ) {
            let text = parts.join("\u{1}");
            let page = CompressedPage::new(&text, "\u{1}");
            prop_assert_eq!(read(&page.with_nonce(&word).unwrap()), text.replace('\u{1}', &word));
        }
    }
}
