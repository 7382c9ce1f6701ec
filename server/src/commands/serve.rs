//! `fledge serve`: starts the server and runs it until it is told to stop.

use super::{CommandError, create, open, open_or_create, print_demo};
use crate::{
    assets, backups,
    bundled::{assessment_presets, goal_book, plan_templates, surveys},
    cli, clock,
    config::Config,
    demo, due, last_seen, limiter, listener,
    state::{HttpOptions, ServerState},
};
use app::request::{Ctx, HeavyWork};
use std::{io::Write, sync::Arc, time::Duration};
use store::{
    Db,
    proof::{self, Office},
};
use tokio::{net::TcpListener, sync::watch, time::timeout};

/// How long the last writes, and moving them into the one file, may take once all connections have
/// ended: milliseconds, on a disk that is no slower than usual.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(30);

/// Files that the process has open beside its connections: those of the database and of a backup, and
/// the runtime's own.
const OTHER_FILES: usize = 40;

/// As many connections as the files allow that this process may have open; it takes all it can get.
fn most_connections() -> usize {
    let most = HttpOptions::default().connections;
    let wanted = u64::try_from(most + OTHER_FILES).unwrap_or(u64::MAX);
    let files = match rlimit::increase_nofile_limit(wanted) {
        Ok(files) => usize::try_from(files).unwrap_or(usize::MAX),
        Err(error) => {
            tracing::warn!(%error, "the limit of open files is not known");
            1_024
        }
    };
    let connections = files.saturating_sub(OTHER_FILES).clamp(1, most);
    if connections < most {
        tracing::warn!(files, connections, "few files may be open; see ulimit -n");
    }
    connections
}

pub(super) async fn serve(
    config: &Config,
    asked: &cli::Serve,
    out: &mut impl Write,
) -> Result<(), CommandError> {
    let stop = listener::shutdown_signal()?;
    let socket = TcpListener::bind(config.listen).await;
    let socket = socket.map_err(|error| {
        CommandError::Message(format!("can't listen on {}: {error}", config.listen))
    })?;
    let db = match asked {
        cli::Serve { create: true, .. } => create(config).await?,
        cli::Serve { demo: true, .. } => open_or_create(config).await?,
        cli::Serve { .. } => open(config).await?,
    };
    let served = serve_school(config, asked, &db, socket, stop, out).await;
    // Who was seen is worth no error.
    drop(proof::write_seen(&db, &Office::at_the_console()).await);
    let closed = timeout(CLOSE_TIMEOUT, db.close()).await;
    served?;
    match closed {
        Ok(closed) => Ok(closed?),
        Err(_) => Err(CommandError::Message(
            "the disk was too slow for a clean end: nothing is lost, but the database's file must not be \
             taken without the one ending in -wal beside it"
                .to_owned(),
        )),
    }
}

async fn serve_school(
    config: &Config,
    asked: &cli::Serve,
    db: &Db,
    socket: TcpListener,
    stop: watch::Receiver<bool>,
    out: &mut impl Write,
) -> Result<(), CommandError> {
    let address = socket.local_addr()?;
    let clock = clock::wall();
    let surveys = surveys::load()?;
    let book = goal_book::load()?;
    let presets = assessment_presets::load()?;
    let forms = plan_templates::load()?;
    let manifest = assets::manifest()?;
    if manifest.is_empty() {
        tracing::warn!("the site was not built: pages show, but no program runs in the browser");
    }
    goal_book::save(db, &book).await?;
    plan_templates::save(db, &forms).await?;
    if asked.demo {
        let now = clock();
        let weeks = surveys.first().filter(|_| asked.demo_weeks);
        let weeks = weeks.map(|survey| demo::Weeks {
            survey,
            book: &book,
            today: clock::dates(config.time_zone)(now),
            now,
        });
        let demo = demo::prepare(db, &config.public_url, weeks, now).await?;
        let asked = cli::Demo {
            json: asked.demo_json.clone(),
        };
        print_demo(&demo, &asked, out)?;
    }
    let ctx = Ctx {
        db: db.clone(),
        limiter: limiter::limiter(limiter::uptime()),
        sign_ins: Arc::default(),
        heavy_work: HeavyWork::default(),
        clock,
        dates: clock::dates(config.time_zone),
        book: Arc::new(book),
        presets: Arc::new(presets),
        surveys: Arc::new(surveys),
        assets: Arc::new(manifest),
        secure_cookies: config.has_secure_cookies(),
    };
    let options = HttpOptions {
        public_url: config.is_https().then(|| config.public_url.clone()),
        https: config.is_https(),
        proxies: config.proxies,
        connections: most_connections(),
        ..HttpOptions::default()
    };
    if let Some(folder) = &config.backups {
        match config.database_file() {
            Some(_) => drop(tokio::spawn(backups::run_hourly(
                db.clone(),
                folder.clone(),
                Arc::clone(&ctx.clock),
                stop.clone(),
            ))),
            None => tracing::warn!("backups are for SQLite; back PostgreSQL up with pg_dump"),
        }
    }
    let due = due::events::run(db.clone(), Arc::clone(&ctx.clock), stop.clone());
    drop(tokio::spawn(due));
    drop(tokio::spawn(due::moves::run(ctx.clone(), stop.clone())));
    tokio::spawn(last_seen::write_regularly(db.clone(), stop.clone()));
    if config.is_readable_by_all() {
        tracing::warn!(
            "{} is without TLS: anyone on the network can read along. Never with real children's data",
            config.public_url
        );
    }
    let state = ServerState::new(ctx, options, stop.clone());
    writeln!(
        out,
        "Fledge is at {} (listening on {address}). Ctrl+C stops it.",
        config.public_url
    )?;
    out.flush()?;
    listener::serve(socket, state, stop).await;
    Ok(())
}
