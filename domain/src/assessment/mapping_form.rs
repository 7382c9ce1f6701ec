//! The choosing of columns as it stands in the fields: kept apart from what the server last said, so
//! that no answer and no refusal loses what was chosen.

use super::{ColumnNames, DateOrder, Mapping, PartColumn, Scale, ScoreColumn, ValueSource};
use crate::area::Area;
use std::collections::BTreeMap;

/// Where something stands, as it is being chosen. What was chosen before stays while another way is
/// tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pick {
    pub from: PickSource,
    pub column: String,
    pub text: String,
}

/// Where a value comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PickSource {
    #[default]
    Nothing,
    Column,
    Text,
}

impl Pick {
    fn of(cell: &ValueSource) -> Self {
        match cell {
            ValueSource::Column(names) => Self {
                from: if names.is_none() {
                    PickSource::Nothing
                } else {
                    PickSource::Column
                },
                column: names.first().to_owned(),
                text: String::new(),
            },
            ValueSource::Is(text) => Self {
                from: PickSource::Text,
                column: String::new(),
                text: text.clone(),
            },
        }
    }

    fn cell(&self) -> ValueSource {
        match self.from {
            PickSource::Nothing => ValueSource::column(""),
            PickSource::Column => ValueSource::column(&self.column),
            PickSource::Text => ValueSource::Is(self.text.trim().to_owned()),
        }
    }
}

impl Pick {
    /// The same, from a column by its name.
    #[must_use]
    pub fn with_column(self, column: &str) -> Self {
        Self {
            from: PickSource::Column,
            column: column.to_owned(),
            ..self
        }
    }

    /// The same from somewhere else; column and text stay for who comes back.
    #[must_use]
    pub fn with_source(self, from: PickSource) -> Self {
        Self { from, ..self }
    }

    /// The same with another text.
    #[must_use]
    pub fn with_text(self, text: String) -> Self {
        Self { text, ..self }
    }
}

/// A further score; `key` tells it from the others while it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartForm {
    pub key: usize,
    pub name: Pick,
    pub score: String,
}

/// One score of each row, as it is being chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreForm {
    pub key: usize,
    pub score: String,
    pub test: Pick,
    pub taken: Pick,
    /// Nothing chosen: as the test's name says.
    pub subject: Pick,
    pub parts: Vec<PartForm>,
}

/// All choices of columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MappingForm {
    pub child: String,
    pub dates: Option<DateOrder>,
    /// The scores are names of levels, not numbers.
    pub is_levels: bool,
    /// With commas between.
    pub levels: String,
    pub least: String,
    pub most: String,
    pub measure: String,
    pub scores: Vec<ScoreForm>,
    pub areas: BTreeMap<String, Option<Area>>,
    keys: usize,
}

impl MappingForm {
    /// The fields of a mapping; at least one score is there to be chosen.
    pub fn of(mapping: &Mapping) -> Self {
        let mut form = Self {
            child: mapping.child.first().to_owned(),
            dates: mapping.dates,
            measure: mapping.measure.clone().unwrap_or_default(),
            areas: mapping.areas.clone(),
            ..Self::default()
        };
        match &mapping.scale {
            Scale::Number { least, most } => {
                let text = |it: &Option<i64>| it.map_or_else(String::new, |it| it.to_string());
                (form.least, form.most) = (text(least), text(most));
            }
            Scale::Levels { levels } => {
                form.is_levels = true;
                form.levels = levels.join(", ");
            }
        }
        for it in &mapping.scores {
            let mut parts = Vec::new();
            for part in &it.parts {
                parts.push(PartForm {
                    key: form.key(),
                    name: Pick::of(&part.name),
                    score: part.score.first().to_owned(),
                });
            }
            let score = ScoreForm {
                key: form.key(),
                score: it.score.first().to_owned(),
                test: Pick::of(&it.test),
                taken: Pick::of(&it.taken),
                subject: it.subject.as_ref().map(Pick::of).unwrap_or_default(),
                parts,
            };
            form.scores.push(score);
        }
        if form.scores.is_empty() {
            form.add_score();
        }
        form
    }

    fn key(&mut self) -> usize {
        self.keys += 1;
        self.keys
    }

