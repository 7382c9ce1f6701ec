//! Whether a group helped: the teacher's own word.

use super::table::Table as GroupTable;
use crate::{
    desk::ui::HelpedPick,
    i18n::*,
    ui::{Button, ButtonKind, Dialog, Icon, TextArea},
};
use domain::{group::Helpfulness, ids::GroupId, limits};
use leptos::prelude::*;

/// The closing word of a group.
#[component]
pub(super) fn EndDialog(table: GroupTable, ending: RwSignal<Option<GroupId>>) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let helped = RwSignal::new(None::<Helpfulness>);
    let note = RwSignal::new(String::new());
    Effect::new(move |_| {
        if ending.with(Option::is_some) {
            helped.set(None);
            note.set(String::new());
            open.set(true);
        }
    });
    Effect::new(move |_| {
        if !open.get() {
            ending.set(None);
        }
    });
    let end = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if let (Some(group), Some(helped)) = (ending.get_untracked(), helped.get_untracked()) {
            table.end(group, helped, note.get_untracked());
            open.set(false);
        }
    };
    let title = Signal::derive(move || {
        let name = table.spot_name(ending.get());
        t_string!(i18n, group.end_of, name).to_string()
    });
    view! {
        <Dialog open title>
            <form class="ui-form" on:submit=end>
                <HelpedPick helped name="group-helped" />
                <TextArea
                    label=Signal::derive(move || t_string!(i18n, group.in_a_sentence).to_owned())
                    name="closing"
                    value=note
                    longest=limits::group::NOTE_CHARS
                />
                <div class="ui-dialog-foot">
                    <Button
                        kind=ButtonKind::Main
                        act="keep-end"
                        disabled=move || helped.get().is_none()
                        submit=true
                    >
                        <Icon name="check" />
                        {move || t_string!(i18n, group.end)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
    .into_any()
}
