//! Two small schools as their office exports them.

use chrono::NaiveDate;
use domain::roster::{
    Enrollment, File, Header, Person, RosterReader, Row, RowProblemKind, RowProblems, School,
    Severity,
};
use std::collections::HashMap;

const ORGS: &str = "sourcedId|name|type
d|Riverbend|district
a|Cedar|school
b|Maple|school";
const TERMS: &str = "sourcedId|title|type|startDate|endDate
t1|Term 1|gradingPeriod|2026-08-24|2026-10-09
t2|Term 2|gradingPeriod|2026-10-13|2026-12-18";
const CLASSES: &str = "sourcedId|title|schoolSourcedId|termSourcedIds
owls|Owls|a|t1,t2
foxes|Foxes|a|t1
bears|Bears|b|t1,t2";
const USERS: &str =
    "sourcedId|enabledUser|orgSourcedIds|role|username|givenName|familyName|agentSourcedIds|grades
t|true|a|teacher|Rivera|Marisol|Rivera||
l|true|a|administrator|elena|Elena|Castillo||
c1|true|a|student|kid1|Milo|Tran|g1|01
c2|true|a|student|kid2|Ana|García|g1,g2|02
c3|false|a|student|kid3|Ezra|Pérez||03
c4|true|b|student|kid4|Zoë|Cruz|g3|03
g1|true|a|guardian||Noé|Tran||
g2|false|a|parent||Eva|García||
g3|true|b|relative||Ana|Cruz||";
pub(crate) const ENROLLMENTS: &str =
    "sourcedId|classSourcedId|schoolSourcedId|userSourcedId|role|beginDate|endDate
e1|owls|a|t|teacher||
e2|owls|a|c1|student||
e3|owls|a|c2|student||
e4|owls|a|c3|student||
e5|bears|b|c4|student||";

pub(crate) struct Office {
    pub(crate) files: HashMap<File, String>,
}

impl Office {
    pub(crate) fn new() -> Self {
        let files = [
            (File::Orgs, ORGS),
            (File::AcademicSessions, TERMS),
            (File::Classes, CLASSES),
            (File::Users, USERS),
            (File::Enrollments, ENROLLMENTS),
        ];
        Self {
            files: files.map(|(file, text)| (file, text.to_owned())).into(),
        }
    }

    pub(crate) fn with(mut self, file: File, line: &str) -> Self {
        self.files.entry(file).or_default().extend(["\n", line]);
        self
    }

    pub(crate) fn changed(mut self, file: File, from: &str, to: &str) -> Self {
        let text = self.files.get_mut(&file).unwrap();
        assert!(text.contains(from), "{from} is not there");
        *text = text.replacen(from, to, 1);
        self
    }

    pub(crate) fn without(self, file: File, line: &str) -> Self {
        self.changed(file, &format!("\n{line}"), "")
    }

    pub(crate) fn read(&self) -> (Vec<School>, RowProblems) {
        let mut gather = RosterReader::new(day("2026-09-15"));
        for file in File::ALL {
            let Some(text) = self.files.get(&file) else {
                continue;
            };
            let mut lines = text.lines();
            let head: Vec<&str> = lines.next().unwrap().split('|').collect();
            let header = Header::read(file, &head, &mut gather.said).unwrap();
            for (n, line) in lines.enumerate() {
                let cells: Vec<&str> = line.split('|').collect();
                gather.take(&Row::new(&header, &cells, n as u64 + 2).unwrap());
            }
        }
        gather.finish()
    }

    pub(crate) fn schools(&self) -> Vec<School> {
        let (schools, said) = self.read();
        let stops: Vec<String> = said.of(Severity::Stop).map(ToString::to_string).collect();
        assert_eq!(stops, [""; 0]);
        schools
    }

    /// What stops it: (file, line, column, value, why).
    pub(crate) fn stopped(&self) -> (String, u64, String, String, RowProblemKind) {
        let (schools, said) = self.read();
        assert!(said.stop() && schools.is_empty());
        let all: Vec<_> = said.of(Severity::Stop).cloned().collect();
        assert_eq!(all.len(), 1, "{all:?}");
        let it = all[0].clone();
        (it.file, it.line.unwrap_or(0), it.column, it.value, it.kind)
    }

    pub(crate) fn said(&self, weight: Severity) -> Vec<RowProblemKind> {
        self.read().1.of(weight).map(|it| it.kind.clone()).collect()
    }
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(crate) fn stop(
    file: &str,
    line: u64,
    column: &str,
    value: &str,
    why: RowProblemKind,
) -> (String, u64, String, String, RowProblemKind) {
    (file.into(), line, column.into(), value.into(), why)
}

pub(crate) fn find<'s>(school: &'s School, id: &str) -> &'s Person {
    school.people.iter().find(|it| it.source_id == id).unwrap()
}

pub(crate) fn rooms(school: &School, id: &str) -> Vec<String> {
    let of = |it: &&Enrollment| school.people[it.person].source_id == id;
    let found = school.enrollments.iter().filter(of);
    found
        .map(|it| school.classes[it.class].source_id.clone())
        .collect()
}
