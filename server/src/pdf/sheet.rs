//! A child's plan on paper, for the folder and the fridge: one page, two at most for most plans.

use super::{
    paper::{HEIGHT, Used, WIDTH, file},
    pen::{
        Faces, INK, In, LEAF, LINE, PAPER, Pen, Pictures, SOFT, STONE, STONE_EDGE, SUN, SUN_SOFT,
    },
    type_face::{BOLD, CHILD, PLAIN},
};
use app::sheet::{Sheet, SheetGoal};
use pdf_writer::Content;

const EDGE: f32 = 40.0;
const FOOT: f32 = 48.0;
const INNER: f32 = WIDTH - 2.0 * EDGE;

/// What stands on a page as a whole: how high it is, and how it is drawn from its upper edge on.
struct Block<'a> {
    height: f32,
    draw: Box<dyn Fn(&mut Pen<'_>, f32) + 'a>,
}

/// The plans as one PDF, each on pages of its own; `None` if it can't be made.
pub fn pdf(title: &str, sheets: &[Sheet]) -> Option<Vec<u8>> {
    let faces = Faces {
        plain: PLAIN.as_ref()?,
        bold: BOLD.as_ref()?,
        child: CHILD.as_ref()?,
    };
    let mut fonts = [faces.plain, faces.bold, faces.child].map(Used::new);
    let mut pictures = Pictures::default();
    let mut drawn = Vec::new();
    for sheet in sheets {
        let pages = pages(blocks(&faces, sheet));
        let of = pages.len();
        for (n, page) in pages.iter().enumerate() {
            let mut pen = Pen {
                page: Content::new(),
                pictures: &mut pictures,
                fonts: &mut fonts,
            };
            let mut y = EDGE;
            for block in page {
                (block.draw)(&mut pen, y);
                y += block.height;
            }
            foot(&mut pen, &faces, sheet, n + 1, of);
            drawn.push(pen.page);
        }
    }
    let lang = sheets.first().map_or("en", |it| it.lang.code());
    Some(file(title, lang, drawn, &fonts))
}

/// A number of lines or things on a sheet.
fn count(n: usize) -> f32 {
    f32::from(u16::try_from(n).unwrap_or(u16::MAX))
}

/// Blocks on pages: one that does not fit goes on to the next.
fn pages(blocks: Vec<Block<'_>>) -> Vec<Vec<Block<'_>>> {
    let mut pages = vec![Vec::new()];
    let mut left = HEIGHT - EDGE - FOOT;
    for block in blocks {
        let empty = pages.last().is_none_or(Vec::is_empty);
        if block.height > left && !empty {
            pages.push(Vec::new());
            left = HEIGHT - EDGE - FOOT;
        }
        left -= block.height;
        if let Some(page) = pages.last_mut() {
            page.push(block);
        }
    }
    pages
}

fn foot(pen: &mut Pen<'_>, faces: &Faces, sheet: &Sheet, page: usize, of: usize) {
    let y = HEIGHT - 26.0;
    pen.line((EDGE, y - 14.0), (WIDTH - EDGE, y - 14.0), LINE, 0.75);
    pen.words(In::Plain, 8.5, SOFT, (EDGE, y), &sheet.printed);
    if of > 1 {
        let words = format!("{page} / {of}");
        let width = faces.plain.width(&words, 8.5);
        pen.words(In::Plain, 8.5, SOFT, (WIDTH - EDGE - width, y), &words);
    }
}

fn blocks<'a>(faces: &'a Faces, sheet: &'a Sheet) -> Vec<Block<'a>> {
    let mut all = vec![head(faces, sheet)];
    if let Some((label, picture, words)) = &sheet.dream {
        all.push(dream(faces, label, picture.as_deref(), words));
    }
    if sheet.goals.is_empty() {
        all.push(line(&sheet.no_goal));
    }
    all.extend(sheet.goals.iter().map(|it| goal(faces, sheet, it)));
    if !sheet.reached.is_empty() {
        all.push(reached(faces, sheet));
    }
    all.push(signatures(sheet));
    all
}

fn head<'a>(faces: &'a Faces, sheet: &'a Sheet) -> Block<'a> {
    let lines = faces.child.lines(&sheet.title, 22.0, INNER - 76.0);
    let more = 26.0 * count(lines.len().saturating_sub(1));
    Block {
        height: 76.0 + more,
        draw: Box::new(move |pen, y| {
            pen.circle((EDGE + 28.0, y + 28.0), 28.0, SUN, None);
            pen.picture(&sheet.picture, (EDGE + 10.0, y + 10.0), 36.0);
            for (n, words) in lines.iter().enumerate() {
                let y = y + 24.0 + 26.0 * count(n);
                pen.words(In::Child, 22.0, INK, (EDGE + 70.0, y), words);
            }
            let y = y + 44.0 + more;
            pen.words(In::Plain, 11.0, SOFT, (EDGE + 70.0, y), &sheet.term);
        }),
    }
}

fn line(words: &str) -> Block<'_> {
    Block {
        height: 28.0,
        draw: Box::new(move |pen, y| pen.words(In::Plain, 11.0, SOFT, (EDGE, y + 14.0), words)),
    }
}

