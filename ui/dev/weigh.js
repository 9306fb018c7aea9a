// Says how much the window weighs, and fails where that is too much: every .js and .css of dist, as one gzip.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const MOST = 153_600;

const assets = join(import.meta.dirname, "../dist/assets");
const files = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name));
const whole = Buffer.concat(files.sort().map((name) => readFileSync(join(assets, name))));
const weight = gzipSync(whole, { level: 9 }).length;
console.log(`The window weighs ${weight} of ${MOST} bytes.`);
process.exitCode = weight < MOST ? 0 : 1;
