// The service worker: lets an enrolled tablet start and go on where the school can't be reached.
// `frontend/build.mjs` writes BUILD, what this very build is made of, before it.
//
// What it keeps is named by its content: a program's hash, `?v=` the hash of a picture. So two
// builds never mix, a file both have is fetched once, and a page always finds the files of the
// build it came from. It never keeps a page with a child on it, and never looks at /api.

/* global BUILD */

const CACHE = "fledge";
/** The school is slow: longer, and the child goes on with what the tablet has. */
const HEAD_MS = 2_000;
/** As long for what no tablet has of its own: the wall. */
const WALL_MS = 20_000;
/** The whole page; one that was cut off must not be shown. */
const WHOLE_MS = 4_000;
const AT_ONCE = 4;
const VOICES_AT_ONCE = 2;

/** The name a path of the site is kept under; none if it is not of this build. */
function nameOf(path) {
  if (BUILD.pictures[path]) return `${path}?v=${BUILD.pictures[path]}`;
  return BUILD.programs.includes(path) || voices().has(path) ? path : null;
}

const voiceFile = (lang, stem) => `/voice/${lang}/${stem}.mp3`;

let everyVoice;
function voices() {
  everyVoice ??= new Set(Object.entries(BUILD.voices).flatMap(([lang, stems]) => stems.map((stem) => voiceFile(lang, stem))));
  return everyVoice;
}

/** Fetches what is not there yet; fails if one is not to be had, or is of another build. */
async function hold(names, atOnce) {
  const cache = await caches.open(CACHE);
  const left = [...names];
  const one = async () => {
    for (let name = left.shift(); name; name = left.shift()) {
      if (!(await cache.match(name))) await cache.put(name, await fetched(name));
    }
  };
  await Promise.all(Array.from({ length: atOnce }, one));
}

/** Only what the school says will never change is this build's. */
async function fetched(name) {
  const answer = await fetch(name);
  if (!answer.ok || !answer.headers.get("cache-control")?.includes("immutable")) {
    throw new Error(`${name} is not to be had`);
  }
  return answer;
}

function own() {
  const pictures = Object.keys(BUILD.pictures).map(nameOf);
  return [...new Set(Object.values(BUILD.shells)), ...BUILD.programs, ...pictures];
}

self.addEventListener("install", (event) => event.waitUntil(hold(own(), AT_ONCE)));

/** Runs when no page of the build before is open any more: only then its files go. */
async function takeOver() {
  const wanted = new Set(own());
  const cache = await caches.open(CACHE);
  for (const { url } of await cache.keys()) {
    const { pathname, search } = new URL(url);
    if (!wanted.has(pathname + search) && !voices().has(pathname)) await cache.delete(url);
  }
  await self.clients.claim();
}

self.addEventListener("activate", (event) => event.waitUntil(takeOver()));

self.addEventListener("message", (event) => {
  const { voices: lang, rest } = event.data ?? {};
  const stems = BUILD.voices[lang];
  if (stems) event.waitUntil(hold(stems.map((stem) => voiceFile(lang, stem)), VOICES_AT_ONCE).catch(() => {}));
  if (rest) event.waitUntil(beginIfNobodyMinds());
});

/** A tablet shows the wall, and no other page is open: a new build may begin. */
async function beginIfNobodyMinds() {
  const pages = await self.clients.matchAll({ includeUncontrolled: true });
  if (pages.length === 1) await self.skipWaiting();
}

const after = (ms) => new Promise((_, late) => setTimeout(() => late(new Error("late")), ms));

/** The school's own page, whole and in time. */
async function page(request) {
  const isWall = new URL(request.url).search === "?wall";
  const answer = await Promise.race([fetch(request), after(isWall ? WALL_MS : HEAD_MS)]);
  const ours = answer.headers.has("x-request-id") && answer.status < 500;
  if (!ours) throw new Error("somebody else answered");
  const body = await Promise.race([answer.blob(), after(WHOLE_MS)]);
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(body, { status: answer.status, statusText: answer.statusText, headers });
}

async function pageOrShell(request, shell) {
  try {
    return await page(request);
  } catch (error) {
    const held = await (await caches.open(CACHE)).match(shell, { ignoreVary: true });
    if (held) return held;
    throw error;
  }
}

async function file(event, name) {
  const cache = await caches.open(CACHE);
  const held = await cache.match(name, { ignoreVary: true });
  if (held) return partOf(held, event.request.headers.get("range"));
  try {
    const answer = await fetched(name);
    event.waitUntil(cache.put(name, answer.clone()).catch(() => {}));
    return await partOf(answer, event.request.headers.get("range"));
  } catch {
    // Of another build, or the network is gone: as if there were no worker.
    return fetch(event.request);
  }
}

/** Players ask for recordings by ranges of bytes. */
async function partOf(answer, range) {
  const asked = /^bytes=(\d+)-(\d*)$/.exec(range ?? "");
  if (!asked) return answer;
  const whole = await answer.blob();
  const start = Number(asked[1]);
  const end = Math.min(asked[2] === "" ? whole.size - 1 : Number(asked[2]), whole.size - 1);
  if (start > end) return new Response(null, { status: 416, headers: { "content-range": `bytes */${whole.size}` } });
  const headers = new Headers(answer.headers);
  headers.set("content-range", `bytes ${start}-${end}/${whole.size}`);
  headers.set("content-length", String(end - start + 1));
  return new Response(whole.slice(start, end + 1), { status: 206, headers });
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    const shell = BUILD.shells[pathname];
    if (shell) event.respondWith(pageOrShell(request, shell));
    return;
  }
  const name = nameOf(pathname);
  if (name) event.respondWith(file(event, name));
});
