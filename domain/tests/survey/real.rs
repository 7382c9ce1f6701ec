//! The survey that children get, and a child that answers it somehow.

use domain::survey::{Answer, AnswerValue, Felt, Item, Kind, Run, Survey, Table};
use std::{collections::BTreeMap, path::PathBuf, sync::LazyLock};

pub(crate) fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..")
}

pub(crate) fn survey() -> Survey {
    static SURVEY: LazyLock<Survey> = LazyLock::new(read);
    SURVEY.clone()
}

fn read() -> Survey {
    let json = std::fs::read_to_string(repository().join("server/surveys/how-i-learn.json"));
    Survey::parse(&json.expect("the survey file")).expect("a survey that can be read")
}

pub(crate) fn run(grade: u8, whole: bool, seed: u64) -> Run {
    let survey = survey();
    Run {
        survey,
        grade,
        whole,
        chosen: Vec::new(),
        seed,
        answers: BTreeMap::new(),
    }
}

/// A child who goes on until the end; `luck` decides every choice.
pub(crate) fn answered(grade: u8, whole: bool, luck: u64) -> Run {
    let mut run = run(grade, whole, luck);
    let mut dice = Dice(luck);
    while let Some(item) = run.next() {
        let given = some_answer(&item, &mut dice);
        run.take(
            Answer {
                item: item.id,
                rev: 1,
                given,
                done: true,
                took_ms: 4_000,
            },
            true,
        );
    }
    run
}

fn some_answer(item: &Item, dice: &mut Dice) -> AnswerValue {
    if item.kind == Kind::Play {
        let remembered = item
            .cards
            .iter()
            .take(dice.below(5))
            .map(|it| it.id.clone())
            .collect();
        return AnswerValue::Played {
            foretold: Some(4),
            remembered,
            felt: Some(Felt::Same),
        };
    }
    let mut table = Table::of(item);
    for _ in 0..1_000 {
        let card = table.cards()[dice.below(table.cards().len())].clone();
        let place = table.places()[dice.below(table.places().len())].id.clone();
        table.put(&card, &place);
        if table.is_answered() {
            return table.answer();
        }
    }
    panic!("{} can't be answered", item.id);
}

struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}
