//! Publications to begin with. Only a list: nothing is fetched until somebody chooses one.

use crate::model::StarterPublication;

/// Language, topic, title, home page and a line about each.
type Entry = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const LIST: &[Entry] = &[
    ("en", "world", "The Guardian", "https://www.theguardian.com/international", "International reporting, opinion and culture from London."),
    ("en", "world", "NPR", "https://www.npr.org/", "American public radio: news, science and culture in text."),
    ("en", "world", "Al Jazeera English", "https://www.aljazeera.com/", "World news with close attention to the Middle East and the global South."),
    ("en", "world", "The Conversation", "https://theconversation.com/global", "Scholars explain the news in their own field."),
    ("en", "world", "Global Voices", "https://globalvoices.org/", "Stories from writers in more than a hundred countries, translated."),
    ("en", "world", "ProPublica", "https://www.propublica.org/", "Investigations in the public interest, free to read."),
    ("en", "world", "OCCRP", "https://www.occrp.org/", "Reporters across borders on corruption and organised crime."),
    ("en", "europe", "Euronews", "https://www.euronews.com/", "European affairs, told for the whole continent."),
    ("en", "europe", "The Kyiv Independent", "https://kyivindependent.com/", "Reporting from Ukraine, in English, by its own newsroom."),
    ("en", "europe", "Notes from Poland", "https://notesfrompoland.com/", "Poland’s news and debates, in English and in context."),
    ("en", "technology", "Ars Technica", "https://arstechnica.com/", "Technology and science for readers who like the details."),
    ("en", "technology", "404 Media", "https://www.404media.co/", "A reporter-owned newsroom on how technology touches people."),
    ("en", "technology", "LWN.net", "https://lwn.net/", "Careful weekly reporting on Linux and free software."),
    ("en", "technology", "TechCrunch", "https://techcrunch.com/", "Start-ups and the industry round them."),
    ("en", "science", "Quanta Magazine", "https://www.quantamagazine.org/", "Mathematics and fundamental science, told at length."),
    ("en", "science", "Phys.org", "https://phys.org/", "Findings from laboratories and observatories, day by day."),
    ("en", "science", "Universe Today", "https://www.universetoday.com/", "Space and astronomy, explained since 1999."),
    ("en", "science", "NASA", "https://www.nasa.gov/news/", "Missions, pictures and findings from the space agency itself."),
    ("en", "business", "Rest of World", "https://restofworld.org/", "Technology and business outside the West."),
    ("en", "culture", "Aeon", "https://aeon.co/", "One long essay a day on ideas and lives."),
    ("en", "culture", "The Public Domain Review", "https://publicdomainreview.org/", "Curious works of the past that belong to everyone."),
    ("uk", "world", "Українська правда", "https://www.pravda.com.ua/", "Новини та аналітика з України від однієї з найстарших онлайн-редакцій."),
    ("uk", "world", "Суспільне Новини", "https://suspilne.media/", "Новини українського суспільного мовника."),
    ("uk", "culture", "Локальна історія", "https://localhistory.org.ua/", "Історія України крізь долі людей і місць."),
    ("de", "world", "tagesschau", "https://www.tagesschau.de/", "Die Nachrichten der ARD."),
    ("de", "world", "Der Standard", "https://www.derstandard.at/", "Nachrichten und Meinung aus Wien."),
    ("de", "technology", "heise online", "https://www.heise.de/", "Technik, Wissenschaft und Netzpolitik, seit Jahrzehnten."),
    ("de", "science", "Spektrum der Wissenschaft", "https://www.spektrum.de/", "Forschung verständlich erklärt."),
    ("fr", "world", "Le Monde", "https://www.lemonde.fr/", "Le quotidien de référence : actualité, enquêtes, débats."),
    ("fr", "world", "France 24", "https://www.france24.com/fr/", "L’actualité internationale, en continu."),
    ("fr", "technology", "Next", "https://next.ink/", "Le numérique, ses techniques et ses droits, expliqués sans publicité."),
    ("es", "world", "El País", "https://elpais.com/", "Actualidad de España, América y el mundo."),
    ("es", "world", "elDiario.es", "https://www.eldiario.es/", "Periodismo sostenido por sus lectores."),
    ("es", "science", "Agencia SINC", "https://www.agenciasinc.es/", "Noticias de ciencia, en español y de libre uso."),
    ("pl", "world", "OKO.press", "https://oko.press/", "Sprawdzanie faktów, śledztwa i prawa obywatelskie."),
    ("pl", "world", "Krytyka Polityczna", "https://krytykapolityczna.pl/", "Polityka, społeczeństwo i kultura, z lewej strony."),
    ("it", "world", "Il Post", "https://www.ilpost.it/", "Le notizie spiegate bene, senza fretta."),
    ("nl", "world", "NOS", "https://nos.nl/", "Het nieuws van de Nederlandse publieke omroep."),
    ("sv", "world", "SVT Nyheter", "https://www.svt.se/nyheter/", "Nyheter från Sveriges public service."),
    ("pt", "world", "Agência Brasil", "https://agenciabrasil.ebc.com.br/", "Notícias da agência pública do Brasil."),
    ("pt", "world", "Público", "https://www.publico.pt/", "Jornalismo de Portugal, da política à cultura."),
    ("ar", "world", "الجزيرة نت", "https://www.aljazeera.net/", "أخبار العالم العربي والعالم، على مدار الساعة."),
    ("ar", "world", "الأصوات العالمية", "https://ar.globalvoices.org/", "قصص من كتّاب في أكثر من مئة بلد، مترجمة إلى العربية."),
    ("ja", "world", "Global Voices 日本語", "https://jp.globalvoices.org/", "世界各地の書き手が伝える、小さくない話。"),
    ("ja", "technology", "GIGAZINE", "https://gigazine.net/", "科学、技術、食べ物まで、毎日たくさん。"),
    ("ja", "technology", "ITmedia NEWS", "https://www.itmedia.co.jp/news/", "テクノロジーとその周りの毎日。"),
];

/// The list, by language and topic.
pub(crate) fn list() -> Vec<StarterPublication> {
    let publication = |&(language, topic, title, url, line): &Entry| StarterPublication {
        title: title.to_owned(),
        line: line.to_owned(),
        url: url.to_owned(),
        language: language.to_owned(),
        topic: topic.to_owned(),
    };
    LIST.iter().map(publication).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::fetch::parse_address;

    #[test]
    fn every_entry_is_whole_and_there_once() {
        let mut seen = HashSet::new();
        for publication in list() {
            let url = parse_address(&publication.url).expect("an address");
            assert_eq!(
                (url.scheme(), url.as_str()),
                ("https", publication.url.as_str()),
                "written as it is asked"
            );
            assert!(
                !publication.line.is_empty() && publication.line.chars().count() <= 90,
                "{}",
                publication.line
            );
            assert!(seen.insert(publication.url), "listed twice: {}", publication.title);
        }
    }

    #[test]
    fn languages_and_topics_stand_together() {
        let mut groups = Vec::new();
        for publication in list() {
            let group = (publication.language, publication.topic);
            if groups.last() != Some(&group) {
                assert!(!groups.contains(&group), "{group:?} is torn apart");
                groups.push(group);
            }
        }
    }
}
