//! The board in the browser's memory: each tile a signal of its own, so that a child's tap redraws
//! one tile and the focus stays where it is.

use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    board::{
        Board, BoardCounts, BoardDay, BoardMode, BoardPulse, OpenRun, Share, Tile, TileContext,
        TileGroup, TileNews, TileState,
        order::sort_by_seat,
        seat::{Seat, Seating},
    },
    ids::PersonId,
    school::ChildName,
};
use leptos::prelude::*;
use std::collections::HashMap;

#[derive(Clone, Copy)]
pub(super) struct Room {
    pub(super) title: RwSignal<String>,
    pub(super) open: RwSignal<bool>,
    pub(super) run: RwSignal<Option<OpenRun>>,
    pub(super) children: RwSignal<Vec<ChildName>>,
    pub(super) seats: RwSignal<Vec<Seat>>,
    /// What time it is, looked at every half minute; only the browser knows.
    pub(super) clock: RwSignal<Option<DateTime<Utc>>>,
    /// Only these are shown.
    pub(super) only: RwSignal<Option<TileGroup>>,
    /// The school's date, and who is absent on it.
    day: RwSignal<BoardDay>,
    /// Whose tablet the school has not heard of for a while, and since when.
    quiet: RwSignal<HashMap<PersonId, DateTime<Utc>>>,
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
            clock: RwSignal::new(None),
            only: RwSignal::new(None),
            day: RwSignal::new(board.day.clone()),
            quiet: RwSignal::new(HashMap::new()),
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
            // On another day the same tile has other goals.
            if signal.with_untracked(|it| it.seq < tile.seq || (it.seq == tile.seq && *it != tile))
            {
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
        set(self.day, board.day);
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

    /// Takes over what changes without an event; true on another day than the board was read for.
    pub(super) fn take_pulse(self, pulse: BoardPulse) -> bool {
        let Some(before) = self.day.try_get_untracked() else {
            return false;
        };
        let quiet = pulse.quiet.into_iter().map(|it| (it.child, it.since));
        set(self.quiet, quiet.collect());
        let turned = before.today != pulse.day.today;
        set(self.day, pulse.day);
        turned
    }

    /// Looks at the clock.
    pub(super) fn tick(self) {
        self.clock.try_set(Some(crate::ui::browser::now()));
    }

    /// The school's date.
    pub(super) fn today(self) -> NaiveDate {
        self.day.with(|it| it.today)
    }

    /// Today's goals, or the survey while one is open.
    pub(super) fn mode(self) -> BoardMode {
        BoardMode::of(self.run.with(Option::is_some))
    }

    /// All of them, in no order.
    pub(super) fn all_tiles(self) -> Vec<Tile> {
        self.tiles
            .with(|all| all.values().map(ArcRwSignal::get).collect())
    }

    pub(super) fn tile(self, child: PersonId) -> Option<ArcRwSignal<Tile>> {
        self.tiles.with_untracked(|all| all.get(&child).cloned())
    }

    pub(super) fn state(self, tile: &Tile) -> TileState {
        let child = tile.child;
        let known = TileContext {
            quiet: self.quiet.with(|all| all.contains_key(&child)),
            absent: self.day.with(|it| it.absent.contains(&child)),
            mode: self.mode(),
            today: self.today(),
        };
        TileState::of(tile, known)
    }

    /// Since when the school has not heard of the child's tablet.
    pub(super) fn quiet_since(self, child: PersonId) -> Option<DateTime<Utc>> {
        self.quiet.with(|all| all.get(&child).copied())
    }

    pub(super) fn name(self, child: PersonId) -> String {
        let name = |all: &Vec<ChildName>| {
            all.iter()
                .find(|it| it.child == child)
                .map(|it| it.name.clone())
        };
        self.children.with_untracked(name).unwrap_or_default()
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
        let state = |tile: &ArcRwSignal<Tile>| tile.with(|tile| self.state(tile));
        self.tiles.with(|all| all.values().map(state).collect())
    }

    /// How far those at school are with the survey.
    pub(super) fn share(self) -> Share {
        let tiles = self.all_tiles();
        self.day.with(|day| Share::of(&tiles, &day.absent))
    }
}

fn change(signal: &ArcRwSignal<Tile>, tile: Tile) -> Option<TileNews> {
    let before = signal.get_untracked();
    let tile = tile.after(&before);
    let news = TileNews::between(&before, &tile);
    signal.set(tile);
    news
}

fn set<T: PartialEq + Clone + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|it| *it != value) {
        signal.set(value);
    }
}
