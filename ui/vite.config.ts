import { svelte } from "@sveltejs/vite-plugin-svelte";
import { svelteTesting } from "@testing-library/svelte/vite";
import { defineConfig } from "vitest/config";

import { early } from "./early.ts";
import { icons } from "./icons.ts";
import { licences } from "./licences.ts";
import { nameless } from "./nameless.ts";
import { tightened } from "./tightened.ts";
import { unneeded } from "./unneeded.ts";

export default defineConfig({
  plugins: [
    svelte(),
    svelteTesting(),
    icons(),
    licences("lucide"),
    early(),
    nameless(),
    unneeded(),
    tightened(),
  ],
  clearScreen: false,
  server: { host: "127.0.0.1", port: 5173, strictPort: true },
  build: {
    target: "es2022",
    // The content security policy allows no data: fonts or scripts, so nothing is inlined.
    assetsInlineLimit: 0,
    modulePreload: false,
    // The oldest web view that knows the container queries in it: nothing is written twice for older ones.
    cssTarget: "safari16.4",
    // One sheet, there before the first element is.
    cssCodeSplit: false,
  },
  test: {
    environment: "jsdom",
    include: ["src/**/*.test.ts"],
    setupFiles: ["src/test/setup.ts"],
    // Whole windows are rendered here, on machines that do other things meanwhile.
    testTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    // Tests that need another time zone say so themselves.
    env: { TZ: "UTC" },
  },
});
