//! What the files may say, and what is said about them.

use crate::office::{ENROLLMENTS, Office, day, find, rooms, stop};
use domain::{
    limits,
    roster::{ClassRole, File, Header, RosterReader, Row, RowProblemKind, Severity},
    school::Role,
};

#[test]
fn each_school_gets_its_people_classes_terms_and_families() {
    let schools = Office::new().schools();
    assert_eq!(schools.len(), 2, "a district is no school");
    let cedar = &schools[0];
    assert_eq!(cedar.people.len(), 7);
    assert_eq!(cedar.terms.len(), 2);
    assert_eq!(cedar.classes[0].term, None, "of several terms");
    assert_eq!(cedar.classes[1].term, Some(0));
    assert_eq!(cedar.guardians.len(), 3);
    assert_eq!(find(cedar, "t").username.as_deref(), Some("rivera"));
    assert_eq!(find(cedar, "l").role, Role::Leader);
    assert_eq!(find(cedar, "c2").grade, Some(2));
    assert_eq!(
        find(cedar, "c2").username,
        None,
        "children have no username"
    );
    assert!(
        find(cedar, "g2").active,
        "a family's account matters to nobody"
    );
    assert_eq!(schools[1].people.len(), 2);
    assert_eq!(rooms(&schools[1], "c4"), ["bears"]);
}

#[test]
fn a_child_whose_account_is_off_is_kept_and_in_no_class() {
    let office = Office::new();
    let cedar = &office.schools()[0];
    assert!(!find(cedar, "c3").active);
    assert_eq!(rooms(cedar, "c3"), [""; 0]);
    assert_eq!(office.said(Severity::Note), [RowProblemKind::AccountOff]);
}

#[test]
fn who_has_one_name_is_called_by_it_and_who_prefers_another_by_that() {
    let office = Office::new()
        .changed(File::Users, "givenName", "givenName|preferredGivenName")
        .changed(File::Users, "Milo|Tran", "|Mimi|Tran")
        .changed(File::Users, "Marisol|", "Marisol||")
        .changed(File::Users, "Elena|", "Elena||")
        .changed(File::Users, "Ana|García", "||Suharto")
        .changed(File::Users, "Ezra|", "Ezra||")
        .changed(File::Users, "Zoë|", "Zoë||")
        .changed(File::Users, "Noé|", "Noé||")
        .changed(File::Users, "Eva|", "Eva||")
        .changed(File::Users, "Ana|Cruz", "Ana||Cruz");
    let cedar = &office.schools()[0];
    assert_eq!(find(cedar, "c1").given, "Mimi");
    let one = find(cedar, "c2");
    assert_eq!((one.given.as_str(), one.family.as_str()), ("Suharto", ""));
}

#[test]
fn a_sourced_id_twice_stops_with_both_lines() {
    let office = Office::new().with(File::Users, "c1|true|a|student||Mia|Li||01");
    let why = RowProblemKind::Twice { first: 4 };
    assert_eq!(
        office.stopped(),
        stop("users.csv", 11, "sourcedId", "c1", why)
    );
    let office = Office::new().with(File::Enrollments, "e2|owls|a|c1|student||");
    let why = RowProblemKind::Twice { first: 3 };
    assert_eq!(
        office.stopped(),
        stop("enrollments.csv", 7, "sourcedId", "e2", why)
    );
}

#[test]
fn an_enrollment_of_nobody_or_in_nothing_stops() {
    let office = Office::new().with(File::Enrollments, "e9|owls|a|ghost|student||");
    let said = stop(
        "enrollments.csv",
        7,
        "userSourcedId",
        "ghost",
        RowProblemKind::UnknownUser,
    );
    assert_eq!(office.stopped(), said);
    let office = Office::new().with(File::Enrollments, "e9|wolves|a|c1|student||");
    let said = stop(
        "enrollments.csv",
        7,
        "classSourcedId",
        "wolves",
        RowProblemKind::UnknownClass,
    );
    assert_eq!(office.stopped(), said);
}

#[test]
fn a_class_of_no_school_or_of_a_district_stops() {
    let office = Office::new().with(File::Classes, "x|X|zz|t1");
    let said = stop(
        "classes.csv",
        5,
        "schoolSourcedId",
        "zz",
        RowProblemKind::UnknownSchool,
    );
    assert_eq!(office.stopped(), said);
    let office = Office::new().with(File::Classes, "x|X|d|t1");
    let said = stop(
        "classes.csv",
        5,
        "schoolSourcedId",
        "d",
        RowProblemKind::NotASchool,
    );
    assert_eq!(office.stopped(), said);
}

