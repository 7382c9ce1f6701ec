//! Dragging by a finger or a mouse, the same wherever something is dragged. All in CSS pixels.

/// How far a finger slides before it drags; nearer it is a tap, since small fingers slide.
pub const FINGER_BEGINS_AFTER_PX: f64 = 25.0;
/// The same for a mouse or a pen, which are held still.
pub const MOUSE_BEGINS_AFTER_PX: f64 = 9.0;
/// How near a place a card of the survey may be let go: one centimetre.
pub const CARD_SNAPS_WITHIN_PX: f64 = 38.0;
/// How near the line a picture that signs may be let go.
pub const SIGNATURE_SNAPS_WITHIN_PX: f64 = 60.0;
