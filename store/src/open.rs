//! Opens the database, and tells its engine what the product's tables need of it.

use crate::{Db, Result, db::Hooks, tile};
use chrono::{DateTime, Utc};

const HOOKS: Hooks = Hooks {
    before_commit: |tx, tiles| Box::pin(tile::renumber(tx, tiles)),
    all_classes: tile::ALL_CLASSES,
    open_classes: tile::OPEN_CLASSES,
};

impl Db {
    /// Opens "sqlite:PATH" or "postgres://…", brings its tables up to date, and checks what is there.
    /// It makes no new database: an empty school in the place of one that was removed would look as
    /// if all were well.
    ///
    /// # Errors
    /// `NoDatabase` if there is none, `Setup` if what is there is none of Fledge's or damaged.
    pub async fn open(url: &str, now: DateTime<Utc>) -> Result<Self> {
        Self::open_with(url, HOOKS, now).await
    }

    /// Makes a new, empty database at "sqlite:PATH", or in the empty one at "postgres://…".
    ///
    /// # Errors
    /// `DatabaseExists` if there is one.
    pub async fn create(url: &str, now: DateTime<Utc>) -> Result<Self> {
        Self::create_with(url, HOOKS, now).await
    }
}
