//! The path of the recording of a spoken text. `app/voice.py` names the files by the same rule.

use crate::Lang;

/// Raised when the voices are made anew, so that cached files are not taken for the new ones.
const REVISION: &str = "1";

/// Path of the recording of `text`, e.g. `/voice/en/0123456789abcdef.mp3`: named by the
/// FNV-1a 64 of `revision|language|text`.
pub fn path(lang: Lang, text: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut eat = |part: &str| {
        for byte in part.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    };
    for part in [REVISION, "|", lang.code(), "|", text] {
        eat(part);
    }
    format!("/voice/{}/{hash:016x}.mp3", lang.code())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_one_file_in_each_language() {
        assert_eq!(path(Lang::En, "fish"), "/voice/en/fcc8eaffb22ea3cb.mp3");
        assert_ne!(path(Lang::En, "no"), path(Lang::Es, "no"));
    }
}
