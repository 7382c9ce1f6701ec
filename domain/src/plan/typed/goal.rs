//! A goal as somebody is typing it: kept apart from the page, so that closing an editor, a refusal
//! or somebody else's change loses nothing.

use crate::plan::{
    Area, Cadence, DailyDraft, Draft, Entry, EntryRef, Goal, GoalBook, GoalError, Measure, Place,
    StepDraft, Text, Weekdays,
};
use crate::{
    Lang, Words,
    competency::Competency,
    ids::{CompetencyId, DailyId, StepId},
};

/// The picture of an area's goals in the book of the desk.
const fn picture_of(area: Area) -> &'static str {
    match area {
        Area::Reading => "books",
        Area::Writing => "writing",
        Area::Maths => "numbers",
        Area::Heart => "face-love",
        Area::Own => "star",
    }
}

/// Words in a field: the book's, in both languages and with a recording, until they are changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedText {
    book: Option<Words>,
    pub typed: String,
}

impl TypedText {
    /// The words of a goal, in the language they are read in.
    pub fn of(text: &Text, lang: Lang) -> Self {
        Self {
            book: match text {
                Text::Book(words) => Some(words.clone()),
                Text::Own(_) => None,
            },
            typed: text.get(lang).to_owned(),
        }
    }

    /// The words as they are sent.
    pub fn text(&self) -> Text {
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
pub struct TypedStep {
    /// Unique among the steps of the form; never sent.
    pub key: usize,
    id: Option<StepId>,
    picture: Option<String>,
    pub title: String,
}

/// What is to be done, as it stands in the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedDaily {
    /// Tells it from the others while it is typed; never sent.
    pub key: usize,
    id: Option<DailyId>,
    pub picture: String,
    pub title: TypedText,
    pub days: Weekdays,
    pub cadence: Cadence,
    pub place: Place,
}

/// How far something countable is, as it stands in the fields.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedMeasure {
    pub unit: String,
    pub start: String,
    pub target: String,
    pub now: String,
}

/// The form of a goal.
#[derive(Clone, Debug)]
pub struct TypedGoal {
    pub area: Area,
    pub picture: String,
    pub title: TypedText,
    pub why: String,
    /// None: nothing is counted.
    pub measure: Option<TypedMeasure>,
    pub steps: Vec<TypedStep>,
    pub daily: Vec<TypedDaily>,
    pub entry: Option<EntryRef>,
    pub competency: Option<CompetencyId>,
    pub signed_child: bool,
    pub signed_teacher: bool,
    next: usize,
    /// The line the cursor goes to, and the how manieth going it is.
    pub fresh: Option<(usize, usize)>,
}

/// The same words and choices; which line has which key, and where the cursor is, is no difference.
impl PartialEq for TypedGoal {
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
            && self.measure == other.measure
            && self.competency == other.competency
            && (self.signed_child, self.signed_teacher)
                == (other.signed_child, other.signed_teacher)
            && steps(self) == steps(other)
            && daily(self) == daily(other)
    }
}

