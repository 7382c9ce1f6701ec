//! F4: a class page of one school's class, where there is but one school and where there are a
//! thousand. Both are measured by turns, in the same minute.

use crate::{
    Error, Figure,
    client::{Client, PLAIN},
    pages::{Asked, load},
    room::{dir, serve},
};
use domain::ids::{ClassId, PersonId};
use server::clock;
use sqlx::{Connection, Executor, SqliteConnection, sqlite::SqliteConnectOptions};
use std::{net::SocketAddr, time::Duration};
use store::{Db, testing::fixture};
use tempfile::TempDir;
use tokio::sync::watch;
use uuid::Uuid;

const SCHOOLS: u32 = 1_000;
/// In each school; thirty children in each.
const CLASSES: u32 = 17;
const TURNS: u32 = 3;
const LASTS: Duration = Duration::from_millis(1_200);

pub async fn measure() -> Result<Vec<Figure>, Error> {
    let (one, many) = (District::of(1).await?, District::of(SCHOOLS).await?);
    let (mut kept, mut anew) = ([0.0; 2], [0.0; 2]);
    for _ in 0..TURNS {
        for (n, district) in [&one, &many].into_iter().enumerate() {
            kept[n] += district.answers(Asked::get(&district.page)).await?;
            let plain = Asked {
                accepts: PLAIN,
                ..Asked::get(&district.page)
            };
            anew[n] += district.answers(plain).await?;
        }
    }
    let of = format!(
        "at {SCHOOLS} schools of {} children against one",
        CLASSES * 30
    );
    let ratio = |[one, many]: [f64; 2]| one / many;
    Ok(vec![
        Figure::new(
            "F4.page",
            ratio(kept),
            "×",
            format!("time of a class page {of}"),
        )
        .most(1.5),
        Figure::new(
            "F4.page-anew",
            ratio(anew),
            "×",
            format!("the same, written anew, {of}"),
        )
        .most(1.5),
    ])
}

struct District {
    address: SocketAddr,
    cookie: String,
    page: String,
    _dir: TempDir,
    _stop: watch::Sender<bool>,
}

impl District {
    async fn of(schools: u32) -> Result<Self, Error> {
        let dir = dir()?;
        let path = dir.path().join("fledge.db");
        let url = format!("sqlite:{}", path.display());
        let now = clock::wall()();
        Db::create(&url, now).await?.close().await?;
        let options = SqliteConnectOptions::new()
            .filename(&path)
            .foreign_keys(false)
            .pragma("synchronous", "OFF")
            .pragma("cache_size", "-200000");
        let mut conn = SqliteConnection::connect_with(&options).await?;
        fill(&mut conn, schools).await?;
        conn.close().await?;

        let db = Db::open(&url, now).await?;
        // A class in the middle of everything.
        let class = schools / 2 * CLASSES + CLASSES / 2;
        let token = fixture::adult_token(&db, PersonId(id(TEACHER, class)), now).await;
        let (address, stop) = serve(db).await?;
        let it = Self {
            address,
            cookie: format!("__Host-fledge-desk={}", token.as_str()),
            page: format!("/desk/class/{}", ClassId(id(CLASS, class))),
            _dir: dir,
            _stop: stop,
        };
        let mut client = Client::open(address, it.cookie.clone()).await?;
        client.accepts = PLAIN;
        let page = client.good("GET", &it.page, "text/plain", "").await?;
        match String::from_utf8_lossy(&page).matches("data-tile=").count() {
            30 => Ok(it),
            other => Err(format!("the class page has {other} children").into()),
        }
    }

    async fn answers(&self, asked: Asked<'_>) -> Result<f64, Error> {
        let (rate, _) = load(self.address, &self.cookie, asked, LASTS).await?;
        Ok(rate)
    }
}

const SCHOOL: u8 = 1;
const CLASS: u8 = 2;
const TEACHER: u8 = 3;
const CHILD: u8 = 4;

/// The id of the nth of a kind, as [`fill`] makes it.
fn id(kind: u8, n: u32) -> Uuid {
    Uuid::from_u128(u128::from(kind) << 120 | u128::from(n))
}

/// Schools, classes, teachers, children and their tiles, all by counting.
async fn fill(conn: &mut SqliteConnection, schools: u32) -> Result<(), Error> {
    let (classes, children) = (schools * CLASSES, schools * CLASSES * 30);
    let id = |kind: u8, n: &str| format!("unhex(printf('{kind:02x}%030x', {n}))");
    let school = format!("n / {CLASSES}");
    let of_child = format!("n / {}", 30 * CLASSES);
    let statements = [
        (schools, format!(
            "INSERT INTO school (id, source_id, title)
             SELECT {}, 'school ' || n, 'School ' || n FROM count", id(SCHOOL, "n"))),
        (classes, format!(
            "INSERT INTO class (id, school, source_id, title, open, seq)
             SELECT {}, {}, 'class ' || n, 'Room ' || n, TRUE, 30 FROM count",
            id(CLASS, "n"), id(SCHOOL, &school))),
        (classes, format!(
            "INSERT INTO person (id, school, role, source_id, given, family, username)
             SELECT {}, {}, 'teacher', 'teacher ' || n, 'Kim', 'Number ' || n, 'kim' || n FROM count",
            id(TEACHER, "n"), id(SCHOOL, &school))),
        (classes, format!(
            "INSERT INTO enrollment (class, person, school, role)
             SELECT {}, {}, {}, 'teacher' FROM count",
            id(CLASS, "n"), id(TEACHER, "n"), id(SCHOOL, &school))),
        (children, format!(
            "INSERT INTO person (id, school, role, source_id, given, family, grade, picture, secret)
             SELECT {}, {}, 'child', 'child ' || n, 'Kid', 'Number ' || n, 2, 'owl', 'a,b,c' FROM count",
            id(CHILD, "n"), id(SCHOOL, &of_child))),
        (children, format!(
            "INSERT INTO enrollment (class, person, school, role)
             SELECT {}, {}, {}, 'child' FROM count",
            id(CLASS, "n / 30"), id(CHILD, "n"), id(SCHOOL, &of_child))),
        (children, format!(
            "INSERT INTO tile (class, child, school, seq, here, done, total)
             SELECT {}, {}, {}, 1 + n % 30, TRUE, n % 8, 8 FROM count",
            id(CLASS, "n / 30"), id(CHILD, "n"), id(SCHOOL, &of_child))),
    ];
    let mut tx = conn.begin().await?;
    for (rows, insert) in statements {
        let count = format!(
            "WITH RECURSIVE count (n) AS
                 (SELECT 0 UNION ALL SELECT n + 1 FROM count WHERE n + 1 < {rows}) {insert}"
        );
        tx.execute(sqlx::AssertSqlSafe(count)).await?;
    }
    tx.commit().await?;
    Ok(())
}
