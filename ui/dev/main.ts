// The window in an ordinary browser, on a made-up library: `npm run dev`, then /dev.html. `?scene=` picks what is in
// it (see scenes.ts). None of this is in what is built.

import { core } from "../src/test/core";
import { answersOf, drawing } from "./library";
import { scenes } from "./scenes";

const name = new URLSearchParams(location.search).get("scene") ?? "news";
const { contents, answers } = (scenes[name] ?? scenes.news)();
core({ ...answersOf(contents), ...answers });
const internals = (window as unknown as { __TAURI_INTERNALS__: object }).__TAURI_INTERNALS__;
Object.assign(internals, { convertFileSrc: drawing });
await import("../src/first");
