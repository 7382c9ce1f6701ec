//! The address of the wall.

use domain::ids::ClassId;

/// The wall of a class, with the children's names or with pictures alone.
pub(in crate::desk::board) fn address(class: ClassId, names: bool) -> String {
    let names = if names { "?names=yes" } else { "" };
    format!("/desk/class/{class}/projector{names}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_on_the_wall_only_if_the_address_says_so() {
        let class = ClassId(uuid::Uuid::nil());
        let plain = address(class, false);
        assert!(plain.ends_with("/projector"));
        assert_eq!(address(class, true), format!("{plain}?names=yes"));
    }
}
