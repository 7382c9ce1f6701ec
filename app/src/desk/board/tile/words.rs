//! The sign and the word of each state, told apart by shape as well.

use super::super::state::Room;
use crate::i18n::*;
use domain::{
    board::{BoardMode, Tile, TileGroup, TileState, quiet_minutes},
    limits,
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

pub(in crate::desk::board) const fn group_icon(group: TileGroup) -> &'static str {
    match group {
        TileGroup::Help => "hand",
        TileGroup::Quiet => "clock",
        TileGroup::Working => "pencil",
        TileGroup::Paused => "pause",
        TileGroup::Done => "check",
        TileGroup::NotStarted => "ring",
        TileGroup::Absent => "away",
    }
}

pub(super) const fn state_icon(state: TileState) -> &'static str {
    match state {
        TileState::Locked => "lock",
        state => group_icon(TileGroup::of(state)),
    }
}

/// The state in a word or two.
pub(super) fn state_words(
    i18n: I18nContext<Locale>,
    room: Room,
    tile: &Tile,
    state: TileState,
) -> String {
    let words = match (state, room.mode()) {
        (TileState::Locked, _) => t_string!(i18n, board.locked),
        (TileState::WantsHelp, _) => t_string!(i18n, board.wants_help),
        (TileState::HelpComing, _) => t_string!(i18n, board.help_coming),
        (TileState::Quiet, _) => return quiet_words(i18n, room, tile),
        (TileState::Absent, _) => t_string!(i18n, board.absent),
        (TileState::Working, _) => t_string!(i18n, board.working),
        (TileState::Paused, _) => t_string!(i18n, board.paused),
        (TileState::Done, BoardMode::Goals) => t_string!(i18n, board.done_today),
        (TileState::Done, BoardMode::Survey) => t_string!(i18n, board.done_survey),
        (TileState::NotStarted, _) => t_string!(i18n, board.not_started),
    };
    words.to_owned()
}

fn quiet_words(i18n: I18nContext<Locale>, room: Room, tile: &Tile) -> String {
    let since = room.quiet_since(tile.child).zip(room.clock.get());
    let least = limits::device::QUIET_AFTER.num_minutes();
    let n = since.map_or(least, |(since, now)| quiet_minutes(since, now));
    t_string!(i18n, board.quiet, n).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_group_and_a_locked_tile_have_a_sign_of_their_own() {
        let signs = TileGroup::ALL.map(group_icon);
        let mut all: BTreeSet<_> = signs.into_iter().collect();
        all.insert(state_icon(TileState::Locked));
        assert_eq!(all.len(), signs.len() + 1);
    }
}
