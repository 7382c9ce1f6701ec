//! The rules of ARCHITECTURE.md, "Borders". Each lists what breaks it.

use crate::{
    imports::{Import, Outside},
    source::{Files, Source},
};
use std::collections::{BTreeMap, BTreeSet};

/// Something that breaks a rule.
pub struct Finding {
    /// What an exception of it is called; no line, so that it outlives other changes.
    pub key: String,
    pub why: String,
}

/// A rule, and what breaks it.
pub type Findings = Vec<Finding>;

pub const MOST_FILES: usize = 20;
pub const MOST_OF_A_PREFIX: usize = 3;

const AUDIENCES: [&str; 3] = ["child", "desk", "family"];

/// Pronouns and participles: as names of types, functions and modules they say nothing.
const BANNED: [&str; 11] = [
    "told", "held", "kept", "given", "asked", "shown", "whole", "line", "way", "stands", "it",
];
/// As [`BANNED`], of types alone.
const BANNED_TYPES: [&str; 18] = [
    "Told", "Held", "Kept", "Given", "Asked", "Shown", "Whole", "Line", "Lines", "Way", "Stands",
    "Acts", "Taking", "What", "Aside", "Stay", "Paper", "Stirred",
];

/// What one crate imports.
pub struct Map {
    pub source: Source,
    pub imports: Vec<Import>,
    pub outside: Vec<Outside>,
}

impl Map {
    pub fn read(name: &'static str, files: &Files) -> Self {
        let source = Source::read(name, files);
        let (imports, outside) = source.imports();
        Self {
            source,
            imports,
            outside,
        }
    }

    fn path(&self, module: usize) -> &[String] {
        &self.source.modules[module].path
    }

    fn place(&self, module: usize, line: usize) -> String {
        format!("{}:{line}", self.source.modules[module].file)
    }

    /// A folder that an audience has: what it shows of one subject, or its `ui`.
    fn feature(&self, module: usize) -> Option<(&str, &str)> {
        let [audience, feature, ..] = self.path(module) else {
            return None;
        };
        let folder = format!("{}/src/{audience}/{feature}/", self.source.name);
        let is_folder = self.source.modules[module].file.starts_with(&folder);
        (AUDIENCES.contains(&&**audience) && is_folder).then_some((audience, feature))
    }

    /// The audience, or what else lies beside it.
    fn room(&self, module: usize) -> &str {
        self.path(module).first().map_or("", |it| it)
    }

    fn break_of(&self, import: &Import, of: &str) -> Finding {
        let (from, to) = (&self.source.modules[import.from], self.path(import.to));
        Finding {
            key: format!("{} -> {of}", from.file),
            why: format!(
                "{} imports `{}` of crate::{}",
                self.place(import.from, import.line),
                import.path,
                to.join("::")
            ),
        }
    }

    /// The imports that `of` names, once a line.
    fn breaks(&self, of: impl Fn(&Import) -> Option<String>) -> Findings {
        let mut places = BTreeSet::new();
        let mut broken = Findings::new();
        for import in &self.imports {
            if let Some(of) = of(import)
                && places.insert((import.from, import.line, of.clone()))
            {
                broken.push(self.break_of(import, &of));
            }
        }
        broken
    }

    /// `child`, `desk` and `family` never import each other, and nothing below imports them.
    pub fn audiences(&self) -> Findings {
        self.breaks(|import| {
            let (from, to) = (self.room(import.from), self.room(import.to));
            let composes = ["", "shell"].contains(&from);
            (AUDIENCES.contains(&to) && from != to && !composes).then(|| to.to_owned())
        })
    }

    /// A feature never imports a sibling; an audience's `ui` imports no feature.
    pub fn features(&self) -> Findings {
        self.breaks(|import| {
            let (audience, from) = self.feature(import.from)?;
            let (other, to) = self.feature(import.to)?;
            (audience == other && from != to && to != "ui").then(|| format!("{audience}/{to}"))
        })
    }

    /// `ui` imports nothing of the crate but itself, and of the request what its cookies say.
    pub fn ui(&self) -> Findings {
        self.breaks(|import| {
            let to = self.room(import.to);
            (self.room(import.from) == "ui" && !["ui", "request", ""].contains(&to))
                .then(|| to.to_owned())
        })
    }

