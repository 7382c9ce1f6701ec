//! A class: whose it is, who is in it, and whether its children may sign in now.

mod list;
mod setup;

pub(crate) use setup::is_surveyed;
pub use {
    list::{class_list, class_of_child},
    setup::{class_setup, school_setup},
};

use crate::{
    Db, Result, StoreError,
    audit::{self, NewEntry},
    column::to_millis,
    help,
    proof::{Device, Staff, Teacher},
    school, tile,
};
use chrono::{DateTime, Utc};
use domain::{access::Action, audit::AuditAct, school::ClassCard};

/// The classes an adult teaches, or may look into.
///
/// # Errors
/// Only those of the database: see [`StoreError`].
pub async fn my_classes(db: &Db, staff: &Staff) -> Result<Vec<ClassCard>> {
    Ok(school::me(db, staff).await?.classes)
}

/// Opens or closes the class; closing signs its children out.
///
/// # Errors
/// `NotFound` if the teacher may not do this.
pub async fn set_open(db: &Db, teacher: &Teacher, open: bool, now: DateTime<Utc>) -> Result<()> {
    teacher.must(if open {
        Action::OpenClass
    } else {
        Action::CloseClass
    })?;
    transaction!(db.write, teacher, |tx| {
        let class = teacher.class();
        let (children, classes) = help::find_waiting(tx, teacher.school(), class).await?;
        for class in classes {
            tx.lock_class(class).await?;
        }
        let touched = run!(
            tx,
            "UPDATE class SET open = $3 WHERE id = $1 AND school = $2 AND open <> $3",
            class,
            teacher.school(),
            open
        )?;
        if touched == 0 {
            return Ok(());
        }
        let seq = tile::reload_class(tx, class).await?;
        run!(
            tx,
            "UPDATE session SET ended_at = $2 WHERE class = $1 AND ended_at IS NULL",
            class,
            to_millis(now)
        )?;
        run!(
            tx,
            "UPDATE tile SET here = FALSE, seq = $2 WHERE class = $1 AND here",
            class,
            seq
        )?;
        help::close_wishes(tx, teacher.school(), &children, now).await?;
        let line = NewEntry {
            school: teacher.school(),
            who: Some(teacher.person().0),
            what: if open {
                AuditAct::ClassOpened
            } else {
                AuditAct::ClassClosed
            },
            about: Some(class.0),
            detail: "",
        };
        audit::append(tx, now, line).await
    })
}

/// Whether the tablet's class is open.
///
/// # Errors
/// `NotFound` if what is asked for is not there or not theirs.
pub async fn is_open(db: &Db, device: &Device) -> Result<bool> {
    let row: Option<(bool,)> = find!(
        db,
        "SELECT open FROM class WHERE id = $1 AND school = $2",
        device.class(),
        device.school()
    )?;
    row.map(|(open,)| open).ok_or(StoreError::NotFound)
}