impl Default for TypedGoal {
    /// An empty one, with a daily goal to begin with.
    fn default() -> Self {
        let mut typed = Self {
            area: Area::Reading,
            picture: "open-book".to_owned(),
            title: TypedText::default(),
            why: String::new(),
            measure: None,
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
}

impl TypedGoal {
    /// A goal that is there already.
    pub fn of(draft: &Draft, lang: Lang) -> Self {
        let mut typed = Self {
            area: draft.area,
            picture: draft.picture.clone(),
            title: TypedText::of(&draft.title, lang),
            why: draft.why.clone(),
            measure: draft.measure.as_ref().map(|it| TypedMeasure {
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
            typed.steps.push(TypedStep {
                key,
                id: step.id,
                picture: step.picture.clone(),
                title: step.title.clone(),
            });
        }
        for daily in &draft.daily {
            let key = typed.key();
            typed.daily.push(TypedDaily {
                key,
                id: daily.id,
                picture: daily.picture.clone(),
                title: TypedText::of(&daily.title, lang),
                days: daily.days,
                cadence: daily.cadence,
                place: daily.place,
            });
        }
        typed
    }

    /// A ready-made goal, with all that is suggested for it.
    pub fn of_entry(book: &GoalBook, entry: &Entry, lang: Lang) -> Self {
        Self::of(&book.entry_draft(entry), lang)
    }

    /// Makes it aim at a competency; where no title is written yet, the title, the area and the picture
    /// become the competency's own.
    pub fn aim_at(&mut self, competency: &Competency, lang: Lang, child: Lang) {
        self.competency = Some(competency.id);
        if self.title.typed.trim().is_empty() {
            self.title = TypedText::of(&competency.title(child), lang);
            self.area = competency.heading.area();
            picture_of(self.area).clone_into(&mut self.picture);
        }
    }

    fn key(&mut self) -> usize {
        self.next += 1;
        self.next
    }

    /// An empty step, with the cursor in it.
    pub fn add_step(&mut self) {
        let key = self.key();
        self.steps.push(TypedStep {
            key,
            id: None,
            picture: None,
            title: String::new(),
        });
        self.go_to(key);
    }

    /// A daily goal with the goal's own picture, on school days.
    pub fn add_daily(&mut self) {
        let key = self.key();
        self.daily.push(TypedDaily {
            key,
            id: None,
            picture: self.picture.clone(),
            title: TypedText::default(),
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
    pub fn go_nowhere(&mut self) {
        self.fresh = None;
    }

    /// From the title on to what is done for it.
    pub fn go_to_first_daily(&mut self) {
        match self.daily.first().map(|it| it.key) {
            Some(line) => self.go_to(line),
            None => self.add_daily(),
        }
    }

    /// Takes a step out.
    pub fn remove_step(&mut self, key: usize) {
        self.steps.retain(|it| it.key != key);
    }

    /// Takes out what was to be done.
    pub fn remove_daily(&mut self, key: usize) {
        self.daily.retain(|it| it.key != key);
    }

    /// The days of the first thing to be done; the school's, where nothing is.
    pub fn days(&self) -> Weekdays {
        self.daily.first().map_or(Weekdays::SCHOOL, |it| it.days)
    }

    /// The step with a key.
    pub fn step(&mut self, key: usize) -> Option<&mut TypedStep> {
        self.steps.iter_mut().find(|it| it.key == key)
    }

    /// What is to be done with a key.
    pub fn daily(&mut self, key: usize) -> Option<&mut TypedDaily> {
        self.daily.iter_mut().find(|it| it.key == key)
    }

    /// What is not in the goal that stands now would be new in it.
    pub fn put_upon(&mut self, goal: &Goal) {
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
    ///
    /// What can be seen to be wrong without the school.
    pub fn draft(&self) -> Result<Draft, GoalError> {
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
            measure: self.measure.as_ref().map(TypedMeasure::read).transpose()?,
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

impl TypedMeasure {
    fn read(&self) -> Result<Measure, GoalError> {
        let number = |text: &str| {
            let number = text.trim().parse();
            number.map_err(|_| GoalError::NumberIsMissing)
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
    use crate::plan::GoalField;
    use proptest::prelude::*;

    fn book_words() -> Words {
        Words {
            en: "I read aloud.".to_owned(),
            es: "Leo en voz alta.".to_owned(),
        }
    }

    #[test]
    fn the_book_s_words_stay_the_book_s_until_they_are_changed() {
        let mut words = TypedText::of(&Text::Book(book_words()), Lang::Es);
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
        let mut typed = TypedGoal::default();
        typed.title.typed = "I ask".to_owned();
        typed.add_step();
        let draft = typed.draft().expect("a goal");
        assert!(draft.steps.is_empty() && draft.daily.is_empty());
        typed.measure = Some(TypedMeasure {
            unit: "words".to_owned(),
            start: "5".to_owned(),
            target: "twenty".to_owned(),
            now: String::new(),
        });
        assert_eq!(typed.draft(), Err(GoalError::NumberIsMissing));
    }

    #[test]
    fn what_is_typed_of_a_goal_is_that_goal() {
        let mut typed = TypedGoal::default();
        typed.title.typed = "I ask".to_owned();
        let draft = Draft {
            title: Text::Book(book_words()),
            ..typed.draft().expect("a goal")
        };
        assert_eq!(TypedGoal::of(&draft, Lang::En).draft(), Ok(draft));
    }

    fn written() -> TypedGoal {
        let mut typed = TypedGoal::default();
        typed.title.typed = "I ask".to_owned();
        let key = typed.daily[0].key;
        if let Some(daily) = typed.daily(key) {
            daily.title.typed = "I ask one question".to_owned();
        }
        typed
    }

    fn measure(start: &str, target: &str, now: &str) -> TypedMeasure {
        TypedMeasure {
            unit: " words ".to_owned(),
            start: start.to_owned(),
            target: target.to_owned(),
            now: now.to_owned(),
        }
    }

    #[test]
    fn an_empty_form_is_no_goal_and_the_title_says_so() {
        let error = TypedGoal::default().draft().expect_err("no title");
        assert_eq!(error, GoalError::TitleIsEmpty);
        assert_eq!(error.field(), Some(GoalField::Title));
    }

    #[test]
    fn spaces_around_words_are_not_sent() {
        let mut typed = written();
        typed.title.typed = "  I ask ".to_owned();
        typed.why = " because \n".to_owned();
        let draft = typed.draft().expect("a goal");
        assert_eq!(draft.title, Text::Own("I ask".to_owned()));
        assert_eq!(draft.why, "because");
    }

    #[test]
    fn the_book_s_words_are_the_book_s_in_either_language() {
        let mut words = TypedText::of(&Text::Book(book_words()), Lang::En);
        words.typed = " Leo en voz alta. ".to_owned();
        assert_eq!(words.text(), Text::Book(book_words()));
    }

    #[test]
    fn who_says_no_number_yet_begins_at_the_start() {
        let mut typed = written();
        typed.measure = Some(measure("5", " 20 ", ""));
        let counted = typed.draft().expect("a goal").measure.expect("a measure");
        assert_eq!((counted.start, counted.target, counted.now), (5, 20, 5));
        assert_eq!(counted.unit, "words");
    }

    #[test]
    fn each_number_must_be_one() {
        for wrong in [
            measure("", "20", ""),
            measure("5", "", ""),
            measure("5", "20", "x"),
        ] {
            let mut typed = written();
            typed.measure = Some(wrong);
            assert_eq!(typed.draft(), Err(GoalError::NumberIsMissing));
        }
    }

    #[test]
    fn a_start_that_is_the_target_is_no_path() {
        let mut typed = written();
        typed.measure = Some(measure("5", "5", ""));
        assert_eq!(typed.draft(), Err(GoalError::StartIsTarget));
    }

    #[test]
    fn a_new_daily_goal_has_the_goal_s_picture_and_the_school_s_days() {
        let mut typed = written();
        typed.picture = "ear".to_owned();
        typed.add_daily();
        let daily = typed.daily.last().expect("a new one");
        assert_eq!((&*daily.picture, daily.days), ("ear", Weekdays::SCHOOL));
        assert_eq!(typed.fresh.map(|(line, _)| line), Some(daily.key));
    }

    #[test]
    fn enter_in_the_title_leads_to_the_first_daily_goal_and_makes_one_where_there_is_none() {
        let mut typed = written();
        typed.go_to_first_daily();
        assert_eq!(typed.fresh.map(|(line, _)| line), Some(typed.daily[0].key));
        let key = typed.daily[0].key;
        typed.remove_daily(key);
        typed.go_to_first_daily();
        assert_eq!(typed.daily.len(), 1);
    }

    #[test]
    fn the_cursor_goes_again_to_where_it_went_before() {
        let mut typed = written();
        typed.go_to_first_daily();
        let first = typed.fresh;
        typed.go_to_first_daily();
        assert_ne!(typed.fresh, first);
        typed.go_nowhere();
        assert_eq!(typed.fresh, None);
    }

    #[test]
    fn keys_and_the_cursor_make_no_difference_and_a_word_does() {
        let (typed, mut other) = (written(), written());
        other.add_step();
        let key = other.steps[0].key;
        assert!(typed != other);
        other.remove_step(key);
        assert!(typed == other);
        other.why.push('!');
        assert!(typed != other);
    }

    #[test]
    fn an_old_step_stays_even_without_words_so_that_the_school_can_say_so() {
        let draft = Draft {
            steps: vec![StepDraft {
                id: Some(StepId(uuid::Uuid::nil())),
                picture: None,
                title: "Look".to_owned(),
            }],
            ..written().draft().expect("a goal")
        };
        let mut typed = TypedGoal::of(&draft, Lang::En);
        let key = typed.steps[0].key;
        if let Some(step) = typed.step(key) {
            step.title.clear();
        }
        assert_eq!(typed.draft(), Err(GoalError::StepIsEmpty));
        typed.remove_step(key);
        assert_eq!(typed.draft().map(|it| it.steps), Ok(Vec::new()));
    }

    #[test]
    fn the_common_days_are_those_of_the_first_daily_goal() {
        let mut typed = written();
        typed.daily[0].days = Weekdays::of([chrono::Weekday::Tue]);
        typed.add_daily();
        assert_eq!(typed.days(), Weekdays::of([chrono::Weekday::Tue]));
        typed.daily.clear();
        assert_eq!(typed.days(), Weekdays::SCHOOL);
    }

    #[derive(Clone, Debug)]
    enum Act {
        AddStep,
        AddDaily,
        RemoveStep(prop::sample::Index),
        RemoveDaily(prop::sample::Index),
    }

    fn acts() -> impl Strategy<Value = Vec<Act>> {
        let one = prop_oneof![
            Just(Act::AddStep),
            Just(Act::AddDaily),
            any::<prop::sample::Index>().prop_map(Act::RemoveStep),
            any::<prop::sample::Index>().prop_map(Act::RemoveDaily),
        ];
        prop::collection::vec(one, 0..30)
    }

    proptest! {
        #[test]
        fn every_line_has_a_key_of_its_own_whatever_came_and_went(acts in acts()) {
            let mut typed = TypedGoal::default();
            let mut ever = vec![typed.daily[0].key];
            for act in acts {
                match act {
                    Act::AddStep => {
                        typed.add_step();
                        ever.extend(typed.steps.last().map(|it| it.key));
                    }
                    Act::AddDaily => {
                        typed.add_daily();
                        ever.extend(typed.daily.last().map(|it| it.key));
                    }
                    Act::RemoveStep(at) if !typed.steps.is_empty() => {
                        let key = at.get(&typed.steps).key;
                        typed.remove_step(key);
                        prop_assert!(typed.step(key).is_none());
                    }
                    Act::RemoveDaily(at) if !typed.daily.is_empty() => {
                        let key = at.get(&typed.daily).key;
                        typed.remove_daily(key);
                        prop_assert!(typed.daily(key).is_none());
                    }
                    Act::RemoveStep(_) | Act::RemoveDaily(_) => {}
                }
            }
            let unique: std::collections::BTreeSet<_> = ever.iter().collect();
            prop_assert_eq!(unique.len(), ever.len());
        }

        #[test]
        fn what_is_sent_comes_back_into_the_fields_as_it_was_typed(
            title in "[a-z]{1,9}( [a-z]{1,9})?", why in "[a-z]{0,9}", start in -9_i32..9, target in 10_i32..99,
        ) {
            let mut typed = written();
            typed.title.typed = title;
            typed.why = why;
            typed.measure = Some(measure(&start.to_string(), &target.to_string(), ""));
            let draft = typed.draft().expect("a goal");
            prop_assert_eq!(TypedGoal::of(&draft, Lang::Es).draft(), Ok(draft));
        }
    }
}
