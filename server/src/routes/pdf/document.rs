//! Writes a PDF file: its pages, and the fonts they use.

use super::font::Font;
use flate2::{Compression, write::ZlibEncoder};
use pdf_writer::{
    Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use std::{collections::BTreeMap, io::Write as _};

/// US letter, as schools print it, in points.
pub const WIDTH: f32 = 612.0;
pub const HEIGHT: f32 = 792.0;

const IDENTITY: SystemInfo<'static> = SystemInfo {
    registry: Str(b"Adobe"),
    ordering: Str(b"Identity"),
    supplement: 0,
};

/// A typeface in use: what it is called on the pages, and which letter each of its glyphs is.
pub struct EmbeddedFont {
    font: &'static Font,
    letters: BTreeMap<u16, char>,
}

impl EmbeddedFont {
    pub const fn new(font: &'static Font) -> Self {
        Self {
            font,
            letters: BTreeMap::new(),
        }
    }

    /// Two bytes a glyph.
    pub fn write(&mut self, text: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(text.len() * 2);
        for letter in text.chars() {
            let glyph = self.font.glyph(letter);
            self.letters.insert(glyph, letter);
            bytes.extend(glyph.to_be_bytes());
        }
        bytes
    }
}

/// "F0", "F1" …, as pages call the typefaces.
pub fn font_name(n: usize) -> String {
    format!("F{n}")
}

/// The file: its pages in order, with the typefaces they use.
pub fn write_pdf(title: &str, lang: &str, pages: Vec<Content>, fonts: &[EmbeddedFont]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut last = 0;
    let mut next = || {
        last += 1;
        Ref::new(last)
    };
    let (catalog, tree, info) = (next(), next(), next());
    pdf.catalog(catalog).pages(tree).lang(TextStr(lang));
    let ids: Vec<(Ref, Ref)> = pages.iter().map(|_| (next(), next())).collect();
    let font_ids: Vec<Ref> = fonts.iter().map(|_| next()).collect();
    pdf.document_info(info)
        .title(TextStr(title))
        .creator(TextStr("Fledge"));
    pdf.pages(tree)
        .kids(ids.iter().map(|(page, _)| *page))
        .count(i32::try_from(pages.len()).unwrap_or(i32::MAX));
    for ((page, content), drawn) in ids.into_iter().zip(pages) {
        let mut page = pdf.page(page);
        page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT))
            .parent(tree)
            .contents(content);
        let mut resources = page.resources();
        let mut named = resources.fonts();
        for (n, id) in font_ids.iter().enumerate() {
            named.pair(Name(font_name(n).as_bytes()), *id);
        }
        named.finish();
        resources.finish();
        page.finish();
        let drawn = packed(&drawn.finish());
        pdf.stream(content, &drawn).filter(Filter::FlateDecode);
    }
    for (used, id) in fonts.iter().zip(font_ids) {
        embed(&mut pdf, used, id, &mut next);
    }
    pdf.finish()
}

/// The whole typeface: a letter of it costs less than the code that would take the others out.
fn embed(pdf: &mut Pdf, used: &EmbeddedFont, id: Ref, next: &mut impl FnMut() -> Ref) {
    let (cid, descriptor, cmap, file) = (next(), next(), next(), next());
    let (font, shape) = (used.font, &used.font.shape);
    let name = Name(font.name.as_bytes());
    let em = f32::from(shape.units_per_em());
    let scaled = |units: i16| f32::from(units) * 1_000.0 / em;
    pdf.type0_font(id)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(cmap);
    let mut cid_font = pdf.cid_font(cid);
    cid_font
        .subtype(CidFontType::Type2)
        .base_font(name)
        .system_info(IDENTITY)
        .font_descriptor(descriptor)
        .cid_to_gid_map_predefined(Name(b"Identity"));
    let mut widths = cid_font.widths();
    widths.consecutive(0, (0..shape.number_of_glyphs()).map(|it| font.advance(it)));
    widths.finish();
    cid_font.finish();
    let bounds = shape.global_bounding_box();
    let ascent = scaled(shape.ascender());
    pdf.font_descriptor(descriptor)
        .name(name)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(
            scaled(bounds.x_min),
            scaled(bounds.y_min),
            scaled(bounds.x_max),
            scaled(bounds.y_max),
        ))
        .italic_angle(0.0)
        .ascent(ascent)
        .descent(scaled(shape.descender()))
        .cap_height(shape.capital_height().map_or(ascent, scaled))
        .stem_v(80.0)
        .font_file2(file);
    let mut letters = UnicodeCmap::new(Name(b"Letters"), IDENTITY);
    for (glyph, letter) in &used.letters {
        letters.pair(*glyph, *letter);
    }
    pdf.cmap(cmap, &letters.finish());
    let length = i32::try_from(font.file.len()).unwrap_or(i32::MAX);
    pdf.stream(file, &packed(font.file))
        .filter(Filter::FlateDecode)
        .pair(Name(b"Length1"), length);
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing into memory does not fail.
    let _ = packer.write_all(bytes);
    packer.finish().unwrap_or_default()
}
