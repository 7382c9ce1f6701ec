//! The first steps of a class and of a school: what is there, out of the data alone.

use serde::{Deserialize, Serialize};

/// What a class needs before its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassStep {
    /// Children are in it.
    Children,
    /// A tablet is enrolled.
    Tablets,
    /// A child has signed in with three pictures.
    Pictures,
    /// A survey was started.
    Survey,
    /// A child has a goal.
    Goals,
}

/// Which first steps of a class are done.
///
/// # Examples
///
/// ```
/// # use domain::school::setup::ClassSetup;
/// # use serde_json::json;
/// let json = json!({
///     "children": true, "tablets": true, "pictures": false, "survey": false, "goals": false
/// });
/// let setup: ClassSetup = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(setup)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is a step of its own")]
pub struct ClassSetup {
    pub children: bool,
    pub tablets: bool,
    pub pictures: bool,
    pub survey: bool,
    pub goals: bool,
}

impl ClassSetup {
    /// All steps in their order, and whether each is done.
    pub const fn steps(self) -> [(ClassStep, bool); 5] {
        [
            (ClassStep::Children, self.children),
            (ClassStep::Tablets, self.tablets),
            (ClassStep::Pictures, self.pictures),
            (ClassStep::Survey, self.survey),
            (ClassStep::Goals, self.goals),
        ]
    }

    /// Whether nothing is left to do. A class whose children have goals after a survey is under way,
    /// whatever has become of its tablets.
    pub fn is_done(self) -> bool {
        self.survey && self.goals
    }
}

/// What a school needs before its first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SchoolStep {
    /// A term that is not over.
    Year,
    /// A class with children.
    Roster,
    /// An adult of a class who can sign in.
    Adults,
}

/// Which first steps of a school are done.
///
/// # Examples
///
/// ```
/// # use domain::school::setup::SchoolSetup;
/// # use serde_json::json;
/// let json = json!({ "year": true, "roster": true, "adults": false });
/// let setup: SchoolSetup = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(setup)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SchoolSetup {
    pub year: bool,
    pub roster: bool,
    pub adults: bool,
}

impl SchoolSetup {
    /// All steps in their order, and whether each is done.
    pub const fn steps(self) -> [(SchoolStep, bool); 3] {
        [
            (SchoolStep::Year, self.year),
            (SchoolStep::Roster, self.roster),
            (SchoolStep::Adults, self.adults),
        ]
    }

    /// Whether nothing is left to do.
    pub fn is_done(self) -> bool {
        self.steps().iter().all(|(_, done)| *done)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_under_way_once_its_children_have_goals_after_a_survey() {
        let new = ClassSetup {
            children: true,
            tablets: true,
            pictures: true,
            ..ClassSetup::default()
        };
        let surveyed = ClassSetup {
            survey: true,
            ..new
        };
        let under_way = ClassSetup {
            goals: true,
            tablets: false,
            ..surveyed
        };
        assert!(!new.is_done() && !surveyed.is_done() && under_way.is_done());
    }

    #[test]
    fn a_school_is_ready_when_each_step_is_done() {
        let ready = SchoolSetup {
            year: true,
            roster: true,
            adults: true,
        };
        assert!(ready.is_done());
        assert!(
            !SchoolSetup {
                year: false,
                ..ready
            }
            .is_done()
        );
        assert!(
            !SchoolSetup {
                roster: false,
                ..ready
            }
            .is_done()
        );
        assert!(
            !SchoolSetup {
                adults: false,
                ..ready
            }
            .is_done()
        );
    }
}
