//! What the parts of the school year's page share.

use domain::plan::template::SchoolCalendar;
use leptos::prelude::*;

/// The year as the page shows it; renewed after each act.
pub(super) type YearNow = Memo<Option<SchoolCalendar>>;
