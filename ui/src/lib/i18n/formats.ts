// Everything a language needs besides its words: plural forms, numbers, lists, dates and times, from the platform.

type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** What catalogues write their sentences with. */
export interface Formats {
  /** The BCP 47 tag of the locale: the catalogue's language with the reader's region. */
  locale: string;
  /** Whether this locale's clock has twelve hours. */
  twelveHours: boolean;
  /** The sentence whose form fits `count`; `#` in it becomes the number. */
  plural: (count: number, forms: PluralForms) => string;
  number: (value: number) => string;
  percent: (share: number) => string;
  bytes: (value: number) => string;
  list: (items: string[]) => string;
  /** The words of a list one by one: the items, and what stands between them. */
  listParts: (items: string[]) => { item: boolean; text: string }[];
  /** "09:41" */
  time: (instant: Date | string) => string;
  /** "Thursday, September 25", with the year where it is not this one: it begins what it stands in. */
  longDay: (day: string, today: string) => string;
  /** "September 25, 2025, 09:41" */
  moment: (instant: Date | string) => string;
  /** "September 25" or "September 25, 2024" */
  date: (instant: Date | string, now: Date) => string;
  /** "Thursday" */
  weekday: (instant: Date, width?: "long" | "short") => string;
  /** A language's name in that language itself. */
  languageName: (tag: string) => string;
  /** "2 minutes ago" */
  ago: (instant: Date | string, now: Date) => string;
  compare: (a: string, b: string) => number;
}

/** The formats of a language, in the reader's own region of it where the system names one. */
export function formats(language: string, preferred = systemLocales()): Formats {
  const locale = preferred.find((tag) => tag.split("-")[0] === language) ?? language;
  const plurals = new Intl.PluralRules(locale);
  const numbers = new Intl.NumberFormat(locale);
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  // One takes longer to make than all else that a first page needs of a language, so each is made when it is used.
  const lazily = (options: Intl.DateTimeFormatOptions) => {
    let made: Intl.DateTimeFormat | undefined;
    return (date: Date) => (made ??= dates(options)).format(date);
  };
  const twelveHours = dates({ hour: "numeric" }).resolvedOptions().hour12 ?? false;
  // A clock of 24 hours stands in line with two digits; one of twelve has no room for a needless zero.
  const clock = dates({ hour: twelveHours ? "numeric" : "2-digit", minute: "2-digit" });
  // A day key is a calendar date, not an instant: it is formatted in the zone it is written in.
  const dayHere = lazily({ weekday: "long", month: "long", day: "numeric", timeZone: "UTC" });
  const dayThen = lazily({
    weekday: "long",
    month: "long",
    day: "numeric",
    year: "numeric",
    timeZone: "UTC",
  });
  const moments = lazily({ dateStyle: "long", timeStyle: "short" });
  const dateHere = lazily({ month: "long", day: "numeric" });
  const dateThen = lazily({ month: "long", day: "numeric", year: "numeric" });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const conjunction = new Intl.ListFormat(locale, { type: "conjunction" });
  const collator = new Intl.Collator(locale, { sensitivity: "base", numeric: true });

  return {
    locale,
    twelveHours,
    plural: (count, forms) =>
      (forms[plurals.select(count)] ?? forms.other).replaceAll("#", numbers.format(count)),
    number: (value) => numbers.format(value),
    percent: (share) =>
      new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 0 }).format(share),
    bytes: (value) => sized(locale, value),
    list: (items) => conjunction.format(items),
    listParts: (items) =>
      conjunction
        .formatToParts(items)
        .map(({ type, value }) => ({ item: type === "element", text: value })),
    time: (instant) => clock.format(new Date(instant)),
    longDay: (day, today) =>
      begun(
        locale,
        (day.slice(0, 4) === today.slice(0, 4) ? dayHere : dayThen)(new Date(`${day}T00:00Z`)),
      ),
    moment: (instant) => moments(new Date(instant)),
    date: (instant, now) => {
      const then = new Date(instant);
      return (then.getFullYear() === now.getFullYear() ? dateHere : dateThen)(then);
    },
    weekday: (instant, weekday = "long") => begun(locale, dates({ weekday }).format(instant)),
    languageName: (tag) =>
      begun(tag, new Intl.DisplayNames(tag, { type: "language" }).of(tag) ?? tag),
    ago: (instant, now) => since(relative, new Date(instant), now),
    compare: (a, b) => collator.compare(a, b),
  };
}

/** As a sentence begins: many languages write days and languages small. */
function begun(locale: string, text: string): string {
  return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
}

function systemLocales(): readonly string[] {
  return typeof navigator === "undefined" ? [] : navigator.languages;
}

const UNITS = ["kilobyte", "megabyte", "gigabyte", "terabyte"];

function sized(locale: string, bytes: number): string {
  const thousands = Math.floor(Math.log10(Math.max(bytes, 1000)) / 3);
  const power = Math.min(UNITS.length, thousands);
  return new Intl.NumberFormat(locale, {
    style: "unit",
    unit: UNITS[power - 1] ?? "kilobyte",
    maximumFractionDigits: power > 1 ? 1 : 0,
  }).format(bytes / 1000 ** power);
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
];

function since(relative: Intl.RelativeTimeFormat, then: Date, now: Date): string {
  const seconds = Math.round((then.getTime() - now.getTime()) / 1000);
  for (const [unit, size] of STEPS) {
    if (Math.abs(seconds) >= size) return relative.format(Math.trunc(seconds / size), unit);
  }
  return relative.format(0, "second");
}
