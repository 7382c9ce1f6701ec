//! Draws on a page: text, boxes, circles and pictures. Measures are points from the page's upper left
//! corner.

use super::{
    document::{EmbeddedFont, HEIGHT, font_name},
    font::Font,
    svg::{Point, Rgb, Segment, Shape, SvgPicture},
};
use crate::assets;
use pdf_writer::{Content, Name, Str};
use std::collections::HashMap;

/// A colour of the paper: the light ones of `style/_tokens.scss`.
#[derive(Clone, Copy)]
pub struct Color(u8, u8, u8);

pub const INK: Color = Color(0x2B, 0x24, 0x40);
pub const SOFT: Color = Color(0x5A, 0x51, 0x70);
pub const LINE: Color = Color(0xDC, 0xCD, 0xB4);
pub const PAPER: Color = Color(0xFF, 0xFF, 0xFF);
pub const SUN: Color = Color(0xF5, 0xB9, 0x3A);
pub const SUN_SOFT: Color = Color(0xFF, 0xF0, 0xC9);
pub const LEAF: Color = Color(0x2F, 0x7D, 0x3B);
pub const STONE: Color = Color(0xF1, 0xE7, 0xDA);
pub const STONE_EDGE: Color = Color(0x8D, 0x81, 0x72);

impl Color {
    fn rgb(self) -> Rgb {
        [self.0, self.1, self.2].map(|it| f32::from(it) / 255.0)
    }
}

/// The pictures of one document, each read once.
#[derive(Default)]
pub struct Pictures(HashMap<String, Option<SvgPicture>>);

impl Pictures {
    fn get(&mut self, name: &str) -> Option<&SvgPicture> {
        let read = || {
            let file = assets::bytes(&format!("/picture/{name}.svg"))?;
            SvgPicture::read(std::str::from_utf8(&file).ok()?)
        };
        let found = self.0.entry(name.to_owned()).or_insert_with(read);
        found.as_ref()
    }
}

/// The typefaces of one document.
pub struct Fonts {
    pub plain: &'static Font,
    pub bold: &'static Font,
    pub child: &'static Font,
}

/// Which of [`Fonts`] is written in; the number is the font's in the file.
#[derive(Clone, Copy)]
pub enum FontRole {
    Plain = 0,
    Bold = 1,
    Child = 2,
}

pub struct Canvas<'a> {
    pub page: Content,
    pub pictures: &'a mut Pictures,
    pub fonts: &'a mut [EmbeddedFont],
}

