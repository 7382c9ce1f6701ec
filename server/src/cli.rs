//! The command line and its help.

use crate::config::Settings;
use clap::{Args, Parser, Subcommand};
use std::path::PathBuf;

/// Fledge: children say how they learn, teachers see it happen.
///
/// One program, one file of data. Start with `fledge serve --demo` and open the address it prints.
#[derive(Debug, Parser)]
#[command(
    name = "fledge",
    version,
    max_term_width = 100,
    after_help = "\
First steps:
  fledge serve --demo                          look around in an invented school
  fledge import oneroster roster.zip --create  begin your school: a new ./fledge.db with its roster
  fledge import oneroster roster.zip --dry-run see what a later roster would do
  fledge import competencies competencies.csv  take in what children learn to do
  fledge user invite rivera                    print a teacher's first sign-in link
  fledge serve --public-url https://fledge.school.example
  fledge backup /backups/fledge-monday.db      while it runs; fledge restore puts it back

Settings are flags, FLEDGE_… in the environment, or a TOML file (--config); see
docs/configuration.md. `fledge check` says whether they are right."
)]
pub struct Cli {
    #[command(flatten)]
    pub settings: Settings,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages
    #[command(after_help = "\
Examples:
  fledge serve --demo
      An invented school in ./fledge.db if there is no school yet, with ways to sign in as
      each kind of person printed. Never use it where real children are.
  fledge serve --create
      For the first start alone: makes a new, empty ./fledge.db. Without it a missing database
      is an error.
  fledge serve --listen 127.0.0.1:8420 --public-url https://fledge.school.example --proxies 1
      Behind a proxy on this machine that speaks HTTPS.
  FLEDGE_DATABASE=postgres://fledge@db/fledge fledge serve
      With the data in PostgreSQL.")]
    Serve(Serve),
    /// Take in a school's data
    Import {
        #[command(subcommand)]
        what: Import,
    },
    /// The adults who sign in
    User {
        #[command(subcommand)]
        what: User,
    },
    /// The audit log: who did what about whom, when
    Audit {
        #[command(subcommand)]
        what: Audit,
    },
    /// Put the invented school into an empty database and print how to sign in
    Demo(Demo),
    /// Copy the database to a new file, whole and checked, while it is in use
    #[command(after_help = "\
Examples:
  fledge backup /backups/fledge-$(date +%F).db
  fledge --database sqlite:/var/lib/fledge/fledge.db backup /backups/fledge.db

For PostgreSQL use pg_dump: it can do what this can, and more.")]
    Backup {
        /// Where to; there must be no such file yet
        path: PathBuf,
    },
    /// Put a backup in the database's place; the server must be stopped
    #[command(after_help = "\
Examples:
  fledge restore /backups/fledge-20261125-090000.db
      Checks the backup, keeps the database that is there beside it, and puts the backup in its
      place. Tablets then send what they did in the last day once more.
  fledge restore --done
      After PostgreSQL's own pg_restore, or a disk's snapshot, was put back: only tells tablets
      that the school was restored. Start the servers after it.")]
    Restore {
        /// A copy made by fledge backup, or by the server itself
        #[arg(required_unless_present = "done")]
        path: Option<PathBuf>,
        /// The database was put back by other means
        #[arg(long, conflicts_with = "path")]
        done: bool,
    },
    /// Say whether settings, database, surveys and site are as they should be
    Check,
}

#[derive(Debug, Subcommand)]
pub enum Audit {
    /// Verify that no row of any school's log was changed, taken out or put in
    #[command(after_help = "\
Each row holds a hash of itself and the row before; all are computed anew, from a log's beginning
to the end that its school remembers. Names the first row that does not hold, and then exits with
an error. The server may run meanwhile. fledge check does the same.")]
    Verify,
}

#[derive(Args, Debug)]
pub struct Serve {
    /// Make a new, empty database; there must be none yet
    #[arg(long, conflicts_with = "demo")]
    pub create: bool,
    /// If the database has no school yet: put the invented one in, with known passwords
    #[arg(long)]
    pub demo: bool,
    /// The invented school is some weeks into its term: profiles, plans and ticks are there
    #[arg(long, requires = "demo")]
    pub demo_weeks: bool,
    /// Also write the ways to sign in to a file, as JSON
    #[arg(long, value_name = "FILE", requires = "demo")]
    pub demo_json: Option<PathBuf>,
}

#[derive(Args, Debug)]
pub struct Demo {
    /// Also write the ways to sign in to a file, as JSON
    #[arg(long, value_name = "FILE")]
    pub json: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub enum Import {
    #[command(
        about = "A roster as OneRoster 1.1 bulk CSV: a folder or a zip",
        after_help = "\
Examples:
  fledge import oneroster roster.zip --create
      Makes a new database and takes the roster in.
  fledge import oneroster roster.zip --dry-run
      Prints what would change and every row that can't be taken, with file, line, column and
      what to do. Changes nothing.
  fledge import oneroster ./oneroster-1.1
      The same, and then takes it in as one transaction. Run it as often as you like.

A child who is not in a later file is archived with all their work. Demographics and passwords
in the files are not read."
    )]
    Oneroster {
        /// Folder or zip
        path: PathBuf,
        /// Make a new, empty database for it; there must be none yet
        #[arg(long)]
        create: bool,
        /// Only say what would happen
        #[arg(long)]
        dry_run: bool,
        /// Take it in even if more than half of a school's children are no longer in it
        #[arg(long)]
        many_leave: bool,
    },
    #[command(
        about = "What children learn to do: a framework as CSV or CASE JSON",
        after_help = "\
Examples:
  fledge import competencies competencies.csv --dry-run
      Prints what would change and every row that can't be taken, with file, line, column and
      what to do. Changes nothing.
  fledge import competencies state-maths.json --framework \"State maths\"
      The same, and then takes it in as one transaction. Run it as often as you like.

