//! What several children of a class are not yet able to do.

use super::load::{all, marks};
use crate::{Result, Tx, proof::Teacher};
use domain::{
    competency::Level,
    ids::{CompetencyId, PersonId},
    next::{ChildrenNotYet, CompetencyLink},
};
use std::collections::{BTreeSet, HashMap};

/// By competency, of those the school still has.
pub(crate) async fn not_yet(tx: &mut Tx, teacher: &Teacher) -> Result<Vec<ChildrenNotYet>> {
    let mut children: HashMap<CompetencyId, BTreeSet<PersonId>> = HashMap::new();
    for ((child, competency), mark) in marks(tx, teacher).await? {
        if mark.level == Level::NotYet {
            children.entry(competency).or_default().insert(child);
        }
    }
    let known = all(tx, teacher.school(), false).await?.into_iter();
    let shared = known.filter_map(|it| {
        let children = children.remove(&it.id).filter(|it| it.len() > 1)?;
        let competence = CompetencyLink {
            competency: it.id,
            code: it.code,
            statement: it.statement,
        };
        Some(ChildrenNotYet {
            competence,
            children,
        })
    });
    Ok(shared.collect())
}
