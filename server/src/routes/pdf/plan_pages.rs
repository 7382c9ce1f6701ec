//! Lays out plans on pages: most plans need one page, some need two.

use super::{
    canvas::{
        Canvas, FontRole, Fonts, INK, LEAF, LINE, PAPER, Pictures, SOFT, STONE, STONE_EDGE, SUN,
        SUN_SOFT,
    },
    document::{EmbeddedFont, HEIGHT, WIDTH, write_pdf},
    font::{BOLD, CHILD, PLAIN},
};
use app::print_model::{Sheet, SheetGoal};
use pdf_writer::Content;

const MARGIN: f32 = 40.0;
const FOOTER_HEIGHT: f32 = 48.0;
const CONTENT_WIDTH: f32 = WIDTH - 2.0 * MARGIN;

/// What stands on a page as a whole: how high it is, and how it is drawn from its upper edge on.
struct Block<'a> {
    height: f32,
    draw: Box<dyn Fn(&mut Canvas<'_>, f32) + 'a>,
}

/// The plans as one PDF, each on pages of its own; `None` if it can't be made.
pub fn pdf(title: &str, sheets: &[Sheet]) -> Option<Vec<u8>> {
    let fonts = Fonts {
        plain: PLAIN.as_ref()?,
        bold: BOLD.as_ref()?,
        child: CHILD.as_ref()?,
    };
    let mut embedded = [fonts.plain, fonts.bold, fonts.child].map(EmbeddedFont::new);
    let mut pictures = Pictures::default();
    let mut drawn = Vec::new();
    for sheet in sheets {
        let pages = pages(blocks(&fonts, sheet));
        let of = pages.len();
        for (n, page) in pages.iter().enumerate() {
            let mut canvas = Canvas {
                page: Content::new(),
                pictures: &mut pictures,
                fonts: &mut embedded,
            };
            let mut y = MARGIN;
            for block in page {
                (block.draw)(&mut canvas, y);
                y += block.height;
            }
            footer(&mut canvas, &fonts, sheet, n + 1, of);
            drawn.push(canvas.page);
        }
    }
    let lang = sheets.first().map_or("en", |it| it.lang.code());
    Some(write_pdf(title, lang, drawn, &embedded))
}

/// A number of lines or things on a sheet.
fn count(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}

/// Blocks on pages: one that does not fit goes on to the next.
fn pages(blocks: Vec<Block<'_>>) -> Vec<Vec<Block<'_>>> {
    let mut pages = vec![Vec::new()];
    let mut left = HEIGHT - MARGIN - FOOTER_HEIGHT;
    for block in blocks {
        let empty = pages.last().is_none_or(Vec::is_empty);
        if block.height > left && !empty {
            pages.push(Vec::new());
            left = HEIGHT - MARGIN - FOOTER_HEIGHT;
        }
        left -= block.height;
        if let Some(page) = pages.last_mut() {
            page.push(block);
        }
    }
    pages
}

fn footer(canvas: &mut Canvas<'_>, fonts: &Fonts, sheet: &Sheet, page: usize, of: usize) {
    let y = HEIGHT - 26.0;
    canvas.line((MARGIN, y - 14.0), (WIDTH - MARGIN, y - 14.0), LINE, 0.75);
    canvas.words(FontRole::Plain, 8.5, SOFT, (MARGIN, y), &sheet.printed);
    if of > 1 {
        let words = format!("{page} / {of}");
        let width = fonts.plain.width(&words, 8.5);
        canvas.words(
            FontRole::Plain,
            8.5,
            SOFT,
            (WIDTH - MARGIN - width, y),
            &words,
        );
    }
}

fn blocks<'a>(fonts: &'a Fonts, sheet: &'a Sheet) -> Vec<Block<'a>> {
    let mut all = vec![head(fonts, sheet)];
    if let Some((label, picture, words)) = &sheet.dream {
        all.push(dream(fonts, label, picture.as_deref(), words));
    }
    if sheet.goals.is_empty() {
        all.push(text_line(&sheet.no_goal));
    }
    all.extend(sheet.goals.iter().map(|it| goal(fonts, sheet, it)));
    if !sheet.reached.is_empty() {
        all.push(reached(fonts, sheet));
    }
    all.push(signatures(sheet));
    all
}

fn head<'a>(fonts: &'a Fonts, sheet: &'a Sheet) -> Block<'a> {
    let lines = fonts.child.lines(&sheet.title, 22.0, CONTENT_WIDTH - 76.0);
    let more = 26.0 * count(lines.len().saturating_sub(1));
    Block {
        height: 76.0 + more,
        draw: Box::new(move |canvas, y| {
            canvas.circle((MARGIN + 28.0, y + 28.0), 28.0, SUN, None);
            canvas.picture(&sheet.picture, (MARGIN + 10.0, y + 10.0), 36.0);
            for (n, words) in lines.iter().enumerate() {
                let y = y + 24.0 + 26.0 * count(n);
                canvas.words(FontRole::Child, 22.0, INK, (MARGIN + 70.0, y), words);
            }
            let y = y + 44.0 + more;
            canvas.words(FontRole::Plain, 11.0, SOFT, (MARGIN + 70.0, y), &sheet.term);
        }),
    }
}

fn text_line(words: &str) -> Block<'_> {
    Block {
        height: 28.0,
        draw: Box::new(move |canvas, y| {
            canvas.words(FontRole::Plain, 11.0, SOFT, (MARGIN, y + 14.0), words);
        }),
    }
}

