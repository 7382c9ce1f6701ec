//! Settings: from flags, then the environment, then a TOML file. `docs/configuration.md` lists every
//! key; an unknown key is refused by its name.

use chrono_tz::Tz;
use clap::{Args, ValueEnum};
use serde::Deserialize;
use std::{
    fmt, fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};

/// Settings as given; what is missing is filled in by [`Settings::complete`].
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// TOML file with settings; flags and the environment go before it
    #[arg(long, env = "FLEDGE_CONFIG", value_name = "FILE", global = true)]
    #[serde(skip)]
    pub config: Option<PathBuf>,

    /// Where the data lies: sqlite:PATH or postgres://… [default: sqlite:fledge.db]
    #[arg(long, env = "FLEDGE_DATABASE", value_name = "URL", global = true)]
    #[arg(hide_env_values = true)]
    pub database: Option<String>,

    /// Address and port to listen on [default: 127.0.0.1:8420]
    #[arg(long, env = "FLEDGE_LISTEN", value_name = "ADDRESS", global = true)]
    pub listen: Option<SocketAddr>,

    /// How people reach it, for links, cookies and HTTPS: <https://fledge.school.example>
    #[arg(long, env = "FLEDGE_PUBLIC_URL", value_name = "URL", global = true)]
    pub public_url: Option<String>,

    /// How many proxies of yours stand in front; so many entries of X-Forwarded-For are believed
    /// [default: 0]
    #[arg(long, env = "FLEDGE_PROXIES", value_name = "COUNT", global = true)]
    pub proxies: Option<usize>,

    /// Folder for copies of the database: one an hour while serving, and one before an update
    /// [default: none are made]
    #[arg(long, env = "FLEDGE_BACKUPS", value_name = "FOLDER", global = true)]
    pub backups: Option<PathBuf>,

    /// The schools' time zone, which says when a day begins: America/Chicago
    /// [default: this machine's]
    #[arg(long, env = "FLEDGE_TIME_ZONE", value_name = "ZONE", global = true)]
    pub time_zone: Option<String>,

    /// How log lines look [default: compact]
    #[arg(long, env = "FLEDGE_LOG", value_name = "FORMAT", global = true)]
    pub log: Option<LogFormat>,

    /// What is logged: error, warn, info, debug, or per part as in info,store=debug
    /// [default: info]
    #[arg(long, env = "FLEDGE_LOG_LEVEL", value_name = "LEVEL", global = true)]
    pub log_level: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, ValueEnum)]
#[serde(rename_all = "kebab-case")]
pub enum LogFormat {
    /// One readable line each
    #[default]
    Compact,
    /// One JSON object each
    Json,
}

/// Settings, whole and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    pub listen: SocketAddr,
    pub database: String,
    pub public_url: String,
    pub proxies: usize,
    pub backups: Option<PathBuf>,
    pub time_zone: Option<Tz>,
    pub log: LogFormat,
    pub log_level: String,
}

/// What is wrong with the settings, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError(pub String);

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for ConfigError {}

/// Variables that start like ours and are read by the build, the tests or clap itself.
const NOT_SETTINGS: [&str; 3] = ["FLEDGE_TOOLS", "FLEDGE_TEST_", "FLEDGE_BENCH_"];
const SETTINGS: [&str; 9] = [
    "FLEDGE_CONFIG",
    "FLEDGE_DATABASE",
    "FLEDGE_LISTEN",
    "FLEDGE_PUBLIC_URL",
    "FLEDGE_PROXIES",
    "FLEDGE_BACKUPS",
    "FLEDGE_TIME_ZONE",
    "FLEDGE_LOG",
    "FLEDGE_LOG_LEVEL",
];

impl Settings {
    /// Fills up from the file and the defaults. `variables` are the environment's names, and the
    /// value of `DATABASE_URL`, if any.
    pub fn complete<'a>(
        self,
        variables: impl IntoIterator<Item = &'a str>,
        database_url: Option<String>,
    ) -> Result<Config, ConfigError> {
        if let Some(name) = variables.into_iter().find(|name| is_unknown(name)) {
            let known = SETTINGS.join(", ");
            return Err(ConfigError(format!(
                "unknown setting {name} in the environment; there are {known}"
            )));
        }
        let file = match &self.config {
            Some(path) => {
                let text = fs::read_to_string(path)
                    .map_err(|error| ConfigError(format!("{}: {error}", path.display())))?;
                toml::from_str::<Self>(&text)
                    .map_err(|error| ConfigError(format!("{}: {error}", path.display())))?
            }
            None => Self::default(),
        };
        let listen = self
            .listen
            .or(file.listen)
            .unwrap_or(SocketAddr::from(([127, 0, 0, 1], 8420)));
        let postgres = database_url.filter(|url| url.starts_with("postgres"));
        let public_url = self
            .public_url
            .or(file.public_url)
            .unwrap_or_else(|| format!("http://localhost:{}", listen.port()));
        Ok(Config {
            listen,
            database: self
                .database
                .or(file.database)
                .or(postgres)
                .unwrap_or_else(|| "sqlite:fledge.db".to_owned()),
            public_url: checked_url(&public_url)?,
            proxies: self.proxies.or(file.proxies).unwrap_or(0),
            backups: self.backups.or(file.backups),
            time_zone: (self.time_zone.or(file.time_zone))
                .map(|name| checked_zone(&name))
                .transpose()?,
            log: self.log.or(file.log).unwrap_or_default(),
            log_level: self
                .log_level
                .or(file.log_level)
                .unwrap_or_else(|| "info".to_owned()),
        })
    }
}

