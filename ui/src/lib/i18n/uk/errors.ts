import type { Formats } from "../formats";
import type { Catalogue } from "../speech.svelte";

type Params = Record<string, unknown>;
const GENERAL = "Сталося щось неочікуване.";
const text = (params: Params, name: string) => String(params[name] ?? "");

/** A sentence for each code of the core's errors, from its params. */
export const errors = ({ plural, bytes }: Formats): Catalogue["errors"] => ({
  codes: {
    address_invalid: () => "Це не вебадреса.",
    address_scheme: (p) => `Адреси, що починаються з «${text(p, "scheme")}:», не відкриваються.`,
    address_private: (p) =>
      `${text(p, "host")} — у приватній мережі. Broadsheet іде туди, лише коли ви самі введете цю адресу.`,
    unreachable: (p) =>
      `До ${text(p, "host")} не вдалося дістатися. Перевірте написання або з’єднання.`,
    tls: (p) => `Немає захищеного з’єднання з ${text(p, "host")}: ${text(p, "reason")}.`,
    connection_cut: (p) => `${text(p, "host")}: відповідь обірвалася на середині.`,
    timed_out: (p) => `${text(p, "host")}: відповіді довелося чекати надто довго.`,
    http_status: (p) =>
      p.status === 404
        ? `${text(p, "host")}: за цією адресою нічого немає (404).`
        : p.status === 429
          ? `${text(p, "host")} просить зачекати, перш ніж питати знову (429).`
          : p.status === 401 || p.status === 403
            ? `${text(p, "host")} нас не впускає (${text(p, "status")}).`
            : `${text(p, "host")} відповідає помилкою (${text(p, "status")}).`,
    gone: (p) => `${text(p, "host")}: цієї адреси більше не буде.`,
    redirect_loop: (p) => `${text(p, "host")} раз у раз відсилає на іншу адресу.`,
    too_large: (p) =>
      `Відповідь від ${text(p, "host")} завелика (понад ${bytes(Number(p.limit ?? 0))}).`,
    not_a_feed: () => "За цією адресою немає стрічки.",
    nothing_found: () =>
      "Стрічки тут не знайдено. Спробуйте сторінку розділу або вставте адресу стрічки.",
    not_a_picture: () => "Це не зображення.",
    picture_too_large: () => "Зображення завелике.",
    picture_held: (p) => `Зображення з ${text(p, "host")} не завантажуються: так ви обрали.`,
    opml_invalid: () => "Це не файл OPML.",
    not_found: () => "Цього вже немає в бібліотеці.",
    invalid: () => "Це не вдалося зрозуміти.",
    library_newer: () => "Цю бібліотеку створила новіша версія Broadsheet.",
    library_away: (p) => `Бібліотеки немає там, де вона була: ${text(p, "folder")}.`,
    library_damaged: () => "Бібліотеку пошкоджено.",
    library_busy: () => "Бібліотекою користується інша програма.",
    disk_full: () => "Диск заповнено. Нічого з цієї зміни не збережено.",
    library_read_only: () =>
      "У бібліотеку не можна писати: її тека або диск доступні лише для читання.",
    file: (p) => `Не вдалося скористатися файлом ${text(p, "path")}.`,
    unexpected: () => GENERAL,
  },
  general: GENERAL,
  health: {
    well: "Відповідає як слід.",
    new: "Його ще не питали.",
    failing: "Відповідає не так, як слід.",
    gone: "Його більше немає.",
  },
  didYouMean: (address) => `Ви мали на увазі ${address}?`,
  retryIn: (seconds) =>
    plural(seconds, {
      one: "Нас просять зачекати # секунду.",
      few: "Нас просять зачекати # секунди.",
      many: "Нас просять зачекати # секунд.",
      other: "Нас просять зачекати # секунди.",
    }),
});
