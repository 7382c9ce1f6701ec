//! The page around an app: head, and the start of its program. Written here and not by Leptos's
//! own component, which copies the nonce into an attribute scripts can read.

use crate::request::Ctx;
use leptos::{nonce::use_nonce, prelude::*};
use leptos_meta::MetaTags;

/// The program a page loads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Program {
    Wall,
    Home,
    Survey,
    Goals,
    Make,
    Desk,
}

impl Program {
    pub const ALL: [Self; 6] = [
        Self::Wall,
        Self::Home,
        Self::Survey,
        Self::Goals,
        Self::Make,
        Self::Desk,
    ];

    pub const fn name(self) -> &'static str {
        match self {
            Self::Wall => "wall",
            Self::Home => "home",
            Self::Survey => "survey",
            Self::Goals => "goals",
            Self::Make => "make",
            Self::Desk => "desk",
        }
    }

    /// Its style sheet; children's programs share one.
    pub const fn style(self) -> &'static str {
        match self {
            Self::Desk => "desk.css",
            _ => "child.css",
        }
    }
}

/// Remembers the last tap on a button before the program hears all taps, and makes it then, once:
/// some of the page may hear it earlier. What the browser does by itself, it does.
const KEEP_TAP: &str = r#"{
let tapped;
const keep = it => {
  const button = it.target.closest("button[type=button]");
  if (!button) return;
  it.stopImmediatePropagation();
  tapped = button;
};
addEventListener("click", keep, true);
new MutationObserver((_, watch) => {
  watch.disconnect();
  removeEventListener("click", keep, true);
  tapped?.click();
}).observe(document.documentElement, { attributeFilter: ["data-hydrated"] });
}"#;

/// A whole page with `app` as its body; the app says the language.
pub fn shell<V, F>(cx: &Ctx, program: Program, app: F) -> impl IntoView + use<V, F>
where
    V: IntoView + 'static,
    F: FnOnce() -> V + 'static,
{
    let address = |file: &str| cx.assets.get(file).cloned().unwrap_or_default();
    let name = program.name();
    let [script, wasm] = ["js", "wasm"].map(|kind| address(&format!("{name}.{kind}")));
    let start = format!("import({script:?}).then(it => it.default({{module_or_path: {wasm:?}}}));");
    let preload = (script.clone(), wasm.clone());
    view! {
        <!DOCTYPE html>
        <html data-program=name>
            <head>
                <meta charset="utf-8" />
                // First of all: it must not wait for a style sheet.
                <script nonce=use_nonce()>{KEEP_TAP}</script>
                <meta name="viewport" content="width=device-width, initial-scale=1" />
                <meta name="color-scheme" content="light dark" />
                <link rel="stylesheet" href=address(program.style()) />
                <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
                {(program != Program::Desk).then(installable)}
                <link rel="modulepreload" href=preload.0 />
                <link
                    rel="preload"
                    href=preload.1
                    r#as="fetch"
                    r#type="application/wasm"
                    crossorigin=""
                />
                <script type="module" nonce=use_nonce()>
                    {start}
                </script>
                <MetaTags />
            </head>
            <body>{app()}</body>
        </html>
    }
}

/// What lets a tablet put the children's pages on its home screen.
fn installable() -> impl IntoView {
    view! {
        <link rel="manifest" href="/fledge.webmanifest" />
        <link rel="apple-touch-icon" href="/icon/app-192.png" />
        <meta name="theme-color" content="#FFF0C9" />
    }
}
