//! The file of a `SQLite` database: made only where that is asked for, readable to its owner alone,
//! and noticed when it is no longer the one that was opened. `SQLite` itself does not look: in WAL mode it
//! goes on writing to a file that was removed.

use crate::{Result, StoreError};
use domain::StorageFault;
use std::{
    ffi::OsString,
    fs::{File, Metadata, OpenOptions},
    io,
    os::unix::fs::{MetadataExt as _, OpenOptionsExt as _},
    path::{Path, PathBuf},
};

/// Whether a database is to be there, or to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OpenMode {
    Existing,
    New,
}

/// Which file a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Identity {
    device: u64,
    inode: u64,
}

impl Identity {
    fn of(metadata: &Metadata) -> Self {
        Self {
            device: metadata.dev(),
            inode: metadata.ino(),
        }
    }
}

/// The files of the database as they were opened.
#[derive(Clone, Debug)]
pub(super) struct DatabaseFile {
    path: PathBuf,
    wal_path: PathBuf,
    identity: Identity,
    /// None before `SQLite` has made it.
    wal: Option<Identity>,
}

impl DatabaseFile {
    /// Finds the file, or makes an empty one.
    pub(super) fn open(path: &Path, mode: OpenMode) -> Result<Self> {
        let setup = |error: io::Error| StoreError::Setup(format!("{}: {error}", path.display()));
        let shown = || path.display().to_string();
        let wal_path = with_suffix(path, "-wal");
        let metadata = match (path.metadata(), mode) {
            // An empty file is what is left of one that was not made to the end.
            (Ok(metadata), OpenMode::New) if metadata.len() == 0 => metadata,
            (Ok(_), OpenMode::New) => return Err(StoreError::DatabaseExists(shown())),
            (Ok(metadata), OpenMode::Existing) if metadata.len() == 0 => {
                return Err(StoreError::NoDatabase(shown()));
            }
            (Ok(metadata), OpenMode::Existing) => metadata,
            (Err(error), OpenMode::Existing) if error.kind() == io::ErrorKind::NotFound => {
                return Err(StoreError::NoDatabase(shown()));
            }
            (Err(error), OpenMode::New) if error.kind() == io::ErrorKind::NotFound => {
                if wal_path.exists() {
                    // SQLite would throw it away.
                    return Err(StoreError::Setup(format!(
                        "{} lies there without its database: put the database back, or move it away",
                        wal_path.display()
                    )));
                }
                create_private(path)
                    .and_then(|file| file.metadata())
                    .map_err(setup)?
            }
            (Err(error), _) => return Err(setup(error)),
        };
        Ok(Self {
            identity: Identity::of(&metadata),
            path: path.to_owned(),
            wal_path,
            wal: None,
        })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// From now on the write-ahead log must stay where it is too.
    pub(super) fn note_wal(&mut self) {
        self.wal = self.wal_path.metadata().ok().as_ref().map(Identity::of);
    }

    /// Whether the path still leads to the files that were opened, and they may be written.
    pub(super) fn check(&self) -> Result<()> {
        let metadata = check_identity(&self.path, self.identity)?;
        if metadata.permissions().readonly() {
            return Err(fault(StorageFault::ReadOnly));
        }
        if let Some(wal) = self.wal {
            check_identity(&self.wal_path, wal)?;
        }
        Ok(())
    }
}

fn check_identity(path: &Path, opened: Identity) -> Result<Metadata> {
    let metadata = path.metadata().map_err(|error| {
        fault(match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => StorageFault::Missing,
            _ => StorageFault::Failing,
        })
    })?;
    if Identity::of(&metadata) == opened {
        Ok(metadata)
    } else {
        Err(fault(StorageFault::Replaced))
    }
}

const fn fault(fault: StorageFault) -> StoreError {
    StoreError::Storage { fault, cause: None }
}

/// A new, empty file that only its owner may read. `SQLite` gives what it makes beside a database the
/// mode of the database.
pub(crate) fn create_private(path: &Path) -> io::Result<File> {
    OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
}

/// The path with this behind it: "fledge.db-wal" for "fledge.db" and "-wal".
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    PathBuf::from(name)
}
