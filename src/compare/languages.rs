//! The languages of the two sides, and the tokenizers for their words.
//!
//! Two languages share names, figures and here and there a word. Those are left as they are
//! spelled; n-grams find the rest ("Toyota", "トヨタ Toyota").

use crate::text::language::{Language, beginning, detect, scripts_differ};
use crate::text::terms::{TermCutter, Tokenizer, seems_english};

/// How many bytes of each side are examined.
const PROBE: usize = 2000;

/// How many bytes of them show that a text is English.
const ENGLISH_PROBE: usize = 600;

/// Returns the languages of both sides. A side that is too short to tell has the other's, unless
/// its script says that it cannot.
pub(super) fn languages(left: &[&str], right: &[&str]) -> [Option<Language>; 2] {
    let probes = [left, right].map(probe);
    match probes.each_ref().map(|probe| language(probe)) {
        [None, None] if !scripts_differ(&probes[0], &probes[1]) => [language(&probes.join(" ")); 2],
        [Some(first), Some(second)] => [Some(first), Some(second)],
        [first, second] => {
            let foreign = scripts_differ(&probes[0], &probes[1]).then_some(Language::Other);
            [first.or(foreign).or(second), second.or(foreign).or(first)]
        }
    }
}

/// Returns the language of a document.
pub(super) fn language_of(sentences: &[&str]) -> Option<Language> {
    language(&probe(sentences))
}

/// Returns the finders of terms for two documents in these languages.
pub(super) fn cutters([left, right]: [Option<Language>; 2]) -> [TermCutter; 2] {
    let tokenizer = if left == right { Tokenizer::new } else { Tokenizer::abroad };
    [left, right].map(|language| TermCutter::new(tokenizer(language)))
}

/// Returns the language of a text; full detection takes as long as comparing two articles, so
/// English is recognised by its function words.
fn language(text: &str) -> Option<Language> {
    if seems_english(beginning(text, ENGLISH_PROBE)) { Some(Language::English) } else { detect(text) }
}

/// Returns the beginning of a document.
fn probe(sentences: &[&str]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        text.push_str(beginning(sentence, PROBE));
        text.push(' ');
        if text.len() >= PROBE {
            break;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::align::compare;
    use crate::compare::comparison::Levels;

    #[test]
    fn a_short_text_has_the_language_of_the_other_but_not_of_another_script() {
        let english = ["It was the first time that anybody had seen the harbour closed."];
        let known = Some(Language::English);
        assert_eq!(languages(&english, &["Wexley"]), [known, known]);
        assert_eq!(languages(&["東京"], &english), [Some(Language::Other), known]);
        assert_eq!(languages(&english, &[]), [known, known]);
    }

    /// Asserts that these and no other sentences are linked.
    fn assert_links(left: &[&str], right: &[&str], expected: &[(usize, usize)]) {
        let comparison = compare(left, right, &|| true).unwrap();
        let [one, other] = comparison.languages();
        assert!(one.is_some() && other.is_some() && one != other, "{one:?} {other:?}");
        let weak = Levels::default().weak;
        let links = comparison.links().iter().filter(|link| link.score >= weak);
        let links: Vec<_> = links.map(|link| (link.left, link.right)).collect();
        assert_eq!(links, expected, "{:?}", comparison.links());
    }

    const ENGLISH: [&str; 6] = [
        "Russia has delivered the third regiment of S-400 systems to India, TASS reported on 14 November.",
        "The contract for five regiments was signed in 2018 and is worth 5.43 billion dollars.",
        "The company hopes to sell 140 fighters as well.",
        "Washington threatened sanctions under CAATSA.",
        "Analysts doubt that the schedule can be kept.",
        "Almaz-Antey makes the missiles, which reach 250 kilometres.",
    ];

    #[test]
    fn english_and_spanish_are_linked_by_names_and_figures() {
        let left = [
            "The government announced on 12 March that it will buy 25 Eurofighter jets from Airbus.",
            "Prime Minister Pedro Sánchez said the contract is worth 4,500 million euros.",
            "The first aircraft will be delivered to the base of Morón in 2030.",
            "Workers at the Getafe plant near Madrid welcomed the news.",
            "Neighbouring countries have made similar decisions.",
        ];
        let right = [
            "El Gobierno comprará 25 cazas Eurofighter a Airbus, según anunció el 12 de marzo.",
            "Los sindicatos esperan que la fábrica contrate a más jóvenes.",
            "El contrato asciende a 4.500 millones de euros, dijo el presidente Pedro Sánchez.",
            "La plantilla de Getafe, cerca de Madrid, celebró la noticia.",
            "Los primeros aviones llegarán a Morón en 2030.",
        ];
        assert_links(&left, &right, &[(0, 0), (1, 2), (2, 4), (3, 3)]);
    }

    #[test]
    fn english_and_russian_are_linked_by_figures_and_latin_names() {
        let right = [
            "Россия поставила Индии третий полк систем С-400, сообщило 14 ноября агентство ТАСС.",
            "Эксперты сомневаются, что сроки будут соблюдены.",
            "Контракт на пять полков был подписан в 2018 году за 5,43 миллиарда долларов.",
            "Вашингтон угрожал санкциями по закону CAATSA.",
            "Компания надеется продать и 140 истребителей.",
            "Ракеты концерна Almaz-Antey летят на 250 километров.",
        ];
        assert_links(&ENGLISH, &right, &[(0, 0), (1, 2), (2, 4), (3, 3), (5, 5)]);
    }

    #[test]
    fn english_and_japanese_are_linked_by_figures_and_latin_names() {
        let right = [
            "専門家は日程に疑問を抱いている。",
            "ロシアは11月14日、S-400の第3連隊をインドに引き渡したとTASSが伝えた。",
            "５個連隊の契約は２０１８年に調印された。",
            "ワシントンはCAATSAに基づく制裁を警告した。",
            "Almaz-Antey社のミサイルは射程250キロだ。",
        ];
        assert_links(&ENGLISH, &right, &[(0, 1), (1, 2), (3, 3), (5, 4)]);
    }
}
