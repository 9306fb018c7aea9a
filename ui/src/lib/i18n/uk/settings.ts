import type { Formats } from "../formats";
import type { Catalogue } from "../speech.svelte";

/** Settings, and what is shown when the library cannot be opened. */
export const settings = ({
  plural,
  number,
  bytes,
  list,
  time,
}: Formats): Catalogue["settings"] => ({
  title: "Налаштування",
  search: "Шукати налаштування",
  nothingFound: "Налаштувань із цим словом немає.",
  parts: {
    appearance: "Вигляд",
    reading: "Читання",
    notifications: "Сповіщення",
    storage: "Сховище",
    privacy: "Приватність",
    publications: "Видання",
    keyboard: "Клавіатура",
    about: "Про програму",
  },
  appearance: {
    line: "Зміни видно одразу: тут і в кожній відкритій статті.",
    theme: "Тема",
    themes: { system: "Системна", light: "Світла", sepia: "Сепія", dark: "Темна" },
    accent: "Колір акценту",
    accentLine: "Рубрики, позначка непрочитаного, перебіг",
    accents: {
      press: "Газетний червоний",
      ink: "Чорнильний синій",
      bottle: "Пляшковий зелений",
      ochre: "Вохра",
      graphite: "Графіт",
    },
    density: "Щільність списків",
    densities: { compact: "Щільно", comfortable: "Зручно", roomy: "Просторо" },
    dim: "Притемнювати зображення в темній темі",
    language: "Мова",
    languageLine: "За нею йдуть дати й числа",
    system: (name) => `Системна (${name})`,
  },
  reading: {
    line: "Як набрано статті. Клавіша t відкриває те саме біля статті.",
    title: "Читання",
    open: "Розмір тексту й тема",
    size: "Розмір тексту",
    pixels: (size) => `${number(size)} пкс`,
    typeface: "Шрифт",
    typefaces: { serif: "Із зарубками", sans: "Без зарубок" },
    spacing: "Міжряддя",
    spacings: { tight: "Вузьке", normal: "Звичайне", loose: "Широке" },
    measure: "Ширина стовпця",
    measures: { narrow: "Вузький", normal: "Звичайний", wide: "Широкий" },
    preview: {
      name: "Як це виглядає",
      kicker: "Стрічка новин",
      headline: "Вітропарк, що спершу спитав сусідів",
      publication: "The Meridian",
      before: "Пагорб завжди належав вітрові. Знадобилося три роки, сорок чайників чаю та одна ",
      link: "терпляча таблиця",
      after: ", щоб домовитися, кому належатиме решта.",
      quote: "«Ніхто не питав нас двічі. Нас питали сорок разів».",
    },
  },
  notifications: {
    line: "Сповіщати може лише те, за чим ви стежите. Більше ніщо й ніколи.",
    desktop: "Сповіщення на екрані",
    desktopLine: "Коли вимкнено, нове тихо чекає у «Відстежуваному».",
    follows: "За чим ви стежите",
    followsLine: (count) =>
      plural(count, {
        one: "Сповіщати може # підписка",
        few: "Сповіщати можуть # підписки",
        many: "Сповіщати можуть # підписок",
        other: "Сповіщати можуть # підписки",
      }),
    show: "Показати",
  },
  transfer: {
    backup: "Резервна копія бібліотеки",
    backupLine: "Усе в одному файлі: видання, статті, зображення, збережене й записане вами.",
    backupButton: "Створити…",
    backedUp: (path) => `Резервна копія: ${path}.`,
    export: "Експорт збережених статей",
    exportLine: "Щоб читати чи зберігати деінде.",
    exportButton: "Експортувати…",
    exportTitle: (count) =>
      plural(count, {
        one: "Експорт # статті",
        few: "Експорт # статей",
        many: "Експорт # статей",
        other: "Експорт # статті",
      }),
    exported: (count, path, missing) =>
      `${plural(count, { one: "# стаття", few: "# статті", many: "# статей", other: "# статті" })}: ${path}.${missing > 0 ? ` Бракує зображень: ${number(missing)}.` : ""}`,
    format: "Формат",
    formats: { epub: "EPUB", html: "HTML", markdown: "Markdown", json: "Архів" },
    formatLines: {
      epub: "Одна книга для електронних читачів, із зображеннями.",
      html: "Сторінки, у яких є все, що вони показують.",
      markdown: "Текстові файли й тека із зображеннями.",
      json: "Один файл, що нічого не губить і який можна завантажити назад.",
    },
    import: "Завантажити збережені статті",
    importLine:
      "Архів Broadsheet або список із Pocket, Instapaper, Omnivore, Wallabag, Raindrop чи Readwise Reader.",
    importButton: "Вибрати файл…",
    brought: (added, already) =>
      `Збережено ${plural(added, { one: "# статтю", few: "# статті", many: "# статей", other: "# статті" })}.${already > 0 ? ` Уже були тут: ${number(already)}.` : ""}`,
    missing: (pictures) => `Бракує зображень: ${number(pictures)}.`,
    notBrought: (count) =>
      `Не вдалося завантажити: ${number(count)}. Виберіть файл ще раз, щоб повторити.`,
  },
  storage: {
    line: "Усе зберігається на цьому комп’ютері, в одній теці, яку можна скопіювати.",
    used: "зайнято",
    meter: "Зайняте місце",
    kinds: {
      cache: "Кеш зображень",
      saved: "Зображення збережених статей",
      articles: "Статті",
      search: "Пошуковий покажчик",
      thumbnails: "Мініатюри",
    },
    keep: "Зберігати статті",
    keepLine: "Збережені статті й те, за чим ви стежите, лишаються завжди",
    days: (days) => plural(days, { one: "# день", few: "# дні", many: "# днів", other: "# дня" }),
    forEver: "Завжди",
    keepOf: "Зберігати з кожного видання",
    keepMost: "Зберігати щонайбільше",
    newest: (count) =>
      plural(count, {
        one: "# найновішу статтю",
        few: "# найновіші статті",
        many: "# найновіших статей",
        other: "# найновішої статті",
      }),
    everything: "Усе",
    limit: "Межа кешу зображень",
    limitLine: "Першим іде те, що показували найдавніше. Збережених статей це не торкається.",
    noLimit: "Без межі",
    free: "Звільнити місце",
    removes: (articles, pictures) =>
      `Вилучає ${plural(articles, { one: "# прочитану статтю", few: "# прочитані статті", many: "# прочитаних статей", other: "# прочитаної статті" })} і ${bytes(pictures)} зображень. Спершу ви побачите список.`,
    nothingToFree: "Немає прочитаних статей і зображень, які можна вилучити.",
    review: "Переглянути",
    going: (articles) =>
      plural(articles, {
        one: "Вилучити # статтю?",
        few: "Вилучити # статті?",
        many: "Вилучити # статей?",
        other: "Вилучити # статті?",
      }),
    goingPictures: (size) => `Вилучити ${bytes(size)} зображень?`,
    goingLine:
      "Вони зникнуть назавжди й не повернуться, доки видання ще має їх у списку. Збережене й те, за чим ви стежите, лишається.",
    goingToo: (size) =>
      `Разом із ними піде ${bytes(size)} зображень; їх буде завантажено знову, коли вони знадобляться.`,
    goingMore: (count) =>
      plural(count, { one: "і ще #", few: "і ще #", many: "і ще #", other: "і ще #" }),
    remove: "Вилучити",
    removed: (articles) =>
      plural(articles, {
        one: "Вилучено # статтю",
        few: "Вилучено # статті",
        many: "Вилучено # статей",
        other: "Вилучено # статті",
      }),
    holds: (publications, articles, saved) =>
      `${plural(publications, { one: "# видання", few: "# видання", many: "# видань", other: "# видання" })}, ${plural(articles, { one: "# стаття", few: "# статті", many: "# статей", other: "# статті" })}, збережено: ${number(saved)}`,
    move: "Перемістити…",
    moving: "Бібліотека переміщується",
    folder: "Тека",
    clear: "Очистити кеш зображень",
    clearLine: "Зображення надійдуть знову, коли відкриєте статтю. Ті, що в збережених, лишаються.",
    clearButton: "Очистити",
    cleared: (size) => `Звільнено ${bytes(size)}`,
    check: "Перевірити бібліотеку",
    checkLine: "Знову читає всю базу даних і кожне збережене зображення.",
    checkButton: "Перевірити",
    checking: "Перевірка",
    sound: (files) =>
      plural(files, {
        one: "База даних ціла, # збережене зображення таке, як було.",
        few: "База даних ціла, # збережені зображення такі, як були.",
        many: "База даних ціла, # збережених зображень такі, як були.",
        other: "База даних ціла, # збереженого зображення такі, як були.",
      }),
    unsound: (count) =>
      plural(count, {
        one: "Не так # річ:",
        few: "Не так # речі:",
        many: "Не так # речей:",
        other: "Не так # речі:",
      }),
  },
  privacy: {
    pictures: "Завантажувати зображення",
    picturesLine:
      "«Завжди» означає: з хостів, які називають власні зображення статей. Портрети, кадри відео та вставки з інших хостів завантажуються, лише якщо ви їх дозволили.",
    choices: { always: "Завжди", click: "Після клацання", never: "Ніколи" },
    allowed: (host) => `Зображення з ${host}`,
    allowedFor: (publication) => `Дозволено для: ${publication}`,
    forbid: "Скасувати",
    forbidOf: (host, publication) => `Скасувати: зображення з ${host} для ${publication}`,
    connections: "З’єднання за останні 24 години",
    connectionsLine:
      "Зберігаються в пам’яті, доки ви не закриєте Broadsheet. Що саме читали на сайті, тут не записано.",
    noConnections: "Жодного сайту не питали.",
    requests: (count, size) =>
      `${plural(count, { one: "# запит", few: "# запити", many: "# запитів", other: "# запиту" })}, ${bytes(size)}`,
    failed: (count) =>
      plural(count, {
        one: "# невдалий",
        few: "# невдалі",
        many: "# невдалих",
        other: "# невдалого",
      }),
    purposes: { articles: "нові статті", pages: "сторінки", pictures: "зображення" },
    lastAt: (purposes, at) => `${list(purposes)}; востаннє о ${time(at)}`,
    clearConnections: "Очистити",
    moreConnections: "Показати більше",
    line: "Broadsheet не має ні облікового запису, ні сервера, ні статистики. Він говорить із сайтами, які ви додали, і з тими, де їхні статті тримають зображення, і більше ні з ким.",
    facts: [
      [
        "Скрипти не виконуються ніколи",
        "Скрипти й рамки вилучаються, перш ніж стаття зберігається.",
      ],
      ["Відомі піксельні стежки вилучено", "Їх не показують і не завантажують."],
      ["Посилання чисті", "З адрес, які ви копіюєте, прибрано частини для стеження."],
      ["Без кук", "Жодних не зберігається й не надсилається."],
      [
        "Відео спершу питає",
        "Замість нього стоїть кадр; відтворюється у вашому браузері, коли натиснете.",
      ],
      ["Що ви читаєте, лишається тут", "Воно зберігається в теці бібліотеки й нікуди не йде."],
    ],
  },
  publications: {
    line: "Що надходить і як часто його питають.",
    interval: "Перевіряти нові статті",
    intervalLine: "Видання може попросити про повільніший крок, і тоді так і буде.",
    every: (minutes) =>
      minutes < 60
        ? plural(minutes, {
            one: "Щохвилини",
            few: "Кожні # хвилини",
            many: "Кожні # хвилин",
            other: "Кожні # хвилини",
          })
        : minutes === 60
          ? "Щогодини"
          : plural(minutes / 60, {
              one: "Кожну # годину",
              few: "Кожні # години",
              many: "Кожні # годин",
              other: "Кожні # години",
            }),
    never: "Лише коли попрошу",
    asAll: (often) => `Як усі: ${often.toLocaleLowerCase("uk")}`,
    importLine: "Додає кожну стрічку зі списку з іншої читалки.",
    exportLine: "Усі ваші видання й теки, для будь-якої іншої читалки.",
    importName: "Імпортувати список (OPML)",
    exportName: "Експортувати список (OPML)",
    importButton: "Імпорт OPML",
    exportButton: "Експорт OPML",
    exported: (secret) =>
      secret === 0
        ? "Експортовано"
        : plural(secret, {
            one: "Експортовано без пароля # приватної стрічки",
            few: "Експортовано без паролів # приватних стрічок",
            many: "Експортовано без паролів # приватних стрічок",
            other: "Експортовано без паролів # приватної стрічки",
          }),
  },
  keyboard: {
    line: "Натисніть ? будь-де, щоб побачити той самий список.",
    letters: "Клавіші з однієї літери",
    lettersLine: "j, k, s тощо.",
    change: "Змінити",
    changeOf: (name, key) => `Змінити клавішу для «${name}», зараз ${key}`,
    press: (name) => `Натисніть нову клавішу для «${name}» або Esc, щоб нічого не міняти.`,
    pressNow: "Натисніть клавішу…",
    taken: (name) => `Ця клавіша вже робить «${name}». Натисніть іншу або Esc.`,
    changed: (name) => `Клавішу для «${name}» змінено.`,
    reset: "Повернути всі клавіші",
    wereReset: "Усі клавіші знову такі, як були спочатку.",
  },
  about: {
    version: (version) => `Broadsheet ${version}`,
    licence: "Вільна програма, MIT або Apache 2.0.",
    openFolder: "Відкрити",
    licences: "Ліцензії",
    licencesLine: "Усього, з чого складається Broadsheet.",
    showLicences: "Показати",
    fonts: "Шрифти",
    fontsLine: "Source Serif 4, Libre Franklin і Vazirmatn, SIL Open Font License 1.1.",
    icons: "Піктограми",
    iconsLine: "Lucide, ISC License.",
  },
  recovery: {
    title: "Не вдалося відкрити бібліотеку",
    kept: "Нічого не видалено й не змінено.",
    folder: (folder) => `Вона в ${folder}.`,
    again: "Спробувати знову",
    check: "Перевірити ще раз",
    backup: "Скопіювати в безпечне місце",
    copied: (folder) => `Копія в ${folder}.`,
    choose: "Показати, де вона…",
    fresh: "Почати поруч нову бібліотеку",
    advice: {
      library_damaged:
        "Спершу скопіюйте її в безпечне місце. Тоді можна почати нову бібліотеку; пошкоджену буде збережено поруч.",
      library_newer:
        "Встановіть найновіший Broadsheet, щоб відкрити її, або почніть поруч нову бібліотеку.",
      library_away:
        "Під’єднайте її диск і спробуйте ще раз, покажіть, де вона тепер, або почніть нову бібліотеку; та лишиться як є.",
      library_busy: "Закрийте іншу програму й спробуйте знову.",
      library_read_only: "Дозвольте писати в її теку, а тоді спробуйте знову.",
      disk_full: "Звільніть трохи місця на диску, а тоді спробуйте знову.",
    },
  },
});
