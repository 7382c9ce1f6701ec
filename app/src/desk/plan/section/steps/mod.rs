//! What the goals of a plan are made of, each in a section of its own: steps, what is done on which
//! days, weekly goals, and how each goal goes.

mod daily_table;
mod done;
mod goal_name;
mod pace_list;
mod steps_by_goal;
mod weekly_table;

pub(crate) use daily_table::DailyTable;
pub(crate) use pace_list::PaceList;
pub(crate) use steps_by_goal::StepsByGoal;
pub(crate) use weekly_table::WeeklyTable;
