//! Function words: the small words that structure a sentence.

use rustc_hash::FxHashMap as HashMap;
use std::path::Path;

use tawatur_text::fold;

use crate::table::{KnowledgeError, Table};

/// What a function word does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Function {
    /// Preposition.
    Prep,
    /// Preposition that carries a pronoun («عليه»).
    PrepPron,
    /// Conjunction.
    Conj,
    /// Opens a content clause or a condition («أن», «إذا»).
    Sub,
    /// Relative pronoun.
    Rel,
    /// Negation.
    Neg,
    /// Demonstrative.
    Dem,
    /// Personal pronoun.
    Pron,
    /// Particle («قد», «سوف»).
    Part,
    /// Adverb; a noun phrase ends before it.
    Adv,
    /// Quantity word, the head of a noun phrase («جميع», «عشرات»).
    Quant,
    /// Opens an adverbial clause («بعدما», «فيما»).
    Clause,
}

/// The function words by folded spelling.
pub(super) fn load(user: Option<&Path>) -> Result<HashMap<String, Function>, KnowledgeError> {
    let table = Table::with_user(
        "function.tsv",
        include_str!("../../../../lexicons/function.tsv"),
        user,
        &["word", "class"],
    )?;
    let mut words = HashMap::default();
    for row in table.rows() {
        let class = match row.get("class") {
            "prep" => Function::Prep,
            "preppron" => Function::PrepPron,
            "conj" => Function::Conj,
            "sub" => Function::Sub,
            "rel" => Function::Rel,
            "neg" => Function::Neg,
            "dem" => Function::Dem,
            "pron" => Function::Pron,
            "part" => Function::Part,
            "adv" => Function::Adv,
            "quant" => Function::Quant,
            "clause" => Function::Clause,
            other => return Err(row.error(format!("«{other}» is no class of function words"))),
        };
        words.insert(fold(row.get("word")), class);
    }
    Ok(words)
}
