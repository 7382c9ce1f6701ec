//! The school as its adults meet it: who they are, and which classes they may look at.

use crate::{Db, Result, StoreError, class::my_classes, proof::Staff};
use domain::school::Adult;

/// A signed-in adult, as the pages greet them.
pub async fn me(db: &Db, staff: &Staff) -> Result<Adult> {
    let row: Option<(String, String, String)> = find!(
        db,
        "SELECT p.given, p.family, s.title FROM person p JOIN school s ON s.id = p.school
         WHERE p.id = $1 AND p.school = $2",
        staff.person().0,
        staff.school().0
    )?;
    let (given, family, school) = row.ok_or(StoreError::NotFound)?;
    Ok(Adult {
        name: format!("{given} {family}").trim().to_owned(),
        school,
        role: staff.role(),
        classes: my_classes(db, staff).await?,
    })
}
