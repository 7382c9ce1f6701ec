//! The reasons why a row, column or file of a roster can't be imported, and what the office can do.

/// Whether a reason stops the import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Nothing is imported until it is mended.
    Stop,
    /// Imported, with something left out or taken in a way the office should look at.
    Look,
    /// Only said, so that nobody has to guess.
    Note,
}

/// What can be the matter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RowProblemKind {
    /// The file can't be read; the system's message.
    Unreadable(String),
    /// A name in the zip that leads out of its folder.
    UnsafeName,
    /// The file is there twice, at this path too.
    FoundTwice(String),
    /// The file is larger than this.
    TooBig { megabytes: u64 },
    /// The file has more rows than this.
    TooManyRows { limit: usize },
    /// The text is not UTF-8.
    NotUtf8,
    /// The cells are separated by this character, not by a comma.
    Separator(char),
    /// The file is empty.
    NoHeader,
    /// A header, and no row below it.
    NoRows,
    /// A required file is missing.
    MissingFile,
    /// A required column is missing.
    MissingColumn,
    /// The header has the column twice.
    ColumnTwice,
    /// The export has changes only, not all rows.
    Delta,
    /// The path is neither a folder nor a zip of `OneRoster` files.
    NotOneRoster,
    /// A row is longer than this.
    LongRow { kilobytes: usize },
    /// The row has more cells than the header has columns.
    TooManyCells { cells: usize, columns: usize },
    /// A line break inside of a cell.
    LineBreak,
    /// A required cell is blank.
    Blank,
    /// The cell is longer than this many characters.
    LongCell { limit: usize },
    /// The id begins like those that Fledge makes itself.
    OwnId,
    /// The cell is not a date.
    BadDate,
    /// The last day is before the first.
    EndsBeforeItBegins,
    /// The id was there before, at this line.
    Twice { first: u64 },
    /// No row of users.csv has this id.
    UnknownUser,
    /// No row of classes.csv has this id.
    UnknownClass,
    /// No row of orgs.csv has this id.
    UnknownSchool,
    /// The row of orgs.csv is not a school.
    NotASchool,
    /// The files have no school.
    NoSchool,
    /// More children would leave than is likely.
    ManyLeave { leave: usize, of: usize },
    /// The person is a child here and an adult there.
    ChildAndAdult,

    /// The column is read under another name.
    ColumnRead { as_column: &'static str },
    /// The cell is not a status.
    UnknownStatus,
    /// The cell is not a role.
    UnknownRole,
    /// The role has no use here.
    RoleNotKept,
    /// Two files name different roles.
    RolesDisagree,
    /// The person has no role.
    NoRole,
    /// No row of orgs.csv has this id.
    UnknownOrg,
    /// No row of users.csv has this id.
    UnknownAgent,
    /// The agent is not a guardian.
    AgentIsNoFamily,
    /// No row of academicSessions.csv has this id.
    UnknownTerm,
    /// The cell is not a grade; this one is read in its place.
    UnknownGrade { taken: u8 },
    /// The cell is neither true nor false; it is read as true.
    UnknownYesNo,
    /// The row's school is not that of its class; that of the class counts.
    OtherSchool,
    /// The adult has no username.
    NoUsername,
    /// The username was there before, at this line.
    UsernameTaken { first: u64 },
    /// A person of another school has the username.
    UsernameElsewhere,
    /// The manifest and the files do not agree.
    ManifestDisagrees,

    /// The export has no manifest.
    NoManifest,
    /// The file or column is not read.
    NotRead,
    /// The account is off.
    AccountOff,
    /// The person is in several schools: each gets a record.
    SeveralSchools,
    /// The user or class of the row was left out.
    LeftOut,
    /// The last day is over.
    Ended,
    /// The class begins later, and the person has another class now.
    NotBegun,
    /// The person is in no class.
    NoClass,
    /// The person belongs to no school of the files.
    NoSchoolHere,
    /// The cell is not an e-mail address.
    NotAnEmail,
    /// The e-mail was there before, at this line.
    EmailShared { first: u64 },
    /// The identifier was there before, at this line.
    IdentifierShared { first: u64 },
    /// Two children of the class have the same tile picture.
    SamePicture,
}

