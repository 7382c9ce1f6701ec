//! A board that follows its class: step by step, and against a network that loses, delays, doubles
//! and reorders whatever it likes.

use domain::{
    board::follower::{BoardFollower, ConnectionState, Input, StreamMessage, Todo},
    board::{BoardChanges, SurveyActivity, Tile},
    ids::PersonId,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

fn tile(child: u8, seq: i64, mark: u32) -> Tile {
    Tile {
        child: PersonId(Uuid::from_u128(child.into())),
        doing: SurveyActivity::NotStarted,
        here: false,
        locked: false,
        rushed: false,
        ticked: None,
        help: None,
        proposals: mark,
        seq,
    }
}

fn changes(since: i64, seq: i64) -> BoardChanges {
    BoardChanges {
        since,
        seq,
        tiles: vec![tile(1, seq, 0)],
        reload: false,
    }
}

fn streamed(since: i64, seq: i64) -> Input {
    Input::Streamed(StreamMessage::Changes(changes(since, seq)))
}

fn begun() -> BoardFollower {
    let mut board = BoardFollower::new(5, 0.0);
    board.step(Input::Begin, 0.0);
    board.step(Input::Answered(changes(5, 5)), 10.0);
    board
}

#[test]
fn a_board_that_hears_beats_neither_asks_nor_is_stale() {
    let mut board = begun();
    board.step(Input::Lead, 0.0);
    for beat in 1..60 {
        let now = f64::from(beat) * 4_000.0;
        assert_eq!(board.step(Input::Tick, now), Todo::default());
        assert_eq!(board.connection(now), ConnectionState::Live);
        let heard = board.step(Input::Streamed(StreamMessage::Beat(5)), now);
        assert_eq!(heard, Todo::default());
    }
}

#[test]
fn a_silent_stream_is_made_up_for_by_asking_every_five_seconds() {
    let mut board = begun();
    let mut asked = Vec::new();
    for second in 1..=20 {
        let now = f64::from(second) * 1_000.0;
        if board.step(Input::Tick, now).ask == Some(5) {
            asked.push(second);
            board.step(Input::Answered(changes(5, 5)), now);
        }
        assert_eq!(board.connection(now), ConnectionState::Live, "at {second}");
    }
    assert_eq!(asked, [6, 11, 16]);
}

#[test]
fn a_board_without_any_answer_is_stale_within_ten_seconds() {
    let mut board = begun();
    assert_eq!(board.connection(8_000.0), ConnectionState::Live);
    assert_eq!(board.connection(8_510.0), ConnectionState::Stale);
    board.step(Input::Streamed(StreamMessage::Beat(5)), 9_500.0);
    assert_eq!(board.connection(9_500.0), ConnectionState::Live);
}

#[test]
fn changes_that_do_not_join_on_are_asked_for_and_not_shown() {
    let mut board = begun();
    let todo = board.step(streamed(7, 8), 1_000.0);
    assert_eq!((todo.show.len(), todo.ask), (0, Some(5)));
    // What was asked before is answered first, and is not all.
    let todo = board.step(Input::Answered(changes(5, 6)), 1_400.0);
    assert_eq!((todo.show.len(), todo.ask), (1, Some(6)));
    let todo = board.step(Input::Answered(changes(6, 8)), 1_800.0);
    assert_eq!((todo.show.len(), todo.ask), (1, None));
}

#[test]
fn a_beat_tells_a_tab_of_what_it_never_heard() {
    let mut board = begun();
    let todo = board.step(Input::Streamed(StreamMessage::Beat(6)), 1_000.0);
    assert_eq!(todo.ask, Some(5));
    assert_eq!(board.connection(11_000.0), ConnectionState::Stale);
}

#[test]
fn a_class_that_could_not_be_read_is_read_again() {
    let mut board = begun();
    let changes = BoardChanges {
        reload: true,
        ..changes(5, 6)
    };
    let told = Input::Streamed(StreamMessage::Changes(changes));
    assert!(board.step(told, 1_000.0).read);
    assert!(!board.step(Input::Tick, 2_000.0).read, "it is under way");
    assert!(board.step(Input::Tick, 6_000.0).read, "it got lost");
    assert!(board.step(Input::Read(6), 6_100.0).replace);
    assert!(!board.step(Input::Tick, 12_000.0).read);
    assert!(!board.step(Input::Read(5), 12_000.0).replace, "it is late");
}

#[test]
fn what_came_while_the_board_was_read_is_asked_for_once_more() {
    let mut board = begun();
    let changes = BoardChanges {
        reload: true,
        ..changes(5, 6)
    };
    let told = Input::Streamed(StreamMessage::Changes(changes));
    assert!(board.step(told, 1_000.0).read);
    board.step(streamed(6, 7), 1_100.0);
    let todo = board.step(Input::Read(6), 1_200.0);
    assert!(todo.replace, "of a child, perhaps, who was not on it");
    assert_eq!(todo.ask, Some(6));
}

#[test]
fn a_stream_cut_off_without_a_word_is_opened_anew_but_ever_less_often() {
    let mut board = begun();
    assert_eq!(board.step(Input::Lead, 0.0).open, Some(5));
    let mut opened = Vec::new();
    for second in 1..=200 {
        let now = f64::from(second) * 1_000.0;
        if board.step(Input::Tick, now).open.is_some() {
            opened.push(second);
        }
    }
    assert_eq!(opened, [10, 30, 70, 130, 190]);
    board.step(Input::Streamed(StreamMessage::Beat(5)), 200_000.0);
    assert!(board.step(Input::Tick, 210_000.0).open.is_some());
}

#[test]
fn a_tab_that_does_not_lead_opens_no_stream() {
    let mut board = begun();
    for second in 1..=60 {
        let todo = board.step(Input::Tick, f64::from(second) * 1_000.0);
        assert_eq!(todo.open, None);
    }
}

#[test]
fn who_was_refused_asks_no_more() {
    let mut board = begun();
    board.step(Input::Lead, 0.0);
    board.step(Input::Refused, 1_000.0);
    assert_eq!(board.connection(60_000.0), ConnectionState::Refused);
    assert_eq!(board.step(Input::Tick, 60_000.0), Todo::default());
}

#[test]
fn after_a_restore_the_board_forgets_its_numbers() {
    let mut board = begun();
    let restored = BoardChanges {
        since: 5,
        seq: 2,
        tiles: Vec::new(),
        reload: true,
    };
    let todo = board.step(Input::Answered(restored), 1_000.0);
    assert!(todo.forget && todo.read);
    assert!(board.step(Input::Read(2), 1_100.0).replace);
    assert_eq!(board.step(streamed(2, 3), 1_200.0).show.len(), 1);
}

/// A class as the database has it.
#[derive(Clone, Default)]
struct Class {
    seq: i64,
    reload_seq: i64,
    /// How often it was opened, closed and so on.
    times: u32,
    children: BTreeSet<u8>,
    tiles: BTreeMap<u8, Tile>,
    marks: u32,
}

impl Class {
    fn act(&mut self, child: u8) {
        self.seq += 1;
        self.marks += 1;
        self.tiles.insert(child, tile(child, self.seq, self.marks));
    }

    fn change(&mut self) {
        self.seq += 1;
        self.times += 1;
        self.reload_seq = self.seq;
    }

    fn since(&self, since: i64) -> BoardChanges {
        let mut tiles = self.now().tiles;
        tiles.retain(|_, it| it.seq > since);
        BoardChanges {
            since,
            seq: self.seq,
            tiles: tiles.into_values().collect(),
            reload: self.reload_seq > since || since > self.seq,
        }
    }

    fn now(&self) -> Shown {
        let tile = |child: &u8| {
            let held = self.tiles.get(child).cloned();
            let tile = held.unwrap_or_else(|| tile(*child, 0, 0));
            (tile.child, tile)
        };
        Shown {
            times: self.times,
            tiles: self.children.iter().map(tile).collect(),
        }
    }
}

/// What the teacher sees.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shown {
    times: u32,
    tiles: BTreeMap<PersonId, Tile>,
}

