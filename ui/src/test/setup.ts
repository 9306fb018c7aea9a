// What jsdom lacks and the window's parts count on.

import { clearMocks } from "@tauri-apps/api/mocks";
import { afterEach } from "vitest";

afterEach(() => clearMocks());

class Unseeing implements IntersectionObserver {
  readonly root = null;
  readonly rootMargin = "";
  readonly scrollMargin = "";
  readonly thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

class Unmeasuring implements ResizeObserver {
  observe() {}
  unobserve() {}
  disconnect() {}
}

globalThis.IntersectionObserver ??= Unseeing;
globalThis.ResizeObserver ??= Unmeasuring;
Element.prototype.scrollTo ??= () => {};
Element.prototype.scrollIntoView ??= () => {};
