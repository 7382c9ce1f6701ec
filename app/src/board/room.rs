//! The board in the browser's memory: each tile a signal of its own, so that a child's tap redraws
//! one tile and the focus stays where it is.

use chrono::{DateTime, Utc};
use domain::{
    board::{Board, Doing, OpenRun, Tile},
    ids::PersonId,
    school::ChildName,
    seat::{Seat, Seating},
};
use leptos::prelude::*;
use std::collections::{HashMap, HashSet};

#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) title: RwSignal<String>,
    pub(super) open: RwSignal<bool>,
    pub(super) run: RwSignal<Option<OpenRun>>,
    pub(super) children: RwSignal<Vec<ChildName>>,
    pub(super) seats: RwSignal<Vec<Seat>>,
    /// Whose tablet the school has not heard of for a while, and since when.
    pub(super) quiet: RwSignal<HashMap<PersonId, DateTime<Utc>>>,
    /// Whose day off it is.
    pub(super) away: RwSignal<HashSet<PersonId>>,
    tiles: RwSignal<HashMap<PersonId, ArcRwSignal<Tile>>>,
}

/// How many children stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) not_started: usize,
    pub(super) working: usize,
    pub(super) done: usize,
    pub(super) away: usize,
    pub(super) locked: usize,
    pub(super) here: usize,
    pub(super) want_help: usize,
}

/// What is worth saying aloud of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum News {
    Done(PersonId),
    Locked(PersonId),
    WantsHelp(PersonId),
    Proposed(PersonId),
}

impl Room {
    pub(super) fn of(board: Board) -> Self {
        let room = Self {
            title: RwSignal::new(String::new()),
            open: RwSignal::new(false),
            run: RwSignal::new(None),
            children: RwSignal::new(Vec::new()),
            seats: RwSignal::new(Vec::new()),
            quiet: RwSignal::new(HashMap::new()),
            away: RwSignal::new(HashSet::new()),
            tiles: RwSignal::new(HashMap::new()),
        };
        room.replace(board);
        room
    }

    /// Takes over a board that was read anew; what is the same is not touched.
    pub(super) fn replace(self, board: Board) {
        let tiles = board.tiles.into_iter().map(|tile| {
            let known = self
                .tiles
                .with_untracked(|all| all.get(&tile.child).cloned());
            let signal = known.unwrap_or_else(|| ArcRwSignal::new(tile.clone()));
            let child = tile.child;
            if signal.with_untracked(|it| it.seq < tile.seq) {
                change(&signal, tile);
            }
            (child, signal)
        });
        let tiles: HashMap<_, _> = tiles.collect();
        if self.tiles.with_untracked(|all| {
            all.len() != tiles.len() || tiles.keys().any(|it| !all.contains_key(it))
        }) {
            self.tiles.set(tiles);
        }
        set(self.title, board.title);
        set(self.open, board.open);
        set(self.run, board.run);
        set(self.seats, board.seats);
        set(self.children, board.children);
    }

    /// From now on any tile is newer than those that are here.
    pub(super) fn forget(self) {
        self.tiles.with_untracked(|all| {
            for tile in all.values() {
                tile.update_untracked(|it| it.seq = -1);
            }
        });
    }

    /// Takes over newer tiles; one that came late changes nothing.
    pub(super) fn apply(self, tiles: Vec<Tile>) -> Vec<News> {
        let known = |tile: Tile| {
            let signal = self
                .tiles
                .with_untracked(|all| all.get(&tile.child).cloned())?;
            let newer = signal.with_untracked(|it| it.seq < tile.seq);
            newer.then(|| change(&signal, tile))?
        };
        tiles.into_iter().filter_map(known).collect()
    }

    /// All of them, in no order.
    pub(super) fn all_tiles(self) -> Vec<Tile> {
        self.tiles
            .with(|all| all.values().map(ArcRwSignal::get).collect())
    }

    pub(super) fn tile(self, child: PersonId) -> Option<ArcRwSignal<Tile>> {
        self.tiles.with_untracked(|all| all.get(&child).cloned())
    }

    pub(super) fn name(self, child: PersonId) -> String {
        let name = |all: &Vec<ChildName>| {
            all.iter()
                .find(|it| it.child == child)
                .map(|it| it.name.clone())
        };
        self.children.with_untracked(name).unwrap_or_default()
    }

    /// The children in the order of their names, but first those who want help, the longest waiting
    /// first of them.
    pub(super) fn in_order(self) -> Vec<ChildName> {
        let mut children = self.children.get();
        let since: HashMap<PersonId, DateTime<Utc>> = self.tiles.with(|all| {
            let wishes = all
                .values()
                .filter_map(|tile| tile.with(|it| Some((it.child, it.help.as_ref()?.asked_at))));
            wishes.collect()
        });
        children.sort_by_key(|it| {
            let since = since.get(&it.child);
            (since.is_none(), since.copied())
        });
        children
    }

    /// Who sits where, whether somebody put them there or not.
    pub(super) fn seating(self) -> Seating {
        let children: Vec<_> = self
            .children
            .with(|all| all.iter().map(|it| it.child).collect());
        self.seats.with(|seats| Seating::of(seats, &children))
    }

    /// The children row by row; nobody moves but by being put somewhere else.
    pub(super) fn in_seats(self, seating: &Seating) -> Vec<ChildName> {
        let mut children = self.children.get();
        children.sort_by_key(|it| {
            let place = seating.place(it.child);
            (place.is_none(), place)
        });
        children
    }

    pub(super) fn counts(self) -> Counts {
        let mut counts = Counts::default();
        self.tiles.with(|all| {
            for tile in all.values() {
                tile.with(|tile| counts.add(tile));
            }
        });
        counts
    }
}

impl Counts {
    fn add(&mut self, tile: &Tile) {
        match tile.doing {
            Doing::NotStarted => self.not_started += 1,
            Doing::Working(_) => self.working += 1,
            Doing::Done => self.done += 1,
            Doing::Away(_) => self.away += 1,
        }
        self.locked += usize::from(tile.locked);
        self.here += usize::from(tile.here);
        self.want_help += usize::from(tile.help.is_some());
    }
}

fn change(signal: &ArcRwSignal<Tile>, tile: Tile) -> Option<News> {
    let before = signal.get_untracked();
    let news = match () {
        () if tile.help.is_some() && before.help.is_none() => Some(News::WantsHelp(tile.child)),
        () if tile.proposals > before.proposals => Some(News::Proposed(tile.child)),
        () if tile.locked && !before.locked => Some(News::Locked(tile.child)),
        () if tile.doing == Doing::Done && before.doing != Doing::Done => {
            Some(News::Done(tile.child))
        }
        () => None,
    };
    signal.set(tile);
    news
}

fn set<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|it| *it != value) {
        signal.set(value);
    }
}
