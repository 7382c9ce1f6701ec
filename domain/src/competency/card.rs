//! The id of the survey card that stands for a competency.

use crate::ids::CompetencyId;

const PREFIX: &str = "competency-";

/// The id of a competency's card.
pub fn card_id(id: CompetencyId) -> String {
    format!("{PREFIX}{id}")
}

/// The competency that a card stands for; `None` if it is one of a survey's own.
pub fn competency_of_card(card: &str) -> Option<CompetencyId> {
    card.strip_prefix(PREFIX)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_card_leads_back_to_its_competency_and_a_surveys_own_to_none() {
        let id = CompetencyId(Uuid::from_u128(7));
        assert_eq!(competency_of_card(&card_id(id)), Some(id));
        assert_eq!(competency_of_card("m-2"), None);
        assert_eq!(competency_of_card("competency-"), None);
    }
}