impl RowProblemKind {
    /// Whether the problem stops the import, wants a look, or only informs.
    pub const fn weight(&self) -> Severity {
        match self {
            Self::ColumnRead { .. }
            | Self::UnknownStatus
            | Self::UnknownRole
            | Self::RolesDisagree
            | Self::NoRole
            | Self::UnknownOrg
            | Self::UnknownAgent
            | Self::AgentIsNoFamily
            | Self::UnknownTerm
            | Self::UnknownGrade { .. }
            | Self::UnknownYesNo
            | Self::OtherSchool
            | Self::NoUsername
            | Self::UsernameTaken { .. }
            | Self::UsernameElsewhere
            | Self::IdentifierShared { .. }
            | Self::ManifestDisagrees => Severity::Look,
            Self::NoManifest
            | Self::NotRead
            | Self::AccountOff
            | Self::RoleNotKept
            | Self::SeveralSchools
            | Self::LeftOut
            | Self::Ended
            | Self::NotBegun
            | Self::NoClass
            | Self::NoSchoolHere
            | Self::NotAnEmail
            | Self::EmailShared { .. }
            | Self::SamePicture => Severity::Note,
            _ => Severity::Stop,
        }
    }

    /// What is the matter.
    pub fn what(&self) -> String {
        match self {
            Self::Unreadable(cause) => format!("can't be read: {cause}"),
            Self::UnsafeName => "a name in the zip points outside of it".into(),
            Self::FoundTwice(other) => format!("is there twice, also as {other}"),
            Self::TooBig { megabytes } => format!("is larger than {megabytes} MB unpacked"),
            Self::TooManyRows { limit } => format!("has more than {limit} rows"),
            Self::NotUtf8 => "is not UTF-8 text from here on".into(),
            Self::Separator(sign) => format!("columns are separated by {sign:?}, not by commas"),
            Self::NoHeader => "is empty: there is no header row".into(),
            Self::NoRows => "has a header and no rows".into(),
            Self::MissingFile => "is missing".into(),
            Self::MissingColumn => "the column is missing".into(),
            Self::ColumnTwice => "the column is there twice".into(),
            Self::Delta => "holds only changes (delta)".into(),
            Self::NotOneRoster => "is neither a folder nor a zip of OneRoster files".into(),
            Self::LongRow { kilobytes } => {
                format!("the row goes on for more than {kilobytes} kB: a quote is not closed?")
            }
            Self::TooManyCells { cells, columns } => {
                format!("the row has {cells} cells under {columns} columns")
            }
            Self::LineBreak => "a line break inside a cell: a quote is not closed?".into(),
            Self::Blank => "is blank".into(),
            Self::LongCell { limit } => format!("is longer than {limit} characters"),
            Self::OwnId => "only Fledge makes ids that begin so".into(),
            Self::BadDate => "is not a date".into(),
            Self::EndsBeforeItBegins => "ends before it begins".into(),
            Self::Twice { first } => format!("is there twice, first in line {first}"),
            Self::UnknownUser => "no such user in users.csv".into(),
            Self::UnknownClass => "no such class in classes.csv".into(),
            Self::UnknownSchool => "no such org in orgs.csv".into(),
            Self::NotASchool => "this org is not of type school".into(),
            Self::NoSchool => "no org is of type school".into(),
            Self::ManyLeave { leave, of } => {
                format!("{leave} of {of} children would be archived, as they are not in the files")
            }
            Self::ColumnRead { as_column } => format!("read as {as_column}"),
            Self::UnknownStatus => "unknown status".into(),
            Self::UnknownRole => "unknown role: left out".into(),
            Self::RoleNotKept => "this role has nothing to do in Fledge: left out".into(),
            Self::RolesDisagree => "not the user's role in users.csv or roles.csv: left out".into(),
            Self::NoRole => "has no role in users.csv or roles.csv: left out".into(),
            Self::UnknownOrg => "no such org in orgs.csv: left out".into(),
            Self::UnknownAgent => "no such user in users.csv: not linked".into(),
            Self::AgentIsNoFamily => "is not a guardian, parent or relative: not linked".into(),
            Self::UnknownTerm => "no such session in academicSessions.csv: left out".into(),
            Self::UnknownGrade { taken } => format!("no grade known: taken as grade {taken}"),
            Self::UnknownYesNo => "neither true nor false: taken as true".into(),
            Self::OtherSchool => "not the school of the class: the class's school counts".into(),
            Self::NoUsername => "neither username nor e-mail: can't be invited to sign in".into(),
            Self::UsernameTaken { first } => {
                format!("is also the username in line {first}: this one can't sign in with it")
            }
            Self::SamePicture => "several children of the class have the same tile picture".into(),
            Self::UsernameElsewhere => {
                "this username belongs to somebody in another school: this one can't sign in with it"
                    .into()
            }
            Self::ChildAndAdult => {
                "is a child's here and an adult's in Fledge, or the other way round".into()
            }
            Self::ManifestDisagrees => "the manifest says otherwise than the files".into(),
            Self::NoManifest => "is missing: taken as a bulk file".into(),
            Self::NotRead => "is not read: Fledge does not want what is in it".into(),
            Self::AccountOff => "the account is off: kept and archived".into(),
            Self::SeveralSchools => {
                "in several schools: one record in each, signing in to the first".into()
            }
            Self::LeftOut => "of a user or class that was left out: left out as well".into(),
            Self::Ended => "is over: not counted".into(),
            Self::NotBegun => "begins later, and there is another class now".into(),
            Self::NoClass => "is in no class: kept, seen by no teacher".into(),
            Self::NoSchoolHere => "belongs to no school here: left out".into(),
            Self::NotAnEmail => "the e-mail is not one: left out".into(),
            Self::IdentifierShared { first } => {
                format!("the child in line {first} has it too: files of scores can't tell them apart")
            }
            Self::EmailShared { first } => {
                format!("has the e-mail of line {first}: neither can sign in with it")
            }
        }
    }

