//! Reads our pictures, which are SVG, into shapes. It reads filled paths and a few strokes, since our
//! pictures are flat; it leaves out shadows and clips (of two pictures).

use roxmltree::{Document, Node};
use std::str::FromStr;
use svgtypes::{Color, SimplePathSegment, SimplifyingPathParser, Transform};

pub type Point = (f32, f32);

#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Segment {
    Move(Point),
    Line(Point),
    /// By two points that pull at it, to its end.
    Curve(Point, Point, Point),
    Close,
}

pub type Rgb = [f32; 3];

#[derive(Debug)]
pub struct Shape {
    pub path: Vec<Segment>,
    pub fill: Option<Rgb>,
    /// Its colour and width.
    pub stroke: Option<(Rgb, f32)>,
    pub even_odd: bool,
}

/// A picture of one unit's width and height.
#[derive(Debug)]
pub struct SvgPicture(pub Vec<Shape>);

/// What an element has of those around it.
#[derive(Clone)]
struct Style<'a> {
    fill: &'a str,
    stroke: &'a str,
    width: f64,
    even_odd: bool,
    /// `[a, b, c, d, e, f]`, as in SVG.
    matrix: [f64; 6],
}

impl SvgPicture {
    /// `None` if it is no SVG.
    pub fn read(svg: &str) -> Option<Self> {
        let document = Document::parse(svg).ok()?;
        let root = document.root_element();
        let view = root.attribute("viewBox")?.split([' ', ',']);
        let view: Vec<f64> = view.filter_map(|it| it.parse().ok()).collect();
        let [x, y, width, height] = view[..] else {
            return None;
        };
        let side = width.max(height);
        let style = Style {
            fill: "#000",
            stroke: "none",
            width: 1.0,
            even_odd: false,
            matrix: [1.0 / side, 0.0, 0.0, 1.0 / side, -x / side, -y / side],
        };
        let mut shapes = Vec::new();
        read_in(root, &style, &mut shapes);
        Some(Self(shapes))
    }
}

fn read_in<'a>(node: Node<'a, '_>, style: &Style<'a>, shapes: &mut Vec<Shape>) {
    let style = within(node, style);
    let number = |name: &str| node.attribute(name).and_then(|it| it.parse::<f64>().ok());
    let of = |name: &str| number(name).unwrap_or(0.0);
    match node.tag_name().name() {
        "defs" | "filter" | "clipPath" => return,
        "path" => {
            let d = node.attribute("d").unwrap_or_default();
            let path = SimplifyingPathParser::from(d).filter_map(Result::ok);
            shapes.push(shape(&style, path));
        }
        "circle" => {
            let r = of("r");
            shapes.push(shape(&style, ellipse(of("cx"), of("cy"), r, r)));
        }
        "ellipse" => {
            let round = ellipse(of("cx"), of("cy"), of("rx"), of("ry"));
            shapes.push(shape(&style, round));
        }
        "rect" => {
            let rx = number("rx").or(number("ry")).unwrap_or(0.0);
            let d = rect(of("x"), of("y"), of("width"), of("height"), rx);
            let path = SimplifyingPathParser::from(d.as_str()).filter_map(Result::ok);
            shapes.push(shape(&style, path));
        }
        _ => {}
    }
    for child in node.children().filter(Node::is_element) {
        read_in(child, &style, shapes);
    }
}

#[expect(clippy::many_single_char_names, reason = "as SVG writes a matrix")]
fn within<'a>(node: Node<'a, '_>, style: &Style<'a>) -> Style<'a> {
    let mut own = style.clone();
    if let Some(fill) = node.attribute("fill") {
        own.fill = fill;
    }
    if let Some(stroke) = node.attribute("stroke") {
        own.stroke = stroke;
    }
    if let Some(width) = node
        .attribute("stroke-width")
        .and_then(|it| it.parse().ok())
    {
        own.width = width;
    }
    if let Some(rule) = node.attribute("fill-rule") {
        own.even_odd = rule == "evenodd";
    }
    if let Some(it) = node
        .attribute("transform")
        .and_then(|it| Transform::from_str(it).ok())
    {
        let [a, b, c, d, e, f] = style.matrix;
        own.matrix = [
            a * it.a + c * it.b,
            b * it.a + d * it.b,
            a * it.c + c * it.d,
            b * it.c + d * it.d,
            a * it.e + c * it.f + e,
            b * it.e + d * it.f + f,
        ];
    }
    own
}

