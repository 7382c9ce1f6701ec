//! `fledge serve`: everything together, until told to stop.

use super::{Failed, open, tell};
use crate::{
    Process, Rules, assessments, assets, backups, cli, clock, config::Config, demo, limiter,
    listen, plans, router::router, surveys, templates,
};
use app::server::Ctx;
use std::{io::Write, sync::Arc, time::Duration};
use tokio::{net::TcpListener, time::timeout};

/// How long the last writes may take once all connections have ended.
const LAST_WRITES: Duration = Duration::from_millis(800);

pub(super) async fn serve(
    config: &Config,
    asked: &cli::Serve,
    out: &mut impl Write,
) -> Result<(), Failed> {
    let clock = clock::wall();
    let surveys = surveys::load()?;
    let book = plans::load()?;
    let presets = assessments::load()?;
    let forms = templates::load()?;
    let manifest = assets::manifest()?;
    if manifest.is_empty() {
        tracing::warn!("the site was not built: pages show, but no program runs in the browser");
    }
    let stop = listen::signals()?;
    let listener = TcpListener::bind(config.listen).await;
    let listener = listener
        .map_err(|error| Failed::Said(format!("can't listen on {}: {error}", config.listen)))?;
    let address = listener.local_addr()?;
    let db = open(config).await?;
    plans::keep(&db, &book).await?;
    templates::keep(&db, &forms).await?;
    if asked.demo {
        let now = clock();
        let weeks = surveys.first().filter(|_| asked.demo_weeks);
        let weeks = weeks.map(|survey| demo::Weeks {
            survey,
            book: &book,
            today: clock::dates(config.time_zone)(now),
            now,
        });
        let demo = demo::prepare(&db, &config.public_url, weeks, now).await?;
        let asked = cli::Demo {
            json: asked.demo_json.clone(),
        };
        tell(&demo, &asked, out)?;
    }
    let ctx = Ctx {
        db: db.clone(),
        limiter: limiter::limiter(Arc::clone(&clock)),
        clock,
        dates: clock::dates(config.time_zone),
        book: Arc::new(book),
        presets: Arc::new(presets),
        surveys: Arc::new(surveys),
        assets: Arc::new(manifest),
        secure_cookies: config.has_secure_cookies(),
    };
    let rules = Rules {
        public_url: config.is_https().then(|| config.public_url.clone()),
        https: config.is_https(),
        proxies: config.proxies,
        ..Rules::default()
    };
    if let Some(folder) = &config.backups {
        match config.database_file() {
            Some(_) => drop(tokio::spawn(backups::hourly(
                db.clone(),
                folder.clone(),
                Arc::clone(&ctx.clock),
                stop.clone(),
            ))),
            None => tracing::warn!("backups are for SQLite; back PostgreSQL up with pg_dump"),
        }
    }
    let process = Process::new(ctx, rules, stop.clone());
    writeln!(
        out,
        "Fledge is at {} (listening on {address}). Ctrl+C stops it.",
        config.public_url
    )?;
    out.flush()?;
    listen::serve(listener, router(process), stop).await;
    if timeout(LAST_WRITES, db.close()).await.is_err() {
        tracing::warn!("some writes were not waited for; none of them was acknowledged");
    }
    Ok(())
}
