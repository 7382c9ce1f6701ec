//! A goal as somebody is typing it: kept apart from the page, so that closing an editor, a refusal
//! or somebody else's change loses nothing.

use domain::{
    AppError, Lang, Words,
    ids::{CompetencyId, DailyId, StepId},
    plan::{
        Area, Book, Cadence, DailyDraft, Draft, Entry, EntryRef, Goal, Measure, Place, StepDraft,
        Text, Weekdays,
    },
};

/// Words in a field: the book's, in both languages and with a recording, until they are changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Worded {
    book: Option<Words>,
    pub(super) typed: String,
}

impl Worded {
    pub(super) fn of(text: &Text, lang: Lang) -> Self {
        Self {
            book: match text {
                Text::Book(words) => Some(words.clone()),
                Text::Own(_) => None,
            },
            typed: text.get(lang).to_owned(),
        }
    }

    fn text(&self) -> Text {
        let typed = self.typed.trim();
        let same = |it: &&Words| Lang::ALL.iter().any(|lang| it.get(*lang) == typed);
        match self.book.as_ref().filter(same) {
            Some(words) => Text::Book(words.clone()),
            None => Text::Own(typed.to_owned()),
        }
    }
}

/// A line of the form; `key` tells it from the others while it is typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StepLine {
    pub(super) key: usize,
    id: Option<StepId>,
    picture: Option<String>,
    pub(super) title: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct DailyLine {
    pub(super) key: usize,
    id: Option<DailyId>,
    pub(super) picture: String,
    pub(super) title: Worded,
    pub(super) days: Weekdays,
    pub(super) cadence: Cadence,
    pub(super) place: Place,
}

/// How far something countable is, as it stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counted {
    pub(super) unit: String,
    pub(super) start: String,
    pub(super) target: String,
    pub(super) now: String,
}

#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub(super) area: Area,
    pub(super) picture: String,
    pub(super) title: Worded,
    pub(super) why: String,
    pub(super) counted: Option<Counted>,
    pub(super) steps: Vec<StepLine>,
    pub(super) daily: Vec<DailyLine>,
    pub(super) entry: Option<EntryRef>,
    pub(super) competency: Option<CompetencyId>,
    pub(super) signed_child: bool,
    pub(super) signed_teacher: bool,
    next: usize,
    /// The line the cursor goes to, and the how manieth going it is.
    pub(super) fresh: Option<(usize, usize)>,
}

/// The same words and choices; which line has which key, and where the cursor is, is no difference.
impl PartialEq for Typed {
    fn eq(&self, other: &Self) -> bool {
        let steps = |it: &Self| {
            let steps = it.steps.iter().map(|it| (it.id, it.title.clone()));
            steps.collect::<Vec<_>>()
        };
        let daily = |it: &Self| {
            let daily = it.daily.iter().map(|it| {
                let when = (it.days, it.cadence, it.place);
                (it.id, it.picture.clone(), it.title.clone(), when)
            });
            daily.collect::<Vec<_>>()
        };
        (self.area, &self.picture, &self.title, &self.why)
            == (other.area, &other.picture, &other.title, &other.why)
            && self.counted == other.counted
            && self.competency == other.competency
            && (self.signed_child, self.signed_teacher)
                == (other.signed_child, other.signed_teacher)
            && steps(self) == steps(other)
            && daily(self) == daily(other)
    }
}

impl Typed {
    /// An empty one, with a daily goal to begin with.
    pub(super) fn new() -> Self {
        let mut typed = Self {
            area: Area::Reading,
            picture: "open-book".to_owned(),
            title: Worded::default(),
            why: String::new(),
            counted: None,
            steps: Vec::new(),
            daily: Vec::new(),
            entry: None,
            competency: None,
            signed_child: false,
            signed_teacher: true,
            next: 0,
            fresh: None,
        };
        typed.add_daily();
        typed.fresh = None;
        typed
    }

    pub(super) fn of(draft: &Draft, lang: Lang) -> Self {
        let mut typed = Self {
            area: draft.area,
            picture: draft.picture.clone(),
            title: Worded::of(&draft.title, lang),
            why: draft.why.clone(),
            counted: draft.measure.as_ref().map(|it| Counted {
                unit: it.unit.clone(),
                start: it.start.to_string(),
                target: it.target.to_string(),
                now: it.now.to_string(),
            }),
            steps: Vec::new(),
            daily: Vec::new(),
            entry: draft.entry.clone(),
            competency: draft.competency,
            signed_child: draft.signed_child,
            signed_teacher: draft.signed_teacher,
            next: 0,
            fresh: None,
        };
        for step in &draft.steps {
            let key = typed.key();
            typed.steps.push(StepLine {
                key,
                id: step.id,
                picture: step.picture.clone(),
                title: step.title.clone(),
            });
        }
        for daily in &draft.daily {
            let key = typed.key();
            typed.daily.push(DailyLine {
                key,
                id: daily.id,
                picture: daily.picture.clone(),
                title: Worded::of(&daily.title, lang),
                days: daily.days,
                cadence: daily.cadence,
                place: daily.place,
            });
        }
        typed
    }

    /// A ready-made goal, with all that is suggested for it.
    pub(super) fn of_entry(book: &Book, entry: &Entry, lang: Lang) -> Self {
        Self::of(&book.given(entry), lang)
    }