/// What is on its way.
#[derive(Clone)]
enum Flying {
    StreamMessage(StreamMessage),
    Ask(i64),
    Answer(BoardChanges),
    Read,
    Board(i64, Shown),
}

struct World {
    class: Class,
    backup: Class,
    restores: i64,
    board: BoardFollower,
    shown: Shown,
    /// What the open stream told last.
    stream: i64,
    /// The last number that came by it.
    came: i64,
    flying: Vec<Flying>,
    now: f64,
}

impl World {
    fn new() -> Self {
        let mut world = Self {
            class: Class::default(),
            backup: Class::default(),
            restores: 0,
            board: BoardFollower::new(0, 0.0),
            shown: Shown::default(),
            stream: 0,
            came: 0,
            flying: Vec::new(),
            now: 0.0,
        };
        world.step(Input::Begin);
        world.step(Input::Lead);
        world
    }

    fn step(&mut self, input: Input) -> bool {
        let todo = self.board.step(input, self.now);
        if todo.forget {
            self.shown.tiles.values_mut().for_each(|it| it.seq = 0);
        }
        for tile in todo.show {
            if let Some(held) = self.shown.tiles.get_mut(&tile.child)
                && held.seq < tile.seq
            {
                *held = tile;
            }
        }
        self.flying.extend(todo.ask.map(Flying::Ask));
        if todo.read {
            self.flying.push(Flying::Read);
        }
        if let Some(since) = todo.open {
            self.open(since);
        }
        todo.replace
    }

