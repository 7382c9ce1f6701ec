// Every pair of style/contrast.json, in the light and in the dark, against the colours of
// style/_tokens.scss, by WCAG 2.2's formula: 4.5 for text, 3 for what only has to be seen.

import { readFileSync } from "node:fs";

const read = (path) => readFileSync(new URL(`../style/${path}`, import.meta.url), "utf8");

const tokens = new Map(
  [...read("_tokens.scss").matchAll(/^\s*(--[\w-]+): light-dark\((#[0-9A-Fa-f]{6}), (#[0-9A-Fa-f]{6})\);/gm)].map(
    ([, name, light, dark]) => [name, { light, dark }],
  ),
);

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function ratio(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const wrong = [];
const pairs = JSON.parse(read("contrast.json"));
for (const { text, on, min } of pairs) {
  const missing = [text, on].filter((name) => !tokens.has(name));
  if (missing.length > 0) {
    wrong.push(`${missing.join(", ")}: no such colour in _tokens.scss`);
    continue;
  }
  for (const theme of ["light", "dark"]) {
    const found = ratio(tokens.get(text)[theme], tokens.get(on)[theme]);
    if (found < min) wrong.push(`${theme}: ${text} on ${on} is ${found.toFixed(2)}, ${min} is needed`);
  }
}
if (pairs.length === 0 || tokens.size === 0) wrong.push("nothing to compare");
for (const line of wrong) process.stderr.write(`contrast: ${line}\n`);
process.stdout.write(`contrast: ${pairs.length} pairs, light and dark, ${wrong.length} wrong\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;
