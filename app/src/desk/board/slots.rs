//! What other features put onto the board of those who act; the desk says which.

use crate::desk::ui::Live;
use domain::school::ChildName;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Slots {
    /// In the title row, given the class's children and whether this is the page's first act.
    pub bar: Callback<(Signal<Vec<ChildName>>, Signal<bool>), AnyView>,
    /// Beside the tiles.
    pub beside: Callback<Live, AnyView>,
}
