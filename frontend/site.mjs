// The files of the site as a map from path to bytes: found, compressed, written.

import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, extname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** Kinds of files that get smaller; fonts, sound and bitmaps are compressed in themselves. */
const COMPRESSIBLE = new Set([".css", ".html", ".ico", ".js", ".json", ".map", ".svg", ".txt", ".wasm", ".webmanifest", ".xml"]);
const AT_ONCE = 2;

const brotliBest = (bytes) =>
  promisify(brotliCompress)(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length, [constants.BROTLI_PARAM_LGWIN]: 24 },
  });
const gzipBest = (bytes) => promisify(gzip)(bytes, { level: 9 });

/** Paths of all files below a folder, with forward slashes, in order; none if there is no folder.
 *  Hidden files and those still being written (`.part`) are left out. */
export async function filesBelow(folder) {
  let entries;
  try {
    entries = await readdir(folder, { recursive: true, withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOENT") return [];
    throw error;
  }
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith(".") && !entry.name.endsWith(".part"))
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join("/"))
    .sort();
}

/** `.br` and `.gz` for every file that gets smaller, out of the cache where it holds them. */
export async function compressed(files, cache) {
  await mkdir(cache, { recursive: true });
  const jobs = [];
  const wanted = new Set();
  const out = new Map();
  for (const [path, bytes] of files) {
    if (!COMPRESSIBLE.has(extname(path))) continue;
    const digest = createHash("sha256").update(bytes).digest("hex");
    for (const [ending, method] of [[".br", brotliBest], [".gz", gzipBest]]) {
      wanted.add(digest + ending);
      jobs.push(async () => {
        const kept = join(cache, digest + ending);
        let small;
        try {
          small = await readFile(kept);
        } catch {
          small = await method(bytes);
          await writeFile(kept, small);
        }
        if (small.length < bytes.length) out.set(path + ending, small);
      });
    }
  }
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let job = jobs.pop(); job; job = jobs.pop()) await job();
  });
  await Promise.all(workers);
  for (const old of await readdir(cache)) {
    if (!wanted.has(old)) await rm(join(cache, old));
  }
  return out;
}

/** Makes the folder hold exactly these files; what is already so keeps its time. */
export async function sync(files, folder) {
  let written = 0;
  let removed = 0;
  for (const path of await filesBelow(folder)) {
    if (files.has(path)) continue;
    await rm(join(folder, path));
    await rmdir(dirname(join(folder, path))).catch(() => {});
    removed += 1;
  }
  for (const [path, bytes] of files) {
    const to = join(folder, path);
    const held = await readFile(to).catch(() => null);
    if (held?.equals(bytes)) continue;
    await mkdir(dirname(to), { recursive: true });
    await writeFile(to, bytes);
    written += 1;
  }
  return { written, removed };
}
