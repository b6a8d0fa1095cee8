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
    let mut found = vec![Split { taken: 0, proclitics: String::new(), rest: folded.to_owned() }];
    add_prepositions(folded, "", &mut found);
    if let Some(rest) = folded.strip_prefix(['و', 'ف']) {
        if rest.chars().count() >= 2 {
            let conjunction = &folded[..folded.len() - rest.len()];
            found.push(Split { taken: 1, proclitics: conjunction.to_owned(), rest: rest.to_owned() });
            add_prepositions(rest, conjunction, &mut found);
        }
    }
    found
}

fn add_prepositions(word: &str, before: &str, found: &mut Vec<Split>) {
    let base = before.chars().count();
    if let Some(rest) = word.strip_prefix("لل") {
        if rest.chars().count() >= 2 {
            // «للجيش» is ل + الجيش; «للجنة» may also be ل + اللجنة
            found.push(Split { taken: base + 1, proclitics: format!("{before}ل"), rest: format!("ال{rest}") });
            found.push(Split { taken: base + 1, proclitics: format!("{before}ل"), rest: format!("الل{rest}") });
        }
    }
    if let Some(rest) = word.strip_prefix(['ب', 'ل', 'ك', 'س']) {
        if rest.chars().count() >= 2 {
            let preposition = &word[..word.len() - rest.len()];
            found.push(Split { taken: base + 1, proclitics: format!("{before}{preposition}"), rest: rest.to_owned() });
        }
    }
}

/// Pronouns written onto the end of a word, folded, longest first.
pub const ENCLITICS: &[&str] = &["هما", "كما", "هم", "هن", "ها", "كم", "كن", "نا", "ني", "ه", "ك", "ي"];
