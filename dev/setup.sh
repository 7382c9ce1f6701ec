#!/usr/bin/env bash
# Sets up what is missing and nothing else; safe to run again at any time.
#
#   dev/setup.sh           what building and running needs
#   dev/setup.sh format    also what formats the views: leptosfmt
#   dev/setup.sh test      also what the tests need: Playwright, Chromium, PostgreSQL
set -euo pipefail
cd "$(dirname "$0")/.."
what=${1:-run}
tools=${FLEDGE_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/fledge/tools}

say() { printf 'setup: %s\n' "$*"; }
die() { printf 'setup: %s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }

rust() {
  have cargo || die "Rust is missing. Install rustup (https://rustup.rs), then run this again."
  local channel target=wasm32-unknown-unknown
  channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  if have rustup; then
    if ! grep -q "^$channel" <<<"$(rustup toolchain list)"; then
      say "installing Rust $channel"
      rustup toolchain install "$channel" --profile minimal --component rustfmt --component clippy ||
        die "rustup could not install Rust $channel (see above)."
    fi
    if ! grep -qx "$target" <<<"$(rustup target list --installed --toolchain "$channel")"; then
      say "adding Rust's browser target, $target"
      rustup target add "$target" --toolchain "$channel" || die "rustup could not add $target (see above)."
    fi
  fi
  [ -d "$(rustc --print sysroot)/lib/rustlib/$target" ] ||
    die "this Rust has no $target. Install Rust with rustup, or your system's package for that target."
}

programs() {
  have cc || die "a C compiler is missing (SQLite is built in): install gcc."
  have node || die "Node.js is missing: install version 20 or newer."
  have npm || die "npm is missing: it comes with Node.js."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] ||
    die "Node.js $(node --version) is too old: 20 or newer is needed."
}

# program NAME CRATE VERSION OPTION…: builds it from crates.io, if it is there in another version or not at all.
program() {
  local name=$1 crate=$2 version=$3 found
  shift 3
  found=$("$tools/bin/$name" --version 2>/dev/null || "$name" --version 2>/dev/null || true)
  [ "$found" = "$name $version" ] && return
  say "building $name $version into $tools (once, a few minutes)"
  # Quick to build rather than quick to run: it works for a second. The build folder outlives an
  # interruption.
  env -u RUSTFLAGS CARGO_TARGET_DIR="$tools/build" \
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_DEBUG=0 \
    cargo install "$crate" --version "$version" --root "$tools" --force "$@" ||
    die "$name could not be built (see above)."
  rm -rf "$tools/build"
}

wasm_bindgen() {
  local wanted
  wanted=$(awk '$0 == "name = \"wasm-bindgen\"" { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
  [ -n "$wanted" ] || die "Cargo.lock names no wasm-bindgen: run cargo generate-lockfile."
  # Without --locked, since its lockfile wants a withdrawn crate.
  program wasm-bindgen wasm-bindgen-cli "$wanted"
}

# npm_ci FOLDER: installs its packages if the lockfile is another than last time.
npm_ci() {
  local lock stamp="$1/node_modules/.lock-of-setup"
  lock=$(cksum <"$1/package-lock.json")
  [ "$(cat "$stamp" 2>/dev/null)" = "$lock" ] && return
  say "npm packages of $1"
  (cd "$1" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --omit=optional --ignore-scripts --no-audit --no-fund --loglevel=error) ||
    die "npm could not install the packages of $1 (see above)."
  printf '%s' "$lock" >"$stamp"
}

# debian WHY PACKAGE…: installs Debian packages, or says how to.
debian() {
  local why=$1 as=()
  shift
  have apt-get || die "$why is missing: install it with your system's packages ($*)."
  if [ "$(id -u)" != 0 ]; then
    have sudo || die "$why is missing and this is neither root nor sudo. As root: apt-get install $*"
    as=(sudo)
  fi
  say "installing $why: $*"
  "${as[@]}" apt-get update -qq -o DPkg::Lock::Timeout=300 && DEBIAN_FRONTEND=noninteractive "${as[@]}" apt-get install -qq -y -o DPkg::Lock::Timeout=300 --no-install-recommends "$@" >/dev/null ||
    die "apt-get could not install $* (see above)."
}

chromium() {
  local found=${FLEDGE_TEST_CHROMIUM:-/usr/bin/chromium}
  [ -x "$found" ] && return
  [ -z "${FLEDGE_TEST_CHROMIUM:-}" ] || die "FLEDGE_TEST_CHROMIUM names no program: $FLEDGE_TEST_CHROMIUM"
  debian "Chromium" chromium fonts-noto-color-emoji
}

postgres() {
  have initdb || compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || debian "PostgreSQL" postgresql
}

rust
programs
wasm_bindgen
npm_ci frontend
if [ "$what" != run ]; then
  program leptosfmt leptosfmt 0.1.33 --locked
fi
if [ "$what" = test ]; then
  have python3 || die "Python 3 is missing: it checks that every spoken word has a voice."
  npm_ci end2end
  chromium
  postgres
fi
mkdir -p target/site
say "ready"
