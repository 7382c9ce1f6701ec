//! Pages that were written once and may be sent again, compressed, with a new nonce each time.
//! What makes such a page right for a request is `class_page`'s to know (docs/adr/0010).

mod compressed;

pub use compressed::CompressedPage;

use app::request::preloaded::COOKIES;
use chrono::NaiveDate;
use domain::{
    ids::{ClassId, PersonId},
    school::Adult,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Most pages cached at once; one more and the cache starts afresh.
const MAX_PAGES: usize = 1_024;
/// Most bytes of a compressed page that is cached.
const MAX_PAGE_BYTES: usize = 64 * 1_024;

/// What a page is cached under: all that its request said.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct CacheKey {
    pub class: ClassId,
    /// The school's date.
    pub today: NaiveDate,
    pub person: PersonId,
    pub cookies: [Option<String>; COOKIES.len()],
    pub accept_language: Option<String>,
}

/// A page as it was written for this adult at this sequence of the class.
pub struct CachedPage {
    pub me: Adult,
    pub seq: i64,
    pub page: CompressedPage,
}

/// The pages that are cached.
#[derive(Default)]
pub struct PageCache(Mutex<HashMap<CacheKey, Arc<CachedPage>>>);

impl PageCache {
    /// The page, if it was written for the same adult and the same sequence.
    pub fn get(&self, key: &CacheKey, me: &Adult, seq: i64) -> Option<Arc<CachedPage>> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let cached = pages.get(key)?;
        (cached.seq == seq && cached.me == *me).then(|| Arc::clone(cached))
    }

    /// Caches a page, unless it is too large.
    pub fn insert(&self, key: CacheKey, cached: CachedPage) {
        if cached.page.size() > MAX_PAGE_BYTES {
            return;
        }
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MAX_PAGES && !pages.contains_key(&key) {
            pages.clear();
        }
        pages.insert(key, Arc::new(cached));
    }

    /// How many pages are cached.
    #[expect(clippy::len_without_is_empty, reason = "only ever counted")]
    pub fn len(&self) -> usize {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}
