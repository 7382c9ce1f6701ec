//! How many children are in which state; a tap shows these alone. Each chip has its place and its
//! width whatever the numbers are.

use super::super::{state::Room, tile::group_icon};
use crate::{
    i18n::*,
    ui::{Button, ButtonKind, Icon},
};
use domain::board::{BoardMode, TileGroup};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

#[component]
pub(in crate::desk::board) fn BoardChips(room: Room) -> impl IntoView {
    let i18n = use_i18n();
    let counts = Memo::new(move |_| room.counts());
    let mode = Memo::new(move |_| room.mode());
    let chip = move |group: TileGroup| {
        let n = Memo::new(move |_| counts.with(|it| it.group(group)));
        let tap = move |()| {
            room.only.update(|it| {
                *it = if *it == Some(group) {
                    None
                } else {
                    Some(group)
                };
            });
        };
        view! {
            <Button
                kind=ButtonKind::Quiet
                act=group.name()
                pressed=move || room.only.get() == Some(group)
                on_click=tap
                class="board-chip"
            >
                <Icon name=group_icon(group) />
                <span class="board-chip-n" data-none=move || (n.get() == 0).then_some("yes")>
                    {n}
                </span>
                <span class="board-chip-word">{move || group_words(i18n, group, mode.get())}</span>
            </Button>
        }
    };
    // Who has not started is told where it is asked: in a survey.
    let all = move || {
        let shown = TileGroup::ALL
            .into_iter()
            .filter(move |it| *it != TileGroup::NotStarted || mode.get() == BoardMode::Survey);
        shown.map(chip).collect_view()
    };
    view! {
        <div class="board-chips" role="group" aria-label=move || t_string!(i18n, board.show_only)>
            {all}
        </div>
    }
    .into_any()
}

fn group_words(i18n: I18nContext<Locale>, group: TileGroup, mode: BoardMode) -> &'static str {
    match (group, mode) {
        (TileGroup::Help, _) => t_string!(i18n, board.chip_help),
        (TileGroup::Quiet, _) => t_string!(i18n, board.chip_quiet),
        (TileGroup::Working, _) => t_string!(i18n, board.working),
        (TileGroup::Paused, _) => t_string!(i18n, board.paused),
        (TileGroup::Done, BoardMode::Goals) => t_string!(i18n, board.done_today),
        (TileGroup::Done, BoardMode::Survey) => t_string!(i18n, board.done_survey),
        (TileGroup::NotStarted, _) => t_string!(i18n, board.not_started),
        (TileGroup::Absent, _) => t_string!(i18n, board.absent),
    }
}
