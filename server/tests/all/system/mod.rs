//! The server itself: files, streams, caches, and the program.

pub mod assets;
pub mod chaos;
pub mod demo;
pub mod live;
pub mod page_cache;
pub mod page_title;
pub mod process;
pub mod restore;
pub mod storage;
