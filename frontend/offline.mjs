// What a tablet needs without the school: a page for each of the children's programs with nobody on
// it, and the service worker with the list of all that this build is made of.

import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const HERE = dirname(fileURLToPath(import.meta.url));
/** The children's pages and the program of each; a test holds them against the server's. */
const PAGES = { "/": "home", "/survey": "survey", "/me": "survey", "/goals": "goals", "/goals/new": "make", "/goals/before": "goals", "/goals/together": "make" };
/** What a child's page takes pictures and letters from. */
const SEEN = /^(buddy\/|font\/andika-.*woff2$|icon\/|picture\/|scene\/|favicon\.svg$|fledge\.webmanifest$)/;
/** Most a tablet keeps of one language's recordings. */
const MOST_VOICE_BYTES = 16_000_000;

const hash8 = (bytes) => createHash("sha256").update(bytes).digest("hex").slice(0, 8);

/** Begins a program; a file, since a page that is kept can have no nonce of its own. */
const start = (manifest, program) =>
  `import begin from "${manifest[`${program}.js`]}";\nbegin({ module_or_path: "${manifest[`${program}.wasm`]}" });\n`;

/** As app/src/shell.rs writes it, without the app: the program puts itself in (frontend/src/lib.rs). */
const shell = (manifest, program, begin) => `<!DOCTYPE html>
<html data-program="${program}" data-shell="">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Fledge</title>
<link rel="stylesheet" href="${manifest["child.css"]}">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="manifest" href="/fledge.webmanifest">
<link rel="modulepreload" href="${manifest[`${program}.js`]}">
<link rel="preload" href="${manifest[`${program}.wasm`]}" as="fetch" type="application/wasm" crossorigin="">
<script type="module" src="${begin}"></script>
<!--HEAD-->
</head>
<body></body>
</html>
`;

/** Adds shells and worker to the site. `add(name, stem, bytes)` answers the address of a file named
 *  by its content. */
export async function addOffline(files, manifest, add) {
  const programs = [...new Set(Object.values(PAGES))];
  const shells = {};
  const own = [manifest["child.css"]];
  for (const program of programs) {
    const begin = add(`start-${program}.js`, `start-${program}`, Buffer.from(start(manifest, program)));
    shells[program] = add(`shell-${program}.html`, `shell-${program}`, Buffer.from(shell(manifest, program, begin)));
    own.push(manifest[`${program}.js`], manifest[`${program}.wasm`], begin);
  }
  const pictures = {};
  const voices = {};
  const bytes = {};
  for (const [path, content] of files) {
    const [folder, lang] = path.split("/");
    if (folder === "voice") {
      (voices[lang] ??= []).push(basename(path, ".mp3"));
      bytes[lang] = (bytes[lang] ?? 0) + content.length;
    } else if (SEEN.test(path)) {
      pictures[`/${path}`] = hash8(content);
    }
  }
  const large = Object.keys(bytes).find((lang) => bytes[lang] > MOST_VOICE_BYTES);
  if (large) throw new Error(`voice/${large}: ${bytes[large]} bytes are more than a tablet is to keep (${MOST_VOICE_BYTES})`);
  const build = {
    shells: Object.fromEntries(Object.entries(PAGES).map(([page, program]) => [page, shells[program]])),
    programs: own,
    pictures,
    voices,
  };
  const worker = await readFile(join(HERE, "worker.js"), "utf8");
  files.set("worker.js", Buffer.from(`const BUILD = ${JSON.stringify(build)};\n${worker}`));
}
