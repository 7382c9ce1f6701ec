//! Who is in a class, by the names that tell its children apart.

use crate::{Result, StoreError, Tx, proof::Child};
use domain::{
    ids::{ClassId, PersonId, SchoolId},
    name::tile_names,
    school::ChildName,
    signin::Me,
};

/// The children of a class in the order of their names, told apart as on the tile wall.
pub(crate) async fn children_of_class(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
) -> Result<Vec<ChildName>> {
    let mut rows: Vec<(PersonId, String, String, String)> = list!(
        tx,
        "SELECT p.id, p.given, p.family, p.picture FROM enrollment e JOIN person p ON p.id = e.person
         WHERE e.class = $1 AND e.school = $2 AND e.role = 'child' AND p.role = 'child' AND p.active",
        class,
        school
    )?;
    rows.sort_by_cached_key(|(id, given, family, _)| {
        (given.to_lowercase(), family.to_lowercase(), *id)
    });
    let people: Vec<(&str, &str)> = rows
        .iter()
        .map(|(_, given, family, _)| (given.as_str(), family.as_str()))
        .collect();
    let names = tile_names(&people);
    Ok(rows
        .into_iter()
        .zip(names)
        .map(|((id, _, _, picture), name)| ChildName {
            child: id,
            name,
            picture,
        })
        .collect())
}

/// One child of a class, as on the tile wall.
pub(crate) async fn child_name(
    tx: &mut Tx,
    school: SchoolId,
    class: ClassId,
    child: PersonId,
) -> Result<ChildName> {
    let room = children_of_class(tx, school, class).await?;
    room.into_iter()
        .find(|it| it.child == child)
        .ok_or(StoreError::NotFound)
}

/// The signed-in child, as they see themselves.
pub(crate) async fn me(tx: &mut Tx, child: Child) -> Result<Me> {
    let name = child_name(tx, child.school(), child.class(), child.id()).await?;
    Ok(Me {
        child: child.id(),
        session: child.session(),
        device: child.device(),
        name: name.name,
        picture: name.picture,
        grade: child.grade(),
        lang: child.lang(),
    })
}
