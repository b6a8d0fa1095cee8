//! Proclitics and enclitics of a written word, by table.

/// One way of reading a folded word as proclitics and the rest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Folded characters taken off at the front (for «للجيش» one: the rest starts at the second lam).
    pub taken: usize,
    /// The proclitics, folded («و», «ب», «وب», «ل»…); «ال» is not one of them.
    pub proclitics: String,
    /// What is left, folded, with its article («للجيش» leaves «الجيش»).
    pub rest: String,
}

/// All ways of taking proclitics (conjunction و ف, then one of ب ل ك س) off a folded
/// word, the whole word first, longer rests before shorter. Every rest has two letters at least.
#[must_use]
pub fn splits(folded: &str) -> Vec<Split> {
    let mut found = vec![Split {
        taken: 0,
        proclitics: String::new(),
        rest: folded.to_owned(),
    }];
    add_prepositions(folded, "", &mut found);
    if let Some(rest) = folded.strip_prefix(['و', 'ف'])
        && rest.chars().count() >= 2
    {
        let conjunction = &folded[..folded.len() - rest.len()];
        found.push(Split {
            taken: 1,
            proclitics: conjunction.to_owned(),
            rest: rest.to_owned(),
        });
        add_prepositions(rest, conjunction, &mut found);
    }
    found
}

fn add_prepositions(word: &str, before: &str, found: &mut Vec<Split>) {
    let base = before.chars().count();
    if let Some(rest) = word.strip_prefix("لل")
        && rest.chars().count() >= 2
    {
        // «للجيش» is ل + الجيش; «للجنة» may also be ل + اللجنة
        found.push(Split {
            taken: base + 1,
            proclitics: format!("{before}ل"),
            rest: format!("ال{rest}"),
        });
        found.push(Split {
            taken: base + 1,
            proclitics: format!("{before}ل"),
            rest: format!("الل{rest}"),
        });
    }
    if let Some(rest) = word.strip_prefix(['ب', 'ل', 'ك', 'س'])
        && rest.chars().count() >= 2
    {
        let preposition = &word[..word.len() - rest.len()];
        found.push(Split {
            taken: base + 1,
            proclitics: format!("{before}{preposition}"),
            rest: rest.to_owned(),
        });
    }
}

/// Pronouns written onto the end of a word, folded, longest first.
pub const ENCLITICS: &[&str] = &[
    "هما", "كما", "هم", "هن", "ها", "كم", "كن", "نا", "ني", "ه", "ك", "ي",
];

/// Proclitics taken off the front of a folded word without building strings: how many
/// folded characters are taken, and what is left, the whole word first. Unlike
/// [`splits`] it takes no س, and «للجيش» leaves «لجيش», as it stands.
pub fn proclitics(folded: &str) -> impl Iterator<Item = (usize, &str)> {
    let conjunction = folded.strip_prefix(['و', 'ف']);
    let preposition = |word: &str| word.len() > 2 && word.starts_with(['ب', 'ل', 'ك']);
    let mut found = [None; 4];
    found[0] = Some((0, folded));
    if preposition(folded) {
        found[1] = folded.get(2..).map(|rest| (1, rest));
    }
    if let Some(rest) = conjunction.filter(|rest| !rest.is_empty()) {
        found[2] = Some((1, rest));
        if preposition(rest) {
            found[3] = rest.get(2..).map(|rest| (2, rest));
        }
    }
    found.into_iter().flatten()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn proclitics_come_off_in_order() {
        let rests: Vec<String> = splits("وبالمدينه").into_iter().map(|s| s.rest).collect();
        assert_eq!(rests, ["وبالمدينه", "بالمدينه", "المدينه"]);
        let army = splits("للجيش");
        assert!(
            army.iter()
                .any(|s| s.rest == "الجيش" && s.taken == 1 && s.proclitics == "ل")
        );
        assert_eq!(splits("ب").len(), 1);
        let bare: Vec<(usize, &str)> = proclitics("وللجيش").collect();
        assert_eq!(bare, [(0, "وللجيش"), (1, "للجيش"), (2, "لجيش")]);
        assert_eq!(proclitics("و").count(), 1);
    }

    proptest! {
        #[test]
        fn what_is_left_is_the_words_end(word in "[وفبلكساجيش]{0,8}") {
            for (taken, rest) in proclitics(&word) {
                prop_assert_eq!(word.chars().skip(taken).collect::<String>(), rest);
            }
            for split in splits(&word) {
                prop_assert!(split.taken <= word.chars().count());
            }
        }
    }
}
