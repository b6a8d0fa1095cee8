//! Takes furniture out of the article's lines.

use super::blocks::{Block, Kind};
use crate::furniture::{LineKind, key, tables};

/// The article's text, a line for each paragraph.
pub(super) fn text(blocks: Vec<Block>, title: &str, author: Option<&str>) -> String {
    let mut kept = lines(&blocks, title, author);
    // a rule that leaves nothing was wrong about this page
    if !kept.iter().any(|b| b.letters > 0) {
        kept = blocks.iter().collect();
    }
    kept.iter()
        .map(|b| b.text.as_str())
        .collect::<Vec<_>>()
        .join("\n")
}

fn lines<'b>(blocks: &'b [Block], title: &str, author: Option<&str>) -> Vec<&'b Block> {
    let author = author.map(key).unwrap_or_default();
    let total: usize = blocks.iter().map(|b| b.letters).sum();
    let (head, tail) = super::blocks::edges(blocks);
    let mut seen = 0usize;
    let mut drop: Vec<bool> = Vec::with_capacity(blocks.len());
    let mut below_heading = false;
    for (at, block) in blocks.iter().enumerate() {
        let edge = at < head || at >= tail;
        let folded = if block.text.len() < 1_000 {
            key(&block.text)
        } else {
            String::new()
        };
        let mut furniture = false;
        match tables().line(&block.text) {
            Some(LineKind::End) if seen * 3 > total => {
                drop.resize(blocks.len(), true);
                break;
            }
            Some(LineKind::Heading) => {
                below_heading = true;
                furniture = true;
            }
            Some(_) => furniture = true,
            None => {}
        }
        if !furniture {
            let link = block.is_link() && !ends_sentence(&block.text);
            if below_heading && link {
                furniture = true;
            } else {
                below_heading = false;
            }
            let repeats = edge && !folded.is_empty() && (folded == title || folded == author);
            let byline = edge && (tables().byline(&block.text).is_some() || is_date(block));
            // a linked headline between paragraphs leads to another report
            let elsewhere = link
                && (block.letters > 12 || seen < 60)
                && (block.kind != Kind::Heading || at > 0);
            furniture |= repeats || byline || elsewhere || is_clock(&block.text);
        }
        seen += block.letters;
        drop.push(furniture);
    }
    drop_bare_headings(blocks, &mut drop);
    blocks
        .iter()
        .zip(&drop)
        .filter(|(_, dropped)| !**dropped)
        .map(|(block, _)| block)
        .collect()
}

/// Drops headings over nothing but furniture, and those with nothing below them at all.
fn drop_bare_headings(blocks: &[Block], drop: &mut [bool]) {
    // what lies between a heading and the next one (or the end)
    let (mut any, mut kept, mut next) = (false, false, false);
    for (block, dropped) in blocks.iter().zip(drop.iter_mut()).rev() {
        if block.kind == Kind::Heading {
            *dropped |= !kept && (any || !next);
            (any, kept, next) = (false, false, !*dropped);
        } else {
            any = true;
            kept |= !*dropped;
        }
    }
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '»', '”', ')', ' '])
        .ends_with(['.', '؟', '!', ':', '…'])
}

/// True for a line that is a time of day and nothing else: when an entry was posted.
fn is_clock(text: &str) -> bool {
    let text = tawatur_text::fold::fold(text);
    let Some((hours, minutes)) = text.trim().split_once(':') else {
        return false;
    };
    let number = |t: &str| (1..=2).contains(&t.len()) && t.bytes().all(|b| b.is_ascii_digit());
    number(hours) && number(minutes)
}

/// True for a line that is a date and hardly a word more.
fn is_date(block: &Block) -> bool {
    block.text.chars().count() <= 70
        && !ends_sentence(&block.text)
        && crate::date::line(&block.text).is_some()
}
