//! The school's year: terms that the office sets, and lists of days off.

use crate::day;
use chrono::{Datelike as _, NaiveDate, Weekday};
use domain::{
    Nth,
    ids::TermId,
    plan::{
        DayOff, DayOffError, DayOffRange, TermCard, TermDraft, TermError, YearError, check_terms,
        propose, ranges, read_days_off,
    },
};
use proptest::prelude::*;
use uuid::Uuid;

fn on(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

#[test]
fn a_school_year_becomes_five_terms_of_weeks() {
    let terms = propose(on("2026-08-24"), on("2027-06-11"), 5).unwrap();
    let text: Vec<_> = terms.iter().map(|(a, b)| format!("{a}..{b}")).collect();
    assert_eq!(
        text,
        [
            "2026-08-24..2026-10-16",
            "2026-10-19..2026-12-11",
            "2026-12-14..2027-02-12",
            "2027-02-15..2027-04-09",
            "2027-04-12..2027-06-11",
        ]
    );
    for (first, last, terms, why) in [
        ("2026-08-24", "2026-08-20", 5, YearError::IsTooShort),
        ("2026-08-24", "2026-09-11", 5, YearError::IsTooShort),
        ("2026-08-24", "2027-06-11", 0, YearError::IsTooShort),
        ("2026-08-24", "2028-06-11", 5, YearError::IsTooLong),
    ] {
        let refused = propose(on(first), on(last), terms);
        assert_eq!(refused, Err(why));
    }
}

fn term(n: u128, title: &str, days: (i64, i64)) -> TermDraft {
    TermDraft {
        id: (n > 0).then(|| TermId(Uuid::from_u128(n))),
        title: title.to_owned(),
        begins: day(days.0),
        ends: day(days.1),
    }
}

#[test]
fn terms_that_cannot_be_are_named_by_their_number() {
    let good = [term(1, "Term 1", (0, 10)), term(0, "Term 2", (11, 20))];
    assert_eq!(check_terms(&good, &[]), Ok(()));
    let with = |other: TermDraft| {
        let all = [good[0].clone(), other];
        check_terms(&all, &[])
    };
    let wrong = |why| Err(Nth { number: 2, why });
    assert_eq!(
        with(term(0, " ", (11, 20))),
        wrong(TermError::TitleIsEmptyOrTooLong)
    );
    assert_eq!(
        with(term(0, "x", (20, 11))),
        wrong(TermError::EndsBeforeItBegins)
    );
    assert_eq!(with(term(0, "x", (10, 20))), wrong(TermError::Overlaps));
    assert_eq!(with(term(1, "x", (11, 20))), wrong(TermError::IsThereTwice));
    let roster = TermCard {
        id: TermId(Uuid::from_u128(9)),
        title: "Roster".to_owned(),
        begins: day(15),
        ends: day(40),
    };
    assert_eq!(check_terms(&good, &[roster]), wrong(TermError::Overlaps));
    let many = vec![term(0, "x", (0, 1)); 25];
    let refused = Nth {
        number: 25,
        why: TermError::TooMany,
    };
    assert_eq!(check_terms(&many, &[]), Err(refused));
}

#[test]
fn a_list_of_days_off_is_read_line_by_line_with_what_is_wrong_in_each() {
    let list = "\
# The county's calendar
2026-11-26..2026-11-27 Thanksgiving

2026-11-11  Veterans Day
Nov 3 Election Day
2026-12-24
2027-01-04..2026-12-21 Winter break
2026-11-27 Day after
2027-01-01..2027-06-30 Nothing
2026-02-30 No such day
";
    let lines = read_days_off(list);
    let said: Vec<_> = lines
        .iter()
        .map(|it| (it.number, it.read.as_ref().err().copied()))
        .collect();
    assert_eq!(
        said,
        [
            (2, None),
            (4, None),
            (5, Some(DayOffError::DateIsUnreadable)),
            (6, Some(DayOffError::TitleIsEmpty)),
            (7, Some(DayOffError::EndsBeforeItBegins)),
            (8, Some(DayOffError::DayIsThereTwice)),
            (9, Some(DayOffError::TooManyDays)),
            (10, Some(DayOffError::DateIsUnreadable)),
        ]
    );
    let thanks = lines[0].read.clone().unwrap();
    assert_eq!(thanks.title, "Thanksgiving");
    assert_eq!(thanks.days().count(), 2);
    assert_eq!(lines[1].read.as_ref().unwrap().title, "Veterans Day");
}

fn offs() -> impl Strategy<Value = Vec<DayOffRange>> {
    let one = (1..9_i64, 0..6_i64, "[A-Z][a-z]{1,8}( [a-z]{1,5})?");
    prop::collection::vec(one, 0..12).prop_map(|all| {
        let mut at = 0;
        let range = |(gap, days, title): (i64, i64, String)| {
            let first = at + gap;
            at = first + days + 1;
            DayOffRange {
                first: day(first),
                last: day(first + days),
                title,
            }
        };
        all.into_iter().map(range).collect()
    })
}

proptest! {
    #[test]
    fn a_list_that_is_written_is_read_again_and_its_days_are_the_same_ranges(all in offs()) {
        let lines = all.iter().map(|it| format!("{}..{} {}\n", it.first, it.last, it.title));
        let read = read_days_off(&lines.collect::<String>());
        let read: Result<Vec<_>, _> = read.into_iter().map(|it| it.read).collect();
        prop_assert_eq!(read.as_ref(), Ok(&all));
        let day = |range: &DayOffRange| {
            let title = range.title.clone();
            range.days().map(move |on| DayOff { on, title: title.clone() }).collect::<Vec<_>>()
        };
        let days: Vec<_> = all.iter().flat_map(day).collect();
        prop_assert_eq!(ranges(&days), all);
    }

    #[test]
    fn whatever_is_pasted_is_read_or_refused_by_line(text in "[-0-9. a-z\n#]{0,200}") {
        let lines = read_days_off(&text);
        prop_assert!(lines.is_sorted_by_key(|it| it.number));
        prop_assert!(lines.iter().all(|it| it.number <= text.lines().count()));
    }

    #[test]
    fn proposed_terms_cover_the_year_in_order_and_begin_on_mondays(
        first in 0..7_i64, days in 0..366_i64, terms in 1..13_u8,
    ) {
        let (first, last) = (day(first), day(first + days));
        let Ok(found) = propose(first, last, terms) else { return Ok(()); };
        prop_assert_eq!(found.len(), usize::from(terms));
        prop_assert_eq!((found[0].0, found[found.len() - 1].1), (first, last));
        prop_assert!(found.iter().all(|(begins, ends)| begins <= ends));
        for two in found.windows(2) {
            prop_assert!(two[0].1 < two[1].0);
            prop_assert_eq!(two[1].0.weekday(), Weekday::Mon);
            let drafts = found.iter().map(|(begins, ends)| TermDraft {
                id: None, title: "x".to_owned(), begins: *begins, ends: *ends,
            });
            prop_assert_eq!(check_terms(&drafts.collect::<Vec<_>>(), &[]), Ok(()));
        }
    }
}