#[expect(clippy::many_single_char_names, reason = "as SVG writes a matrix")]
fn shape(style: &Style<'_>, path: impl Iterator<Item = SimplePathSegment>) -> Shape {
    let [a, b, c, d, e, f] = style.matrix;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a drawing needs no more digits"
    )]
    let at = |x: f64, y: f64| ((a * x + c * y + e) as f32, (b * x + d * y + f) as f32);
    let mut here = (0.0, 0.0);
    let mut all = Vec::new();
    for segment in path {
        match segment {
            SimplePathSegment::MoveTo { x, y } => {
                all.push(Segment::Move(at(x, y)));
                here = (x, y);
            }
            SimplePathSegment::LineTo { x, y } => {
                all.push(Segment::Line(at(x, y)));
                here = (x, y);
            }
            SimplePathSegment::CurveTo {
                x1,
                y1,
                x2,
                y2,
                x,
                y,
            } => {
                all.push(Segment::Curve(at(x1, y1), at(x2, y2), at(x, y)));
                here = (x, y);
            }
            SimplePathSegment::Quadratic { x1, y1, x, y } => {
                let third = |from: f64, to: f64| from + (to - from) * 2.0 / 3.0;
                let first = at(third(here.0, x1), third(here.1, y1));
                let second = at(third(x, x1), third(y, y1));
                all.push(Segment::Curve(first, second, at(x, y)));
                here = (x, y);
            }
            SimplePathSegment::ClosePath => all.push(Segment::Close),
        }
    }
    let scale = (a * d - b * c).abs().sqrt();
    #[expect(
        clippy::cast_possible_truncation,
        reason = "a drawing needs no more digits"
    )]
    let width = (style.width * scale) as f32;
    Shape {
        path: all,
        fill: colour(style.fill),
        stroke: colour(style.stroke).map(|it| (it, width)),
        even_odd: style.even_odd,
    }
}

fn colour(text: &str) -> Option<Rgb> {
    let it = Color::from_str(text).ok()?;
    Some([it.red, it.green, it.blue].map(|part| f32::from(part) / 255.0))
}

/// Four quarters as curves.
pub fn ellipse(x: f64, y: f64, rx: f64, ry: f64) -> impl Iterator<Item = SimplePathSegment> {
    let (bx, by) = (rx * 0.552_284_75, ry * 0.552_284_75);
    let curve = |x1, y1, x2, y2, x, y| SimplePathSegment::CurveTo {
        x1,
        y1,
        x2,
        y2,
        x,
        y,
    };
    [
        SimplePathSegment::MoveTo { x: x + rx, y },
        curve(x + rx, y + by, x + bx, y + ry, x, y + ry),
        curve(x - bx, y + ry, x - rx, y + by, x - rx, y),
        curve(x - rx, y - by, x - bx, y - ry, x, y - ry),
        curve(x + bx, y - ry, x + rx, y - by, x + rx, y),
        SimplePathSegment::ClosePath,
    ]
    .into_iter()
}

fn rect(x: f64, y: f64, width: f64, height: f64, round: f64) -> String {
    if round <= 0.0 {
        return format!("M{x} {y}h{width}v{height}h{}z", -width);
    }
    let (across, down) = (width - 2.0 * round, height - 2.0 * round);
    let corner = |right: f64, below: f64| {
        format!("a{round} {round} 0 0 1 {} {}", right * round, below * round)
    };
    format!(
        "M{} {y}h{across}{}v{down}{}h{}{}v{}{}z",
        x + round,
        corner(1.0, 1.0),
        corner(-1.0, 1.0),
        -across,
        corner(-1.0, -1.0),
        -down,
        corner(1.0, -1.0)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_read_into_one_unit_with_its_colours() {
        let svg = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><g fill="none">
            <path fill="#ff8000" d="M0 0h32v16q-16 16-32 0z"/>
            <circle cx="16" cy="16" r="8" stroke="#000" stroke-width="2"/></g></svg>"##;
        let picture = SvgPicture::read(svg).expect("a picture");
        let [square, circle] = &picture.0[..] else {
            panic!("two shapes");
        };
        assert_eq!(square.fill, Some([1.0, 128.0 / 255.0, 0.0]));
        assert_eq!(
            square.path[..2],
            [Segment::Move((0.0, 0.0)), Segment::Line((1.0, 0.0))]
        );
        assert!(matches!(square.path[3], Segment::Curve(..)));
        assert_eq!(circle.path[0], Segment::Move((0.75, 0.5)));
        assert_eq!(
            (circle.fill, circle.stroke),
            (None, Some(([0.0; 3], 0.0625)))
        );
    }

    #[test]
    fn what_is_no_picture_is_none() {
        assert!(SvgPicture::read("<svg").is_none());
        assert!(SvgPicture::read("<svg viewBox='a b c d'/>").is_none());
    }
}
