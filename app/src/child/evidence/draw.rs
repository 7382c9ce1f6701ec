//! A drawing: a white sheet, big colours, one finger, and back again stroke by stroke.

use crate::{
    child::ui::prevent_touch_scroll,
    i18n::*,
    ui::{
        Icon,
        photo::{context, small_enough},
    },
};
use domain::limits;
use leptos::{html, prelude::*};
use leptos_i18n::I18nContext;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, PointerEvent};

/// The colours' names in style and tests, and as they are drawn.
const COLOURS: [(&str, &str); 6] = [
    ("ink", "#2B2440"),
    ("otter", "#0E7C86"),
    ("fox", "#C24A12"),
    ("sun", "#F5B93A"),
    ("leaf", "#2F7D3B"),
    ("berry", "#A8246A"),
];

/// A line of one colour.
#[derive(Clone, Debug)]
struct Stroke {
    colour: &'static str,
    points: Vec<(f64, f64)>,
}

/// The sheet; a finished drawing is told as a JPEG in base 64.
#[component]
pub(super) fn Drawing(on_done: Callback<String>) -> impl IntoView {
    let i18n = use_i18n();
    let canvas = NodeRef::<html::Canvas>::new();
    let colour = RwSignal::new(COLOURS[0]);
    let strokes = StoredValue::new(Vec::<Stroke>::new());
    let drawing = StoredValue::new(None::<i32>);
    let empty = RwSignal::new(true);
    let again = move || {
        if let Some(canvas) = canvas.get_untracked() {
            strokes.with_value(|all| paint(&canvas, all));
        }
        empty.set(strokes.with_value(Vec::is_empty));
    };
    Effect::new(move |_| {
        if canvas.get().is_some() {
            again();
        }
    });
    let down = move |event: PointerEvent| {
        if event.button() != 0 || !event.is_primary() {
            return;
        }
        let Some(canvas) = canvas.get_untracked() else {
            return;
        };
        let _ = canvas.set_pointer_capture(event.pointer_id());
        drawing.set_value(Some(event.pointer_id()));
        let (_, colour) = colour.get_untracked();
        let points = vec![place(&canvas, &event)];
        strokes.update_value(|all| all.push(Stroke { colour, points }));
        again();
    };
    let moved = move |event: PointerEvent| {
        if drawing.get_value() != Some(event.pointer_id()) {
            return;
        }
        let Some(canvas) = canvas.get_untracked() else {
            return;
        };
        let to = place(&canvas, &event);
        strokes.update_value(|all| {
            if let Some(stroke) = all.last_mut() {
                let from = stroke.points.last().copied().unwrap_or(to);
                stroke.points.push(to);
                if let Some(context) = context(&canvas) {
                    draw_line(&context, stroke.colour, &[from, to]);
                }
            }
        });
    };
    let up = move |_: PointerEvent| drawing.set_value(None);
    let undo = move |_| {
        strokes.update_value(|all| drop(all.pop()));
        again();
    };
    let done = move |_| {
        let picture = canvas
            .get_untracked()
            .and_then(|canvas| small_enough(&canvas, limits::evidence::DRAWING_QUALITY));
        if let Some(picture) = picture {
            on_done.run(picture);
        }
    };
    let colours = COLOURS
        .into_iter()
        .map(|(name, value)| {
            view! {
                <button
                    type="button"
                    class="draw-colour"
                    data-colour=name
                    aria-label=move || called(i18n, name)
                    aria-pressed=move || (colour.get().0 == name).to_string()
                    on:click=move |_| colour.set((name, value))
                ></button>
            }
        })
        .collect_view();
    view! {
        <div class="draw">
            <canvas
                class="draw-sheet"
                node_ref=canvas
                width="800"
                height="520"
                role="img"
                aria-label=move || t_string!(i18n, child.draw_it)
                on:pointerdown=down
                on:pointermove=moved
                on:touchmove=prevent_touch_scroll
                on:pointerup=up
                on:pointercancel=up
            ></canvas>
            <div class="draw-bar">
                <div
                    class="draw-colours"
                    role="group"
                    aria-label=move || t_string!(i18n, evidence.colours)
                >
                    {colours}
                </div>
                <button
                    type="button"
                    class="ui-round"
                    data-act="undo"
                    disabled=move || empty.get()
                    aria-label=move || t_string!(i18n, child.undo)
                    on:click=undo
                >
                    <Icon name="undo" />
                </button>
                <button
                    type="button"
                    class="ui-next"
                    data-act="keep-drawing"
                    disabled=move || empty.get()
                    aria-label=move || t_string!(i18n, child.next)
                    on:click=done
                >
                    <Icon name="check" />
                </button>
            </div>
        </div>
    }
}

/// What people call a colour.
fn called(i18n: I18nContext<Locale>, name: &str) -> &'static str {
    match name {
        "otter" => t_string!(i18n, evidence.otter),
        "fox" => t_string!(i18n, evidence.fox),
        "sun" => t_string!(i18n, evidence.sun),
        "leaf" => t_string!(i18n, evidence.leaf),
        "berry" => t_string!(i18n, evidence.berry),
        _ => t_string!(i18n, evidence.ink),
    }
}

/// Where on the sheet a finger is.
fn place(canvas: &HtmlCanvasElement, event: &PointerEvent) -> (f64, f64) {
    let on_screen = canvas.get_bounding_client_rect();
    let x = (f64::from(event.client_x()) - on_screen.left()) / on_screen.width().max(1.0);
    let y = (f64::from(event.client_y()) - on_screen.top()) / on_screen.height().max(1.0);
    (
        x * limits::evidence::DRAWING_WIDTH_PX,
        y * limits::evidence::DRAWING_HEIGHT_PX,
    )
}

fn paint(canvas: &HtmlCanvasElement, strokes: &[Stroke]) {
    let Some(context) = context(canvas) else {
        return;
    };
    context.set_fill_style_str("#ffffff");
    context.fill_rect(
        0.0,
        0.0,
        limits::evidence::DRAWING_WIDTH_PX,
        limits::evidence::DRAWING_HEIGHT_PX,
    );
    for stroke in strokes {
        draw_line(&context, stroke.colour, &stroke.points);
    }
}

fn draw_line(context: &CanvasRenderingContext2d, colour: &str, points: &[(f64, f64)]) {
    let Some((x, y)) = points.first() else {
        return;
    };
    context.set_stroke_style_str(colour);
    context.set_line_width(limits::evidence::BRUSH_PX);
    context.set_line_cap("round");
    context.set_line_join("round");
    context.begin_path();
    context.move_to(*x, *y);
    // A touch without a move leaves a dot.
    context.line_to(*x, *y);
    for (x, y) in &points[1..] {
        context.line_to(*x, *y);
    }
    context.stroke();
}
