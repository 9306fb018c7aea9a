//! The job a biography states in its opening words.

/// What a job's name ends with.
const JOBS: &[&str] = &[
    "editor",
    "editor-in-chief",
    "reporter",
    "correspondent",
    "journalist",
    "writer",
    "columnist",
    "analyst",
    "producer",
    "photographer",
    "photojournalist",
    "contributor",
    "critic",
    "director",
    "publisher",
    "founder",
    "co-founder",
    "host",
    "presenter",
    "anchor",
    "fellow",
    "intern",
    "researcher",
    "professor",
    "lecturer",
    "historian",
    "economist",
    "illustrator",
    "cartoonist",
    "designer",
    "translator",
    "chief",
    "head",
    "manager",
    "officer",
    "president",
    "chair",
    "strategist",
    "developer",
    "videographer",
    "filmmaker",
    "author",
    "essayist",
    "blogger",
    "commentator",
    "broadcaster",
    "freelancer",
    "engineer",
    "scientist",
    "consultant",
    "adviser",
    "advisor",
    "specialist",
    "expert",
    "coordinator",
    "assistant",
    "associate",
    "lead",
];
/// Words behind which the job's name is over.
const ENDS: &[&str] = &[
    " at ",
    " for ",
    " with ",
    " based ",
    " covering ",
    " who ",
    " whose ",
    " in ",
    " from ",
    " where ",
    " writing ",
    " reporting ",
    " focusing ",
    " focused ",
    " specializing ",
    " specialising ",
    " since ",
    " on ",
    " living ",
    " of the ",
];
/// How many words a job's name has at the most.
const WORDS: usize = 8;

/// The role in the opening words of `bio`: "Jane Doe is diplomacy editor at The Courier." gives "Diplomacy editor";
/// "Jane Doe covers diplomacy." gives none.
pub(super) fn from_bio(name: &str, bio: &str) -> Option<String> {
    let opening = first_sentence(bio);
    let stated = after_name(name, opening).unwrap_or(opening);
    // Without "is" the sentence itself must be the job: "Diplomacy editor at The Courier."
    let stated = ["a ", "an ", "the ", "our ", "A ", "An ", "The "]
        .iter()
        .find_map(|article| stated.strip_prefix(article))
        .unwrap_or(stated);
    let end =
        ENDS.iter().filter_map(|end| stated.find(end)).chain(stated.find([',', ';', ':', '(', '|'])).min();
    let role = stated.get(..end.unwrap_or(stated.len()))?.trim().trim_end_matches('.');
    let role = if is_job(role) { role } else { role.split(" and ").next().filter(|first| is_job(first))? };
    let mut letters = role.chars();
    let first = letters.next()?;
    Some(first.to_uppercase().chain(letters).collect())
}

/// What follows "NAME is" (or "was", "works as", "serves as").
fn after_name<'a>(name: &str, sentence: &'a str) -> Option<&'a str> {
    let verb = |rest: &'a str| {
        [" is ", " was ", " works as ", " serves as ", " has been ", "’s ", "'s "]
            .iter()
            .find_map(|verb| rest.strip_prefix(verb))
    };
    let whole = sentence.strip_prefix(name).and_then(verb);
    // "Jane", "Dr. Jane A. Doe", "She": up to four words before the verb.
    whole.or_else(|| {
        let at = [" is ", " works as ", " serves as "].iter().filter_map(|verb| sentence.find(verb)).min()?;
        let (subject, rest) = sentence.split_at_checked(at)?;
        (subject.split_whitespace().count() <= 4).then(|| verb(rest)).flatten()
    })
}

fn is_job(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    // "Head of investigations", "editor of The Courier": the job is named first.
    let named =
        words.iter().position(|word| *word == "of").map_or(words.last(), |of| words.get(of.wrapping_sub(1)));
    let tells = words.iter().any(|word| matches!(*word, "by" | "that" | "which" | "has" | "not" | "one"));
    let author_of = words.windows(2).any(|pair| matches!(pair, ["author" | "founder" | "writer", "of"]));
    words.len() <= WORDS
        && !tells
        && !author_of
        && named.is_some_and(|word| JOBS.contains(&word.to_lowercase().as_str()))
}

fn first_sentence(text: &str) -> &str {
    let text = text.trim();
    let end = text.match_indices(". ").map(|(at, _)| at).find(|at| {
        // "Dr. Jane", "J. Doe": a full stop behind a short word ends no sentence.
        text.get(..*at)
            .and_then(|before| before.rsplit(' ').next())
            .is_none_or(|word| word.chars().count() > 2)
    });
    text.get(..end.unwrap_or(text.len())).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stated_roles() {
        for (bio, role) in [
            ("Jane Doe is diplomacy editor at The Sample Courier. She has reported.", "Diplomacy editor"),
            ("Jane Doe is a freelance journalist based in Kyiv.", "Freelance journalist"),
            ("Jane Doe is the editor-in-chief of the Courier", "Editor-in-chief"),
            ("Jane is an award-winning reporter, covering energy.", "Award-winning reporter"),
            ("She is head of investigations at the Courier.", "Head of investigations"),
            ("Senior reporter at the Courier", "Senior reporter"),
            ("Dr. Jane Doe is a research fellow at a university.", "Research fellow"),
            ("Jane Doe is a reporter and keen gardener at home.", "Reporter"),
        ] {
            assert_eq!(from_bio("Jane Doe", bio).as_deref(), Some(role), "{bio}");
        }
    }

    #[test]
    fn nothing_stated_is_no_role() {
        for bio in [
            "Jane Doe covers diplomacy.",
            "Jane Doe writes about the Middle East. Formerly a data editor.",
            "Jane Doe edits the science desk.",
            "Jane Doe is the author of three novels.",
            "Jane Doe is tired.",
            "Jane Doe is one of those people who once met a famous and very old newspaper editor",
            "The newsletter is written by an editor",
            "",
        ] {
            assert_eq!(from_bio("Jane Doe", bio), None, "{bio}");
        }
    }
}
