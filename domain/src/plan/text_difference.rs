//! The difference of two texts, word by word.

use serde::{Deserialize, Serialize};

/// A run of words of one text, the other, or both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextSpan {
    /// Words of both texts.
    Same(String),
    /// Words of the text before only.
    Gone(String),
    /// Words of the text after only.
    New(String),
}

/// Most words of a text that are compared one by one; longer ones differ as a whole.
const MOST: usize = 400;

/// The pieces of both texts, in reading order: what is gone stands before what came for it. The
/// same and the gone ones together are the words before, the same and the new ones those after.
pub fn pieces(before: &str, after: &str) -> Vec<TextSpan> {
    let old: Vec<&str> = before.split_whitespace().collect();
    let new: Vec<&str> = after.split_whitespace().collect();
    let mut all = Pieces(Vec::new());
    if old.len() > MOST || new.len() > MOST {
        all.put(TextSpan::Gone, &old);
        all.put(TextSpan::New, &new);
        return all.0;
    }
    let common = common(&old, &new);
    let (mut i, mut j) = (0, 0);
    for (same_old, same_new) in common {
        all.put(TextSpan::Gone, &old[i..same_old]);
        all.put(TextSpan::New, &new[j..same_new]);
        all.put(TextSpan::Same, &old[same_old..=same_old]);
        (i, j) = (same_old + 1, same_new + 1);
    }
    all.put(TextSpan::Gone, &old[i..]);
    all.put(TextSpan::New, &new[j..]);
    all.0
}

/// Where the longest common run of words stands in both.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let wide = new.len() + 1;
    // Longest common rest from (i, j) on.
    let mut rest = vec![0_u32; (old.len() + 1) * wide];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            rest[i * wide + j] = if old[i] == new[j] {
                rest[(i + 1) * wide + j + 1] + 1
            } else {
                rest[(i + 1) * wide + j].max(rest[i * wide + j + 1])
            };
        }
    }
    let (mut i, mut j, mut found) = (0, 0, Vec::new());
    while i < old.len() && j < new.len() {
        if old[i] == new[j] {
            found.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if rest[(i + 1) * wide + j] >= rest[i * wide + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}

struct Pieces(Vec<TextSpan>);

impl Pieces {
    fn put(&mut self, kind: fn(String) -> TextSpan, words: &[&str]) {
        if words.is_empty() {
            return;
        }
        let words = words.join(" ");
        match (self.0.last_mut(), kind(String::new())) {
            (Some(TextSpan::Same(it)), TextSpan::Same(_))
            | (Some(TextSpan::Gone(it)), TextSpan::Gone(_))
            | (Some(TextSpan::New(it)), TextSpan::New(_)) => {
                it.push(' ');
                it.push_str(&words);
            }
            _ => self.0.push(kind(words)),
        }
    }
}
