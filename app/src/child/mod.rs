//! The child's five programs, composed of their features: the way in, the home, the survey with the
//! poster, the goals, the making of one. Each is small, and each page is loaded from the school, or
//! where that can't be reached from the tablet.

mod asleep;
mod broken;
mod error_words;
mod evidence;
mod goals_app;
mod help;
mod home;
mod home_app;
mod leaving;
mod make_app;
mod plan;
mod profile;
mod signed_in;
mod signin;
mod survey;
mod survey_app;
mod tablet;
mod ui;
mod wall_app;

pub use goals_app::GoalsApp;
pub use home_app::HomeApp;
pub use make_app::MakeApp;
pub use survey_app::SurveyApp;
pub use wall_app::WallApp;

/// What a tablet keeps of the signed-in child, so that they can go on without the school.
const HELD: [&str; 6] = [
    survey::HELD[0],
    plan::HELD[0],
    survey::HELD[1],
    profile::HELD,
    plan::HELD[1],
    evidence::HELD,
];

/// The path of the page, on either side.
fn path() -> String {
    #[cfg(feature = "ssr")]
    return crate::request::path();
    #[cfg(not(feature = "ssr"))]
    leptos::prelude::location().pathname().unwrap_or_default()
}
