// npm ci && npm run build. Writes the bundle and the licences of what is in it, and prints the hashes for docs/vendored.json.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";

const folder = "../../src/CitesDesMetiers.Web/wwwroot/lib/prosemirror";
const { metafile } = await build({
  entryPoints: ["entry.js"],
  alias: { entities: "./entities.js", "linkify-it": "./linkify.js" },
  bundle: true,
  charset: "utf8",
  format: "esm",
  legalComments: "none",
  metafile: true,
  minify: true,
  outfile: `${folder}/prosemirror.js`,
  target: "es2022",
});
const packages = Object.keys(metafile.inputs).map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1]).filter(Boolean);
const licences = [...new Set(packages)].sort().map((name) => {
  const { version } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE-MIT.txt"].map((f) => `node_modules/${name}/${f}`).find((f) => read(f));
  return `${name} ${version}\n\n${read(file).trim()}\n`;
});
writeFileSync(`${folder}/LICENSE`, licences.join("\n---\n\n"));
for (const file of ["LICENSE", "prosemirror.js"]) {
  const bytes = readFileSync(`${folder}/${file}`);
  console.log(file, createHash("sha256").update(bytes).digest("hex"), `${brotliCompressSync(bytes).length} bytes as brotli`);
}

function read(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}
