//! What a page is written from, where its writer has read it already. A page that was written from
//! this alone may be kept and shown again as long as the same is given.

use domain::{board::Board, ids::ClassId, school::Adult};
use leptos::prelude::use_context;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

/// Every cookie a page may read, but for the tokens.
pub const COOKIES: [&str; 3] = [
    crate::ui::LANG_COOKIE,
    crate::ui::THEME_COOKIE,
    crate::sync::LEFT_COOKIE,
];

/// The adult, and their class as both are now.
#[derive(Clone)]
pub struct Given {
    me: Adult,
    board: Board,
    more: Arc<AtomicBool>,
}

impl Given {
    pub fn new(me: Adult, board: Board) -> Self {
        let more = Arc::default();
        Self { me, board, more }
    }

    /// Whether the page asked the process for something else too.
    pub fn is_not_all(&self) -> bool {
        self.more.load(Relaxed)
    }
}

/// To be called by whatever lets a page at more than it was given.
pub(crate) fn asks_for_more() {
    if let Some(given) = use_context::<Given>() {
        given.more.store(true, Relaxed);
    }
}

/// The adult, if given.
pub fn me() -> Option<Adult> {
    use_context::<Given>().map(|it| it.me)
}

/// This class, if given.
pub fn board(class: ClassId) -> Option<Board> {
    use_context::<Given>()
        .map(|it| it.board)
        .filter(|it| it.class == class)
}