    fn open(&mut self, since: i64) {
        self.flying
            .retain(|it| !matches!(it, Flying::StreamMessage(_)));
        (self.stream, self.came) = (since, since);
    }

    /// What arrives at the school comes back as its answer.
    fn arrive(&mut self, n: usize) {
        match self.flying.remove(n) {
            Flying::StreamMessage(told) => {
                if let StreamMessage::Changes(it) = &told {
                    self.came = it.seq;
                }
                self.step(Input::Streamed(told));
            }
            Flying::Ask(since) => self.flying.push(Flying::Answer(self.class.since(since))),
            Flying::Answer(changes) => drop(self.step(Input::Answered(changes))),
            Flying::Read => {
                let board = Flying::Board(self.class.seq, self.class.now());
                self.flying.push(board);
            }
            Flying::Board(seq, board) => {
                if self.step(Input::Read(seq)) {
                    self.replace(board);
                }
            }
        }
    }

    fn replace(&mut self, board: Shown) {
        let before = std::mem::replace(&mut self.shown, board);
        for (child, tile) in before.tiles {
            if let Some(held) = self.shown.tiles.get_mut(&child)
                && held.seq < tile.seq
            {
                *held = tile;
            }
        }
    }

    fn tell(&mut self) {
        let changes = self.class.since(self.stream);
        let news = changes.reload || changes.seq != self.stream;
        self.stream = changes.seq;
        self.flying.push(Flying::StreamMessage(match news {
            true => StreamMessage::Changes(changes),
            false => StreamMessage::Beat(self.class.seq),
        }));
    }

    /// Twenty seconds of good weather.
    fn calm(&mut self) {
        for _ in 0..20 {
            self.now += 1_000.0;
            self.step(Input::Tick);
            self.tell();
            for _ in 0..50 {
                if !self.flying.is_empty() {
                    self.arrive(0);
                }
            }
        }
    }

    fn happen(&mut self, what: &What) {
        let some = |n: usize| (!self.flying.is_empty()).then(|| n % self.flying.len());
        match *what {
            What::Act(child) => self.class.act(child),
            What::Change => self.class.change(),
            What::ComeOrGo(child) => {
                if !self.class.children.remove(&child) {
                    self.class.children.insert(child);
                }
                self.class.change();
            }
            What::Time(ms) => {
                self.now += f64::from(ms);
                self.step(Input::Tick);
            }
            What::Tell => self.tell(),
            What::Arrive(n) => drop(some(n).map(|n| self.arrive(n))),
            What::Lose(n) => drop(some(n).map(|n| self.flying.remove(n))),
            What::Twice(n) => {
                if let Some(n) = some(n) {
                    self.flying.push(self.flying[n].clone());
                }
            }
            What::Reconnect => self.open(self.came),
            What::BackUp => self.backup = self.class.clone(),
            What::Restore => {
                let marks = self.class.marks;
                self.class = self.backup.clone();
                self.class.marks = marks;
                self.restores += 1;
                self.class.seq = self.restores * 1_000;
                self.class.reload_seq = self.class.seq;
                for child in 0..4 {
                    let held = self.class.tiles.entry(child);
                    held.or_insert(tile(child, 0, 0)).seq = self.class.seq;
                }
                self.open(self.came);
            }
        }
    }
}

#[derive(Clone, Debug)]
enum What {
    Act(u8),
    Change,
    ComeOrGo(u8),
    Time(u16),
    Tell,
    Arrive(usize),
    Lose(usize),
    Twice(usize),
    Reconnect,
    BackUp,
    Restore,
}

fn what() -> impl Strategy<Value = What> {
    prop_oneof![
        6 => (0..4_u8).prop_map(What::Act),
        1 => Just(What::Change),
        2 => (0..4_u8).prop_map(What::ComeOrGo),
        3 => (0..6_000_u16).prop_map(What::Time),
        6 => Just(What::Tell),
        12 => any::<usize>().prop_map(What::Arrive),
        4 => any::<usize>().prop_map(What::Lose),
        2 => any::<usize>().prop_map(What::Twice),
        1 => Just(What::Reconnect),
        1 => Just(What::BackUp),
        1 => Just(What::Restore),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_the_network_does_the_board_ends_as_the_database(
        story in prop::collection::vec(what(), 0..120),
    ) {
        let mut world = World::new();
        for it in &story {
            world.happen(it);
        }
        world.calm();
        prop_assert_eq!(&world.shown, &world.class.now());
        prop_assert_eq!(world.board.connection(world.now), ConnectionState::Live);
    }
}
