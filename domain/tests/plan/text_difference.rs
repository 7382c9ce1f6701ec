//! What two texts differ in.

use domain::plan::{TextSpan, pieces};
use proptest::prelude::*;

fn joined(all: &[TextSpan], new: bool) -> String {
    let of = all.iter().filter_map(|it| match it {
        TextSpan::Same(it) => Some(it.as_str()),
        TextSpan::Gone(it) => (!new).then_some(it.as_str()),
        TextSpan::New(it) => new.then_some(it.as_str()),
    });
    of.collect::<Vec<_>>().join(" ")
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn texts() -> impl Strategy<Value = String> {
    prop::collection::vec("[abc]{1,2}", 0..12).prop_map(|it| it.join(" "))
}

proptest! {
    #[test]
    fn nothing_is_lost_or_added(before in texts(), after in texts()) {
        let all = pieces(&before, &after);
        prop_assert_eq!(joined(&all, false), plain(&before));
        prop_assert_eq!(joined(&all, true), plain(&after));
    }

    #[test]
    fn the_same_text_is_one_piece(text in texts()) {
        let same = plain(&text);
        let all = if same.is_empty() { vec![] } else { vec![TextSpan::Same(same)] };
        prop_assert_eq!(pieces(&text, &text), all);
    }
}

#[test]
fn one_word_for_another_is_read_as_that() {
    let all = pieces(
        "I read to my mom every day",
        "I read to my sister every day",
    );
    let told = [
        TextSpan::Same("I read to my".to_owned()),
        TextSpan::Gone("mom".to_owned()),
        TextSpan::New("sister".to_owned()),
        TextSpan::Same("every day".to_owned()),
    ];
    assert_eq!(all, told);
}

#[test]
fn a_text_of_a_thousand_words_is_told_at_once() {
    let (before, after) = ("so ".repeat(1_000), "and ".repeat(1_000));
    assert_eq!(pieces(&before, &after).len(), 2);
}
