//! Texts given on the command line or on standard input, for the commands that look at
//! texts alone.

use std::io::Read as _;

use serde::Deserialize;
use tawatur_record::Document;

use crate::output::note;

/// One text to be looked at.
#[derive(Debug, Default, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Text {
    /// Its id, where it came with one.
    #[serde(default)]
    pub(crate) id: Option<String>,
    pub(crate) text: String,
    /// Day of publication.
    #[serde(default)]
    pub(crate) published: Option<String>,
    /// Name of the outlet.
    #[serde(default)]
    pub(crate) outlet: Option<String>,
}

impl Text {
    /// The text as a document; `outlet` where it names none itself.
    pub(crate) fn document(&self, outlet: Option<&str>) -> Document {
        Document {
            id: self.id.clone().unwrap_or_default(),
            text: self.text.clone(),
            published: self.published.clone(),
            outlet: self.outlet.clone().or_else(|| outlet.map(str::to_owned)),
            ..Document::default()
        }
    }
}

/// The words of the command line as one text; without any, standard input.
///
/// # Errors
/// Standard input cannot be read.
pub(crate) fn given(words: &[String]) -> anyhow::Result<Vec<Text>> {
    if !words.is_empty() {
        return Ok(vec![Text {
            text: words.join(" "),
            ..Text::default()
        }]);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(texts(&String::from_utf8_lossy(&bytes)))
}

/// One text, or one a line where every line is a JSON object.
fn texts(input: &str) -> Vec<Text> {
    let input = input.strip_prefix('\u{FEFF}').unwrap_or(input);
    let lines = || {
        input
            .lines()
            .enumerate()
            .filter(|(_, line)| !line.trim().is_empty())
    };
    let is_json =
        lines().next().is_some() && lines().all(|(_, line)| line.trim_start().starts_with('{'));
    if !is_json {
        return vec![Text {
            text: input.to_owned(),
            ..Text::default()
        }];
    }
    lines()
        .filter_map(|(number, line)| match serde_json::from_str(line) {
            Ok(text) => Some(text),
            Err(error) => {
                note(&format!(
                    "line {} is no object with a text, skipped: {error}",
                    number + 1
                ));
                None
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::texts;

    #[test]
    fn lines_of_json_are_texts_of_their_own_and_bad_ones_are_passed_over() {
        let found = texts(
            "{\"text\":\"أ\",\"id\":\"1\",\"published\":\"2020-06-17\"}\n\n{\"no\":1}\n{\"text\":1}\n{\"text\":\"ب\"}\n",
        );
        let texts: Vec<&str> = found.iter().map(|t| t.text.as_str()).collect();
        assert_eq!(texts, ["أ", "ب"]);
        assert_eq!(found[0].id.as_deref(), Some("1"));
        assert_eq!(found[0].published.as_deref(), Some("2020-06-17"));
    }

    #[test]
    fn anything_else_is_one_text() {
        for (input, text) in [
            ("\u{FEFF}{قصف}\nعلى سرمدا", "{قصف}\nعلى سرمدا"),
            ("وصل أمس\nوغادر اليوم", "وصل أمس\nوغادر اليوم"),
            ("", ""),
        ] {
            let found = texts(input);
            assert_eq!(found.len(), 1, "{input}");
            assert_eq!(found[0].text, text);
        }
    }

    proptest! {
        #[test]
        fn no_input_breaks_it_and_a_line_is_one_text_at_most(
            lines in prop::collection::vec("\\PC{0,40}|\\{\"text\":\"\\PC{0,20}\"\\}|\\{\\PC{0,20}", 0..6)
        ) {
            let input = lines.join("\n");
            let found = texts(&input);
            prop_assert!(found.len() <= lines.len().max(1));
            if !input.trim_start_matches('\u{FEFF}').trim_start().starts_with('{') {
                prop_assert_eq!(found.len(), 1);
            }
        }
    }
}
