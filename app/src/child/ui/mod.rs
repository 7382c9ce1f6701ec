//! Parts of children's pages that know no feature.

mod away;
mod code_pad;
mod corner;
mod idle;
mod lead;

mod path;
mod prevent_touch_scroll;
mod saved_sign;
mod ssr_resource;

pub use away::{school_answers, use_away};
pub use code_pad::CodePad;
pub use corner::Corner;
pub use idle::Idle;
pub use lead::Lead;
pub use path::Path;
pub use prevent_touch_scroll::prevent_touch_scroll;
pub use saved_sign::SavedSign;
pub use ssr_resource::ssr_resource;
