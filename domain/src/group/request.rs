//! A group that an address asks for: for which competency, and of which children.

use super::Groups;
use crate::{
    address::with_query,
    ids::{CompetencyId, PersonId},
    school::ChildName,
};

/// The group that is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRequest {
    /// The competency's code.
    pub competency: String,
    /// Those and no others are chosen; none: whoever shares the need may be suggested.
    pub children: Vec<PersonId>,
}

impl GroupRequest {
    /// The page with what is asked for in its address.
    pub fn address(&self, page: &str) -> String {
        let children: Vec<String> = self.children.iter().map(PersonId::to_string).collect();
        let children = children.join(" ");
        with_query(
            page,
            [("competency", &*self.competency), ("children", &*children)],
        )
    }

    /// What an address asks for, from its two values; what is no child's id is left out.
    pub fn parse(competency: Option<&str>, children: Option<&str>) -> Option<Self> {
        let children = children.unwrap_or_default().split(' ');
        Some(Self {
            competency: competency?.to_owned(),
            children: children.filter_map(|it| it.parse().ok()).collect(),
        })
    }
}

impl Groups {
    /// What a request asks for, as far as it is there: the competency, and those of the children who
    /// are in the class. None without any of them.
    pub fn find_asked(
        &self,
        request: &GroupRequest,
    ) -> Option<(Option<CompetencyId>, Vec<PersonId>)> {
        let aim = self
            .competencies
            .iter()
            .find(|it| it.code == request.competency);
        let children = self.named(&request.children);
        let children: Vec<_> = children.into_iter().map(|it| it.child).collect();
        (!children.is_empty()).then(|| (aim.map(|it| it.id), children))
    }

    /// The code of a competency.
    pub fn code_of(&self, id: CompetencyId) -> Option<String> {
        let found = self.competencies.iter().find(|it| it.id == id)?;
        Some(found.code.clone())
    }

    /// Those of the children who are in the class.
    pub fn named(&self, children: &[PersonId]) -> Vec<ChildName> {
        let find = |id: &PersonId| self.children.iter().find(|it| it.child == *id).cloned();
        children.iter().filter_map(find).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use percent_encoding::percent_decode_str;
    use proptest::{collection::vec, prelude::*};
    use uuid::Uuid;

    /// A value of a query, as a browser reads it.
    fn value(address: &str, name: &str) -> Option<String> {
        let (_, query) = address.split_once('?')?;
        let mut pairs = query.split('&').filter_map(|it| it.split_once('='));
        let (_, text) = pairs.find(|(key, _)| *key == name)?;
        let text = percent_decode_str(text).decode_utf8().ok()?;
        Some(text.into_owned())
    }

    #[test]
    fn an_address_without_children_asks_for_a_competency_alone() {
        let asked = GroupRequest::parse(Some("M.2"), None).unwrap();
        assert_eq!((&*asked.competency, asked.children.len()), ("M.2", 0));
        assert_eq!(asked.address("/groups"), "/groups?competency=M.2");
        assert_eq!(GroupRequest::parse(None, Some("x")), None);
    }

    #[test]
    fn of_a_class_of_eleven_only_those_asked_for_are_chosen_and_who_left_is_not() {
        let child = |n: u128| PersonId(Uuid::from_u128(n));
        let children = (1..=11).map(|n| ChildName {
            child: child(n),
            name: format!("Child {n}"),
            picture: "fox".to_owned(),
        });
        let groups = Groups {
            title: "Room 3".to_owned(),
            today: "2026-10-19".parse().unwrap(),
            term_ends: None,
            children: children.collect(),
            competencies: Vec::new(),
            suggestions: Vec::new(),
            groups: Vec::new(),
            notices: Vec::new(),
        };
        let asked = |ids: &[u128]| GroupRequest {
            competency: "M.2".to_owned(),
            children: ids.iter().copied().map(child).collect(),
        };
        let six = [2, 3, 5, 7, 11, 1].map(child).to_vec();
        let found = groups.find_asked(&asked(&[2, 3, 5, 7, 11, 1, 99]));
        assert_eq!(found, Some((None, six)));
        assert_eq!(groups.find_asked(&asked(&[99])), None);
        assert_eq!(groups.find_asked(&asked(&[])), None);
    }

    proptest! {
        #[test]
        fn the_very_children_of_a_request_come_out_of_its_address(
            competency in "\\PC{1,12}", ids in vec(any::<u128>(), 0..30),
        ) {
            let asked = GroupRequest {
                competency,
                children: ids.into_iter().map(|it| PersonId(Uuid::from_u128(it))).collect(),
            };
            let address = asked.address("/desk/class/1/groups");
            let read = GroupRequest::parse(
                value(&address, "competency").as_deref(),
                value(&address, "children").as_deref(),
            );
            prop_assert_eq!(read, Some(asked));
        }
    }
}