#[test]
fn bad_dates_stop() {
    let office = Office::new().with(File::Enrollments, "e9|owls|a|c1|student|8/24/2026|");
    let said = stop(
        "enrollments.csv",
        7,
        "beginDate",
        "8/24/2026",
        RowProblemKind::BadDate,
    );
    assert_eq!(office.stopped(), said);
    let office = Office::new().changed(File::AcademicSessions, "2026-10-09", "2026-08-01");
    let why = RowProblemKind::EndsBeforeItBegins;
    assert_eq!(
        office.stopped(),
        stop("academicSessions.csv", 2, "endDate", "2026-08-01", why)
    );
}

#[test]
fn without_a_school_there_is_nothing_to_import() {
    let orgs = File::Orgs;
    let mut office = Office::new();
    office
        .files
        .insert(orgs, "sourcedId|name|type\nd|Riverbend|district".into());
    office
        .files
        .insert(File::Classes, "sourcedId|title|schoolSourcedId".into());
    office
        .files
        .insert(File::Users, "sourcedId|givenName|familyName".into());
    office.files.insert(
        File::Enrollments,
        ENROLLMENTS.lines().next().unwrap().into(),
    );
    assert_eq!(office.stopped().4, RowProblemKind::NoSchool);
}

#[test]
fn ids_that_fledge_makes_are_not_taken_from_files() {
    let office = Office::new().with(File::Users, "fledge:1|true|a|teacher|x|X|Y||");
    assert_eq!(office.stopped().4, RowProblemKind::OwnId);
}

#[test]
fn a_delta_file_is_refused_and_a_manifest_that_errs_is_only_said() {
    let manifest = "propertyName|value\nfile.users|delta\nfile.results|delta";
    let office = Office::new().with(File::Manifest, "");
    let mut office = office;
    office.files.insert(File::Manifest, manifest.into());
    let said = stop(
        "manifest.csv",
        2,
        "file.users",
        "delta",
        RowProblemKind::Delta,
    );
    assert_eq!(office.stopped(), said);

    let mut gather = RosterReader::new(day("2026-09-15"));
    let header = ["propertyName", "value"];
    let header = Header::read(File::Manifest, &header, &mut gather.said).unwrap();
    for (n, cells) in [
        ["file.users", "absent"],
        ["file.orgs", "bulk"],
        ["file.roles", "absent"],
    ]
    .iter()
    .enumerate()
    {
        gather.take(&Row::new(&header, cells, n as u64 + 2).unwrap());
    }
    gather.compare_manifest(&[File::Users, File::Orgs]);
    let said: Vec<String> = gather
        .said
        .of(Severity::Look)
        .map(|it| it.column.clone())
        .collect();
    assert_eq!(said, ["users.csv"]);
}

#[test]
fn unknown_roles_and_statuses_are_left_out_with_a_word() {
    let office = Office::new()
        .with(File::Users, "w|true|a|wizard|w|W|W||")
        .with(File::Users, "p|true|a|proctor|p|P|P||")
        .with(File::Enrollments, "e9|owls|a|w|teacher||")
        .with(File::Enrollments, "e10|owls|a|t|wizard||");
    assert_eq!(
        office.said(Severity::Look),
        [RowProblemKind::UnknownRole, RowProblemKind::UnknownRole]
    );
    let notes = [
        RowProblemKind::RoleNotKept,
        RowProblemKind::LeftOut,
        RowProblemKind::AccountOff,
    ];
    assert_eq!(office.said(Severity::Note), notes);
    assert_eq!(office.schools()[0].people.len(), 7);
}

#[test]
fn a_role_that_does_not_fit_the_user_gives_no_seat() {
    let office = Office::new()
        .with(File::Enrollments, "e9|owls|a|c4|teacher||")
        .with(File::Enrollments, "e10|foxes|a|t|student||")
        .with(File::Enrollments, "e11|foxes|a|g1|teacher||");
    let why = RowProblemKind::RolesDisagree;
    assert_eq!(office.said(Severity::Look), [why.clone(), why.clone(), why]);
    assert_eq!(rooms(&office.schools()[0], "t"), ["owls"]);
}

#[test]
fn rows_to_be_deleted_count_as_not_there() {
    let office = Office::new()
        .changed(File::Users, "sourcedId|", "sourcedId|status|")
        .changed(File::Users, "\nt|", "\nt||")
        .changed(File::Users, "\nl|", "\nl|active|")
        .changed(File::Users, "\nc1|", "\nc1|tobedeleted|")
        .changed(File::Users, "\nc2|", "\nc2|inactive|")
        .changed(File::Users, "\nc3|", "\nc3||")
        .changed(File::Users, "\nc4|", "\nc4||")
        .changed(File::Users, "\ng1|", "\ng1||")
        .changed(File::Users, "\ng2|", "\ng2||")
        .changed(File::Users, "\ng3|", "\ng3||");
    let cedar = &office.schools()[0];
    let ids: Vec<&str> = cedar
        .people
        .iter()
        .map(|it| it.source_id.as_str())
        .collect();
    assert_eq!(ids, ["t", "l", "c3"], "nor their families");
}

