//! Opens the files of a roster: in a folder, in a zip, or in this program. Unpacks nothing to disk.

use super::FILE_MEGABYTES;
use domain::roster::{File, RowProblem, RowProblemKind};
use std::{
    collections::HashMap,
    fs, io,
    io::Read,
    path::{Path, PathBuf},
};
use zip::ZipArchive;

/// Most names a zip may have.
const ENTRIES: usize = 10_000;
/// Said to be there, and never opened.
const NOT_READ: [&str; 2] = ["demographics.csv", "userprofiles.csv"];

pub(super) struct Source {
    kind: Kind,
    /// Names of files that are there and not wanted.
    pub(super) not_read: Vec<String>,
}

enum Kind {
    Folder(HashMap<File, PathBuf>),
    Zip {
        archive: Box<ZipArchive<fs::File>>,
        /// Index and size of each.
        at: HashMap<File, (usize, u64)>,
    },
    Embedded(&'static [(File, &'static [u8])]),
}

impl Source {
    pub(super) fn open(path: &Path) -> Result<Self, RowProblem> {
        let shown = path.display().to_string();
        let unreadable = |error: io::Error| {
            RowProblem::at(&shown, RowProblemKind::Unreadable(error.to_string()))
        };
        let found = fs::metadata(path).map_err(unreadable)?;
        if found.is_dir() {
            folder(path).map_err(unreadable)?.pick(&shown, Kind::folder)
        } else {
            let file = fs::File::open(path).map_err(unreadable)?;
            let mut archive = ZipArchive::new(file)
                .map_err(|_| RowProblem::at(&shown, RowProblemKind::NotOneRoster))?;
            let found = listing(&mut archive, &shown)?;
            found.pick(&shown, |at| Kind::Zip {
                archive: Box::new(archive),
                at,
            })
        }
    }

    pub(super) fn embedded(files: &'static [(File, &'static [u8])]) -> Self {
        Self {
            kind: Kind::Embedded(files),
            not_read: Vec::new(),
        }
    }

    pub(super) fn has(&self, file: File) -> bool {
        match &self.kind {
            Kind::Folder(at) => at.contains_key(&file),
            Kind::Zip { at, .. } => at.contains_key(&file),
            Kind::Embedded(files) => files.iter().any(|it| it.0 == file),
        }
    }

    /// Bytes of all files that will be read.
    pub(super) fn bytes(&self) -> u64 {
        match &self.kind {
            Kind::Folder(at) => at
                .values()
                .filter_map(|it| fs::metadata(it).ok())
                .map(|it| it.len())
                .sum(),
            Kind::Zip { at, .. } => at.values().map(|it| it.1).sum(),
            Kind::Embedded(files) => files.iter().map(|it| it.1.len() as u64).sum(),
        }
    }

    pub(super) fn read(&mut self, file: File) -> Result<Box<dyn Read + '_>, RowProblem> {
        let unreadable = |error: &dyn std::error::Error| {
            RowProblem::of_file(file, RowProblemKind::Unreadable(error.to_string()))
        };
        let missing = || RowProblem::of_file(file, RowProblemKind::MissingFile);
        match &mut self.kind {
            Kind::Folder(at) => {
                let file = fs::File::open(at.get(&file).ok_or_else(missing)?);
                Ok(Box::new(file.map_err(|error| unreadable(&error))?))
            }
            Kind::Zip { archive, at } => {
                let (at, _) = at.get(&file).ok_or_else(missing)?;
                let entry = archive.by_index(*at).map_err(|error| unreadable(&error))?;
                Ok(Box::new(entry))
            }
            Kind::Embedded(files) => {
                let found = files.iter().find(|it| it.0 == file).ok_or_else(missing)?;
                Ok(Box::new(found.1))
            }
        }
    }
}

/// Names below a folder or in a zip, and what stands behind each.
struct Listing<T>(Vec<(PathBuf, T)>);

