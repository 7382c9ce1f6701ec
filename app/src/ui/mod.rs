//! Parts that more than one audience uses; they know no feature. Their look is `style/ui`.

mod banner;
pub mod browser;
mod buddy;
mod button;
mod chip;
mod confirm;
mod dialog;
pub mod drag;
mod error_message;
mod form;
mod icon;
mod language;
mod loaded;
mod lost;
mod page;
mod saying;
mod segmented;
mod table;
mod trouble;
pub mod voice;
mod words;

pub use banner::Banner;
pub use browser::photo;
pub use buddy::Buddy;
pub use button::{Button, ButtonKind, ButtonLink, IconButton, MuteButton, SpeakButton};
pub use chip::Chip;
pub use confirm::Confirm;
pub use dialog::Dialog;
pub use error_message::{error_message, provide_error_words};
pub use form::{Field, Select, TextArea};
pub use icon::Icon;
pub use language::{LangSwitch, lang_of, locale_of, remembered_language};
pub use loaded::Loaded;
pub use lost::Lost;
pub use page::{PrintButton, ThemeSwitch};
pub use saying::Saying;
pub use segmented::{SegmentButton, SegmentLink, Segmented};
pub use table::{Column, Table, TableFrame};
pub use trouble::Trouble;
pub use voice::{provide_voice, use_voice};
pub use words::{
    LevelTag, When, area_words, book_error_words, facet_words, goal_error_words, level_icon,
    level_name, level_words, on_day, secret_picture_name, time_here,
};

#[cfg(feature = "ssr")]
pub use words::{area_in, day_words};

/// Address of a picture by its name.
pub fn picture(name: &str) -> String {
    format!("/picture/{name}.svg")
}

/// Writes parts as the server does, for their tests; `--features ssr`, or any run of the workspace, has them.
#[cfg(all(test, feature = "ssr"))]
mod testing {
    use leptos::prelude::*;

    /// A view as HTML; signals in it belong to an owner that ends with the test.
    pub fn html<V: IntoView + 'static>(view: impl FnOnce() -> V) -> String {
        Owner::new().with(|| view().into_view().to_html())
    }
}
