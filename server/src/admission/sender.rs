//! Who sends a request, as far as its share of the server goes: somebody whose cookie proved good,
//! or an address. It gives no right to anything: each handler proves anew.

use app::request::{ClientIp, Ctx, TokenCookie};
use axum::http::{HeaderMap, request::Parts};
use std::{
    collections::HashMap,
    hash::{BuildHasher, RandomState},
    net::{IpAddr, Ipv4Addr},
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};
use store::{StoreError, proof};
use tokio::sync::Semaphore;

use domain::signin::network;

/// How long a cookie that proved good counts as good here.
const PROVED_FOR: Duration = Duration::from_mins(1);
/// Most of them remembered.
const MOST_PROVED: usize = 50_000;
/// Cookies proved at once; the others wait.
const PROOFS_AT_ONCE: usize = 64;

/// Whose share a request counts against.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sender {
    /// Without a good cookie, from this address.
    Stranger(IpAddr),
    /// A tablet, child or adult whose cookie proved good, by a number that says nothing of it.
    Known(u64),
}

/// The cookies that proved good of late.
pub struct Senders {
    numbers: RandomState,
    proved: Mutex<HashMap<u64, Instant>>,
    proofs: Semaphore,
}

impl Default for Senders {
    fn default() -> Self {
        Self {
            numbers: RandomState::new(),
            proved: Mutex::default(),
            proofs: Semaphore::new(PROOFS_AT_ONCE),
        }
    }
}

impl Senders {
    /// Who sends this request. Asks the database only of cookies that it has not seen of late.
    pub async fn of(&self, ctx: &Ctx, parts: &Parts) -> Sender {
        for cookie in [TokenCookie::Tablet, TokenCookie::Child, TokenCookie::Desk] {
            let Some(token) = cookie.read(&parts.headers, ctx.secure_cookies) else {
                continue;
            };
            let number = self.number(&token);
            if self.is_remembered(number) || self.proves(ctx, cookie, &token, number).await {
                return Sender::Known(number);
            }
        }
        Sender::Stranger(address(parts))
    }

    /// A number for a token, another in each process.
    pub fn number(&self, token: &str) -> u64 {
        self.numbers.hash_one(token)
    }

    fn is_remembered(&self, number: u64) -> bool {
        let proved = self.proved.lock().unwrap_or_else(PoisonError::into_inner);
        let at = proved.get(&number);
        at.is_some_and(|at| at.elapsed() < PROVED_FOR)
    }

    async fn proves(&self, ctx: &Ctx, cookie: TokenCookie, token: &str, number: u64) -> bool {
        // Nobody closes it.
        let _permit = self.proofs.acquire().await.ok();
        let (db, now) = (&ctx.db, ctx.now());
        let proved = match cookie {
            TokenCookie::Tablet => proof::device(db, token, now).await.map(drop),
            TokenCookie::Child => proof::child(db, token, now).await.map(drop),
            TokenCookie::Desk => proof::staff(db, token, now).await.map(drop),
            // Proves nothing alone.
            TokenCookie::Browser => return false,
        };
        match proved {
            Ok(()) => {
                let mut proved = self.proved.lock().unwrap_or_else(PoisonError::into_inner);
                if proved.len() >= MOST_PROVED {
                    proved.retain(|_, at| at.elapsed() < PROVED_FOR);
                }
                if proved.len() < MOST_PROVED {
                    proved.insert(number, Instant::now());
                }
                true
            }
            // The handler says what is wrong with the database; nobody is a stranger for that.
            Err(error) => !matches!(error, StoreError::SignedOut | StoreError::NotFound),
        }
    }
}

/// Whether a request brings a cookie with a token, good or not.
pub fn has_token(headers: &HeaderMap, secure: bool) -> bool {
    [TokenCookie::Tablet, TokenCookie::Child, TokenCookie::Desk]
        .iter()
        .any(|cookie| cookie.read(headers, secure).is_some())
}

fn address(parts: &Parts) -> IpAddr {
    let address = parts.extensions.get().map(|ClientIp(address)| *address);
    network(address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)))
}
