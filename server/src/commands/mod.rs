//! The commands of the command line.

mod audit;
mod check;
mod printable;
mod restore;
mod serve;

pub use printable::{Printable, printable};

use crate::{
    backups,
    bundled::{assessment_presets, goal_book, plan_templates, surveys},
    cli::{Audit, Cli, Command, Demo, Import, User},
    clock,
    config::{Config, ConfigError},
    demo::{self, DemoError},
    import::{self, ImportError},
    telemetry,
};
use domain::{
    Invalid,
    school::{Role, SchoolError},
    signin::AdultError,
};
use std::{
    env, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use store::{
    Db, StoreError,
    proof::Office,
    signin::{self, NewAdult},
};

/// Why a command did not do what it was asked to; said to whoever sits at the terminal.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error(transparent)]
    Settings(#[from] ConfigError),
    #[error("log_level: {0}")]
    LogLevel(#[from] tracing_subscriber::filter::ParseError),
    #[error("{}", store::cause_chain(.0))]
    Store(#[from] StoreError),
    #[error("{}", store::cause_chain(.0))]
    Backup(#[from] backups::BackupError),
    #[error(transparent)]
    Surveys(#[from] surveys::SurveyFileError),
    #[error(transparent)]
    Plans(#[from] goal_book::GoalBookError),
    #[error(transparent)]
    Presets(#[from] assessment_presets::PresetError),
    #[error(transparent)]
    Templates(#[from] plan_templates::PlanTemplateError),
    #[error("pkg manifest: {0}")]
    Manifest(#[from] serde_json::Error),
    #[error(transparent)]
    Demo(#[from] DemoError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error("{0}")]
    Message(String),
    #[error("{0}: {1}")]
    File(PathBuf, #[source] io::Error),
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// Does what the command line says.
pub fn run(cli: Cli) -> Result<(), CommandError> {
    let names: Vec<String> = env::vars_os()
        .filter_map(|(name, _)| name.into_string().ok())
        .collect();
    let database_url = env::var("DATABASE_URL").ok();
    let names = names.iter().map(String::as_str);
    let config = cli.settings.complete(names, database_url)?;
    telemetry::start(&config)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()?;
    let done = runtime.block_on(command(cli.command, &config));
    // What is still blocked in a system call does not keep the process.
    runtime.shutdown_background();
    done
}

async fn command(command: Command, config: &Config) -> Result<(), CommandError> {
    let out = &mut Printable(io::stdout());
    let now = clock::wall()();
    match command {
        Command::Serve(asked) => serve::serve(config, &asked, out).await,
        Command::Check => check::check(config, out).await,
        Command::Audit {
            what: Audit::Verify,
        } => audit::verify(config, out).await,
        Command::Backup { path } => backup(config, &path, out).await,
        Command::Restore { path, .. } => restore::restore(config, path.as_deref(), out).await,
        Command::Demo(asked) => {
            let db = open_or_create(config).await?;
            let work = async {
                let demo = demo::prepare(&db, &config.public_url, None, now).await?;
                print_demo(&demo, &asked, out)
            };
            finish(work.await, db).await
        }
        Command::Import {
            what:
                Import::Oneroster {
                    path,
                    dry_run,
                    many_leave,
                    create,
                },
        } => {
            let db = match create {
                true => self::create(config).await?,
                false => open(config).await?,
            };
            let options = import::Options {
                dry_run,
                many_leave,
            };
            let done = import::oneroster(&db, &path, options, now, &import::bar(), out).await;
            finish(done, db).await.map(drop)
        }
        Command::Import {
            what:
                Import::Competencies {
                    path,
                    framework,
                    school,
                    dry_run,
                },
        } => {
            let db = open(config).await?;
            let asked = import::CompetencyImport {
                framework,
                school,
                dry_run,
            };
            let done = import::competencies(&db, &path, asked, now, out).await;
            finish(done, db).await.map(drop)
        }
        Command::Import {
            what: Import::Assessment(asked),
        } => {
            let presets = assessment_presets::load()?;
            let asked = import::assessment::AssessmentImport::of(asked)?;
            let db = open(config).await?;
            let done = import::assessment::import(&db, &asked, &presets, now, out).await;
            finish(done, db).await.map(drop)
        }
        Command::User { what } => {
            let db = open(config).await?;
            let done = user(&db, what, config, out).await;
            finish(done, db).await
        }
    }
}

/// The school's database, which must be there: an empty one in the place of one that was removed
/// would look as if all were well.
async fn open(config: &Config) -> Result<Db, CommandError> {
    let now = clock::wall()();
    if let (Some(folder), Some(file)) = (&config.backups, config.database_file()) {
        fs::create_dir_all(folder).map_err(|error| CommandError::File(folder.clone(), error))?;
        backups::before_update(folder, file, now).await?;
    }
    Db::open(&config.database, now)
        .await
        .map_err(|error| match error {
            StoreError::NoDatabase(place) => CommandError::Message(format!(
                "there is no database at {place}. If there was one, put it back: fledge restore FILE. \
                 To begin a new school there: fledge serve --create, or \
                 fledge import oneroster roster.zip --create"
            )),
            error => error.into(),
        })
}

/// A new, empty database.
async fn create(config: &Config) -> Result<Db, CommandError> {
    let made = Db::create(&config.database, clock::wall()()).await;
    made.map_err(|error| match error {
        StoreError::DatabaseExists(place) => CommandError::Message(format!(
            "there is a database at {place} already; --create is for the first start alone"
        )),
        error => error.into(),
    })
}

/// For the invented school, which is only put where no other is.
async fn open_or_create(config: &Config) -> Result<Db, CommandError> {
    match Db::create(&config.database, clock::wall()()).await {
        Err(StoreError::DatabaseExists(_)) => open(config).await,
        made => Ok(made?),
    }
}

/// Closes the database whatever became of the work, so that all of it lies in its one file.
async fn finish<T, E: Into<CommandError>>(done: Result<T, E>, db: Db) -> Result<T, CommandError> {
    let closed = db.close().await;
    let done = done.map_err(Into::into)?;
    closed?;
    Ok(done)
}

fn print_demo(demo: &demo::Demo, asked: &Demo, out: &mut impl Write) -> Result<(), CommandError> {
    demo.print(out)?;
    if let Some(path) = &asked.json {
        let json = serde_json::to_vec_pretty(demo)?;
        fs::write(path, json).map_err(|error| CommandError::File(path.clone(), error))?;
    }
    Ok(())
}

async fn user(
    db: &Db,
    what: User,
    config: &Config,
    out: &mut impl Write,
) -> Result<(), CommandError> {
    let office = Office::at_the_console();
    let now = clock::wall()();
    match what {
        User::List => {
            for adult in signin::list_adults(db, &office).await? {
                let role = adult.role.name();
                let state = if adult.has_password {
                    "can sign in"
                } else {
                    "not invited yet, or has not answered"
                };
                let (username, name, school) = (adult.username, adult.name, adult.school);
                writeln!(out, "{username:20} {role:9} {name:28} {school:32} {state}")?;
            }
        }
        User::Invite { name } => {
            let token = signin::invite(db, &office, &name, now).await;
            let token = token.map_err(|error| user_error(error, &name))?;
            let url = &config.public_url;
            writeln!(out, "{url}/desk/welcome/{}", token.as_str())?;
        }
        User::Add {
            name,
            role,
            school,
            full_name,
        } => {
            let (given, family) = full_name
                .rsplit_once(' ')
                .unwrap_or((full_name.as_str(), ""));
            let adult = NewAdult {
                school,
                username: name.clone(),
                given: given.to_owned(),
                family: family.to_owned(),
                role: Role::parse(&role).unwrap_or(Role::Teacher),
            };
            let added = signin::add_adult(db, &office, adult, now).await;
            added.map_err(|error| user_error(error, &name))?;
            writeln!(out, "Added. Next: fledge user invite {name}")?;
        }
    }
    Ok(())
}

fn user_error(error: StoreError, name: &str) -> CommandError {
    CommandError::Message(match error {
        StoreError::NotFound => {
            format!("there is no adult “{name}”; fledge user list shows who there is")
        }
        StoreError::Invalid(Invalid::School(SchoolError::IsUnknown)) => {
            "there is no such school: --school takes the school's sourcedId in the roster"
                .to_owned()
        }
        StoreError::Invalid(Invalid::Adult(error)) => match error {
            AdultError::UsernameIsTaken => format!("there is already someone called “{name}”"),
            AdultError::HiddenCharacter => {
                "a name has a control character, or one that turns the direction of reading"
                    .to_owned()
            }
            AdultError::UsernameIsNoWord => "a username has no spaces".to_owned(),
            AdultError::NameLength => "a name has 1 to 80 characters".to_owned(),
            AdultError::IsYourself => "this is your own account".to_owned(),
            AdultError::HasNoSignInName => {
                "there is no user name and no e-mail to sign in with".to_owned()
            }
            AdultError::IsAChild => "a child signs in with pictures".to_owned(),
        },
        error => return CommandError::Store(error),
    })
}

async fn backup(config: &Config, path: &Path, out: &mut impl Write) -> Result<(), CommandError> {
    let of = |error| CommandError::File(path.to_owned(), error);
    if path.try_exists().map_err(of)? {
        let path = path.display();
        return Err(CommandError::Message(format!(
            "{path} is already there; a backup overwrites nothing"
        )));
    }
    let db = open(config).await?;
    let work = async {
        let part = backups::partial_path(path)?;
        let copied = db.copy_to(&part).await;
        backups::finish_copy(&part, path, copied)
    };
    let bytes = finish(work.await, db).await?;
    writeln!(out, "{} ({bytes} bytes), checked", path.display())?;
    Ok(())
}
