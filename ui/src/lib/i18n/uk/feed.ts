import type { Formats } from "../formats";
import type { Catalogue } from "../speech.svelte";

/** Article lists: the feed, and every page that shows a list of articles. */
export const feed = ({ plural, number, list }: Formats): Catalogue["feed"] => {
  const articles = (count: number) =>
    plural(count, { one: "# стаття", few: "# статті", many: "# статей", other: "# статті" });
  return {
    title: "Стрічка новин",
    show: "Показувати",
    all: "Усі",
    unread: "Непрочитані",
    followed: "Відстежувані",
    search: "Шукати статті",
    today: "сьогодні",
    yesterday: "учора",
    dayCounts: (total, unread) =>
      unread === 0 ? articles(total) : `${articles(total)}, непрочитаних: ${number(unread)}`,
    newArticles: (count) =>
      plural(count, {
        one: "# нова стаття",
        few: "# нові статті",
        many: "# нових статей",
        other: "# нової статті",
      }),
    readingTime: (minutes) => plural(minutes, { other: "# хв читання" }),
    rowUnread: "Непрочитана",
    rowRead: "Прочитана",
    authorsAndMore: (names, more) =>
      list([...names, plural(more, { one: "ще #", few: "ще #", many: "ще #", other: "ще #" })]),
    rowSaved: "Збережена",
    video: "Відео",
    withVideo: "Є відео",
    audio: "Аудіо",
    link: "Посилання",
    membersOnly: "Лише для учасників",
    paidOnly: "Лише для передплатників",
    actions: "Дії зі статтею",
    save: "Зберегти для читання без мережі",
    unsave: "Прибрати зі збереженого",
    markRead: "Позначити прочитаною",
    markUnread: "Позначити непрочитаною",
    openOriginal: "Відкрити оригінал",
    copyLink: "Копіювати посилання",
    layout: "Вигляд",
    densities: { compact: "Щільний", comfortable: "Зручний", roomy: "Просторий" },
    split: "Поруч зі статтею",
    reader: "Стаття",
    choose: {
      title: "Виберіть статтю",
      text: "Вона відкриється тут, поруч зі списком. Її відкриває Enter або o.",
    },
    jump: "Перейти до дня",
    jumpTo: "Почати з цього дня",
    go: "Перейти",
    upTo: (day) => `${day} і раніше`,
    newest: "До найновіших",
    markDay: "Позначити цей день прочитаним",
    noVideos: { title: "Відео ще немає", text: "Тут збиратимуться статті з відео." },
    markAllRead: "Позначити все прочитаним",
    markedRead: (count) =>
      plural(count, {
        one: "# статтю позначено прочитаною",
        few: "# статті позначено прочитаними",
        many: "# статей позначено прочитаними",
        other: "# статті позначено прочитаними",
      }),
    nothingUnread: "Тут уже все прочитано",
    savedForOffline: "Збережено для читання без мережі",
    savedMany: (count) => `Збережено: ${articles(count)}`,
    removedFromSaved: "Прибрано зі збереженого",
    notesStay: "Прибрано зі збереженого. Ваші нотатки лишаються.",
    linkCopied: "Посилання скопійовано",
    noOriginal: "Ця стаття не має адреси",
    loading: "Завантаження статей",
    stopped: "Не вдалося прочитати список",
    beside: "Більше",
    caughtUp: {
      title: "Ви прочитали все",
      text: "Непрочитаного тут немає. Нові статті чекатимуть за кнопкою вгорі.",
      showAll: "Показати всі статті",
    },
    nothingFollowed: {
      title: "Ви ще ні за чим не стежите",
      text: "Стежте за тегом, автором чи виданням, і нове про них збиратиметься тут.",
    },
    nothingYet: {
      title: "Статей ще немає",
      text: "Ваші видання ще нічого не надіслали. Натисніть r, щоб перевірити їх зараз.",
      refresh: "Перевірити зараз",
    },
    results: {
      title: "Пошук",
      count: (count, text) => `${articles(count)} з «${text}»`,
      order: "Порядок",
      clear: "Очистити",
      newest: "Спершу нові",
      best: "Спершу найкращий збіг",
      start: "Введіть слово. Шукаємо в заголовках, викладах, повних текстах, авторах і тегах.",
      none: "Тут ніде немає всіх цих слів.",
      noneText:
        "Спробуйте менше слів або інше написання. Наголоси та великі літери не мають значення.",
    },
  };
};
