//! The fonts of a PDF: how wide a text is, and where its lines break.

use std::sync::LazyLock;

/// A typeface, to write with and to measure by.
pub struct Font {
    /// As the PDF calls it.
    pub name: &'static str,
    pub file: &'static [u8],
    pub shape: ttf_parser::Face<'static>,
}

/// For adults and for most words.
pub static PLAIN: LazyLock<Option<Font>> = LazyLock::new(|| {
    let file = include_bytes!("../../../font/atkinson-hyperlegible-next-400.ttf");
    Font::of("AtkinsonHyperlegibleNext-Regular", file)
});
pub static BOLD: LazyLock<Option<Font>> = LazyLock::new(|| {
    let file = include_bytes!("../../../font/atkinson-hyperlegible-next-700.ttf");
    Font::of("AtkinsonHyperlegibleNext-Bold", file)
});
/// What a child reads first.
pub static CHILD: LazyLock<Option<Font>> = LazyLock::new(|| {
    let file = include_bytes!("../../../font/andika-700.ttf");
    Font::of("Andika-Bold", file)
});

impl Font {
    fn of(name: &'static str, file: &'static [u8]) -> Option<Self> {
        let shape = ttf_parser::Face::parse(file, 0).ok()?;
        Some(Self { name, file, shape })
    }

    /// The glyph of a letter; the empty box for one it does not have.
    pub fn glyph(&self, letter: char) -> u16 {
        self.shape.glyph_index(letter).map_or(0, |it| it.0)
    }

    /// How far a glyph moves the canvas, in thousandths of the size.
    pub fn advance(&self, glyph: u16) -> f32 {
        let units = self.shape.glyph_hor_advance(ttf_parser::GlyphId(glyph));
        f32::from(units.unwrap_or(0)) * 1_000.0 / f32::from(self.shape.units_per_em())
    }

    /// In points.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        let advances = text.chars().map(|it| self.advance(self.glyph(it)));
        advances.sum::<f32>() * size / 1_000.0
    }

    /// The lines of a text that is to be no wider; a word that is wider alone is cut.
    pub fn lines(&self, text: &str, size: f32, widest: f32) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            let fits = |line: &String| self.width(&format!("{line} {word}"), size) <= widest;
            match lines.last_mut() {
                Some(line) if fits(line) => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.extend(self.cut(word, size, widest)),
            }
        }
        lines
    }

    fn cut(&self, word: &str, size: f32, widest: f32) -> Vec<String> {
        let mut parts = vec![String::new()];
        for letter in word.chars() {
            let full = parts.last().is_some_and(|it| {
                !it.is_empty() && self.width(&format!("{it}{letter}"), size) > widest
            });
            if full {
                parts.push(String::new());
            }
            if let Some(part) = parts.last_mut() {
                part.push(letter);
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_letters_of_english_and_spanish_are_all_there() {
        for font in [&PLAIN, &BOLD, &CHILD] {
            let font = font.as_ref().expect("a typeface");
            for letter in "AZaz09ÁÉÍÓÚÜÑáéíóúüñ¿¡«»“”‘’–—…·".chars()
            {
                assert_ne!(font.glyph(letter), 0, "{letter} in {}", font.name);
            }
        }
    }

    #[test]
    fn no_line_is_wider_than_it_may_be_and_no_letter_is_lost() {
        let font = PLAIN.as_ref().expect("a typeface");
        let text = "Leo en voz alta a mi hermana cada día, y donaudampfschifffahrtsgesellschaft";
        let lines = font.lines(text, 11.0, 90.0);
        assert!(lines.len() > 4);
        assert!(lines.iter().all(|it| font.width(it, 11.0) <= 90.0));
        let letters = |it: &str| it.replace(' ', "");
        assert_eq!(letters(&lines.join("")), letters(text));
    }
}
