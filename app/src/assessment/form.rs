//! The choosing of columns as it stands in the fields: kept apart from what the server last said, so
//! that no answer and no refusal loses what was chosen.

use domain::{
    assessment::{Cell, DateOrder, Mapping, Names, PartColumn, Scale, ScoreColumn},
    plan::Area,
};
use std::collections::BTreeMap;

/// Where something stands, as it is being chosen. What was chosen before stays while another way is
/// tried.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pick {
    pub(super) from: From,
    pub(super) column: String,
    pub(super) text: String,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum From {
    #[default]
    Nothing,
    Column,
    Text,
}

impl Pick {
    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Column(names) => Self {
                from: if names.is_none() {
                    From::Nothing
                } else {
                    From::Column
                },
                column: names.first().to_owned(),
                text: String::new(),
            },
            Cell::Is(text) => Self {
                from: From::Text,
                column: String::new(),
                text: text.clone(),
            },
        }
    }

    fn cell(&self) -> Cell {
        match self.from {
            From::Nothing => Cell::column(""),
            From::Column => Cell::column(&self.column),
            From::Text => Cell::Is(self.text.trim().to_owned()),
        }
    }
}

/// A further score; `key` tells it from the others while it is chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PartForm {
    pub(super) key: usize,
    pub(super) name: Pick,
    pub(super) score: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct ScoreForm {
    pub(super) key: usize,
    pub(super) score: String,
    pub(super) test: Pick,
    pub(super) taken: Pick,
    /// Nothing chosen: as the test's name says.
    pub(super) subject: Pick,
    pub(super) parts: Vec<PartForm>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Form {
    pub(super) child: String,
    pub(super) dates: Option<DateOrder>,
    pub(super) is_levels: bool,
    /// With commas between.
    pub(super) levels: String,
    pub(super) least: String,
    pub(super) most: String,
    pub(super) measure: String,
    pub(super) scores: Vec<ScoreForm>,
    pub(super) areas: BTreeMap<String, Option<Area>>,
    keys: usize,
}

impl Form {
    pub(super) fn of(mapping: &Mapping) -> Self {
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
    pub(super) fn add_score(&mut self) {
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

    pub(super) fn add_part(&mut self, score: usize) {
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

    pub(super) fn score(&self, key: usize) -> Option<&ScoreForm> {
        self.scores.iter().find(|it| it.key == key)
    }

    pub(super) fn score_mut(&mut self, key: usize) -> Option<&mut ScoreForm> {
        self.scores.iter_mut().find(|it| it.key == key)
    }

    pub(super) fn mapping(&self) -> Mapping {
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
            child: Names::from(self.child.as_str()),
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
            score: Names::from(it.score.as_str()),
        });
        ScoreColumn {
            score: Names::from(self.score.as_str()),
            test: self.test.cell(),
            taken: self.taken.cell(),
            subject: (self.subject.from != From::Nothing).then(|| self.subject.cell()),
            parts: parts.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn growth() -> Mapping {
        let json = include_str!("../../../server/assessments/growth.json");
        let preset = domain::assessment::Preset::parse(json).expect("a preset");
        let columns = preset.mapping.columns().into_iter();
        let header: Vec<String> = columns.map(str::to_owned).collect();
        preset.mapping.for_header(&header).expect("its own columns")
    }

    #[test]
    fn what_is_chosen_comes_back_as_the_mapping_it_was() {
        let mapping = growth();
        assert_eq!(Form::of(&mapping).mapping(), mapping);
        let json = include_str!("../../../server/assessments/reading-level.json");
        let levels = domain::assessment::Preset::parse(json)
            .expect("a preset")
            .mapping;
        assert_eq!(Form::of(&levels).mapping().scale, levels.scale);
    }

    #[test]
    fn a_new_score_of_the_row_has_the_test_and_the_day_of_the_one_before() {
        let mut form = Form::of(&growth());
        form.add_score();
        let mapping = form.mapping();
        assert_eq!(mapping.scores[1].taken, mapping.scores[0].taken);
        assert!(mapping.scores[1].score.is_none());
        assert_eq!(mapping.scores[1].subject, None);
    }

    #[test]
    fn what_was_typed_stays_while_another_way_is_tried() {
        let mut form = Form::of(&Mapping::default());
        let key = form.scores[0].key;
        let score = form.score_mut(key).expect("the first");
        (score.test.from, score.test.text) = (From::Text, "Facts".to_owned());
        score.test.from = From::Column;
        score.test.column = "Test".to_owned();
        score.test.from = From::Text;
        assert_eq!(form.mapping().scores[0].test, Cell::Is("Facts".to_owned()));
    }
}