impl<T: Clone> Listing<T> {
    /// The folder that holds users.csv is the one; there may be but one.
    fn pick<U>(
        self,
        shown: &str,
        kind: impl FnOnce(HashMap<File, U>) -> Kind,
    ) -> Result<Source, RowProblem>
    where
        T: Into<U>,
    {
        let users = File::Users.name();
        let mut homes = self.0.iter().filter(|(path, _)| lower(path) == users);
        let home = homes
            .next()
            .ok_or_else(|| RowProblem::at(shown, RowProblemKind::NotOneRoster))?;
        if let Some(other) = homes.next() {
            let why = RowProblemKind::FoundTwice(other.0.display().to_string());
            return Err(RowProblem::at(&home.0.display().to_string(), why));
        }
        let home = home.0.parent().map(Path::to_owned);
        let mut at: HashMap<File, (PathBuf, T)> = HashMap::new();
        let mut not_read = Vec::new();
        for (path, what) in self.0 {
            if path.parent().map(Path::to_owned) != home {
                continue;
            }
            let name = lower(&path);
            if NOT_READ.contains(&name.as_str()) {
                not_read.push(path.display().to_string());
            }
            let known = File::ALL
                .into_iter()
                .find(|it| it.name().eq_ignore_ascii_case(&name));
            let Some(file) = known else { continue };
            if let Some((first, _)) = at.insert(file, (path.clone(), what)) {
                let why = RowProblemKind::FoundTwice(first.display().to_string());
                return Err(RowProblem::at(&path.display().to_string(), why));
            }
        }
        let at = at
            .into_iter()
            .map(|(file, (_, what))| (file, what.into()))
            .collect();
        Ok(Source {
            kind: kind(at),
            not_read,
        })
    }
}

impl Kind {
    fn folder(at: HashMap<File, PathBuf>) -> Self {
        Self::Folder(at)
    }
}

fn lower(path: &Path) -> String {
    path.file_name()
        .unwrap_or_default()
        .to_string_lossy()
        .to_lowercase()
}

/// The files of a folder and of the folders in it.
fn folder(root: &Path) -> io::Result<Listing<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(root)? {
        let path = entry?.path();
        if path.is_dir() {
            // A folder nobody may look into is none of ours.
            for inner in fs::read_dir(&path).into_iter().flatten().flatten() {
                found.push(inner.path());
            }
        } else {
            found.push(path);
        }
    }
    found.retain(|path| !is_hidden(path));
    found.sort();
    Ok(Listing(
        found.into_iter().map(|it| (it.clone(), it)).collect(),
    ))
}

fn listing(
    archive: &mut ZipArchive<fs::File>,
    shown: &str,
) -> Result<Listing<(usize, u64)>, RowProblem> {
    let broken = |error: zip::result::ZipError| {
        RowProblem::at(shown, RowProblemKind::Unreadable(error.to_string()))
    };
    if archive.len() > ENTRIES {
        return Err(RowProblem::at(
            shown,
            RowProblemKind::TooManyRows { limit: ENTRIES },
        ));
    }
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(broken)?;
        let name = String::from_utf8_lossy(entry.name_raw());
        let Some(path) = entry.enclosed_name() else {
            return Err(RowProblem::at(shown, RowProblemKind::UnsafeName).cell("", &name));
        };
        if entry.is_dir() || is_hidden(&path) {
            continue;
        }
        let known = File::ALL
            .into_iter()
            .any(|it| it.name().eq_ignore_ascii_case(&lower(&path)));
        if known && entry.encrypted() {
            let why = RowProblemKind::Unreadable("it is locked with a password".to_owned());
            return Err(RowProblem::at(&path.display().to_string(), why));
        }
        if known && entry.size() > FILE_MEGABYTES * 1_000_000 {
            let why = RowProblemKind::TooBig {
                megabytes: FILE_MEGABYTES,
            };
            return Err(RowProblem::at(&path.display().to_string(), why));
        }
        found.push((path, (at, entry.size())));
    }
    Ok(Listing(found))
}

/// What a Mac puts beside the files.
fn is_hidden(path: &Path) -> bool {
    path.components().any(|it| it.as_os_str() == "__MACOSX")
        || path
            .file_name()
            .is_some_and(|it| it.to_string_lossy().starts_with('.'))
}