impl Config {
    /// The file of a database that is one.
    pub fn database_file(&self) -> Option<&Path> {
        let path = self.database.strip_prefix("sqlite:")?;
        Some(Path::new(path.strip_prefix("//").unwrap_or(path)))
    }

    pub fn is_https(&self) -> bool {
        self.public_url.starts_with("https://")
    }

    /// Whether what goes over the network is for anyone there to read: neither HTTPS nor this machine.
    pub fn is_readable_by_all(&self) -> bool {
        !self.has_secure_cookies()
    }

    /// Whether browsers take `Secure` cookies there: over HTTPS, and on this machine.
    pub fn has_secure_cookies(&self) -> bool {
        self.is_https()
            || self.public_url.strip_prefix("http://").is_some_and(|it| {
                let host = it.rsplit_once(':').map_or(it, |(host, _)| host);
                matches!(host, "localhost" | "127.0.0.1" | "[::1]")
            })
    }
}

fn is_unknown(name: &str) -> bool {
    name.starts_with("FLEDGE_")
        && !SETTINGS.contains(&name)
        && !NOT_SETTINGS.iter().any(|known| name.starts_with(known))
}

fn checked_url(url: &str) -> Result<String, ConfigError> {
    let bare = url.trim_end_matches('/');
    let host = bare
        .strip_prefix("https://")
        .or_else(|| bare.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
            Ok(bare.to_owned())
        }
        _ => Err(ConfigError(format!(
            "public_url: “{url}” is not like https://fledge.school.example"
        ))),
    }
}

fn checked_zone(name: &str) -> Result<Tz, ConfigError> {
    name.parse()
        .map_err(|_| ConfigError(format!("time_zone: “{name}” is not like America/Chicago")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with_file(text: &str) -> Settings {
        let path = std::env::temp_dir().join(format!("fledge-{}.toml", crate::clock::request_id()));
        fs::write(&path, text).unwrap();
        Settings {
            config: Some(path),
            ..Settings::default()
        }
    }

    #[test]
    fn a_flag_goes_before_the_file_and_the_file_before_the_default() {
        let mut settings = with_file("database = \"sqlite:a.db\"\nlisten = \"0.0.0.0:80\"\n");
        settings.database = Some("sqlite:b.db".to_owned());
        let config = settings.complete([], None).unwrap();
        assert_eq!(config.database, "sqlite:b.db");
        assert_eq!(config.listen.port(), 80);
        assert_eq!(config.public_url, "http://localhost:80");
    }

    #[test]
    fn an_unknown_key_is_refused_by_its_name_and_line() {
        let wrong = with_file("listen = \"0.0.0.0:80\"\nlisen = 3\n").complete([], None);
        let said = wrong.unwrap_err().to_string();
        assert!(
            said.contains("`lisen`") && said.contains("line 2"),
            "{said}"
        );
    }

    #[test]
    fn an_unknown_variable_is_refused_by_its_name() {
        let wrong = Settings::default().complete(["PATH", "FLEDGE_LISEN"], None);
        assert!(wrong.unwrap_err().to_string().contains("FLEDGE_LISEN"));
        Settings::default()
            .complete(["FLEDGE_LOG", "FLEDGE_TOOLS"], None)
            .unwrap();
    }

    #[test]
    fn a_postgres_database_url_is_taken_and_another_program_s_is_not() {
        let of = |url: &str| Settings::default().complete([], Some(url.to_owned()));
        assert_eq!(of("postgres://x/y").unwrap().database, "postgres://x/y");
        assert_eq!(of("mysql://x/y").unwrap().database, "sqlite:fledge.db");
    }

    #[test]
    fn a_time_zone_is_known_or_refused_by_its_name() {
        let of = |zone: &str| with_file(&format!("time_zone = \"{zone}\"")).complete([], None);
        let date = |config: Config| {
            let evening = "2026-11-24T05:30:00Z".parse().unwrap();
            (crate::clock::dates(config.time_zone))(evening).to_string()
        };
        assert_eq!(of("America/Chicago").map(date), Ok("2026-11-23".to_owned()));
        assert!(of("Chicago").unwrap_err().to_string().contains("“Chicago”"));
    }

    #[test]
    fn cookies_are_secure_over_https_and_on_this_machine() {
        let secure = |url: &str| {
            let settings = Settings {
                public_url: Some(url.to_owned()),
                ..Settings::default()
            };
            settings
                .complete([], None)
                .map(|it| it.has_secure_cookies())
        };
        assert_eq!(secure("https://fledge.example/"), Ok(true));
        assert_eq!(secure("http://localhost:8420"), Ok(true));
        assert_eq!(secure("http://192.168.1.5:8420"), Ok(false));
        assert!(secure("fledge.example").is_err());
        assert!(secure("https://fledge.example/path").is_err());
    }
}
