//! The names of the months, in the languages of the feeds we know.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Beginnings of names, without diacritics; the longest that fits decides.
const MONTHS: [&str; 12] = [
    "jan ian ene gen xan tammi styc led oca sijec saus jaan urtarr yan янв яну січ јан студ ιαν يناير جانفي \
     ژانويه ינואר जनवर জনয มกรา",
    "feb fev peb fbr helmi lut uno subat velj vasari veeb otsail shkurt фев лют φεβ فبراير فيفري شباط فوريه \
     פברואר फरवर ফবর กมภา",
    "mar maer maar mrt maalis brez mac ozuj kovo мар бер сакав μαρ μαω مارس اذار מרץ मरच মরচ มนา",
    "apr abr avr huhti kwie dub nis travanj travnj baland prill апр кві крас απρ ابريل افريل نيسان اوريل אפריל \
     अपरल এপরল เมษา",
    "may mai mag maj mei touko kve svib geguz маи мая мај тра μαι مايو ماي ايار מאי मई พฤษภ",
    "jun iun giu juin kesa czer cerv haz lipanj lipnj birz juun iyun xun июн юни јун чер чэр ιουν ιον يونيو \
     جوان حزيران ژوين יוני जन জন มถนา",
    "jul iul lug juil heina lip cervenec cervence tem srpanj srpnj liep juul iyul xul июл юли јул лип ліп ιουλ \
     ιολ يوليو جويلي تموز ژوييه יולי जलई জলই กรก",
    "aug ago agu ags aou elo sier srp avg avq kolov rugpj ogo abuzt авг сер жні αυγ اغسطس اوت אוגוסט अगसत আগসট \
     สงหา",
    "sep set szep syys wrze zar eyl rujan rujn rugs irail сен сеп вер σεπ سبتمبر ايلول سپتامبر ספטמבר सतबर \
     सतमबर সপটমবর กนยา",
    "oct okt out ott loka pazd rij eki spal urri окт жов кас οκτ اكتوبر اکتبر אוקטובר अकटबर अकतबर অকটবর ตลา",
    "nov noi noy marras list kas lapk azaro studen ноя ное лис ліс νοε نوفمبر نوامبر נובמבר नवबर नवमबर নভমবর \
     พฤศจ",
    "dec dic dez des dek joulu gru pros ara disem dets abendu дек гру снеж δεκ ديسمبر دسامبر דצמבר दसबर दसमबर \
     ডসমবর ธนวา",
];

/// Days of the week that begin like a month.
const DAYS: &[&str] = &["mard", "marted", "martes", "marti", "серед", "серад"];

/// The month a word names, 1 to 12, and whether it could mean a day of the week as well (French "mar.").
pub(super) fn month(word: &str) -> Option<(u32, bool)> {
    let word: String = word.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase).collect();
    // Hebrew writes "in" as one letter before the name.
    let word = word.strip_prefix('ב').unwrap_or(&word);
    let is_day = DAYS.iter().any(|day| word.starts_with(day)) && !word.starts_with("martie");
    let (mut best, mut length) = (None, 0);
    for (number, stems) in (1..).zip(MONTHS) {
        let fits = stems.split(' ').filter(|stem| word.starts_with(stem)).map(str::len).max();
        if let Some(fits) = fits.filter(|fits| *fits > length) {
            (best, length) = (Some(number), fits);
        }
    }
    best.filter(|_| !is_day).map(|number| (number, word == "mar"))
}