#[test]
fn an_enrollment_counts_from_its_first_day_to_its_last() {
    let office = Office::new()
        .changed(
            File::Enrollments,
            "e2|owls|a|c1|student||",
            "e2|owls|a|c1|student||2026-09-14",
        )
        .with(
            File::Enrollments,
            "e6|foxes|a|c1|student|2026-09-15|2026-09-15",
        )
        .with(File::Enrollments, "e7|foxes|a|c2|student|2026-09-16|");
    let cedar = &office.schools()[0];
    assert_eq!(rooms(cedar, "c1"), ["foxes"], "the last day counts");
    assert_eq!(
        rooms(cedar, "c2"),
        ["owls"],
        "tomorrow's class does not count yet"
    );
    let notes = office.said(Severity::Note);
    assert!(notes.contains(&RowProblemKind::Ended) && notes.contains(&RowProblemKind::NotBegun));

    let before_school = Office::new().changed(
        File::Enrollments,
        "e2|owls|a|c1|student||",
        "e2|owls|a|c1|student|2026-10-01|",
    );
    assert_eq!(
        rooms(&before_school.schools()[0], "c1"),
        ["owls"],
        "who has no other class"
    );
}

#[test]
fn a_teacher_of_two_schools_has_a_record_in_each_and_a_leader_leads_only_their_own() {
    let office = Office::new()
        .changed(File::Users, "t|true|a|", "t|true|a,b|")
        .with(File::Enrollments, "e9|bears|b|l|teacher||");
    let schools = office.schools();
    assert_eq!(find(&schools[0], "t").username.as_deref(), Some("rivera"));
    assert_eq!(
        find(&schools[1], "t").username,
        None,
        "names are one a server"
    );
    assert_eq!(find(&schools[0], "l").role, Role::Leader);
    assert_eq!(find(&schools[1], "l").role, Role::Teacher);
    assert_eq!(
        office.said(Severity::Note)[..2],
        [
            RowProblemKind::SeveralSchools,
            RowProblemKind::SeveralSchools
        ]
    );
}

#[test]
fn roles_may_come_in_their_own_file() {
    let users = "sourcedId|enabledUser|username|givenName|familyName|agentSourcedIds|grades
t|true|rivera|Marisol|Rivera||
p|true|elena|Elena|Castillo||
c1|true||Milo|Tran|t,p|01
n|true||No|One||";
    let roles = "sourcedId|userSourcedId|roleType|role|beginDate|endDate|orgSourcedId
r1|t|primary|teacher|||a
r2|p|primary|principal|||a
r3|c1|primary|student|||a
r4|t|secondary|parent|||b
r5|p|secondary|systemAdministrator|||d
r6|p|secondary|siteAdministrator||2026-01-01|b";
    let mut office = Office::new();
    office.files.insert(File::Users, users.into());
    office.files.insert(File::Roles, roles.into());
    let enrollments =
        "sourcedId|classSourcedId|userSourcedId|role\ne1|owls|t|teacher\ne2|owls|c1|student";
    office.files.insert(File::Enrollments, enrollments.into());
    let schools = office.schools();
    assert_eq!(find(&schools[0], "p").role, Role::Leader);
    assert_eq!(find(&schools[0], "t").role, Role::Teacher);
    assert_eq!(find(&schools[0], "c1").role, Role::Child);
    assert_eq!(
        schools[0].guardians,
        [(2, 0)],
        "the teacher is also a parent; the principal not"
    );
    assert_eq!(
        schools[1].people,
        [],
        "a parent's role elsewhere makes no teacher there"
    );
    assert_eq!(
        office.said(Severity::Look),
        [RowProblemKind::NoRole, RowProblemKind::AgentIsNoFamily]
    );
}

#[test]
fn families_are_linked_from_either_side_and_strangers_are_said() {
    let office = Office::new()
        .changed(File::Users, "Zoë|Cruz|g3", "Zoë|Cruz|t,c1,ghost")
        .changed(File::Users, "Ana|Cruz|", "Ana|Cruz|c4");
    assert_eq!(office.schools()[1].guardians.len(), 1);
    let looks = [
        RowProblemKind::AgentIsNoFamily,
        RowProblemKind::AgentIsNoFamily,
        RowProblemKind::UnknownAgent,
    ];
    assert_eq!(office.said(Severity::Look), looks);
}

