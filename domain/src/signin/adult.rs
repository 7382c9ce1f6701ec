//! The adults of a school, as its office lists and adds them.

use crate::{feature_error::feature_error, ids::PersonId, limits, school::Role, text::has_hidden};
use serde::{Deserialize, Serialize};

feature_error! {
    /// Why somebody can't be an adult who signs in, or can't be changed so.
    pub enum AdultError {
        IsAChild,
        /// Without a given name or a family name, or with a very long one.
        NameLength,
        /// Empty, or with spaces.
        UsernameIsNoWord,
        UsernameIsTaken,
        /// A name with a character that nobody sees.
        HiddenCharacter,
        /// Nobody takes their own way in away.
        IsYourself,
        /// No username and no e-mail to sign in with.
        HasNoSignInName,
    }
}

/// An adult to be added by hand, where no roster names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypedAdult {
    pub given: String,
    pub family: String,
    pub username: String,
    pub role: Role,
}

impl TypedAdult {
    /// As it is stored: names without spaces around them, the user name in small letters.
    ///
    /// # Errors
    /// What breaks a rule.
    pub fn checked(&self) -> Result<Self, AdultError> {
        if matches!(self.role, Role::Child | Role::Guardian) {
            return Err(AdultError::IsAChild);
        }
        let [given, family] = [&self.given, &self.family].map(|it| it.trim().to_owned());
        let username = self.username.trim().to_lowercase();
        if [&given, &family, &username]
            .into_iter()
            .any(|it| has_hidden(it))
        {
            return Err(AdultError::HiddenCharacter);
        }
        let fits =
            |it: &String| (1..=limits::account::NAME_MOST_CHARS).contains(&it.chars().count());
        if !fits(&given) || !fits(&family) {
            return Err(AdultError::NameLength);
        }
        if !fits(&username) || username.contains(char::is_whitespace) {
            return Err(AdultError::UsernameIsNoWord);
        }
        Ok(Self {
            given,
            family,
            username,
            role: self.role,
        })
    }
}

/// An adult of the school, as its office sees them.
///
/// # Examples
///
/// ```
/// # use domain::signin::SchoolAdult;
/// # use serde_json::json;
/// let json = json!({
///     "person": "0199a2f0-0000-7000-8000-000000000001", "name": "Rosa Vega",
///     "sign_in_name": "vega", "role": "teacher", "state": "active", "is_me": false
/// });
/// let adult: SchoolAdult = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&adult)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolAdult {
    pub person: PersonId,
    /// Given name and family name.
    pub name: String,
    /// User name, or the e-mail of who has none.
    pub sign_in_name: Option<String>,
    pub role: Role,
    pub state: AccountState,
    /// The one who looks.
    pub is_me: bool,
}

/// Whether an adult can sign in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AccountState {
    /// The office has taken the way in away.
    Disabled,
    /// They have chosen a password.
    Active,
    /// A link waits to be answered.
    Invited,
    /// Neither a password nor a link.
    NotInvited,
}

impl AccountState {
    /// From what is stored.
    pub const fn of(disabled: bool, has_password: bool, invited: bool) -> Self {
        match (disabled, has_password, invited) {
            (true, ..) => Self::Disabled,
            (false, true, _) => Self::Active,
            (false, false, true) => Self::Invited,
            (false, false, false) => Self::NotInvited,
        }
    }

    /// For tests and styles.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Disabled => "disabled",
            Self::Active => "active",
            Self::Invited => "invited",
            Self::NotInvited => "not-invited",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(given: &str, family: &str, username: &str, role: Role) -> TypedAdult {
        TypedAdult {
            given: given.to_owned(),
            family: family.to_owned(),
            username: username.to_owned(),
            role,
        }
    }

    #[test]
    fn names_are_kept_without_spaces_around_them_and_the_user_name_in_small_letters() {
        let kept = typed(" Rosa ", "Vega", " RVega ", Role::Teacher).checked();
        assert_eq!(kept, Ok(typed("Rosa", "Vega", "rvega", Role::Teacher)));
    }

    #[test]
    fn what_breaks_a_rule_is_said() {
        let refused = |given: &str, family: &str, username: &str, role| {
            typed(given, family, username, role).checked().unwrap_err()
        };
        let long = "a".repeat(limits::account::NAME_MOST_CHARS + 1);
        assert_eq!(
            refused(" ", "Vega", "vega", Role::Teacher),
            AdultError::NameLength
        );
        assert_eq!(
            refused("Rosa", &long, "vega", Role::Office),
            AdultError::NameLength
        );
        assert_eq!(
            refused("Rosa", "Vega", "", Role::Leader),
            AdultError::UsernameIsNoWord
        );
        assert_eq!(
            refused("Rosa", "Vega", "r vega", Role::Teacher),
            AdultError::UsernameIsNoWord
        );
        assert_eq!(
            refused("Ro\u{202e}sa", "Vega", "vega", Role::Teacher),
            AdultError::HiddenCharacter
        );
        assert_eq!(
            refused("Rosa", "Vega", "vega", Role::Child),
            AdultError::IsAChild
        );
        assert_eq!(
            refused("Rosa", "Vega", "vega", Role::Guardian),
            AdultError::IsAChild
        );
    }

    #[test]
    fn who_is_disabled_stays_so_whatever_else_there_is() {
        assert_eq!(AccountState::of(true, true, true), AccountState::Disabled);
        assert_eq!(AccountState::of(false, true, true), AccountState::Active);
        assert_eq!(AccountState::of(false, false, true), AccountState::Invited);
        assert_eq!(
            AccountState::of(false, false, false),
            AccountState::NotInvited
        );
    }
}
