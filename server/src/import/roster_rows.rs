//! Reads the files of a roster row by row. One row is in memory at a time; its size, that of a file and
//! the number of rows are limited, whatever a zip says about itself.

use super::{FILE_MEGABYTES, roster_source::Source};
use chrono::NaiveDate;
use csv::ByteRecord;
use domain::roster::{
    File, Header, RosterReader, Row, RowProblem, RowProblemKind, RowProblems, School,
};
use indicatif::ProgressBar;
use std::{fmt, io, io::Read};

/// Most rows of a file.
const ROWS: usize = 1_000_000;
/// A row that goes on for longer has a quote that was never closed.
const ROW_KILOBYTES: usize = 256;

/// The schools in the files, none if something stops the import.
pub(super) fn roster(
    mut source: Source,
    today: NaiveDate,
    bar: &ProgressBar,
) -> (Vec<School>, RowProblems) {
    bar.set_length(source.bytes());
    let mut gather = RosterReader::new(today);
    for name in &source.not_read {
        gather
            .said
            .say(RowProblem::at(name, RowProblemKind::NotRead));
    }
    let mut failed = Vec::new();
    for file in File::ALL {
        if needs(file).iter().any(|it| failed.contains(it)) {
            failed.push(file);
            continue;
        }
        if !source.has(file) {
            if file == File::Manifest {
                gather
                    .said
                    .say(RowProblem::of_file(file, RowProblemKind::NoManifest));
            } else if file.required() {
                gather
                    .said
                    .say(RowProblem::of_file(file, RowProblemKind::MissingFile));
                failed.push(file);
            }
            continue;
        }
        let roles_apart = source.has(File::Roles);
        let read = source
            .read(file)
            .and_then(|it| one(file, it, &mut gather, roles_apart, bar));
        match read {
            Ok(true) => {}
            Ok(false) => failed.push(file),
            Err(reason) => {
                gather.said.say(reason);
                failed.push(file);
            }
        }
        if file == File::Manifest {
            let there = File::ALL.into_iter().filter(|it| source.has(*it));
            gather.compare_manifest(&there.collect::<Vec<_>>());
        }
    }
    gather.finish()
}

/// Files whose rows this one's name: without them all of its rows would be wrong.
const fn needs(file: File) -> &'static [File] {
    match file {
        File::Classes => &[File::Orgs, File::AcademicSessions],
        File::Users => &[File::Orgs],
        File::Roles => &[File::Users],
        File::Enrollments => &[File::Classes, File::Users, File::Roles],
        File::Manifest | File::Orgs | File::AcademicSessions => &[],
    }
}

/// Reads one file; `Err` or, once that is said, false if it has not given all of its rows.
fn one(
    file: File,
    reader: Box<dyn Read + '_>,
    gather: &mut RosterReader,
    roles_apart: bool,
    bar: &ProgressBar,
) -> Result<bool, RowProblem> {
    let mut rows = Rows::new(file, reader, bar.clone());
    let header = loop {
        if !rows.next()? {
            return Err(RowProblem::of_file(file, RowProblemKind::NoHeader));
        }
        let cells = rows.cells(&[])?;
        if cells.iter().any(|it| !it.trim().is_empty()) {
            break Header::read(file, &cells, &mut gather.said);
        }
    };
    let Some(header) = header else {
        return Ok(false);
    };
    if file == File::Users && !header.has("role") && !roles_apart {
        return Err(RowProblem::of_file(file, RowProblemKind::MissingColumn)
            .line(1)
            .cell("role", ""));
    }
    let names = rows.names();
    let (mut count, mut whole) = (0, true);
    while rows.next()? {
        let cells = rows.cells(&names)?;
        if cells.iter().all(|it| it.trim().is_empty()) {
            continue;
        }
        count += 1;
        if count > ROWS {
            return Err(RowProblem::of_file(
                file,
                RowProblemKind::TooManyRows { limit: ROWS },
            ));
        }
        match Row::new(&header, &cells, rows.line()) {
            Ok(row) => gather.take(&row),
            Err(reason) => {
                gather.said.say(reason);
                whole = false;
            }
        }
    }
    if count == 0 && file.required() {
        return Err(RowProblem::of_file(file, RowProblemKind::NoRows));
    }
    Ok(whole)
}

