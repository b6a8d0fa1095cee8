//! Words joined as the keys of a table of names are: the first words of a phrase, of every
//! number of words at once.

/// `first` and what follows it, joined by spaces, at most `most` words of it; and for each
/// number of words the length of their text in bytes and how many words of the phrase they
/// took, `first` included. «_» in `rest`, as in a hashtag («#دير_الزور»), is no word of a
/// name: it is passed over, but taken.
pub(crate) fn join(first: &str, rest: &[&str], most: usize) -> (String, Vec<(usize, usize)>) {
    let mut joined = first.to_owned();
    let mut ends = vec![(joined.len(), 1)];
    let mut used = 1;
    for word in rest {
        if ends.len() >= most {
            break;
        }
        used += 1;
        if *word == "_" {
            continue;
        }
        joined.push(' ');
        joined.push_str(word);
        ends.push((joined.len(), used));
    }
    (joined, ends)
}

#[cfg(test)]
mod tests {
    use super::join;

    #[test]
    fn every_number_of_words_has_its_end() {
        let (text, ends) = join("بلدة", &["_", "تل", "حميس"], 2);
        assert_eq!(text, "بلدة تل");
        assert_eq!(ends, [("بلدة".len(), 1), (text.len(), 3)]);
    }
}
