//! Which card of the survey's "I can …" stands for a competency: `m-2` for "M.2". The survey's cards
//! have pictures and short words that were recorded; a framework has neither.

/// The card's id for a code of a coding scheme.
pub fn card_of(code: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
    code.to_ascii_lowercase().chars().map(plain).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_names_its_card() {
        assert_eq!(card_of("M.2"), "m-2");
        assert_eq!(card_of("2.OA.1"), "2-oa-1");
    }
}