fn dream<'a>(
    fonts: &'a Fonts,
    label: &'a str,
    picture: Option<&'a str>,
    words: &'a str,
) -> Block<'a> {
    let lines = fonts.child.lines(words, 13.0, CONTENT_WIDTH - 76.0);
    let inner = (34.0 + 17.0 * count(lines.len())).max(56.0);
    Block {
        height: inner + 12.0,
        draw: Box::new(move |canvas, y| {
            canvas.panel((MARGIN, y), (CONTENT_WIDTH, inner), SUN_SOFT, None);
            if let Some(picture) = picture {
                canvas.picture(picture, (MARGIN + 14.0, y + inner / 2.0 - 18.0), 36.0);
            }
            canvas.words(
                FontRole::Plain,
                10.0,
                SOFT,
                (MARGIN + 62.0, y + 20.0),
                label,
            );
            for (n, words) in lines.iter().enumerate() {
                let y = y + 38.0 + 17.0 * count(n);
                canvas.words(FontRole::Child, 13.0, INK, (MARGIN + 62.0, y), words);
            }
        }),
    }
}

/// One thing of a goal's card under the other.
enum Part<'a> {
    Words(Vec<String>),
    Label(&'a str),
    /// A picture beside lines of words.
    Daily(&'a str, Vec<String>, &'a str),
    Step(bool, Vec<String>),
    Stones(&'a SheetGoal),
}

impl Part<'_> {
    fn height(&self) -> f32 {
        match self {
            Self::Words(lines) => 14.0 * count(lines.len()) + 3.0,
            Self::Label(_) => 16.0,
            Self::Daily(_, lines, _) => 14.0 * count(lines.len()) + 14.0,
            Self::Step(_, lines) => 14.0 * count(lines.len()) + 2.0,
            Self::Stones(_) => 38.0,
        }
    }
}

fn goal<'a>(fonts: &'a Fonts, sheet: &'a Sheet, it: &'a SheetGoal) -> Block<'a> {
    let left = MARGIN + 66.0;
    let wide = CONTENT_WIDTH - 84.0;
    let title = fonts.child.lines(&it.title, 15.0, wide);
    let mut parts: Vec<Part<'a>> = Vec::new();
    if !it.why.is_empty() {
        let why = format!("“{}”", it.why);
        parts.push(Part::Words(fonts.plain.lines(&why, 11.0, wide)));
    }
    if let Some(measure) = &it.measure {
        parts.push(Part::Words(fonts.plain.lines(measure, 11.0, wide)));
    }
    if !it.daily.is_empty() {
        parts.push(Part::Label(&sheet.daily_label));
        for daily in &it.daily {
            let lines = fonts.bold.lines(&daily.words, 11.0, wide - 30.0);
            parts.push(Part::Daily(&daily.picture, lines, &daily.when));
        }
    }
    if !it.steps.is_empty() {
        parts.push(Part::Label(&sheet.steps_label));
        for (done, words) in &it.steps {
            parts.push(Part::Step(
                *done,
                fonts.plain.lines(words, 11.0, wide - 22.0),
            ));
        }
    }
    if !it.stones.is_empty() {
        parts.push(Part::Stones(it));
    }
    let top = 30.0 + 18.0 * count(title.len());
    let inner = top + parts.iter().map(Part::height).sum::<f32>() + 8.0;
    let inner = inner.max(66.0);
    Block {
        height: inner + 10.0,
        draw: Box::new(move |canvas, y| {
            canvas.panel(
                (MARGIN, y),
                (CONTENT_WIDTH, inner),
                PAPER,
                Some((LINE, 1.2)),
            );
            canvas.picture(&it.picture, (MARGIN + 14.0, y + 14.0), 40.0);
            for (n, words) in title.iter().enumerate() {
                let y = y + 26.0 + 18.0 * count(n);
                canvas.words(FontRole::Child, 15.0, INK, (left, y), words);
            }
            let area = y + 22.0 + 18.0 * count(title.len());
            canvas.words(FontRole::Plain, 10.0, SOFT, (left, area), &it.area);
            let mut y = y + top;
            for part in &parts {
                draw_part(canvas, part, (left, y), wide);
                y += part.height();
            }
        }),
    }
}

