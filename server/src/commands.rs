//! What each command does, from settings to what it prints.

mod check;
mod restore;
mod serve;

use crate::{
    assessments, backups,
    cli::{Cli, Command, Demo, Import, User},
    clock,
    config::{Config, Wrong},
    demo::{self, DemoError},
    import::{self, ImportError},
    plans, surveys, telemetry, templates,
};
use domain::school::Role;
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
pub enum Failed {
    #[error(transparent)]
    Settings(#[from] Wrong),
    #[error("log_level: {0}")]
    LogLevel(#[from] tracing_subscriber::filter::ParseError),
    #[error("{}", of_database(.0))]
    Store(#[from] StoreError),
    #[error(transparent)]
    Surveys(#[from] surveys::Wrong),
    #[error(transparent)]
    Plans(#[from] plans::Wrong),
    #[error(transparent)]
    Presets(#[from] assessments::Wrong),
    #[error(transparent)]
    Templates(#[from] templates::Wrong),
    #[error("pkg manifest: {0}")]
    Manifest(#[from] serde_json::Error),
    #[error(transparent)]
    Demo(#[from] DemoError),
    #[error(transparent)]
    Import(#[from] ImportError),
    #[error("{0}")]
    Said(String),
    #[error("{0}: {1}")]
    File(PathBuf, #[source] io::Error),
    #[error(transparent)]
    Io(#[from] io::Error),
}

fn of_database(error: &StoreError) -> String {
    match std::error::Error::source(error) {
        Some(cause) => format!("{error}: {cause}"),
        None => error.to_string(),
    }
}

/// Does what the command line says.
pub fn run(cli: Cli) -> Result<(), Failed> {
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

async fn command(command: Command, config: &Config) -> Result<(), Failed> {
    let out = &mut io::stdout();
    match command {
        Command::Serve(asked) => serve::serve(config, &asked, out).await,
        Command::Check => check::check(config, out).await,
        Command::Backup { path } => backup(config, &path, out).await,
        Command::Restore { path, .. } => restore::restore(config, path.as_deref(), out).await,
        Command::Demo(asked) => {
            let db = open(config).await?;
            let demo = demo::prepare(&db, &config.public_url, None, clock::wall()()).await?;
            tell(&demo, &asked, out)?;
            db.close().await;
            Ok(())
        }
        Command::Import {
            what:
                Import::Oneroster {
                    path,
                    dry_run,
                    many_leave,
                },
        } => {
            let db = open(config).await?;
            let options = import::Options {
                dry_run,
                many_leave,
            };
            let now = clock::wall()();
            import::oneroster(&db, &path, options, now, &import::bar(), out).await?;
            db.close().await;
            Ok(())
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
            let asked = import::Asked {
                framework,
                school,
                dry_run,
            };
            import::competencies(&db, &path, asked, clock::wall()(), out).await?;
            db.close().await;
            Ok(())
        }
        Command::Import {
            what: Import::Assessment(asked),
        } => {
            let presets = assessments::load()?;
            let asked = import::scores::Asked::of(asked)?;
            let db = open(config).await?;
            import::scores::assessment(&db, &asked, &presets, clock::wall()(), out).await?;
            db.close().await;
            Ok(())
        }
        Command::User { what } => {
            let db = open(config).await?;
            user(&db, what, config, out).await?;
            db.close().await;
            Ok(())
        }
    }
}

async fn open(config: &Config) -> Result<Db, Failed> {
    if let (Some(folder), Some(file)) = (&config.backups, config.database_file()) {
        fs::create_dir_all(folder).map_err(|error| Failed::File(folder.clone(), error))?;
        backups::before_update(folder, file, clock::wall()()).await?;
    }
    Ok(Db::open(&config.database, clock::wall()()).await?)
}

fn tell(demo: &demo::Demo, asked: &Demo, out: &mut impl Write) -> Result<(), Failed> {
    demo.print(out)?;
    if let Some(path) = &asked.json {
        let json = serde_json::to_vec_pretty(demo)?;
        fs::write(path, json).map_err(|error| Failed::File(path.clone(), error))?;
    }
    Ok(())
}

async fn user(db: &Db, what: User, config: &Config, out: &mut impl Write) -> Result<(), Failed> {
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
            let token = token.map_err(|error| of_user(error, &name))?;
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
            added.map_err(|error| of_user(error, &name))?;
            writeln!(out, "Added. Next: fledge user invite {name}")?;
        }
    }
    Ok(())
}

fn of_user(error: StoreError, name: &str) -> Failed {
    Failed::Said(match error {
        StoreError::NotFound => {
            format!("there is no adult “{name}”; fledge user list shows who there is")
        }
        StoreError::Invalid { field, why } => match (field.as_str(), why.as_str()) {
            ("school", _) => {
                "there is no such school: --school takes the school's sourcedId in the roster"
                    .to_owned()
            }
            ("username", "taken") => format!("there is already someone called “{name}”"),
            ("username", _) => "a username has no spaces".to_owned(),
            _ => format!("{field}: {why}"),
        },
        error => return Failed::Store(error),
    })
}

async fn backup(config: &Config, path: &Path, out: &mut impl Write) -> Result<(), Failed> {
    let of = |error| Failed::File(path.to_owned(), error);
    if path.try_exists().map_err(of)? {
        let path = path.display();
        return Err(Failed::Said(format!(
            "{path} is already there; a backup overwrites nothing"
        )));
    }
    let db = open(config).await?;
    let part = backups::part_of(path)?;
    let copied = db.copy_to(&part).await;
    let bytes = backups::finish(&part, path, copied)?;
    writeln!(out, "{} ({bytes} bytes), checked", path.display())?;
    db.close().await;
    Ok(())
}