    fn key(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    pub(super) fn add_step(&mut self) {
        let key = self.key();
        self.steps.push(StepLine {
            key,
            id: None,
            picture: None,
            title: String::new(),
        });
        self.go_to(key);
    }

    /// A daily goal with the goal's own picture, on school days.
    pub(super) fn add_daily(&mut self) {
        let key = self.key();
        self.daily.push(DailyLine {
            key,
            id: None,
            picture: self.picture.clone(),
            title: Worded::default(),
            days: Weekdays::SCHOOL,
            cadence: Cadence::EachDay,
            place: Place::School,
        });
        self.go_to(key);
    }

    fn go_to(&mut self, line: usize) {
        let going = self.key();
        self.fresh = Some((line, going));
    }

    /// The cursor begins where the form does.
    pub(super) fn go_nowhere(&mut self) {
        self.fresh = None;
    }

    /// From the title on to what is done for it.
    pub(super) fn go_to_first_daily(&mut self) {
        match self.daily.first().map(|it| it.key) {
            Some(line) => self.go_to(line),
            None => self.add_daily(),
        }
    }

    pub(super) fn step(&mut self, key: usize) -> Option<&mut StepLine> {
        self.steps.iter_mut().find(|it| it.key == key)
    }

    pub(super) fn daily(&mut self, key: usize) -> Option<&mut DailyLine> {
        self.daily.iter_mut().find(|it| it.key == key)
    }

    /// What is not in the goal that stands now would be new in it.
    pub(super) fn put_upon(&mut self, goal: &Goal) {
        for line in &mut self.steps {
            line.id = line
                .id
                .filter(|id| goal.steps.iter().any(|it| it.id == *id));
        }
        for line in &mut self.daily {
            line.id = line
                .id
                .filter(|id| goal.daily.iter().any(|it| it.id == *id));
        }
    }

    /// What is to be sent; new lines without words are left out.
    ///
    /// # Errors
    /// What can be seen to be wrong without the school.
    pub(super) fn draft(&self) -> Result<Draft, AppError> {
        let steps = self
            .steps
            .iter()
            .filter(|it| it.id.is_some() || !it.title.trim().is_empty());
        let steps = steps.map(|it| StepDraft {
            id: it.id,
            picture: it.picture.clone(),
            title: it.title.trim().to_owned(),
        });
        let daily = self
            .daily
            .iter()
            .filter(|it| it.id.is_some() || !it.title.typed.trim().is_empty());
        let daily = daily.map(|it| DailyDraft {
            id: it.id,
            picture: it.picture.clone(),
            title: it.title.text(),
            days: it.days,
            cadence: it.cadence,
            place: it.place,
        });
        let draft = Draft {
            area: self.area,
            picture: self.picture.clone(),
            title: self.title.text(),
            why: self.why.trim().to_owned(),
            measure: self.counted.as_ref().map(Counted::measure).transpose()?,
            steps: steps.collect(),
            daily: daily.collect(),
            entry: self.entry.clone(),
            competency: self.competency,
            signed_child: self.signed_child,
            signed_teacher: self.signed_teacher,
        };
        draft.check()?;
        Ok(draft)
    }
}

impl Counted {
    fn measure(&self) -> Result<Measure, AppError> {
        let number = |text: &str| {
            let number = text.trim().parse();
            number.map_err(|_| AppError::invalid("measure", "no-number"))
        };
        Ok(Measure {
            unit: self.unit.trim().to_owned(),
            start: number(&self.start)?,
            target: number(&self.target)?,
            // Who begins has not moved yet.
            now: match self.now.trim() {
                "" => number(&self.start)?,
                now => number(now)?,
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn book_words() -> Words {
        Words {
            en: "I read aloud.".to_owned(),
            es: "Leo en voz alta.".to_owned(),
        }
    }

    #[test]
    fn the_book_s_words_stay_the_book_s_until_they_are_changed() {
        let mut words = Worded::of(&Text::Book(book_words()), Lang::Es);
        assert_eq!(words.typed, "Leo en voz alta.");
        assert_eq!(words.text(), Text::Book(book_words()));
        words.typed.push_str(" Siempre.");
        assert_eq!(
            words.text(),
            Text::Own("Leo en voz alta. Siempre.".to_owned())
        );
    }

    #[test]
    fn new_lines_without_words_are_left_out_and_a_number_must_be_one() {
        let mut typed = Typed::new();
        typed.title.typed = "I ask".to_owned();
        typed.add_step();
        let draft = typed.draft().expect("a goal");
        assert!(draft.steps.is_empty() && draft.daily.is_empty());
        typed.counted = Some(Counted {
            unit: "words".to_owned(),
            start: "5".to_owned(),
            target: "twenty".to_owned(),
            now: String::new(),
        });
        assert_eq!(
            typed.draft(),
            Err(AppError::invalid("measure", "no-number"))
        );
    }

    #[test]
    fn what_is_typed_of_a_goal_is_that_goal() {
        let mut typed = Typed::new();
        typed.title.typed = "I ask".to_owned();
        let draft = Draft {
            title: Text::Book(book_words()),
            ..typed.draft().expect("a goal")
        };
        assert_eq!(Typed::of(&draft, Lang::En).draft(), Ok(draft));
    }
}