#[test]
fn adults_without_a_name_of_their_own_to_sign_in_are_said() {
    let office = Office::new()
        .with(File::Users, "t2|true|a|teacher|RIVERA|Ben|Rivera||")
        .with(File::Users, "t3|true|a|teacher||Bo|Li||")
        .with(File::Users, "t4|true|d|administrator|boss|Di|Strict||")
        .with(File::Users, "c9|true|a,zz|student||Kim|Li||");
    let taken = RowProblemKind::UsernameTaken { first: 2 };
    let grade = RowProblemKind::UnknownGrade { taken: 1 };
    let looks = [
        RowProblemKind::UnknownOrg,
        grade,
        taken,
        RowProblemKind::NoUsername,
    ];
    assert_eq!(office.said(Severity::Look), looks);
    let notes = [
        RowProblemKind::AccountOff,
        RowProblemKind::NoSchoolHere,
        RowProblemKind::NoClass,
    ];
    assert_eq!(office.said(Severity::Note), notes);
}

/// Marisol, Elena, two children and a guardian with e-mails.
fn with_emails() -> Office {
    let mut office = Office::new();
    let users = office.files.get_mut(&File::Users).unwrap();
    let lines: Vec<String> = users
        .lines()
        .map(|line| match line.split('|').next() {
            Some("sourcedId") => format!("{line}|email"),
            Some("t") => format!("{line}| M.Rivera@Cedar.example "),
            Some("l") => format!("{line}|elena@cedar.example"),
            Some("c1" | "g1") => format!("{line}|tran@mail.example"),
            Some("c2") => format!("{line}|no mail"),
            _ => line.to_owned(),
        })
        .collect();
    *users = lines.join("\n");
    office
}

#[test]
fn an_e_mail_is_kept_of_teachers_and_leaders_alone_in_lower_case() {
    let office = with_emails();
    let cedar = &office.schools()[0];
    let email = |id| find(cedar, id).email.as_deref();
    assert_eq!(email("t"), Some("m.rivera@cedar.example"));
    assert_eq!(email("l"), Some("elena@cedar.example"));
    assert_eq!((email("c1"), email("g1")), (None, None));
    assert_eq!(
        office.said(Severity::Note),
        [RowProblemKind::AccountOff],
        "nor is a word said of a child's"
    );
    let off = with_emails().changed(File::Users, "t|true", "t|false");
    assert_eq!(find(&off.schools()[0], "t").email, None);
}

#[test]
fn what_is_no_e_mail_is_left_out_and_one_that_is_shared_is_said() {
    for wrong in ["m.rivera", "m rivera@cedar.example"] {
        let office = with_emails().changed(File::Users, " M.Rivera@Cedar.example ", wrong);
        let t = find(&office.schools()[0], "t").clone();
        assert_eq!((t.email, t.username.as_deref()), (None, Some("rivera")));
        assert_eq!(
            office.said(Severity::Note),
            [RowProblemKind::NotAnEmail, RowProblemKind::AccountOff]
        );
    }
    let office = with_emails().changed(File::Users, "elena@", "m.RIVERA@");
    let shared = RowProblemKind::EmailShared { first: 2 };
    assert_eq!(
        office.said(Severity::Note),
        [shared, RowProblemKind::AccountOff]
    );
    let email = find(&office.schools()[0], "l").email.clone();
    assert_eq!(email.as_deref(), Some("m.rivera@cedar.example"));
}

#[test]
fn who_has_an_e_mail_needs_no_username() {
    let office = with_emails().changed(File::Users, "teacher|Rivera|", "teacher||");
    assert_eq!(office.said(Severity::Look), []);
    let twice = with_emails().changed(File::Users, "t|true|a|", "t|true|a,b|");
    let schools = twice.schools();
    assert!(find(&schools[0], "t").email.is_some());
    assert_eq!(find(&schools[1], "t").email, None, "of the first school");
}

#[test]
fn a_thousand_of_a_kind_are_counted_and_a_few_are_kept() {
    let mut office = Office::new();
    for n in 0..1000 {
        office = office.with(File::Users, &format!("w{n}|true|a|wizard||W|W||"));
    }
    let said = office.read().1;
    assert_eq!(
        said.of(Severity::Look).count(),
        limits::roster::MOST_PROBLEMS_KEPT
    );
    assert_eq!(said.count(Severity::Look), 1000);
    assert_eq!(
        said.more(Severity::Look)[0].0,
        1000 - limits::roster::MOST_PROBLEMS_KEPT
    );
}

#[test]
fn two_enrollments_of_one_child_in_one_class_are_one_seat() {
    let office = Office::new().with(File::Enrollments, "e9|owls|a|c1|student||");
    let cedar = &office.schools()[0];
    assert_eq!(
        cedar
            .enrollments
            .iter()
            .filter(|it| it.seat == ClassRole::Child)
            .count(),
        2
    );
}