    /// One more score of the row; its test and its day are likely those of the one before.
    pub fn add_score(&mut self) {
        let key = self.key();
        let before = self.scores.last();
        let like = |of: fn(&ScoreForm) -> &Pick| before.map(of).cloned().unwrap_or_default();
        let score = ScoreForm {
            key,
            score: String::new(),
            test: like(|it| &it.test),
            taken: like(|it| &it.taken),
            subject: Pick::default(),
            parts: Vec::new(),
        };
        self.scores.push(score);
    }

    /// A further score of a score.
    pub fn add_part(&mut self, score: usize) {
        let key = self.key();
        let part = PartForm {
            key,
            name: Pick::default(),
            score: String::new(),
        };
        if let Some(score) = self.score_mut(score) {
            score.parts.push(part);
        }
    }

    /// Takes a score out; the last one stays.
    pub fn remove_score(&mut self, key: usize) {
        if self.scores.len() > 1 {
            self.scores.retain(|it| it.key != key);
        }
    }

    /// Takes a further score out.
    pub fn remove_part(&mut self, score: usize, part: usize) {
        if let Some(score) = self.score_mut(score) {
            score.parts.retain(|it| it.key != part);
        }
    }

    /// How manieth a score is, from 1; 0 of one that is gone.
    pub fn number(&self, key: usize) -> usize {
        let at = self.scores.iter().position(|it| it.key == key);
        at.map_or(0, |it| it + 1)
    }

    /// The area of a subject, by its name in the form; another name means none.
    pub fn set_area(&mut self, subject: &str, name: &str) {
        let area = Area::ALL.into_iter().find(|it| format!("{it:?}") == name);
        self.areas.insert(subject.to_owned(), area);
    }

    /// The score with a key.
    pub fn score(&self, key: usize) -> Option<&ScoreForm> {
        self.scores.iter().find(|it| it.key == key)
    }

    /// The score with a key, to be changed.
    pub fn score_mut(&mut self, key: usize) -> Option<&mut ScoreForm> {
        self.scores.iter_mut().find(|it| it.key == key)
    }

    /// What is chosen so far.
    pub fn mapping(&self) -> Mapping {
        let number = |text: &str| text.trim().parse().ok();
        let scale = if self.is_levels {
            let levels = self.levels.split(',').map(str::trim);
            Scale::Levels {
                levels: levels
                    .filter(|it| !it.is_empty())
                    .map(str::to_owned)
                    .collect(),
            }
        } else {
            Scale::Number {
                least: number(&self.least),
                most: number(&self.most),
            }
        };
        let measure = self.measure.trim();
        Mapping {
            child: ColumnNames::from(self.child.as_str()),
            dates: self.dates,
            scale,
            measure: (!measure.is_empty()).then(|| measure.to_owned()),
            scores: self.scores.iter().map(ScoreForm::column).collect(),
            areas: self.areas.clone(),
        }
    }
}