CSV needs the columns humanCodingScheme and fullStatement, and reads CFItemType, parent,
educationLevel, childStatement_en and childStatement_es, in any order and case. JSON is a 1EdTech
CASE package (CFDocument, CFItems, CFAssociations). A competency is known by its coding scheme; one
that a later file of the same framework lacks is retired, with all that was said of children."
    )]
    Competencies {
        /// CSV or JSON
        path: PathBuf,
        /// What to call the framework; else what the file calls itself
        #[arg(long, value_name = "NAME")]
        framework: Option<String>,
        /// Only for the school with this sourcedId in the roster; else for every school
        #[arg(long, value_name = "ID")]
        school: Option<String>,
        /// Only say what would happen
        #[arg(long)]
        dry_run: bool,
    },
    #[command(
        about = "Assessment scores as any vendor's CSV",
        after_help = "\
Examples:
  fledge import assessment growth-fall-2026.csv --dry-run
      Says how the file is read, how many scores are new, and every row that can't be taken,
      with line, column and what to do. Changes nothing.
  fledge import assessment growth-fall-2026.csv --preset growth
      The same, and then takes them in as one transaction. Run it as often as you like.
  fledge import assessment export.csv --map columns.json --dates month-day-year
      With a mapping of your own: {\"child\": \"ID\", \"scores\": [{\"score\": \"Points\",
      \"test\": {\"is\": \"Facts to 20\"}, \"taken\": {\"column\": \"Date\"}}]}

Children are found by the roster's identifier. Percentiles and other comparisons with other children
are not read. Leaders and the office undo an import on the page /desk/scores."
    )]
    Assessment(Assessment),
}

#[derive(Args, Debug)]
pub struct Assessment {
    /// The file: commas, semicolons or tabs, UTF-8
    pub path: PathBuf,
    /// Which of the known kinds of file it is; else its header is to say so
    #[arg(long, value_name = "NAME")]
    pub preset: Option<String>,
    /// Which column says what, as JSON in a file
    #[arg(long, value_name = "FILE", conflicts_with = "preset")]
    pub map: Option<PathBuf>,
    /// How dates are written in the file
    #[arg(long, value_parser = ["year-month-day", "month-day-year", "day-month-year"])]
    pub dates: Option<String>,
    /// Only children of the school with this sourcedId in the roster
    #[arg(long, value_name = "ID")]
    pub school: Option<String>,
    /// Only say what would happen
    #[arg(long)]
    pub dry_run: bool,
}

#[derive(Debug, Subcommand)]
pub enum User {
    /// Print a link with which an adult sets their first password, or a new one
    #[command(after_help = "\
Examples:
  fledge user invite rivera
  fledge user invite rivera@riverbend.example

The link works once and for a week. Hand it over as you would a key.")]
    Invite {
        /// Username or e-mail, as in the roster
        name: String,
    },
    /// Add an adult who is in no roster
    #[command(after_help = "\
Example:
  fledge user add okafor --role office --school org-cedar --name \"Ada Okafor\"")]
    Add {
        /// Username
        name: String,
        /// What they are: teacher, leader or office
        #[arg(long, value_parser = ["teacher", "leader", "office"])]
        role: String,
        /// Their school's sourcedId in the roster
        #[arg(long, value_name = "ID")]
        school: String,
        /// How pages greet them: given name and family name
        #[arg(long = "name", value_name = "FULL NAME")]
        full_name: String,
    },
    /// List the adults who can sign in
    List,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn the_command_line_is_sound() {
        Cli::command().debug_assert();
    }

    #[test]
    fn settings_may_stand_before_or_after_the_command() {
        for line in [
            "fledge --database sqlite:x.db serve --demo",
            "fledge serve --demo --database sqlite:x.db",
        ] {
            let cli = Cli::try_parse_from(line.split(' ')).unwrap();
            assert_eq!(cli.settings.database.as_deref(), Some("sqlite:x.db"));
        }
    }

    #[test]
    fn every_command_that_takes_something_shows_an_example() {
        let mut cli = Cli::command();
        cli.build();
        let mut left: Vec<_> = cli.get_subcommands().cloned().collect();
        while let Some(command) = left.pop() {
            if command.get_name() == "help" {
                continue;
            }
            if command.get_positionals().next().is_some() {
                let help = command.get_after_help().map(ToString::to_string);
                assert!(
                    help.is_some_and(|it| it.contains("fledge ")),
                    "{}",
                    command.get_name()
                );
            }
            left.extend(command.get_subcommands().cloned());
        }
    }
}
