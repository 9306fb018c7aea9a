import type { Formats } from "../formats";
import type { Catalogue } from "../speech.svelte";

/** First run, and adding publications. */
export const add = ({ plural, number }: Formats): Catalogue["add"] => {
  const added = (count: number) =>
    plural(count, {
      one: "Додано # видання",
      few: "Додано # видання",
      many: "Додано # видань",
      other: "Додано # видання",
    });
  return {
    title: "Додати видання",
    byAddress: "За адресою",
    importList: "Імпортувати список (OPML)",
    address: "Адреса сайту або стрічки",
    placeholder: "kyivindependent.com",
    find: "Знайти",
    looking: (host) => `Шукаємо на ${host} стрічки та сайт Ghost`,
    lookingShort: "Шукаємо",
    found: "Знайдено",
    foundSeveral: (count) =>
      plural(count, {
        one: "# спосіб стежити",
        few: "# способи стежити",
        many: "# способів стежити",
        other: "# способу стежити",
      }),
    whatToFollow: "За чим стежити",
    recommended: "радимо",
    latest: "Найновіше там зараз",
    nothingLatest: "Статей там зараз немає.",
    articlesNow: (count) =>
      plural(count, {
        one: "# стаття зараз",
        few: "# статті зараз",
        many: "# статей зараз",
        other: "# статті зараз",
      }),
    kinds: {
      feed: "Стрічка",
      ghost: "Сайт Ghost",
      wordpress: "Сайт WordPress",
      sitemap: "Мапа новин",
    },
    kindLines: {
      feed: "Те, що несе стрічка",
      ghost: "Повний текст, зображення, автори, теги",
      wordpress: "Повний текст, зображення, автори, розділи",
      sitemap: "Заголовки, дочитані зі сторінок",
    },
    already: (title) => `${title} уже тут.`,
    openIt: "Відкрити",
    promise: "Broadsheet говорить лише з цим сайтом. Обліковий запис не потрібен.",
    addIt: "Додати видання",
    adding: (title) => `Додаємо ${title} і завантажуємо статті`,
    added: (title) => `${title} додано`,
    addedFailing: (title) => `${title} додано, але відповіді ще немає`,
    tryFeed: "Спробуйте сторінку розділу або вставте адресу стрічки.",
    onlyArticle: "Тут нема за чим стежити, але цю статтю можна додати окремо.",
    addArticle: "Додати статтю",
    articleAdded: "Статтю додано",
    articleAlready: "Ця стаття вже тут.",
    login: {
      title: "Ця адреса питає, хто ви",
      name: "Ім’я користувача",
      password: "Пароль",
      signIn: "Увійти",
      refused: "Сайт не прийняв цього імені й пароля.",
      promise: "Надсилається лише цьому сайту. Більше не показується й ніколи не експортується.",
    },
    chooseFile: "Вибрати файл OPML",
    importHint:
      "Інші читалки експортують свій список як OPML. Теки переходять разом із ним; нікуди нічого не надсилається.",
    importing: "Читаємо список",
    imported: (count, already) =>
      already === 0 ? added(count) : `${added(count)}, уже були тут: ${number(already)}`,
    refused: (count) =>
      plural(count, {
        one: "# запис не має придатної адреси",
        few: "# записи не мають придатної адреси",
        many: "# записів не мають придатної адреси",
        other: "# запису не мають придатної адреси",
      }),
    tooLargeFile: "Цей файл завеликий як на список видань.",
    welcome: {
      tag: "Ваші газети на вашому столі. Стежте за будь-яким сайтом, читайте без шуму, зберігайте важливе.",
      question: "Який сайт ви читаєте вранці першим?",
      bring: "Перенести свій список",
      bringLine: "Файл OPML з іншої читалки, разом із теками",
      shelf: "Узяти початкову полицю",
      shelfLine: "Короткі списки за темами, які можна змінити",
      sample: "Роздивитися на зразковому випуску",
      sampleLine: "Працює без мережі й прибирається одним натиском",
      promise: "Без облікового запису. Усе лишається на цьому комп’ютері.",
    },
    shelf: {
      title: "Початкова полиця",
      text: "Виберіть, що хочете читати. Поки не додасте, нічого не завантажується.",
      language: "Мова",
      choose: (count) =>
        count === 0
          ? "Виберіть видання"
          : plural(count, {
              one: "Додати # видання",
              few: "Додати # видання",
              many: "Додати # видань",
              other: "Додати # видання",
            }),
      adding: (done, total) => `Додано ${number(done)} з ${number(total)}`,
      done: added,
      someFailed: (titles) => `Не вдалося додати: ${titles}`,
      topics: {
        world: "Світ",
        europe: "Європа",
        ukraine: "Україна",
        science: "Наука",
        technology: "Технології",
        business: "Бізнес",
        culture: "Культура",
        climate: "Клімат",
        politics: "Політика",
        sport: "Спорт",
        health: "Здоров’я",
      },
    },
  };
};
