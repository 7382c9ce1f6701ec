//! What shows how a goal goes.

/// Most pieces of a goal.
pub const MOST_PIECES: i64 = 24;
/// Most bytes of a picture; the tablet makes it smaller before it keeps it.
pub const MOST_PICTURE_BYTES: usize = 200 * 1024;
/// Longest sentence of an adult, in characters.
pub const SENTENCE_CHARS: usize = 300;
/// How a photo is made small enough: the longer side in pixels and the quality of the JPEG, the
/// next where the one before is still larger than [`MOST_PICTURE_BYTES`].
pub const PHOTO_TRIES: [(f64, f64); 4] =
    [(1_200.0, 0.82), (1_000.0, 0.7), (800.0, 0.6), (600.0, 0.5)];
/// Width of a drawing, in pixels.
pub const DRAWING_WIDTH_PX: f64 = 800.0;
/// Height of a drawing, in pixels.
pub const DRAWING_HEIGHT_PX: f64 = 520.0;
/// Width of the brush, in pixels of the drawing.
pub const BRUSH_PX: f64 = 12.0;
/// Quality of a drawing's JPEG, from 0 to 1.
pub const DRAWING_QUALITY: f64 = 0.85;
