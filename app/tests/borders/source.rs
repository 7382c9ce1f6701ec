//! What a crate's files say, before anything is resolved: modules, names, `use` trees, and every path
//! in the code, macros included. Modules of tests are left out.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use std::{collections::BTreeMap, fs, path::Path};
use syn::{spanned::Spanned, visit::Visit};

/// The files of one crate, by their path from the root of the repository.
pub type Files = BTreeMap<String, String>;

/// A crate: its modules, the root first.
pub struct Source {
    pub name: &'static str,
    pub modules: Vec<Module>,
}

#[derive(Default)]
pub struct Module {
    /// Empty for the root of the crate.
    pub path: Vec<String>,
    pub file: String,
    pub parent: Option<usize>,
    pub children: BTreeMap<String, usize>,
    pub uses: Vec<Use>,
    pub paths: Vec<Written>,
    pub names: Vec<Name>,
    pub components: Vec<Component>,
}

/// One name that a `use` brings in; a glob has none.
pub struct Use {
    pub path: Written,
    pub name: Option<String>,
}

/// A path as it is written.
#[derive(Clone)]
pub struct Written {
    pub segments: Vec<String>,
    pub line: usize,
}

/// What somebody named: an item, or a function of an `impl` or a trait.
pub struct Name {
    pub text: String,
    pub line: usize,
    /// A name of the module itself, not of a type's functions.
    pub of_module: bool,
}

pub struct Component {
    pub name: String,
    pub line: usize,
    pub public: bool,
}

/// Every Rust file below a folder.
pub fn read_files(root: &Path, below: &str) -> Files {
    let mut files = Files::new();
    let mut folders = vec![root.join(below)];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).into_iter().flatten();
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let name = path.strip_prefix(root).expect("below the root");
                let name = name.to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).expect("a file of text"));
            }
        }
    }
    files
}

impl Source {
    /// Reads a crate from its `src/lib.rs` on.
    pub fn read(name: &'static str, files: &Files) -> Self {
        let mut source = Self {
            name,
            modules: Vec::new(),
        };
        let file = format!("{name}/src/lib.rs");
        let below = format!("{name}/src");
        source.read_file(files, &file, &below, Vec::new(), None);
        source
    }

    fn read_file(
        &mut self,
        files: &Files,
        file: &str,
        below: &str,
        path: Vec<String>,
        parent: Option<usize>,
    ) -> usize {
        let parsed = syn::parse_file(&files[file]).unwrap_or_else(|why| panic!("{file}: {why}"));
        self.read_items(files, parsed.items, file, below, path, parent)
    }

    fn read_items(
        &mut self,
        files: &Files,
        items: Vec<syn::Item>,
        file: &str,
        below: &str,
        path: Vec<String>,
        parent: Option<usize>,
    ) -> usize {
        let index = self.modules.len();
        self.modules.push(Module {
            path: path.clone(),
            file: file.to_owned(),
            parent,
            ..Module::default()
        });
        for item in items {
            let syn::Item::Mod(module) = item else {
                self.modules[index].add(&item);
                continue;
            };
            if module.attrs.iter().any(is_for_tests) {
                continue;
            }
            let name = module.ident.to_string();
            self.modules[index].name(&module.ident, true);
            let path = [path.clone(), vec![name.clone()]].concat();
            let below = format!("{below}/{name}");
            let child = match module.content {
                Some((_, items)) => self.read_items(files, items, file, &below, path, Some(index)),
                None => {
                    let (file, folder) = (format!("{below}.rs"), format!("{below}/mod.rs"));
                    let file = if files.contains_key(&file) {
                        file
                    } else {
                        folder
                    };
                    self.read_file(files, &file, &below, path, Some(index))
                }
            };
            self.modules[index].children.insert(name, child);
        }
        index
    }
}

impl Module {
    fn add(&mut self, item: &syn::Item) {
        self.visit_item(item);
        if !matches!(item, syn::Item::Use(_)) {
            self.add_paths(item.to_token_stream());
        }
        if let syn::Item::Fn(function) = item
            && function
                .attrs
                .iter()
                .any(|it| it.path().is_ident("component"))
        {
            self.components.push(Component {
                name: function.sig.ident.to_string(),
                line: line_of(&function.sig.ident),
                public: !matches!(function.vis, syn::Visibility::Inherited),
            });
        }
    }

