//! Where the children of a class sit.

use crate::{Db, Result, StoreError, Tx, class::room, proof::Teacher, stored::small, tile};
use domain::{
    access::Action,
    ids::PersonId,
    school::ChildName,
    seat::{Place, Seat, check},
};
use uuid::Uuid;

/// The seats of these children.
pub(crate) async fn list(
    tx: &mut Tx,
    teacher: &Teacher,
    children: &[ChildName],
) -> Result<Vec<Seat>> {
    let rows: Vec<(Uuid, i64, i64)> = list!(
        tx,
        "SELECT child, row_at, column_at FROM seat WHERE class = $1 AND school = $2
         ORDER BY row_at, column_at",
        teacher.class().0,
        teacher.school().0
    )?;
    let seats = rows.into_iter().map(|(child, row, column)| {
        let (row, column) = (small(row)?, small(column)?);
        Ok(Seat {
            child: PersonId(child),
            place: Place { row, column },
        })
    });
    let mut seats = seats.collect::<Result<Vec<_>>>()?;
    seats.retain(|it| children.iter().any(|child| child.child == it.child));
    Ok(seats)
}

/// Keeps where the children of the class sit; boards show it at once.
pub async fn set_seats(db: &Db, teacher: &Teacher, seats: Vec<Seat>) -> Result<()> {
    teacher.must(Action::SetSeats)?;
    check(&seats)?;
    let teacher = *teacher;
    db.write(move |tx| Box::pin(set_in(tx, teacher, seats)))
        .await
}

async fn set_in(tx: &mut Tx, teacher: Teacher, seats: Vec<Seat>) -> Result<()> {
    let (school, class) = (teacher.school(), teacher.class());
    tx.hold_class(class).await?;
    let children = room(tx, school, class).await?;
    let is_here = |it: &Seat| children.iter().any(|child| child.child == it.child);
    if !seats.iter().all(is_here) {
        return Err(StoreError::NotFound);
    }
    run!(
        tx,
        "DELETE FROM seat WHERE class = $1 AND school = $2",
        class.0,
        school.0
    )?;
    for seat in seats {
        run!(
            tx,
            "INSERT INTO seat (class, child, school, row_at, column_at) VALUES ($1, $2, $3, $4, $5)",
            class.0,
            seat.child.0,
            school.0,
            i64::from(seat.place.row),
            i64::from(seat.place.column)
        )?;
    }
    tile::reload(tx, class).await.map(drop)
}
