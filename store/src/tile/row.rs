//! A tile as it is stored, and as a board shows it.

use crate::{
    Result, Tx,
    column::{from_json, to_date, to_int},
};
use chrono::NaiveDate;
use domain::{
    board::{Tile, doing},
    help::OpenWish,
    ids::{ClassId, PersonId},
    plan::{DayGoal, DayProgress},
    survey::Progress,
};

#[derive(sqlx::FromRow)]
pub(crate) struct TileRow {
    pub(crate) child: PersonId,
    pub(crate) seq: i64,
    pub(crate) here: bool,
    pub(crate) locked: bool,
    pub(crate) rushed: bool,
    pub(crate) done: Option<i64>,
    pub(crate) total: Option<i64>,
    pub(crate) ticked_on: Option<String>,
    pub(crate) ticked_done: Option<i64>,
    pub(crate) ticked_of: Option<i64>,
    pub(crate) ticked_goals: Option<String>,
    pub(crate) help: Option<String>,
    pub(crate) proposals: i64,
}

fn goals(text: &str) -> Result<Vec<DayGoal>> {
    from_json(text, "the goals of a day")
}

fn help(text: &str) -> Result<OpenWish> {
    from_json(text, "help")
}

impl TileRow {
    pub(crate) fn none(child: PersonId) -> Self {
        Self {
            child,
            seq: 0,
            here: false,
            locked: false,
            rushed: false,
            done: None,
            total: None,
            ticked_on: None,
            ticked_done: None,
            ticked_of: None,
            ticked_goals: None,
            help: None,
            proposals: 0,
        }
    }

    /// Whether it has the goals of this day.
    pub(crate) fn has_goals_of(&self, today: NaiveDate) -> bool {
        self.ticked_goals.is_some() && self.ticked_on.as_deref() == Some(&*today.to_string())
    }

    pub(crate) fn tile(self) -> Result<Tile> {
        let progress = match (self.done, self.total) {
            (Some(done), Some(of)) => Some(Progress {
                done: to_int(done)?,
                of: to_int(of)?,
            }),
            _ => None,
        };
        let ticked = match (self.ticked_on, self.ticked_done, self.ticked_of) {
            (Some(on), Some(done), Some(of)) => Some(DayProgress {
                on: to_date(&on)?,
                done: to_int(done)?,
                of: to_int(of)?,
                goals: match self.ticked_goals.as_deref() {
                    Some(text) => goals(text)?,
                    None => Vec::new(),
                },
            }),
            _ => None,
        };
        Ok(Tile {
            child: self.child,
            doing: doing(progress, self.here),
            here: self.here,
            locked: self.locked,
            rushed: self.rushed,
            ticked,
            help: self.help.as_deref().map(help).transpose()?,
            proposals: to_int(self.proposals)?,
            seq: self.seq,
        })
    }
}

/// One child's tile.
pub(crate) async fn find(tx: &mut Tx, class: ClassId, child: PersonId) -> Result<Tile> {
    let row: Option<TileRow> = find!(
        tx,
        "SELECT child, seq, here, locked, rushed, done, total,
             ticked_on, ticked_done, ticked_of, ticked_goals, help, proposals FROM tile
         WHERE class = $1 AND child = $2",
        class,
        child
    )?;
    row.unwrap_or_else(|| TileRow::none(child)).tile()
}