    /// What the office can do; empty where nothing is to be done.
    pub const fn what_to_do(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "check the file and its permissions, or export it again",
            Self::UnsafeName => "export the zip again; do not unpack this one",
            Self::FoundTwice(_) => "keep one of them",
            Self::TooBig { .. } | Self::TooManyRows { .. } => {
                "export fewer schools at a time, if the size is right"
            }
            Self::NotUtf8 => "save or export it as “CSV UTF-8”",
            Self::Separator(_) => "export it with commas, or save it as “CSV UTF-8 (comma)”",
            Self::NoHeader | Self::NoRows | Self::MissingFile => {
                "export again, with orgs, academicSessions, classes, users and enrollments"
            }
            Self::MissingColumn => "add the column, with this name in the header",
            Self::ColumnTwice => "remove one of them",
            Self::Delta => "export everything (bulk); Fledge finds out by itself what changed",
            Self::NotOneRoster => "give the folder or the zip with users.csv in it",
            Self::LongRow { .. } | Self::LineBreak => "close the quote, or remove the line break",
            Self::TooManyCells { .. } => "put quotes around the cell that has a comma in it",
            Self::Blank => "fill it in, or remove the row",
            Self::LongCell { .. } => "shorten it",
            Self::OwnId | Self::ChildAndAdult => "give it another sourcedId",
            Self::BadDate => "write it as 2026-08-24",
            Self::EndsBeforeItBegins => "swap or mend the dates",
            Self::Twice { .. } => "remove one of the rows, or give it its own sourcedId",
            Self::UnknownUser | Self::UnknownClass | Self::UnknownSchool => {
                "add it there, or remove this row"
            }
            Self::NotASchool => "name a school here, or change the type in orgs.csv to school",
            Self::NoSchool => "change the type of the school's row to school",
            Self::ManyLeave { .. } => {
                "check that the files are whole; if they are, import again with --many-leave"
            }
            Self::ColumnRead { .. } => "rename the column if that is wrong",
            Self::UnknownStatus => "leave status blank; the row was taken as active",
            Self::UnknownRole => "use a OneRoster role, such as student, teacher or guardian",
            Self::RolesDisagree | Self::NoRole => "write the same role in both files",
            Self::UnknownOrg | Self::UnknownAgent | Self::UnknownTerm => {
                "add it there, or remove it here"
            }
            Self::AgentIsNoFamily => "give that user a guardian's role, if it is one",
            Self::UnknownGrade { .. } => "write 01, 02 or 03",
            Self::UnknownYesNo => "write true or false",
            Self::OtherSchool => "write the school of the class",
            Self::NoUsername => "fill in the username",
            Self::UsernameTaken { .. } | Self::UsernameElsewhere => {
                "give each adult a username of their own"
            }
            Self::IdentifierShared { .. } => "give each child an identifier of their own",
            Self::ManifestDisagrees => "nothing must be done: the files were read",
            Self::NotBegun => "import again on that day",
            Self::NoClass => "enroll the child, if that is wrong",
            Self::NotAnEmail => "write it with an @ and without spaces",
            Self::EmailShared { .. } => "nothing must be done where they have usernames",
            Self::RoleNotKept
            | Self::NoManifest
            | Self::NotRead
            | Self::AccountOff
            | Self::SeveralSchools
            | Self::LeftOut
            | Self::Ended
            | Self::NoSchoolHere
            | Self::SamePicture => "",
        }
    }
}
