//! One `PostgreSQL` for all tests that run about now, in whatever process: the first starts it
//! under a file lock, a watcher stops it when nobody has been connected for 20 s.

use crate::Db;
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use std::{
    fs::File,
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Held until the database has its first client, so that the watcher does not stop it before.
pub(super) struct ClusterLock(#[expect(dead_code, reason = "the lock lives as long")] File);

struct Cluster {
    dir: PathBuf,
    bin: PathBuf,
    /// What a command is run under, so that it is not root.
    under: Vec<String>,
}

/// A new database with all tables.
pub(super) async fn database() -> (String, ClusterLock) {
    let (cluster, held) = tokio::task::spawn_blocking(Cluster::ready)
        .await
        .expect("the cluster starts");
    let template = cluster.template().await;
    let name = format!("test_{}", crate::Ids.uuid().simple());
    let create = format!("CREATE DATABASE {name} TEMPLATE {template}");
    cluster.execute(create).await;
    (cluster.url(&name), held)
}

impl Cluster {
    fn ready() -> (Self, ClusterLock) {
        let root = answer("id", &["-u"]) == "0";
        let user = match (root, answer("id", &["-u", "postgres"]).is_empty()) {
            (true, false) => Some("postgres"),
            (true, true) => Some("nobody"),
            (false, _) => None,
        };
        let under = user.map_or_else(Vec::new, |user| {
            let group = answer("id", &["-gn", user]);
            [
                "setpriv",
                "--clear-groups",
                "--reuid",
                user,
                "--regid",
                &group,
                "--",
            ]
            .map(str::to_owned)
            .to_vec()
        });
        let dir = std::env::var("FLEDGE_PG_DIR").map_or_else(
            |_| std::env::temp_dir().join(format!("fledge-pg-{}", answer("id", &["-un"]))),
            PathBuf::from,
        );
        let lock = File::create(dir.with_extension("lock")).expect("a lock file");
        lock.lock().expect("the lock");
        let cluster = Self {
            dir,
            bin: programs(),
            under,
        };
        if UnixStream::connect(cluster.dir.join(".s.PGSQL.5432")).is_err() {
            cluster.start();
        }
        (cluster, ClusterLock(lock))
    }

    fn start(&self) {
        let data = self.dir.join("data");
        drop(std::fs::remove_dir_all(&self.dir));
        std::fs::create_dir_all(&self.dir).expect("a directory");
        if let Some(user) = self.under.get(3) {
            run(Command::new("chown").arg(user).arg(&self.dir));
        }
        let flags = [
            "--auth=trust",
            "--username=fledge",
            "--encoding=UTF8",
            "--locale=C",
        ];
        run(self
            .command(&self.bin.join("initdb"))
            .args(flags)
            .arg("--no-sync")
            .arg(&data));
        let options = format!(
            "-k {} -c listen_addresses= -c fsync=off -c full_page_writes=off \
             -c max_connections=400 -c shared_buffers=64MB -c autovacuum=off",
            self.dir.display()
        );
        run(self
            .command(&self.bin.join("pg_ctl"))
            .arg("-D")
            .arg(&data)
            .arg("-l")
            .arg(self.dir.join("log"))
            .args(["-w", "-o", &options, "start"]));
        self.watch(&data);
    }

    fn watch(&self, data: &Path) {
        let script = r#"
            count() {
                "$1/psql" -h "$2" -U fledge -d postgres -Atc "SELECT count(*) FROM pg_stat_activity
                    WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            }
            idle=0
            while sleep 2; do
                n=$(count "$1" "$2") || exit
                if [ "$n" = 0 ]; then idle=$((idle + 2)); else idle=0; fi
                if [ "$idle" -ge 20 ]; then
                    exec 9<"$3"
                    flock 9
                    if [ "$(count "$1" "$2")" = 0 ]; then
                        "$1/pg_ctl" -D "$4" -m immediate stop
                        rm -rf "$2"
                        exit
                    fi
                    exec 9<&-
                    idle=0
                fi
            done"#;
        let mut command = self.command(Path::new("setsid"));
        let spawned = command
            .args(["sh", "-c", script, "watcher"])
            .arg(&self.bin)
            .arg(&self.dir)
            .arg(self.dir.with_extension("lock"))
            .arg(data)
            .spawn();
        // It outlives this process on purpose.
        drop(spawned.expect("the watcher starts"));
    }

    fn command(&self, program: &Path) -> Command {
        let mut words = self.under.iter().map(std::ffi::OsString::from);
        let mut command = match words.next() {
            Some(first) => {
                let mut command = Command::new(first);
                command.args(words).arg(program);
                command
            }
            None => Command::new(program),
        };
        command
            .current_dir("/")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        command
    }

    fn url(&self, name: &str) -> String {
        format!(
            "postgres://fledge@localhost/{name}?host={}",
            self.dir.display()
        )
    }

    async fn execute(&self, sql: String) {
        let mut conn = PgConnection::connect(&self.url("postgres"))
            .await
            .expect("the cluster answers");
        sqlx::raw_sql(AssertSqlSafe(sql))
            .execute(&mut conn)
            .await
            .expect("a statement of the tests");
        conn.close().await.expect("it closes");
    }

    /// The database the others are copied from: named by its migrations, made once.
    async fn template(&self) -> String {
        let migrations = sqlx::migrate!("migrations/postgres");
        let sums = migrations.iter().flat_map(|it| it.checksum.to_vec());
        let sum: Vec<u8> = sums.collect();
        let name = crate::proof::digest(&format!("{sum:?}"));
        let name = name[..6].iter().map(|byte| format!("{byte:02x}"));
        let name = format!("template_{}", name.collect::<String>());
        let mut conn = PgConnection::connect(&self.url("postgres"))
            .await
            .expect("the cluster answers");
        let there: Option<(bool,)> =
            sqlx::query_as("SELECT datistemplate FROM pg_database WHERE datname = $1")
                .bind(&name)
                .fetch_optional(&mut conn)
                .await
                .expect("a list of databases");
        conn.close().await.expect("it closes");
        // Only a whole one is marked as a template; half of one is made anew.
        if there != Some((true,)) {
            self.execute(format!("DROP DATABASE IF EXISTS {name}"))
                .await;
            self.execute(format!("CREATE DATABASE {name}")).await;
            let db = Db::create(&self.url(&name), super::morning()).await;
            let closed = db.expect("it is made").close().await;
            closed.expect("it closes");
            self.execute(format!("ALTER DATABASE {name} IS_TEMPLATE TRUE"))
                .await;
        }
        name
    }
}

/// Where the newest installed `PostgreSQL` lies.
fn programs() -> PathBuf {
    if let Ok(dir) = std::env::var("FLEDGE_PG_BIN") {
        return dir.into();
    }
    let mut found: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .expect("PostgreSQL is installed, or FLEDGE_PG_BIN says where")
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .filter(|bin| bin.join("initdb").exists())
        .collect();
    found.sort();
    found.pop().expect("an installed PostgreSQL")
}

fn answer(program: &str, args: &[&str]) -> String {
    let out = Command::new(program).args(args).output();
    out.map(|out| String::from_utf8_lossy(&out.stdout).trim().to_owned())
        .unwrap_or_default()
}

fn run(command: &mut Command) {
    let status = command.status();
    assert!(
        status.is_ok_and(|status| status.success()),
        "this failed: {command:?}"
    );
}
