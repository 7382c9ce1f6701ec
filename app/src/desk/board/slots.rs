//! What other features put onto the board of those who act; the desk says which.

use crate::desk::ui::Live;
use domain::school::ChildName;
use leptos::prelude::*;

#[derive(Clone, Copy)]
pub struct Slots {
    /// In the bar, given the class's children.
    pub bar: Callback<Signal<Vec<ChildName>>, AnyView>,
    /// Beside the tiles.
    pub beside: Callback<Live, AnyView>,
    /// On the tile of a child.
    pub tile: Callback<ChildName, AnyView>,
}
