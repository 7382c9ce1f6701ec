//! What a value of the domain is called, as adults and children read it.

mod area;
mod date_time;
mod facet;
mod goal_error;
mod level;
mod secret_picture;

pub use area::area_words;
pub use date_time::{When, on_day, time_here};
pub use facet::facet_words;
pub use goal_error::{book_error_words, goal_error_words};
pub use level::{LevelTag, level_icon, level_name, level_words};
pub use secret_picture::secret_picture_name;

#[cfg(feature = "ssr")]
pub use {area::area_in, date_time::day_words};
