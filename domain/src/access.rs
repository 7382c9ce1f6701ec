//! The access rules: which role may do which act to whom. [`allows`] answers for each combination,
//! and refuses whatever it does not name.
//!
//! `tests/access_matrix.txt` lists all answers for a principal to read; a test compares it with the
//! code. How a person proves who they are is the matter of `store::proof`.

use crate::school::Role;

/// How a person stands to what they want to act on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Their own: a child's answers, an adult's account, the school an office works for.
    Own,
    /// In a class they belong to now.
    SameClass,
    /// In another class of their school.
    OtherClass,
    OtherSchool,
    /// It was one of these, and no longer is: left, moved, signed out, taken away.
    Revoked,
}

impl Relation {
    /// All relations, from the nearest on.
    pub const ALL: [Self; 5] = [
        Self::Own,
        Self::SameClass,
        Self::OtherClass,
        Self::OtherSchool,
        Self::Revoked,
    ];
}

macro_rules! actions {
    ($($name:ident = $words:literal),+ $(,)?) => {
        /// An act of the product.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $words] $name),+
        }

        impl Action {
            /// All acts, in the order of the snapshot.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// What is done, in the words of the snapshot.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$name => $words),+
                }
            }
        }
    };
}

actions! {
    SeeWall = "see the tile wall of an open class on its tablet",
    SignInWithPictures = "sign in with three pictures",
    SeeHome = "see a child's home",
    ChooseLanguage = "choose the language",
    AnswerSurvey = "answer the survey",
    SeePoster = "see the poster as its child sees it",
    ChangeStatement = "keep, change or add a statement of a profile",
    ListClasses = "see which classes there are",
    OpenClass = "open a class, so that its children can sign in",
    CloseClass = "close a class",
    StartSurvey = "start a survey",
    StopSurvey = "stop a survey",
    SeeBoard = "see the live board",
    SeeChild = "see a child's page: profile, answers, what needs a look",
    SeePictures = "see and print the children's three pictures",
    RenewPictures = "give a child three new pictures",
    UnlockChild = "let a child try the pictures again",
    SeeTablets = "see which tablets are enrolled",
    EnrolTablet = "enrol a tablet",
    RevokeTablet = "take a tablet out",
    ImportRoster = "import the school's roster",
    ImportCompetencies = "import the school's competencies",
    ImportScores = "import assessment scores, see such imports and undo them",
    InviteAdult = "add and invite adults of the school, and take their way in away",
    ListAdults = "see which of the school's adults have an account",
    SeePeople = "see the school's children as its office lists them, archived ones too",
    EditPeople = "add, correct, move, archive and bring back children of the school",
    MergePeople = "merge two records of one child",
    SeeOwnPlan = "see the plan, today's goals and the path as their child does",
    TickGoal = "tick a daily goal or a step",
    ProposeGoal = "propose a goal",
    AskHelp = "ask for help, and take it back",
    AnswerHelp = "say that they come to a child who wants help, and that it is done",
    SeePlan = "see a child's plans, pace and the history of each goal",
    SeeScores = "see a child's assessment scores",
    EditPlan = "make, change, carry over and end goals, answer proposals",
    SeeCompetencies = "see which competencies the school has",
    SeeLevels = "see how far a child is with each competency, and where it was seen",
    SetLevel = "say how far a child is with a competency, or take that back",
    SeeGroups = "see the groups of a class, and whether they helped",
    EditGroups = "make and change groups of children, and end them",
    SeeInterventions = "see what was tried with a child or a group, and whether it helped",
    EditInterventions = "say what is tried with a child or a group, and whether it helped",
    SeeObservations = "see what adults of the class saw a child do",
    Observe = "write down what children did, and delete what they wrote themselves",
    SitBeside = "sit down beside a child and sign a goal on the child's tablet",
    SetAway = "say that a child is away on a day",
    SetSeats = "say where the children of a class sit",
    SeeNext = "see what may be done next in a class, tune it and put it aside",
    NoteContact = "note that they checked in with a child, or celebrated a goal",
    SeeOverview = "see how the school's classes get on, in counts and without names",
    SeeSchool = "see the school's year and the form of its plans",
    SetDaysOff = "set the school's days off",
    SetTerms = "set the school's terms where the roster brings none",
    SetForm = "choose and adapt the form of the school's plans",
    SeeAudit = "see who did what at the school, and who looked at whom",
    SeeAccount = "see their own account, change its password, and sign out here or elsewhere",
}

