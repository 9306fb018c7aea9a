//! Words that are no names: those that stand in every text, and those that say only of what kind a piece is.

use std::collections::HashSet;
use std::sync::LazyLock;

use super::text::Word;

/// Words of every text, folded; names begin and end with them, and none is made of them alone.
const COMMON: &str = "
    a about after all also an and any are as at back be been before being best big both but by can could day days did
    do does down each even every few first for from get go good great had has have he her here high him his how i if
    in into is it its just know last life like little long look made make man many may me men might more most much
    must my need never new next no not now of off old on once one only or other our out over own part people place
    right said same say see she should show since small so some still such take than that the their them then there
    these they thing things this those three through time times to today together too top two under up us use very
    want was way we well were what when where which while who why will with woman women work would year years you
    young your
    але без би біля був буде були було бути в вам вас ви від він вона вони воно все всі вже год де для день до дня
    дуже за з зі із й його її їх їхній і інше інші коли ми може можна на над нам нас наш не нема немає ні нове нові
    о один одна під по після про при рік року роки сам свій світ своє себе так такий там те тим ті то той тому тут у
    усе усі хто це цей час через чи що щоб я як який яка які якщо
    au aux avec ce ces dans de des du elle en et il ils la le les leur mais ne nous ou par pas plus pour qui que sa se
    son sur un une vous
    als am an auch auf aus bei das dem den der des die ein eine einem einen einer es fur hat im ist mit nach nicht
    oder sich sie sind um und von vor war wie wird zu zum zur
    al como con de del el ella en es la las lo los mas no para pero por que se sin su sus un una y";

/// Words that say of what kind a piece is, or in which department it stands, folded.
const KIND: &str = "
    article articles analysis animation arts audio blog blogs books breaking brief briefing business career careers
    column columnist columnists columns comment commentary community contributor contributors cover culture daily
    economy editorial editorials editor editors education entertainment environment essay essays event events exclusive
    explainer explainers fact facts family fashion feature featured features film finance financial food front gallery
    games gear general guide guides headline headlines health history home homepage ideas image images index
    industry innovation inside insight insights international interview interviews investigation investigations issue
    issues item items jobs latest law leader letter letters life lifestyle list live local magazine main market
    markets media money morning movies multimedia music national nature news newsletter newsletters newsroom newspaper
    obituaries obituary opinion opinions other outdoor page paper people photo photography photos pictures podcast
    podcasts policy political politics post posts premium press profile profiles promoted quiz radio read reading
    region regional report reporter reports review reviews science section series services show society special sponsored
    sport sports staff stories story study style tag tags tech technology test topic topics top travel trending tv
    uncategorised uncategorized update updates video videos views week weekend weekly world
    security space
    аналітика архів афіша блог блоги бізнес відео головна головне главное гроші думка думки дайджест
    економіка ексклюзив здоровя інтервю історія історії коментар коментарі колонка колонки культура лайфхаки мода
    наука новина новини огляд освіта опитування подкаст подкасти події подорожі політика пресреліз публікації
    розслідування реклама репортаж репортажі рецензія світ спецпроєкт спецпроєкти спорт статті стаття стиль суспільство
    тема теми тест технології україна-новини фото фоторепортаж хроніка шоубіз
    actualite actualites culture economie international monde politique societe sport sports
    kultur meinung mode nachrichten panorama politik politika reise sport technik wirtschaft wissen wissenschaft
    cultura deportes economia mundo noticias opinion politica sociedad";

static COMMON_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| COMMON.split_ascii_whitespace().collect());
static KIND_WORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| KIND.split_ascii_whitespace().collect());

/// Whether a folded word stands in every text.
pub(super) fn is_common(word: &str) -> bool {
    COMMON_WORDS.contains(word)
}

/// Whether a name says no more than of what kind a piece is: "Breaking news", "Long read".
pub(super) fn is_kind(name: &[Word]) -> bool {
    name.iter().all(|word| KIND_WORDS.contains(&*word.folded) || is_common(&word.folded))
}
