// What the reader chose about this window alone. It stays in the window's own storage.

const THEMES = ["system", "light", "dark"] as const;
const DENSITIES = ["compact", "comfortable", "roomy"] as const;

export type Theme = (typeof THEMES)[number];
export type Density = (typeof DENSITIES)[number];

/** How the window looks and listens. */
class Preferences {
  #theme: Theme = $state(stored("theme", THEMES, "system"));
  #density: Density = $state(stored("density", DENSITIES, "comfortable"));
  #letters = $state(stored("letters", ["on", "off"], "on") === "on");
  #closedFolders: string[] = $state.raw(storedList("closedFolders"));

  readonly themes = THEMES;
  readonly densities = DENSITIES;

  get theme(): Theme {
    return this.#theme;
  }
  set theme(theme: Theme) {
    this.#theme = theme;
    store("theme", theme);
  }

  get density(): Density {
    return this.#density;
  }
  set density(density: Density) {
    this.#density = density;
    store("density", density);
  }

  /** Whether single letters are keys. */
  get letters(): boolean {
    return this.#letters;
  }
  set letters(on: boolean) {
    this.#letters = on;
    store("letters", on ? "on" : "off");
  }

  isFolderOpen(name: string): boolean {
    return !this.#closedFolders.includes(name);
  }

  toggleFolder(name: string): void {
    this.#closedFolders = this.isFolderOpen(name)
      ? [...this.#closedFolders, name]
      : this.#closedFolders.filter((closed) => closed !== name);
    store("closedFolders", JSON.stringify(this.#closedFolders));
  }
}

function store(name: string, value: string): void {
  localStorage.setItem(`broadsheet.${name}`, value);
}

function stored<T extends string>(name: string, allowed: readonly T[], otherwise: T): T {
  const value = localStorage.getItem(`broadsheet.${name}`);
  return allowed.find((one) => one === value) ?? otherwise;
}

function storedList(name: string): string[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(`broadsheet.${name}`) ?? "[]");
    return Array.isArray(value) ? value.map(String) : [];
  } catch {
    return [];
  }
}

/** The window's one set of preferences. */
export const preferences = new Preferences();