impl ScoreForm {
    fn column(&self) -> ScoreColumn {
        let parts = self.parts.iter().map(|it| PartColumn {
            name: it.name.cell(),
            score: ColumnNames::from(it.score.as_str()),
        });
        ScoreColumn {
            score: ColumnNames::from(self.score.as_str()),
            test: self.test.cell(),
            taken: self.taken.cell(),
            subject: (self.subject.from != PickSource::Nothing).then(|| self.subject.cell()),
            parts: parts.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn growth() -> Mapping {
        let json = include_str!("../../../server/assessments/growth.json");
        let preset = super::super::Preset::parse(json).expect("a preset");
        let columns = preset.mapping.columns().into_iter();
        let header: Vec<String> = columns.map(str::to_owned).collect();
        preset.mapping.for_header(&header).expect("its own columns")
    }

    #[test]
    fn what_is_chosen_comes_back_as_the_mapping_it_was() {
        let mapping = growth();
        assert_eq!(MappingForm::of(&mapping).mapping(), mapping);
        let json = include_str!("../../../server/assessments/reading-level.json");
        let levels = super::super::Preset::parse(json).expect("a preset").mapping;
        assert_eq!(MappingForm::of(&levels).mapping().scale, levels.scale);
    }

    #[test]
    fn a_new_score_of_the_row_has_the_test_and_the_day_of_the_one_before() {
        let mut form = MappingForm::of(&growth());
        form.add_score();
        let mapping = form.mapping();
        assert_eq!(mapping.scores[1].taken, mapping.scores[0].taken);
        assert!(mapping.scores[1].score.is_none());
        assert_eq!(mapping.scores[1].subject, None);
    }

    #[test]
    fn what_was_typed_stays_while_another_way_is_tried() {
        let mut form = MappingForm::of(&Mapping::default());
        let key = form.scores[0].key;
        let score = form.score_mut(key).expect("the first");
        (score.test.from, score.test.text) = (PickSource::Text, "Facts".to_owned());
        score.test.from = PickSource::Column;
        score.test.column = "Test".to_owned();
        score.test.from = PickSource::Text;
        assert_eq!(
            form.mapping().scores[0].test,
            ValueSource::Is("Facts".to_owned())
        );
    }

    #[test]
    fn an_empty_mapping_has_one_score_to_choose_and_says_nothing() {
        let form = MappingForm::of(&Mapping::default());
        assert_eq!(form.scores.len(), 1);
        let mapping = form.mapping();
        assert!(mapping.child.is_none() && mapping.scores[0].score.is_none());
        assert_eq!(mapping.measure, None);
    }

    #[test]
    fn bounds_that_are_no_numbers_are_none() {
        let mut form = MappingForm::of(&Mapping::default());
        (form.least, form.most) = ("few".to_owned(), " 240 ".to_owned());
        let scale = Scale::Number {
            least: None,
            most: Some(240),
        };
        assert_eq!(form.mapping().scale, scale);
    }

    #[test]
    fn levels_are_read_between_commas_and_blank_ones_left_out() {
        let mut form = MappingForm::of(&Mapping::default());
        (form.is_levels, form.levels) = (true, " A, B ,,C, ".to_owned());
        let levels = ["A", "B", "C"].map(str::to_owned).into();
        assert_eq!(form.mapping().scale, Scale::Levels { levels });
    }

    #[test]
    fn a_blank_measure_is_none() {
        let mut form = MappingForm::of(&growth());
        form.measure = "  ".to_owned();
        assert_eq!(form.mapping().measure, None);
        form.measure = " RIT ".to_owned();
        assert_eq!(form.mapping().measure.as_deref(), Some("RIT"));
    }

    #[test]
    fn the_last_score_can_not_be_taken_out() {
        let mut form = MappingForm::of(&growth());
        form.add_score();
        let [first, second] = [form.scores[0].key, form.scores[1].key];
        assert_eq!((form.number(first), form.number(second)), (1, 2));
        form.remove_score(first);
        assert_eq!((form.number(first), form.number(second)), (0, 1));
        form.remove_score(second);
        assert_eq!(form.number(second), 1);
    }

    #[test]
    fn further_scores_come_and_go_under_their_own_keys() {
        let mut form = MappingForm::of(&Mapping::default());
        let score = form.scores[0].key;
        form.add_part(score);
        form.add_part(score);
        let keys = |form: &MappingForm| {
            form.scores[0]
                .parts
                .iter()
                .map(|it| it.key)
                .collect::<Vec<_>>()
        };
        let [first, second] = keys(&form)[..] else {
            panic!("two parts");
        };
        form.remove_part(score, first);
        assert_eq!(keys(&form), [second]);
        form.add_part(score);
        assert_ne!(keys(&form)[1], first);
    }

    #[test]
    fn an_area_that_is_none_says_that_the_subject_has_none() {
        let mut form = MappingForm::of(&Mapping::default());
        form.set_area("Reading", "Reading");
        form.set_area("Lunch", "");
        let areas = form.mapping().areas;
        assert_eq!(areas["Reading"], Some(Area::Reading));
        assert_eq!(areas["Lunch"], None);
    }

    #[test]
    fn a_column_and_a_text_outlive_a_look_at_nothing() {
        let pick = Pick::default()
            .with_text("Facts".to_owned())
            .with_column("Test");
        let pick = pick.with_source(PickSource::Nothing);
        assert_eq!(pick.cell(), ValueSource::column(""));
        let pick = pick.with_source(PickSource::Text);
        assert_eq!(pick.cell(), ValueSource::Is("Facts".to_owned()));
        assert_eq!(pick.column, "Test");
    }
}
