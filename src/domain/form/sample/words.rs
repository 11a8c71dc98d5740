//! What respondents say in their own words: made up for tests and demonstrations, 2 to 60 characters.

use super::dice::Dice;

/// The languages that made-up respondents speak, with how many of a hundred speak each.
const SPOKEN: [(&str, usize, &[&str]); 5] = [
    ("sw", 55, &SWAHILI),
    ("en", 15, &ENGLISH),
    ("fr", 16, &FRENCH),
    ("am", 8, &AMHARIC),
    ("ar", 6, &ARABIC),
];

const SWAHILI: [&str; 14] = [
    "Tunahitaji kujua gharama ya leseni",
    "Bei ya dhahabu leo ni ngapi?",
    "Tupeleke wapi sampuli zetu zipimwe?",
    "Zebaki inatuumiza, tufanyeje?",
    "Maji yanajaa shimoni kila mvua",
    "Mkopo wa vifaa unapatikana wapi?",
    "Tunaomba mafunzo ya uchenjuaji bila zebaki",
    "Mipaka ya leseni haijulikani",
    "Ofisi ya madini iko mbali sana",
    "Vumbi linatusumbua kifuani",
    "Wanawake nao wapewe maduara",
    "Mrabaha ni asilimia ngapi?",
    "Leseni",
    "Maji",
];
const ENGLISH: [&str; 10] = [
    "How much is a licence, and who takes the money?",
    "Where can we get our ore tested?",
    "The pit floods every rainy season",
    "What is the gold price today?",
    "We want to stop using mercury",
    "Nobody showed us the boundary",
    "Which bank lends to miners?",
    "Is this ground safe to dig?",
    "Licence fees",
    "No",
];
const FRENCH: [&str; 10] = [
    "Combien coûte la carte d'artisan minier ?",
    "Où faire analyser nos échantillons ?",
    "Quel est le prix de l'or aujourd'hui ?",
    "Le mercure nous rend malades",
    "L'eau monte dans les puits",
    "Qui décide des zones d'exploitation artisanale ?",
    "Nous voulons une formation",
    "À qui se plaindre ?",
    "Le prix",
    "Or",
];
const AMHARIC: [&str; 5] =
    ["የፈቃድ ዋጋ ስንት ነው?", "የወርቅ ዋጋ ማወቅ እንፈልጋለን", "ውሃ ጉድጓዱን ይሞላል", "ሥልጠና እንፈልጋለን", "ፈቃድ"];
const ARABIC: [&str; 5] =
    ["كم تكلفة الرخصة؟", "أين نحلل عينات الخام؟", "ما سعر الذهب اليوم؟", "الزئبق يضرنا", "ماء"];

/// A language, as often as it is spoken.
pub(super) fn language(dice: &mut Dice) -> &'static str {
    let mut left = dice.below(100);
    for (language, share, _) in SPOKEN {
        match left.checked_sub(share) {
            None => return language,
            Some(rest) => left = rest,
        }
    }
    SPOKEN[0].0
}

/// A few words in a language.
pub(super) fn words(language: &str, dice: &mut Dice) -> &'static str {
    let said = SPOKEN.iter().find(|(l, ..)| *l == language).map_or(&ENGLISH[..], |s| s.2);
    dice.pick(said).copied().unwrap_or("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_have_2_to_60_characters_and_every_language_comes_up() {
        for (_, _, list) in SPOKEN {
            for words in list {
                assert!((2..=60).contains(&words.chars().count()), "{words}");
            }
        }
        assert_eq!(SPOKEN.iter().map(|s| s.1).sum::<usize>(), 100);
        let mut dice = Dice::new(1);
        let heard: std::collections::BTreeSet<_> = (0..500).map(|_| language(&mut dice)).collect();
        assert_eq!(heard.len(), SPOKEN.len());
    }
}
