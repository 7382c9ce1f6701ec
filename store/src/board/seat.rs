//! Where the children of a class sit.

use crate::{
    Db, Result, StoreError, Tx, column::to_int, enrollment::children_of_class, proof::Teacher, tile,
};
use domain::{
    access::Action,
    board::seat::{Place, Seat, check},
    ids::PersonId,
    school::ChildName,
};

/// The seats of these children.
pub(crate) async fn list(
    tx: &mut Tx,
    teacher: &Teacher,
    children: &[ChildName],
) -> Result<Vec<Seat>> {
    let rows: Vec<(PersonId, i64, i64)> = list!(
        tx,
        "SELECT child, row_at, column_at FROM seat WHERE class = $1 AND school = $2
         ORDER BY row_at, column_at",
        teacher.class(),
        teacher.school()
    )?;
    let seats = rows.into_iter().map(|(child, row, column)| {
        let (row, column) = (to_int(row)?, to_int(column)?);
        Ok(Seat {
            child,
            place: Place { row, column },
        })
    });
    let mut seats = seats.collect::<Result<Vec<_>>>()?;
    seats.retain(|it| children.iter().any(|child| child.child == it.child));
    Ok(seats)
}

/// Keeps where the children of the class sit; boards show it at once.
///
/// # Errors
/// `NotFound` if the teacher may not do this or there is no such thing in the school; `Invalid` if
/// what was sent breaks a rule.
pub async fn set_seats(db: &Db, teacher: &Teacher, seats: Vec<Seat>) -> Result<()> {
    teacher.must(Action::SetSeats)?;
    check(&seats)?;
    transaction!(db.write, teacher, |tx| {
        let (school, class) = (teacher.school(), teacher.class());
        tx.lock_class(class).await?;
        let children = children_of_class(tx, school, class).await?;
        let is_here = |it: &Seat| children.iter().any(|child| child.child == it.child);
        if !seats.iter().all(is_here) {
            return Err(StoreError::NotFound);
        }
        run!(
            tx,
            "DELETE FROM seat WHERE class = $1 AND school = $2",
            class,
            school
        )?;
        for seat in seats {
            run!(
                tx,
                "INSERT INTO seat (class, child, school, row_at, column_at) VALUES ($1, $2, $3, $4, $5)",
                class,
                seat.child,
                school,
                i64::from(seat.place.row),
                i64::from(seat.place.column)
            )?;
        }
        tile::reload_class(tx, class).await.map(drop)
    })
}
