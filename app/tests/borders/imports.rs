//! Who imports what: a path resolved through `use` and `pub use` to the module that defines it.

use crate::source::{Source, Written};
use std::collections::BTreeSet;

/// A module needs something that another one defines, or passes on.
pub struct Import {
    /// Indices into [`Source::modules`].
    pub from: usize,
    pub to: usize,
    pub line: usize,
    /// As it is written.
    pub path: String,
    /// The module itself, and nothing of it.
    pub is_module: bool,
}

/// A crate of this repository, named in another one's code.
pub struct Outside {
    pub from: usize,
    pub krate: String,
    pub line: usize,
}

/// Our crates, as code names them.
pub const CRATES: [&str; 5] = ["domain", "store", "app", "frontend", "server"];

/// Where a name leads: modules that define it, and modules that pass it on.
#[derive(Default)]
struct Found {
    modules: BTreeSet<usize>,
    items: BTreeSet<usize>,
    passed: BTreeSet<usize>,
}

impl Source {
    /// Everything a module needs of another one, and of other crates.
    pub fn imports(&self) -> (Vec<Import>, Vec<Outside>) {
        let (mut imports, mut outside) = (Vec::new(), Vec::new());
        for (from, module) in self.modules.iter().enumerate() {
            let used = module.uses.iter().map(|it| (&it.path, true));
            let written = module.paths.iter().map(|it| (it, false));
            for (path, is_used) in used.chain(written) {
                let found = self.resolve(from, &path.segments, &mut BTreeSet::new());
                let line = path.line;
                if let Some(krate) = self.outside(path, is_used, &found) {
                    outside.push(Outside { from, krate, line });
                }
                let items = found.items.iter().chain(&found.passed);
                let items = items.map(|to| (*to, false));
                let modules = found.modules.iter().map(|to| (*to, true));
                for (to, is_module) in items.chain(modules).filter(|(to, _)| *to != from) {
                    let path = path.segments.join("::");
                    imports.push(Import {
                        from,
                        to,
                        line,
                        path,
                        is_module,
                    });
                }
            }
        }
        (imports, outside)
    }

    fn outside(&self, path: &Written, is_used: bool, found: &Found) -> Option<String> {
        let first = path.segments.first()?;
        let is_ours = CRATES.contains(&&**first) && first != self.name;
        let here = found.items.is_empty() && found.modules.is_empty();
        (is_ours && here && (is_used || path.segments.len() > 1)).then(|| first.clone())
    }

    fn resolve(
        &self,
        from: usize,
        segments: &[String],
        seen: &mut BTreeSet<(usize, String)>,
    ) -> Found {
        let Some(first) = segments.first() else {
            return Found::default();
        };
        let begins = match &**first {
            "crate" => Some(0),
            "self" if segments.len() > 1 => Some(from),
            "super" => self.modules[from].parent,
            _ => None,
        };
        match begins {
            Some(module) => self.resolve_in(module, &segments[1..], seen),
            // A single name of the module's own, or brought in by a `use`, was counted there.
            None if segments.len() == 1 => self.glob(from, segments, seen),
            None => self.look_up(from, segments, seen),
        }
    }

    /// `segments` as seen from within a module.
    fn resolve_in(
        &self,
        module: usize,
        segments: &[String],
        seen: &mut BTreeSet<(usize, String)>,
    ) -> Found {
        match segments.first().map(|it| &**it) {
            None => Found {
                modules: BTreeSet::from([module]),
                ..Found::default()
            },
            Some("super") => match self.modules[module].parent {
                Some(parent) => self.resolve_in(parent, &segments[1..], seen),
                None => Found::default(),
            },
            Some("self") => self.resolve_in(module, &segments[1..], seen),
            Some(_) => {
                let found = self.look_up(module, segments, seen);
                if found.items.is_empty() && found.modules.is_empty() {
                    // What a macro has made.
                    let items = BTreeSet::from([module]);
                    return Found { items, ..found };
                }
                found
            }
        }
    }

    fn look_up(
        &self,
        at: usize,
        segments: &[String],
        seen: &mut BTreeSet<(usize, String)>,
    ) -> Found {
        let (first, rest) = (&segments[0], &segments[1..]);
        let mut found = Found::default();
        if !seen.insert((at, segments.join("::"))) {
            return found;
        }
        let module = &self.modules[at];
        if let Some(child) = module.children.get(first) {
            found = self.resolve_in(*child, rest, seen);
        }
        let is_here = module
            .names
            .iter()
            .any(|it| it.of_module && it.text == *first);
        if is_here && !module.children.contains_key(first) {
            found.items.insert(at);
        }
        for used in module
            .uses
            .iter()
            .filter(|it| it.name.as_ref() == Some(first))
        {
            let path = [&used.path.segments, rest].concat();
            let there = match &*used.path.segments[0] {
                "crate" | "self" | "super" => self.resolve(at, &path, seen),
                head if head == first => match module.children.get(head) {
                    Some(child) => self.resolve_in(*child, &path[1..], seen),
                    None => continue,
                },
                _ => self.look_up(at, &path, seen),
            };
            found.pass(at, there);
        }
        if found.items.is_empty() && found.modules.is_empty() {
            found = self.glob(at, segments, seen);
        }
        found
    }

    /// A name that only a glob can have brought in.
    fn glob(&self, at: usize, segments: &[String], seen: &mut BTreeSet<(usize, String)>) -> Found {
        let module = &self.modules[at];
        let mut found = Found::default();
        let names = |name: &String| {
            let own = module
                .names
                .iter()
                .any(|it| it.of_module && it.text == *name);
            own || module.uses.iter().any(|it| it.name.as_ref() == Some(name))
        };
        if names(&segments[0]) {
            return found;
        }
        for used in module.uses.iter().filter(|it| it.name.is_none()) {
            let globbed = match used.path.segments.first().map(|it| &**it) {
                Some("crate" | "self" | "super") => self.resolve(at, &used.path.segments, seen),
                Some(_) => self.look_up(at, &used.path.segments, seen),
                None => continue,
            };
            for there in globbed.modules {
                let there = self.look_up(there, segments, seen);
                found.pass(at, there);
            }
        }
        found
    }
}

impl Found {
    /// Takes what a `use` in a module leads to.
    fn pass(&mut self, at: usize, there: Self) {
        if !there.items.is_empty() || !there.modules.is_empty() {
            self.passed.insert(at);
        }
        self.modules.extend(there.modules);
        self.items.extend(there.items);
        self.passed.extend(there.passed);
    }
}