    /// Of the modules of one parent, each with all below it, none needs another that needs it.
    /// A parent and its own children may need each other.
    pub fn circles(&self) -> Findings {
        let mut arrows: BTreeMap<&[String], BTreeMap<(&str, &str), &Import>> = BTreeMap::new();
        for import in self.imports.iter().filter(|it| !it.is_module) {
            let (from, to) = (self.path(import.from), self.path(import.to));
            let shared = from.iter().zip(to).take_while(|(a, b)| a == b).count();
            if let (Some(one), Some(other)) = (from.get(shared), to.get(shared)) {
                let level = arrows.entry(&from[..shared]).or_default();
                level.entry((one, other)).or_insert(import);
            }
        }
        let mut findings = Findings::new();
        for (parent, arrows) in arrows {
            for circle in circles(&arrows.keys().copied().collect()) {
                let modules: Vec<_> = circle.iter().copied().collect();
                let within =
                    |(from, to): &(&str, &str)| circle.contains(from) && circle.contains(to);
                let examples = arrows.iter().filter(|(arrow, _)| within(arrow));
                let examples: Vec<_> = examples
                    .map(|((from, to), import)| {
                        let place = self.place(import.from, import.line);
                        format!("\n    {from} -> {to}: {place} imports `{}`", import.path)
                    })
                    .collect();
                let parent = [&[self.source.name.to_owned()], parent].concat().join("::");
                findings.push(Finding {
                    key: format!("{parent}: {}", modules.join(", ")),
                    why: format!("modules of {parent} need each other:{}", examples.concat()),
                });
            }
        }
        findings
    }

    /// The engine knows no product table: of `store`, `db` imports only how things fail.
    pub fn engine(&self) -> Findings {
        self.breaks(|import| {
            let to = self.room(import.to);
            (self.room(import.from) == "db" && !["db", "error", ""].contains(&to))
                .then(|| to.to_owned())
        })
    }

    /// `server -> app -> store -> domain`, never back.
    pub fn crates(&self) -> Findings {
        let may: &[&str] = match self.source.name {
            "domain" => &[],
            "store" => &["domain"],
            "app" => &["domain", "store"],
            _ => &["domain", "store", "app"],
        };
        let broken = self.outside.iter().filter(|it| !may.contains(&&*it.krate));
        let broken = broken.map(|it| Finding {
            key: format!("{} -> {}", self.source.modules[it.from].file, it.krate),
            why: format!(
                "{} names the crate `{}`",
                self.place(it.from, it.line),
                it.krate
            ),
        });
        broken.collect()
    }

    /// One public component a file.
    pub fn components(&self) -> Findings {
        let mut findings = Findings::new();
        for (index, module) in self.source.modules.iter().enumerate() {
            let public: Vec<_> = module.components.iter().filter(|it| it.public).collect();
            if let [_, second, ..] = &*public {
                findings.push(Finding {
                    key: module.file.clone(),
                    why: format!(
                        "{} is a second public component of its file: {}",
                        self.place(index, second.line),
                        second.name
                    ),
                });
            }
        }
        findings
    }

    /// A component's name is unique in the crate.
    pub fn component_names(&self) -> Findings {
        let mut places: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for (index, module) in self.source.modules.iter().enumerate() {
            for it in &module.components {
                let place = self.place(index, it.line);
                places.entry(&it.name).or_default().push(place);
            }
        }
        let twice = places.into_iter().filter(|(_, places)| places.len() > 1);
        let finding = |(name, places): (&str, Vec<String>)| Finding {
            key: name.to_owned(),
            why: format!(
                "`{name}` is a component's name twice: {}",
                places.join(", ")
            ),
        };
        twice.map(finding).collect()
    }

    /// Names that say nothing to a newcomer.
    pub fn names(&self) -> Findings {
        let mut findings = Findings::new();
        for (index, module) in self.source.modules.iter().enumerate() {
            for name in &module.names {
                // To draw a line is what a pen does.
                let is_method = !name.of_module && name.text == "line";
                let banned = BANNED.iter().chain(&BANNED_TYPES);
                if !is_method && banned.into_iter().any(|it| *it == name.text) {
                    findings.push(Finding {
                        key: format!("{}: {}", module.file, name.text),
                        why: format!(
                            "{} names something `{}`",
                            self.place(index, name.line),
                            name.text
                        ),
                    });
                }
            }
        }
        findings
    }
}

