import type { Formats } from "../formats";
import type { Catalogue } from "../speech.svelte";

/** The author, tag, section, publication, saved and following pages. */
export const pages = ({
  plural,
  number,
  percent,
  moment,
  ago,
  list,
}: Formats): Catalogue["pages"] => {
  const articles = (count: number) =>
    plural(count, { one: "# стаття", few: "# статті", many: "# статей", other: "# статті" });
  const images = (count: number) =>
    plural(count, {
      one: "# зображення",
      few: "# зображення",
      many: "# зображень",
      other: "# зображення",
    });
  const imagesOf = (count: number) => plural(count, { one: "# зображення", other: "# зображень" });
  return {
    loading: "Завантаження",
    problem: "Не вдалося відкрити цю сторінку",
    articlesHere: (count) => `${articles(count)} тут`,
    unread: (count) =>
      plural(count, {
        one: "# непрочитана",
        few: "# непрочитані",
        many: "# непрочитаних",
        other: "# непрочитаної",
      }),
    thisWeek: (count) => `${number(count)} за тиждень`,
    savedHere: (count) =>
      plural(count, {
        one: "# збережена",
        few: "# збережені",
        many: "# збережених",
        other: "# збереженої",
      }),
    publications: (count) =>
      plural(count, {
        one: "# видання",
        few: "# видання",
        many: "# видань",
        other: "# видання",
      }),
    spelling: (name) => `як «${name}»`,
    latest: (at, now) => `найновіша ${ago(at, now)}`,
    profile: {
      tags: "Про що",
      authors: "Хто пише",
      related: "Теми й автори",
      pace: (weeks) =>
        plural(weeks, {
          one: "Останній # тиждень",
          few: "Останні # тижні",
          many: "Останні # тижнів",
          other: "Останні # тижня",
        }),
      paceFrom: (weeks) =>
        plural(weeks, {
          one: "# тиждень тому",
          few: "# тижні тому",
          many: "# тижнів тому",
          other: "# тижня тому",
        }),
      paceTo: "цей тиждень",
      paceTold: (now, most) =>
        `${articles(now)} за цей тиждень, найбільше за тиждень — ${number(most)}`,
    },
    author: {
      kicker: "Автор",
      profile: { tags: "Пише про", authors: "Пише разом із", sections: "Пише в розділах" },
      roleAt: (role) => `${role}, `,
      gone: {
        title: "Цього автора тут більше немає",
        text: "Статей не стало, а з ними й автора.",
      },
      none: "Статей цього автора тут немає.",
      alsoAs: "Пишуть також",
      spelling: (name, count) => `${name}, ${articles(count)}`,
      separate: "Відокремити",
      separateOf: (name) => `Відокремити: ${name} — це хтось інший`,
      separated: (name) => `${name} тепер окремий автор`,
      merge: "Та сама людина, що…",
      mergeTitle: (name) => `Хто ще — ${name}?`,
      mergeLine:
        "Їхні статті зберуться на цій сторінці, тепер і з кожним оновленням. Це можна скасувати.",
      mergeNobody: "У цього видання немає інших авторів.",
      mergeButton: "Об’єднати",
      mergeChoice: "Автор",
      merged: (name) => `${name} — та сама людина`,
    },
    tag: {
      kicker: "Тег",
      profile: { tags: "Часто поруч із", authors: "Автори" },
      who: "Хто про це пише",
      unknownTitle: "Статей із цим тегом ще немає",
      unknown: "Стежити можна й так: коли з’явиться перша, вас буде сповіщено.",
      none: "Статей із цим тегом тут немає.",
      names: "Інші назви й тексти",
      namesLine: (name) => `Ці назви у виданнях теж означають ${name}:`,
      alias: "Інша назва",
      separate: (name) => `${name} — окремий тег`,
      sought: "Шукати й у текстах",
      found: articles,
    },
    section: {
      kicker: "Розділ",
      visit: "Відвідати сторінку розділу",
      who: "Хто його має",
      elsewhere: "Під цією назвою деінде",
      together: "Усі разом",
      none: "У цьому розділі ще нічого немає",
      unknown: "Стежити можна й так: коли з’явиться перша стаття, вас буде сповіщено.",
    },
    publication: {
      kicker: "Видання",
      gone: {
        title: "Цього видання тут більше немає",
        text: "Його прибрано. Те, що ви зберегли, лишилося у «Збереженому».",
      },
      visit: "Відвідати сайт",
      sections: "Його розділи",
      none: "Від цього видання ще нічого не надійшло",
      noneText: "Його перевіряють час від часу. Можна перевірити й зараз, угорі.",
      sources: "Звідки надходить",
      kinds: { feed: "Стрічка", ghost: "Ghost", wordpress: "WordPress", sitemap: "Мапа новин" },
      states: {
        new: "Ще не питали",
        well: "Відповідає як слід",
        failing: "Не відповідає",
        gone: "Більше немає",
      },
      checked: (at, now) => `Перевірено ${ago(at, now)}`,
      neverChecked: "Ще не перевірялося",
      retryAfter: (at) => `Просило не питати раніше, ніж ${moment(at)}.`,
      refresh: "Перевірити зараз",
      use: "Користуватися цим",
      useOf: (kind, url) => `Користуватися цим: ${kind}, ${url}`,
      used: (kind) => `Тепер статті надходять звідси: ${kind}`,
      standsIn: "Воно заступає, доки те, що вище, нас не впускає.",
      private: "Приватне",
      pages: "Повний текст",
      pageChoices: { auto: "Автоматично", always: "Завжди", never: "Ніколи" },
      pageLines: {
        auto: "Де надходить лише короткий текст, решта читається зі сторінки статті.",
        always: "Читається сторінка кожної статті.",
        never: "Показується лише те, що надходить саме; сторінок статей не читаємо.",
      },
      more: "Більше про це видання",
      backfill: {
        title: "Давніші статті",
        depth: "Наскільки давні",
        depths: { "50": "50 статей", "200": "200", all: "Усі", since: "Від дня" },
        day: "Від якого дня",
        dayHint: "2025-09-25",
        fetch: "Завантажити",
        line: (here) =>
          `${articles(here)} тут. Давніші надходять сторінка за сторінкою, без поспіху й без сповіщень.`,
        progress: (here, wanted) =>
          wanted === null
            ? `Тут уже ${articles(here)}`
            : plural(wanted, {
                one: `${number(here)} з # статті`,
                other: `${number(here)} з # статей`,
              }),
        stop: "Зупинити",
        goOn: "Продовжити",
        busy: "Зараз наповнюється інше видання",
        ends: {
          reached: "Сягає так далеко, як ви просили.",
          exhausted: "Давнішого видання не пропонує.",
          cancelled: "Зупинено.",
          failed: "Не вдалося продовжити.",
        },
        came: (count) =>
          plural(count, {
            one: "Надійшла # давніша стаття.",
            few: "Надійшли # давніші статті.",
            many: "Надійшло # давніших статей.",
            other: "Надійшло # давнішої статті.",
          }),
        done: (title, count) =>
          plural(count, {
            one: `${title}: надійшла # давніша стаття`,
            few: `${title}: надійшли # давніші статті`,
            many: `${title}: надійшло # давніших статей`,
            other: `${title}: надійшло # давнішої статті`,
          }),
      },
      rename: "Перейменувати…",
      renameTitle: "Перейменувати це видання",
      renameLabel: "Назва",
      renameHint: (own) => `Залиште порожнім, щоб була власна назва видання: ${own}.`,
      renamed: (title) => `Тепер воно зветься ${title}`,
      changeAddress: "Змінити адресу…",
      changeAddressOf: (url) => `Змінити адресу… ${url}`,
      addressTitle: "Змінити адресу",
      addressLabel: "Адреса стрічки або сайту",
      addressHint:
        "Статті, що вже тут, лишаються. Про нове з іншої адреси не сповіщається, доки її не прочитано вперше.",
      addressChanged: "Адресу змінено",
      saveChange: "Змінити",
      pause: "Призупинити",
      resume: "Перевіряти далі",
      paused: "Призупинено",
      pausedLine: "Призупинено: під час перевірки видань його оминають.",
      wasPaused: (title) => `${title}: призупинено`,
      wasResumed: (title) => `${title} знову перевіряється`,
      remove: "Прибрати",
      removed: (title) => `${title}: прибрано. Те, що ви зберегли, лишається.`,
      sample: "Зразковий випуск",
    },
    saved: {
      title: "Збережене",
      list: "Збережені статті",
      picture: "Зображення",
      article: "Стаття",
      ways: "Дії",
      copy: "Копія без мережі",
      when: "Збережено",
      remove: "Прибрати зі збереженого",
      removeOf: (headline) => `Прибрати зі збереженого: ${headline}`,
      again: "Спробувати знову",
      againOf: (headline) => `Спробувати знову: ${headline}`,
      removed: "Прибрано зі збереженого",
      states: {
        waiting: "Чекає",
        complete: "Повна",
        sealing: (share) => `Збирається: ${percent(share)}`,
        missing: (count, all) => `Бракує ${number(count)} з ${imagesOf(all)}`,
        textMissing: "Текст не весь",
        beginning: "Лише початок",
      },
      complete: (pictures) => (pictures === 0 ? "Текст" : `${images(pictures)}, текст`),
      waiting: "Триває само",
      stopped: "Зупинено до нового збереження чи запуску",
      metered: "Мережа з платним трафіком.",
      now: "Зберегти зараз",
      partial: (problem) => {
        switch (problem) {
          case "not_a_picture":
            return "Надійшло не зображення. Текст у безпеці.";
          case "too_large":
          case "picture_too_large":
            return "Завелике, щоб зберегти. Текст у безпеці.";
          case "http_status":
          case "gone":
            return "Сайт їх не віддав. Текст у безпеці.";
          case "unreachable":
          case "timed_out":
          case "connection_cut":
            return "Сайт не відповів. Текст у безпеці.";
          case "disk_full":
            return "Диск заповнено. Текст у безпеці.";
          default:
            return "Текст у безпеці.";
        }
      },
      partialText: "Те, що надійшло, збережено.",
      failed: (problem) => {
        switch (problem) {
          case "http_status":
          case "gone":
            return "Сайт не віддав сторінку. Те, що дало джерело, у безпеці.";
          case "unreachable":
          case "timed_out":
          case "connection_cut":
            return "Сайт не відповів. Те, що дало джерело, у безпеці.";
          default:
            return "Сторінку не вдалося прочитати. Те, що дало джерело, у безпеці.";
        }
      },
      retry: (at, now) => `Нова спроба ${ago(at, now)}`,
      automatic: "Збережено, бо ви за цим стежите",
      retryAll: "Спробувати все знову",
      stop: "Зупинити",
      statuses: {
        all: "Усе",
        unread: "Непрочитане",
        lacking: "Варте уваги",
        begun: "Розпочате",
        noted: "З нотатками",
      },
      search: "Шукати у збереженому",
      orders: {
        saved: ["Щойно збережені", "Давно збережені"],
        newest: ["Найновіші", "Найдавніші"],
        length: ["Найдовші", "Найкоротші"],
        size: ["Найбільші", "Найменші"],
      },
      size: "Розмір",
      kinds: {
        label: "Усі мітки",
        tag: "Усі теги",
        publication: "Усі видання",
        author: "Усі автори",
      },
      clear: "Скинути фільтри",
      noneTitle: "У збереженому немає нічого такого",
      none: "Менше слів чи фільтрів знайдуть більше.",
      begun: (share) => (share > 0 ? `Далі з ${percent(share)}` : "Розпочато"),
      noted: "Нотатка",
      highlights: (count) =>
        plural(count, {
          one: "# позначка",
          few: "# позначки",
          many: "# позначок",
          other: "# позначки",
        }),
      emptyTitle: "Ще нічого не збережено",
      empty:
        "Натисніть s на будь-якій статті, і вона лишиться тут із зображеннями, навіть без мережі.",
      more: "Показати більше",
    },
    following: {
      title: "Відстежуване",
      follows: "За чим ви стежите",
      inbox: "Що ви пропустили",
      kinds: {
        tag: "Тег",
        author: "Автор",
        section: "Розділ",
        publication: "Видання",
        search: "Пошук",
      },
      nothing: "ще нічого",
      more: "Показати більше",
      mode: "Сповіщати",
      modeOf: (name) => `Сповіщати: ${name}`,
      modes: {
        instant: "Одразу",
        hourly: "Щогодини",
        morning: "Уранці",
        evening: "Увечері",
        inbox: "Лише в цьому вікні",
      },
      pause: "Призупинити",
      pauseOf: (name) => `Призупинити: ${name}`,
      paused: "Призупинено",
      corrections: "І про виправлення",
      ownTags: "Лише теги видань",
      save: "Зберігати",
      except: "Крім",
      exceptLine: (name) => `${name}, але не те, що також про:`,
      exceptNot: (name) => `Більше не виключати: ${name}`,
      exceptKind: "Що це",
      add: "Додати",
      fresh: (count) =>
        plural(count, { one: "# нова", few: "# нові", many: "# нових", other: "# нової" }),
      unseen: "Нове",
      correction: "Виправлено",
      dismiss: "Позначити як бачене",
      dismissOf: (headline) => `Позначити як бачене: ${headline}`,
      dismissAll: "Позначити все як бачене",
      keepOf: (name) => `Зберігати статті: ${name}`,
      keepNone: "Зберігаються лише вручну",
      keep: (count) => `Зберігати найновіші: ${number(count)}`,
      articles,
      emptyTitle: "Ви ще ні за чим не стежите",
      empty:
        "Натисніть f на статті, щоб стежити за її першим тегом, або кнопку на сторінці автора, тегу, розділу чи видання.",
      noAlerts:
        "Коли з’явиться стаття, за якою ви стежите, про неї буде сповіщено на екрані, і вона збережеться тут.",
      because: (names) => `Ви стежите: ${list(names)}`,
      states: {
        pending: "Ще не показано",
        claimed: "Саме показується",
        unshown: "Не показано",
        shown: "Показано на екрані",
        quiet: "Збережено тут, без сповіщення",
      },
    },
  };
};