fn draw_part(canvas: &mut Canvas<'_>, part: &Part<'_>, (x, y): (f32, f32), wide: f32) {
    let lines = |canvas: &mut Canvas<'_>, font: FontRole, x: f32, lines: &[String]| {
        for (n, words) in lines.iter().enumerate() {
            canvas.words(font, 11.0, INK, (x, y + 11.0 + 14.0 * count(n)), words);
        }
    };
    match part {
        Part::Words(all) => lines(canvas, FontRole::Plain, x, all),
        Part::Label(words) => canvas.words(FontRole::Plain, 10.0, SOFT, (x, y + 12.0), words),
        Part::Daily(picture, all, when) => {
            lines(canvas, FontRole::Bold, x + 28.0, all);
            let below = y + 11.0 + 14.0 * count(all.len());
            canvas.words(FontRole::Plain, 10.0, SOFT, (x + 28.0, below), when);
            canvas.picture(picture, (x, y + 2.0), 20.0);
        }
        Part::Step(done, all) => {
            lines(canvas, FontRole::Plain, x + 20.0, all);
            canvas.tick_box((x + 1.0, y + 2.0), 10.5, *done);
        }
        Part::Stones(goal) => stones(canvas, goal, (x, y), wide),
    }
}

/// The child's face of pace: a stone a week, those behind the child filled, this week's ringed.
fn stones(canvas: &mut Canvas<'_>, it: &SheetGoal, (x, y): (f32, f32), wide: f32) {
    let weeks = count(it.stones.len().max(1));
    let step = (wide / weeks).min(34.0);
    let middle = y + 12.0;
    let (from, to) = (x + step / 2.0, x + step * (weeks - 0.5));
    canvas.line((from, middle), (to, middle), STONE, 5.0);
    for (n, reached) in it.stones.iter().enumerate() {
        let at = (x + step * (count(n) + 0.5), middle);
        let edge = if n == it.now {
            (SUN, 2.5)
        } else {
            (STONE_EDGE, 1.0)
        };
        canvas.circle(at, 7.0, if *reached { LEAF } else { STONE }, Some(edge));
    }
    canvas.words(FontRole::Plain, 10.0, SOFT, (x, y + 33.0), &it.counted);
}

fn reached<'a>(fonts: &'a Fonts, sheet: &'a Sheet) -> Block<'a> {
    let all = &sheet.reached;
    Block {
        height: 34.0 + 24.0 * count(all.len()),
        draw: Box::new(move |canvas, y| {
            canvas.words(
                FontRole::Bold,
                12.0,
                INK,
                (MARGIN, y + 16.0),
                &sheet.reached_label,
            );
            for (n, (picture, words)) in all.iter().enumerate() {
                let y = y + 26.0 + 24.0 * count(n);
                canvas.picture(picture, (MARGIN, y), 18.0);
                let words = fonts.plain.lines(words, 11.0, CONTENT_WIDTH - 30.0);
                let words = words.first().map_or("", String::as_str);
                canvas.words(FontRole::Plain, 11.0, INK, (MARGIN + 26.0, y + 13.0), words);
            }
        }),
    }
}

fn signatures(sheet: &Sheet) -> Block<'_> {
    Block {
        height: 64.0,
        draw: Box::new(move |canvas, y| {
            let wide = CONTENT_WIDTH / 3.0;
            for (n, who) in sheet.signers.iter().enumerate() {
                let x = MARGIN + wide * count(n);
                canvas.line((x, y + 40.0), (x + wide - 18.0, y + 40.0), SOFT, 0.75);
                canvas.words(FontRole::Plain, 10.0, SOFT, (x, y + 53.0), who);
            }
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_fit_goes_on_to_the_next_page_whole() {
        let block = |height: f32| Block {
            height,
            draw: Box::new(|_, _| {}),
        };
        let counts = |heights: &[f32]| {
            let pages = pages(heights.iter().map(|it| block(*it)).collect());
            pages.iter().map(Vec::len).collect::<Vec<_>>()
        };
        assert_eq!(counts(&[300.0, 300.0, 300.0]), [2, 1]);
        // What is higher than a page stands on one of its own, and no page is empty.
        assert_eq!(counts(&[900.0, 100.0]), [1, 1]);
    }
}