impl Canvas<'_> {
    /// Words whose line stands at `y`.
    pub fn words(
        &mut self,
        role: FontRole,
        size: f32,
        color: Color,
        (x, y): (f32, f32),
        text: &str,
    ) {
        let font = role as usize;
        let Some(used) = self.fonts.get_mut(font) else {
            return;
        };
        let bytes = used.write(text);
        fill_with(&mut self.page, color.rgb());
        self.page.begin_text();
        self.page.set_font(Name(font_name(font).as_bytes()), size);
        self.page.next_line(x, HEIGHT - y);
        self.page.show(Str(&bytes));
        self.page.end_text();
    }

    pub fn picture(&mut self, name: &str, (x, y): (f32, f32), side: f32) {
        let Some(picture) = self.pictures.get(name) else {
            return;
        };
        self.page.save_state();
        self.page.transform([side, 0.0, 0.0, -side, x, HEIGHT - y]);
        for shape in &picture.0 {
            draw(&mut self.page, shape);
        }
        self.page.restore_state();
    }

    fn shape(&mut self, path: Vec<Segment>, fill: Option<Color>, edge: Option<(Color, f32)>) {
        let flip = |(x, y): Point| (x, HEIGHT - y);
        let flipped = |it: Segment| match it {
            Segment::Move(to) => Segment::Move(flip(to)),
            Segment::Line(to) => Segment::Line(flip(to)),
            Segment::Curve(first, second, to) => {
                Segment::Curve(flip(first), flip(second), flip(to))
            }
            Segment::Close => Segment::Close,
        };
        let shape = Shape {
            path: path.into_iter().map(flipped).collect(),
            fill: fill.map(Color::rgb),
            stroke: edge.map(|(color, width)| (color.rgb(), width)),
            even_odd: false,
        };
        draw(&mut self.page, &shape);
    }

    /// A box with round corners.
    pub fn panel(
        &mut self,
        (x, y): (f32, f32),
        (width, height): (f32, f32),
        fill: Color,
        edge: Option<(Color, f32)>,
    ) {
        let r = 8.0_f32.min(height / 2.0);
        let bow = r * 0.45;
        let (right, below) = (x + width, y + height);
        let path = vec![
            Segment::Move((x + r, y)),
            Segment::Line((right - r, y)),
            Segment::Curve((right - bow, y), (right, y + bow), (right, y + r)),
            Segment::Line((right, below - r)),
            Segment::Curve(
                (right, below - bow),
                (right - bow, below),
                (right - r, below),
            ),
            Segment::Line((x + r, below)),
            Segment::Curve((x + bow, below), (x, below - bow), (x, below - r)),
            Segment::Line((x, y + r)),
            Segment::Curve((x, y + bow), (x + bow, y), (x + r, y)),
            Segment::Close,
        ];
        self.shape(path, Some(fill), edge);
    }

    pub fn circle(&mut self, (x, y): (f32, f32), r: f32, fill: Color, edge: Option<(Color, f32)>) {
        let bow = r * 0.552_284_8;
        let path = vec![
            Segment::Move((x + r, y)),
            Segment::Curve((x + r, y + bow), (x + bow, y + r), (x, y + r)),
            Segment::Curve((x - bow, y + r), (x - r, y + bow), (x - r, y)),
            Segment::Curve((x - r, y - bow), (x - bow, y - r), (x, y - r)),
            Segment::Curve((x + bow, y - r), (x + r, y - bow), (x + r, y)),
            Segment::Close,
        ];
        self.shape(path, Some(fill), edge);
    }

    pub fn line(&mut self, from: (f32, f32), to: (f32, f32), color: Color, width: f32) {
        let path = vec![Segment::Move(from), Segment::Line(to)];
        self.shape(path, None, Some((color, width)));
    }

    /// A box to be ticked, ticked or not.
    pub fn tick_box(&mut self, (x, y): (f32, f32), side: f32, ticked: bool) {
        let path = vec![
            Segment::Move((x, y)),
            Segment::Line((x + side, y)),
            Segment::Line((x + side, y + side)),
            Segment::Line((x, y + side)),
            Segment::Close,
        ];
        self.shape(path, Some(PAPER), Some((SOFT, 1.0)));
        if ticked {
            let at = |dx: f32, dy: f32| (x + dx * side, y + dy * side);
            self.line(at(0.2, 0.5), at(0.42, 0.75), LEAF, 1.8);
            self.line(at(0.42, 0.75), at(0.82, 0.22), LEAF, 1.8);
        }
    }
}

fn draw(page: &mut Content, shape: &Shape) {
    for segment in &shape.path {
        match *segment {
            Segment::Move((x, y)) => page.move_to(x, y),
            Segment::Line((x, y)) => page.line_to(x, y),
            Segment::Curve(first, second, to) => {
                page.cubic_to(first.0, first.1, second.0, second.1, to.0, to.1)
            }
            Segment::Close => page.close_path(),
        };
    }
    if let Some(rgb) = shape.fill {
        fill_with(page, rgb);
    }
    if let Some(([r, g, b], width)) = shape.stroke {
        page.set_stroke_rgb(r, g, b);
        page.set_line_width(width);
        page.set_line_cap(pdf_writer::types::LineCapStyle::RoundCap);
        page.set_line_join(pdf_writer::types::LineJoinStyle::RoundJoin);
    }
    match (shape.fill.is_some(), shape.stroke.is_some(), shape.even_odd) {
        (true, true, false) => page.fill_nonzero_and_stroke(),
        (true, true, true) => page.fill_even_odd_and_stroke(),
        (true, false, false) => page.fill_nonzero(),
        (true, false, true) => page.fill_even_odd(),
        (false, true, _) => page.stroke(),
        (false, false, _) => page.end_path(),
    };
}

fn fill_with(page: &mut Content, [red, green, blue]: Rgb) {
    page.set_fill_rgb(red, green, blue);
}
