//! The design system: parts that know no feature. Their look is `style/ui`.

mod area;
mod away;
mod banner;
mod buddy;
mod code_pad;
mod confirm;
mod corner;
mod dialog;
mod doing;
mod facet;
mod field;
mod fling;
mod held;
mod helped;
mod icon;
mod idle;
mod keep_read;
mod kept;
mod keys;
mod level;
mod live;
mod path;
mod print;
mod round;
mod text_area;
mod theme;
mod told;
mod tongue;
mod trouble;
pub mod voice;
mod when;

pub use area::area_words;
pub use away::{LeadHome, LeadToWall, school_answers, use_away};
pub use banner::Banner;
pub use buddy::{Buddy, Saying};
pub use code_pad::CodePad;
pub use confirm::Confirm;
pub use corner::Corner;
pub use dialog::Dialog;
pub use doing::{doing_icon, doing_words};
pub use facet::facet_words;
pub use field::Field;
pub use fling::no_fling;
pub use held::held;
pub use helped::{HelpedPick, HelpedTag};
pub use icon::Icon;
pub use idle::Idle;
pub use keep_read::keep_read;
pub use kept::KeptSign;
pub use keys::{Key, Keys, once_shown, step_focus};
pub use level::{LevelTag, level_icon, level_name, level_words};
pub use live::Live;
pub use path::Path;
pub use print::PrintButton;
pub use round::{Ear, Mute, Round};
pub use text_area::TextArea;
pub use theme::ThemeSwitch;
pub use told::{off_words, told};
pub use tongue::{LangSwitch, lang_of, locale_of, remembered_tongue};
pub use trouble::{Lost, Trouble};
pub use voice::{provide_voice, use_voice};
pub use when::{When, on_day, time_here};

#[cfg(feature = "ssr")]
pub use {area::area_in, theme::THEME_COOKIE, tongue::LANG_COOKIE, when::day_words};

/// Address of a picture by its name.
pub fn picture(name: &str) -> String {
    format!("/picture/{name}.svg")
}