    fn name(&mut self, ident: &syn::Ident, of_module: bool) {
        self.names.push(Name {
            text: ident.to_string(),
            line: line_of(ident),
            of_module,
        });
    }

    fn add_uses(&mut self, tree: &syn::UseTree, before: &[String]) {
        let add = |last: Option<&syn::Ident>, name: Option<&syn::Ident>| {
            let last = last.filter(|it| *it != "self").map(ToString::to_string);
            let segments: Vec<_> = before.iter().cloned().chain(last).collect();
            let name = name.filter(|it| *it != "self").map(ToString::to_string);
            (segments, name)
        };
        let ((segments, name), line) = match tree {
            syn::UseTree::Path(path) => {
                let before = [before, &[path.ident.to_string()]].concat();
                return self.add_uses(&path.tree, &before);
            }
            syn::UseTree::Group(group) => {
                for tree in &group.items {
                    self.add_uses(tree, before);
                }
                return;
            }
            syn::UseTree::Name(it) => {
                let (segments, name) = add(Some(&it.ident), Some(&it.ident));
                let name = name.or_else(|| segments.last().cloned());
                ((segments, name), line_of(&it.ident))
            }
            syn::UseTree::Rename(it) => {
                (add(Some(&it.ident), Some(&it.rename)), line_of(&it.ident))
            }
            syn::UseTree::Glob(it) => (add(None, None), line_of(&it.star_token)),
        };
        let path = Written { segments, line };
        self.uses.push(Use { path, name });
    }

    /// Every `a::b::c` of some code, and every name that stands alone.
    fn add_paths(&mut self, tokens: TokenStream) {
        let tokens: Vec<_> = tokens.into_iter().collect();
        let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(it)) if it.as_char() == sign);
        let mut at = 0;
        while at < tokens.len() {
            let begins = at;
            at += 1;
            match &tokens[begins] {
                TokenTree::Group(group) => self.add_paths(group.stream()),
                TokenTree::Ident(first) => {
                    let mut segments = vec![first.to_string()];
                    while is(at, ':') && is(at + 1, ':') {
                        let Some(TokenTree::Ident(next)) = tokens.get(at + 2) else {
                            break;
                        };
                        segments.push(next.to_string());
                        at += 3;
                    }
                    let follows = |sign| begins > 0 && is(begins - 1, sign);
                    let global = follows(':') && begins > 1 && is(begins - 2, ':');
                    if !global && !(follows('.') && !(begins > 1 && is(begins - 2, '.'))) {
                        let line = first.span().start().line;
                        self.paths.push(Written { segments, line });
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Module {
    fn visit_item(&mut self, item: &'ast syn::Item) {
        use syn::Item;
        let ident = match item {
            Item::Const(it) => Some(&it.ident),
            Item::Enum(it) => Some(&it.ident),
            Item::Fn(it) => Some(&it.sig.ident),
            Item::Macro(it) => it.ident.as_ref(),
            Item::Static(it) => Some(&it.ident),
            Item::Struct(it) => Some(&it.ident),
            Item::Trait(it) => Some(&it.ident),
            Item::Type(it) => Some(&it.ident),
            Item::Union(it) => Some(&it.ident),
            _ => None,
        };
        if let Some(ident) = ident {
            self.name(ident, true);
        }
        syn::visit::visit_item(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast syn::ItemUse) {
        if item.leading_colon.is_none() {
            self.add_uses(&item.tree, &[]);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        self.name(&item.sig.ident, false);
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        self.name(&item.sig.ident, false);
        syn::visit::visit_trait_item_fn(self, item);
    }
}

fn line_of(node: &impl Spanned) -> usize {
    node.span().start().line
}

fn is_for_tests(attribute: &syn::Attribute) -> bool {
    attribute.path().is_ident("cfg")
        && matches!(attribute.parse_args::<syn::Path>(), Ok(path) if path.is_ident("test"))
}