/// At most twenty files a folder.
pub fn folders(files: &Files) -> Findings {
    let folders = by_folder(files).into_iter();
    let full = folders.filter(|(_, names)| names.len() > MOST_FILES);
    let finding = |(folder, names): (&str, Vec<&str>)| Finding {
        key: folder.to_owned(),
        why: format!(
            "{folder} has {} files, {MOST_FILES} are the most",
            names.len()
        ),
    };
    full.map(finding).collect()
}

/// A prefix on more than three files of a folder wants a folder.
pub fn prefixes(files: &Files) -> Findings {
    let mut findings = Findings::new();
    for (folder, names) in by_folder(files) {
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (prefix, _) in names.iter().filter_map(|name| name.split_once('_')) {
            *counts.entry(prefix).or_default() += 1;
        }
        for (prefix, count) in counts.into_iter().filter(|(_, it)| *it > MOST_OF_A_PREFIX) {
            findings.push(Finding {
                key: format!("{folder}/{prefix}_"),
                why: format!(
                    "{count} files of {folder} begin with {prefix}_: make a folder of them"
                ),
            });
        }
    }
    findings
}

/// Leptos forgets `on:` and a changing `attr:` of a component when its view is made anew in the same
/// place: what acts or changes is an argument.
pub fn spreads(files: &Files) -> Findings {
    let mut findings = Findings::new();
    for (file, text) in files {
        for (at, _) in text.match_indices('<') {
            let rest = &text[at + 1..];
            if !rest.starts_with(|c: char| c.is_ascii_uppercase()) {
                continue;
            }
            let tag = tag(rest);
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            let changes = |it: &&str| {
                let value = it.split_once('=').map_or("", |(_, value)| value);
                it.starts_with("on:")
                    || *it == "{.."
                    || (it.starts_with("attr:") && value.starts_with("move"))
            };
            for it in tag.split_whitespace().filter(changes) {
                let attribute = it.split('=').next().unwrap_or(it);
                let line = text[..at].lines().count();
                findings.push(Finding {
                    key: format!("{file}: {name} {attribute}"),
                    why: format!("{file}:{line} gives `{attribute}` to the component `{name}`"),
                });
            }
        }
    }
    findings
}

/// What stands in a tag, without what its values are made of.
fn tag(rest: &str) -> String {
    let (mut depth, mut before, mut flat) = (0_usize, ' ', String::new());
    for c in rest.chars() {
        match c {
            '>' if depth == 0 && before != '=' && before != '-' => break,
            // Attributes spread onto the component, `{..all}`, are given as much as named ones.
            '.' if depth == 1 && before == '{' => flat.push_str(" {.. "),
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ if depth == 0 => flat.push(c),
            _ => {}
        }
        before = c;
    }
    flat
}

fn by_folder(files: &Files) -> BTreeMap<&str, Vec<&str>> {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (folder, name) in files.keys().filter_map(|it| it.rsplit_once('/')) {
        folders.entry(folder).or_default().push(name);
    }
    folders
}

/// The sets of more than one module in which each leads to each.
fn circles<'a>(arrows: &BTreeSet<(&'a str, &'a str)>) -> BTreeSet<BTreeSet<&'a str>> {
    let reach = |from: &'a str| {
        let (mut reached, mut next) = (BTreeSet::new(), vec![from]);
        while let Some(at) = next.pop() {
            let onwards = arrows.iter().filter(|(from, _)| *from == at);
            next.extend(onwards.map(|(_, to)| *to).filter(|to| reached.insert(*to)));
        }
        reached
    };
    let modules: BTreeSet<_> = arrows.iter().map(|(from, _)| *from).collect();
    let reached: BTreeMap<_, _> = modules.iter().map(|it| (*it, reach(it))).collect();
    let circle = |it: &&'a str| {
        let both = |other: &&&'a str| reached.get(**other).is_some_and(|back| back.contains(*it));
        reached[*it]
            .iter()
            .filter(both)
            .copied()
            .collect::<BTreeSet<_>>()
    };
    modules
        .iter()
        .map(circle)
        .filter(|it| it.len() > 1)
        .collect()
}