fn dream<'a>(
    faces: &'a Faces,
    label: &'a str,
    picture: Option<&'a str>,
    words: &'a str,
) -> Block<'a> {
    let lines = faces.child.lines(words, 13.0, INNER - 76.0);
    let inner = (34.0 + 17.0 * count(lines.len())).max(56.0);
    Block {
        height: inner + 12.0,
        draw: Box::new(move |pen, y| {
            pen.panel((EDGE, y), (INNER, inner), SUN_SOFT, None);
            if let Some(picture) = picture {
                pen.picture(picture, (EDGE + 14.0, y + inner / 2.0 - 18.0), 36.0);
            }
            pen.words(In::Plain, 10.0, SOFT, (EDGE + 62.0, y + 20.0), label);
            for (n, words) in lines.iter().enumerate() {
                let y = y + 38.0 + 17.0 * count(n);
                pen.words(In::Child, 13.0, INK, (EDGE + 62.0, y), words);
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

fn goal<'a>(faces: &'a Faces, sheet: &'a Sheet, it: &'a SheetGoal) -> Block<'a> {
    let left = EDGE + 66.0;
    let wide = INNER - 84.0;
    let title = faces.child.lines(&it.title, 15.0, wide);
    let mut parts: Vec<Part<'a>> = Vec::new();
    if !it.why.is_empty() {
        let why = format!("“{}”", it.why);
        parts.push(Part::Words(faces.plain.lines(&why, 11.0, wide)));
    }
    if let Some(measure) = &it.measure {
        parts.push(Part::Words(faces.plain.lines(measure, 11.0, wide)));
    }
    if !it.daily.is_empty() {
        parts.push(Part::Label(&sheet.daily_label));
        for daily in &it.daily {
            let lines = faces.bold.lines(&daily.words, 11.0, wide - 30.0);
            parts.push(Part::Daily(&daily.picture, lines, &daily.when));
        }
    }
    if !it.steps.is_empty() {
        parts.push(Part::Label(&sheet.steps_label));
        for (done, words) in &it.steps {
            parts.push(Part::Step(
                *done,
                faces.plain.lines(words, 11.0, wide - 22.0),
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
        draw: Box::new(move |pen, y| {
            pen.panel((EDGE, y), (INNER, inner), PAPER, Some((LINE, 1.2)));
            pen.picture(&it.picture, (EDGE + 14.0, y + 14.0), 40.0);
            for (n, words) in title.iter().enumerate() {
                let y = y + 26.0 + 18.0 * count(n);
                pen.words(In::Child, 15.0, INK, (left, y), words);
            }
            let area = y + 22.0 + 18.0 * count(title.len());
            pen.words(In::Plain, 10.0, SOFT, (left, area), &it.area);
            let mut y = y + top;
            for part in &parts {
                draw_part(pen, part, (left, y), wide);
                y += part.height();
            }
        }),
    }
}

fn draw_part(pen: &mut Pen<'_>, part: &Part<'_>, (x, y): (f32, f32), wide: f32) {
    let lines = |pen: &mut Pen<'_>, face: In, x: f32, lines: &[String]| {
        for (n, words) in lines.iter().enumerate() {
            pen.words(face, 11.0, INK, (x, y + 11.0 + 14.0 * count(n)), words);
        }
    };
    match part {
        Part::Words(all) => lines(pen, In::Plain, x, all),
        Part::Label(words) => pen.words(In::Plain, 10.0, SOFT, (x, y + 12.0), words),
        Part::Daily(picture, all, when) => {
            lines(pen, In::Bold, x + 28.0, all);
            let below = y + 11.0 + 14.0 * count(all.len());
            pen.words(In::Plain, 10.0, SOFT, (x + 28.0, below), when);
            pen.picture(picture, (x, y + 2.0), 20.0);
        }
        Part::Step(done, all) => {
            lines(pen, In::Plain, x + 20.0, all);
            pen.tick_box((x + 1.0, y + 2.0), 10.5, *done);
        }
        Part::Stones(goal) => stones(pen, goal, (x, y), wide),
    }
}

/// The child's face of pace: a stone a week, those behind the child filled, this week's ringed.
fn stones(pen: &mut Pen<'_>, it: &SheetGoal, (x, y): (f32, f32), wide: f32) {
    let weeks = count(it.stones.len().max(1));
    let step = (wide / weeks).min(34.0);
    let middle = y + 12.0;
    let (from, to) = (x + step / 2.0, x + step * (weeks - 0.5));
    pen.line((from, middle), (to, middle), STONE, 5.0);
    for (n, reached) in it.stones.iter().enumerate() {
        let at = (x + step * (count(n) + 0.5), middle);
        let edge = if n == it.now {
            (SUN, 2.5)
        } else {
            (STONE_EDGE, 1.0)
        };
        pen.circle(at, 7.0, if *reached { LEAF } else { STONE }, Some(edge));
    }
    pen.words(In::Plain, 10.0, SOFT, (x, y + 33.0), &it.counted);
}

fn reached<'a>(faces: &'a Faces, sheet: &'a Sheet) -> Block<'a> {
    let all = &sheet.reached;
    Block {
        height: 34.0 + 24.0 * count(all.len()),
        draw: Box::new(move |pen, y| {
            pen.words(In::Bold, 12.0, INK, (EDGE, y + 16.0), &sheet.reached_label);
            for (n, (picture, words)) in all.iter().enumerate() {
                let y = y + 26.0 + 24.0 * count(n);
                pen.picture(picture, (EDGE, y), 18.0);
                let words = faces.plain.lines(words, 11.0, INNER - 30.0);
                let words = words.first().map_or("", String::as_str);
                pen.words(In::Plain, 11.0, INK, (EDGE + 26.0, y + 13.0), words);
            }
        }),
    }
}

fn signatures(sheet: &Sheet) -> Block<'_> {
    Block {
        height: 64.0,
        draw: Box::new(move |pen, y| {
            let wide = INNER / 3.0;
            for (n, who) in sheet.signers.iter().enumerate() {
                let x = EDGE + wide * count(n);
                pen.line((x, y + 40.0), (x + wide - 18.0, y + 40.0), SOFT, 0.75);
                pen.words(In::Plain, 10.0, SOFT, (x, y + 53.0), who);
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