/// Whether a person of this role may do this to something that stands so to them.
pub fn allows(role: Role, action: Action, relation: Relation) -> bool {
    match role {
        Role::Child => child(action, relation),
        Role::Teacher => teacher(action, relation),
        Role::Leader => leader(action, relation),
        Role::Office => office(action, relation),
        Role::Guardian => false,
    }
}

fn child(action: Action, relation: Relation) -> bool {
    use Action::{
        AnswerSurvey, AskHelp, ChangeStatement, ChooseLanguage, ProposeGoal, SeeHome, SeeOwnPlan,
        SeePoster, SeeWall, SignInWithPictures, TickGoal,
    };
    match relation {
        Relation::Own => matches!(
            action,
            SignInWithPictures
                | SeeHome
                | ChooseLanguage
                | AnswerSurvey
                | SeePoster
                | ChangeStatement
                | SeeOwnPlan
                | TickGoal
                | ProposeGoal
                | AskHelp
        ),
        Relation::SameClass => action == SeeWall,
        Relation::OtherClass | Relation::OtherSchool | Relation::Revoked => false,
    }
}

fn teacher(action: Action, relation: Relation) -> bool {
    use Action::{
        AnswerHelp, CloseClass, EditGroups, EditInterventions, EditPlan, EnrolTablet, ImportScores,
        ListClasses, NoteContact, Observe, OpenClass, RenewPictures, RevokeTablet, SeeBoard,
        SeeChild, SeeCompetencies, SeeGroups, SeeInterventions, SeeLevels, SeeNext,
        SeeObservations, SeePictures, SeePlan, SeeScores, SeeTablets, SetAway, SetLevel, SetSeats,
        SitBeside, StartSurvey, StopSurvey, UnlockChild,
    };
    match relation {
        Relation::Own => own_account(action) || action == SeeCompetencies,
        Relation::SameClass => matches!(
            action,
            ListClasses
                | OpenClass
                | CloseClass
                | StartSurvey
                | StopSurvey
                | SeeBoard
                | SeeChild
                | SeePictures
                | RenewPictures
                | UnlockChild
                | AnswerHelp
                | SeeTablets
                | EnrolTablet
                | RevokeTablet
                | SeePlan
                | SeeScores
                | ImportScores
                | EditPlan
                | SeeLevels
                | SetLevel
                | SeeGroups
                | EditGroups
                | SeeInterventions
                | EditInterventions
                | SeeObservations
                | Observe
                | SitBeside
                | SetAway
                | SetSeats
                | SeeNext
                | NoteContact
        ),
        Relation::OtherClass | Relation::OtherSchool | Relation::Revoked => false,
    }
}

/// Leaders look, and leave the acting to the class's teacher; they may bring in the school's scores.
fn leader(action: Action, relation: Relation) -> bool {
    use Action::{
        ImportScores, ListClasses, SeeAudit, SeeBoard, SeeChild, SeeCompetencies, SeeGroups,
        SeeInterventions, SeeLevels, SeeObservations, SeeOverview, SeePlan, SeeSchool, SeeScores,
    };
    match relation {
        Relation::Own => {
            own_account(action)
                || matches!(action, SeeAudit | SeeCompetencies | SeeSchool | SeeOverview)
        }
        Relation::SameClass | Relation::OtherClass => {
            matches!(
                action,
                ListClasses
                    | SeeBoard
                    | SeeChild
                    | SeePlan
                    | SeeLevels
                    | SeeGroups
                    | SeeInterventions
                    | SeeObservations
                    | SeeScores
                    | ImportScores
            )
        }
        Relation::OtherSchool | Relation::Revoked => false,
    }
}

/// The office works on the roster and the accounts, and sees no child's answers.
fn office(action: Action, relation: Relation) -> bool {
    use Action::{
        EditPeople, ImportCompetencies, ImportRoster, ImportScores, InviteAdult, ListAdults,
        ListClasses, MergePeople, SeeAudit, SeeCompetencies, SeePeople, SeeSchool, SetDaysOff,
        SetForm, SetTerms,
    };
    match relation {
        Relation::Own => {
            own_account(action)
                || matches!(
                    action,
                    ImportRoster
                        | ImportCompetencies
                        | ImportScores
                        | SeeCompetencies
                        | InviteAdult
                        | ListAdults
                        | SeePeople
                        | EditPeople
                        | MergePeople
                        | SeeAudit
                        | SeeSchool
                        | SetDaysOff
                        | SetTerms
                        | SetForm
                )
        }
        Relation::SameClass | Relation::OtherClass => action == ListClasses,
        Relation::OtherSchool | Relation::Revoked => false,
    }
}

fn own_account(action: Action) -> bool {
    matches!(action, Action::SeeAccount | Action::ChooseLanguage)
}
