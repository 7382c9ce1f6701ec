//! The board in the browser's memory: each tile a signal of its own, so that a child's tap redraws
//! one tile and the focus stays where it is.

use chrono::{DateTime, Utc};
use domain::{
    board::{
        Board, BoardCounts, OpenRun, Tile, TileNews,
        order::{sort_by_help, sort_by_seat},
        seat::{Seat, Seating},
    },
    ids::PersonId,
    school::ChildName,
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
    pub(super) fn apply(self, tiles: Vec<Tile>) -> Vec<TileNews> {
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
        let wishes = self.tiles.with(|all| {
            let wishes = all.values().filter_map(|tile| tile.with(Tile::wish));
            wishes.collect()
        });
        sort_by_help(&mut children, &wishes);
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
        sort_by_seat(&mut children, seating);
        children
    }

    pub(super) fn counts(self) -> BoardCounts {
        let mut counts = BoardCounts::default();
        self.tiles.with(|all| {
            for tile in all.values() {
                tile.with(|tile| counts.add(tile));
            }
        });
        counts
    }
}

fn change(signal: &ArcRwSignal<Tile>, tile: Tile) -> Option<TileNews> {
    let before = signal.get_untracked();
    let news = TileNews::between(&before, &tile);
    signal.set(tile);
    news
}

fn set<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|it| *it != value) {
        signal.set(value);
    }
}