/// The rows of a file under the limits, with the line each stands in.
struct Rows<'a> {
    file: File,
    csv: csv::Reader<Guard<'a>>,
    record: ByteRecord,
    began: u64,
}

impl<'a> Rows<'a> {
    fn new(file: File, reader: Box<dyn Read + 'a>, bar: ProgressBar) -> Self {
        let guard = Guard {
            reader,
            bar,
            row: 0,
            total: 0,
            last: 0,
        };
        let csv = csv::ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .from_reader(guard);
        Self {
            file,
            csv,
            record: ByteRecord::new(),
            began: 1,
        }
    }

    fn next(&mut self) -> Result<bool, RowProblem> {
        self.csv.get_mut().row = 0;
        self.began = self.csv.position().line();
        let (file, line) = (self.file, self.began);
        self.csv
            .read_byte_record(&mut self.record)
            .map_err(|error| {
                let why = match error.into_kind() {
                    csv::ErrorKind::Io(error) => {
                        match error.get_ref().and_then(|it| it.downcast_ref()) {
                            Some(Cut::Row) => RowProblemKind::LongRow {
                                kilobytes: ROW_KILOBYTES,
                            },
                            Some(Cut::File) => RowProblemKind::TooBig {
                                megabytes: FILE_MEGABYTES,
                            },
                            None => RowProblemKind::Unreadable(error.to_string()),
                        }
                    }
                    other => RowProblemKind::Unreadable(format!("{other:?}")),
                };
                RowProblem::of_file(file, why).line(line)
            })
    }

    /// The row's cells as text.
    fn cells(&self, names: &[String]) -> Result<Vec<&str>, RowProblem> {
        let text = |(n, cell)| {
            std::str::from_utf8(cell).map_err(|_| {
                let name = names.get(n).map_or("", String::as_str);
                RowProblem::of_file(self.file, RowProblemKind::NotUtf8)
                    .line(self.line())
                    .cell(name, &String::from_utf8_lossy(cell))
            })
        };
        self.record.iter().enumerate().map(text).collect()
    }

    fn names(&self) -> Vec<String> {
        let name = |cell| {
            String::from_utf8_lossy(cell)
                .trim_start_matches('\u{feff}')
                .to_owned()
        };
        self.record.iter().map(name).collect()
    }

    /// Where the row stands: where it ends, or where it begins if it goes over several lines.
    fn line(&self) -> u64 {
        if self.record.as_slice().contains(&b'\n') {
            self.began
        } else {
            self.csv.position().line() - 1
        }
    }
}

/// Lets only so much through for a row and for a file. Lines end in LF, whatever they ended in, the
/// last one too: so they can be counted.
struct Guard<'a> {
    reader: Box<dyn Read + 'a>,
    bar: ProgressBar,
    row: usize,
    total: u64,
    last: u8,
}

#[derive(Debug)]
enum Cut {
    Row,
    File,
}

impl fmt::Display for Cut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Row => "the row is too long",
            Self::File => "the file is too large",
        })
    }
}

impl std::error::Error for Cut {}

impl Read for Guard<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.row > ROW_KILOBYTES * 1000 {
            return Err(io::Error::other(Cut::Row));
        }
        if self.total > FILE_MEGABYTES * 1_000_000 {
            return Err(io::Error::other(Cut::File));
        }
        loop {
            let read = self.reader.read(buffer)?;
            self.row += read;
            self.total += read as u64;
            self.bar.inc(read as u64);
            let kept = if read == 0 {
                self.end(buffer)
            } else {
                self.plain_breaks(buffer, read)
            };
            if kept > 0 || read == 0 {
                return Ok(kept);
            }
        }
    }
}

impl Guard<'_> {
    /// Makes each CR and CR LF of the first `read` bytes an LF; answers how many bytes are left.
    fn plain_breaks(&mut self, buffer: &mut [u8], read: usize) -> usize {
        let mut kept = 0;
        for at in 0..read {
            let byte = buffer[at];
            if byte != b'\n' || self.last != b'\r' {
                buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                kept += 1;
            }
            self.last = byte;
        }
        kept
    }

    /// The line break that the last line may lack.
    fn end(&mut self, buffer: &mut [u8]) -> usize {
        match buffer.first_mut() {
            Some(first) if !matches!(self.last, b'\n' | b'\r' | 0) => {
                (*first, self.last) = (b'\n', b'\n');
                1
            }
            _ => 0,
        }
    }
}
