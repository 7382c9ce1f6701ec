//! What the class page is rendered from where its handler has read it already. A page that read
//! nothing else may be cached and sent again as long as the same is preloaded.

use domain::{board::Board, ids::ClassId, school::Adult};
use leptos::prelude::use_context;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering::Relaxed},
};

/// Every cookie a page may read, but for the tokens.
pub const COOKIES: [&str; 3] = [super::LANG_COOKIE, super::THEME_COOKIE, super::LEFT_COOKIE];

/// The adult and their class, as both are now.
#[derive(Clone)]
pub struct PreloadedPage {
    me: Adult,
    board: Board,
    uncacheable: Arc<AtomicBool>,
}

impl PreloadedPage {
    pub fn new(me: Adult, board: Board) -> Self {
        let uncacheable = Arc::default();
        Self {
            me,
            board,
            uncacheable,
        }
    }

    /// Whether the page asked the process for something else too, so that it must not be cached.
    pub fn is_uncacheable(&self) -> bool {
        self.uncacheable.load(Relaxed)
    }
}

/// To be called by whatever gives a page more than was preloaded.
pub(crate) fn mark_uncacheable() {
    if let Some(page) = use_context::<PreloadedPage>() {
        page.uncacheable.store(true, Relaxed);
    }
}

/// The adult, if preloaded.
pub fn me() -> Option<Adult> {
    use_context::<PreloadedPage>().map(|it| it.me)
}

/// This class, if preloaded.
pub fn board(class: ClassId) -> Option<Board> {
    use_context::<PreloadedPage>()
        .map(|it| it.board)
        .filter(|it| it.class == class)
}
