//! What a child's hands do with one item. A tap, a drag and a key end in the same two moves.

use crate::i18n::*;
use domain::{
    Lang,
    survey::{Item, Kind, Table},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// One item under the child's hands.
#[derive(Clone, Copy)]
pub struct Hands {
    pub item: StoredValue<Item>,
    pub table: RwSignal<Table>,
    /// The card in the hand: tapped, or being dragged.
    pub lifted: RwSignal<Option<String>>,
    pub dragging: RwSignal<bool>,
    /// The place the dragged card is held above.
    pub over: RwSignal<Option<String>>,
    /// What a screen reader is told of the last move.
    pub told: RwSignal<String>,
    /// The child's own picture.
    pub face: StoredValue<String>,
    on_move: Callback<()>,
    on_name: Callback<String>,
    i18n: I18nContext<Locale>,
}

impl Hands {
    pub fn new(
        item: Item,
        table: Table,
        face: String,
        on_move: Callback<()>,
        on_name: Callback<String>,
    ) -> Self {
        Self {
            item: StoredValue::new(item),
            table: RwSignal::new(table),
            lifted: RwSignal::new(None),
            dragging: RwSignal::new(false),
            over: RwSignal::new(None),
            told: RwSignal::new(String::new()),
            face: StoredValue::new(face),
            on_move,
            on_name,
            i18n: use_i18n(),
        }
    }

    fn lang(self) -> Lang {
        crate::ui::lang_of(self.i18n.get_locale_untracked())
    }

    /// A tap on a card: it says its name and is lifted, lowered, or goes where there is but one
    /// place to go; a lifted card lands where the tapped one lies.
    pub fn tap_card(self, card: &str) {
        let held = self.lifted.get_untracked();
        let lies_in = self
            .table
            .with_untracked(|it| it.place_of(card).map(str::to_owned));
        match (held, lies_in) {
            (Some(held), _) if held == card => self.lower(),
            (Some(held), Some(place)) => self.put(&held, &place),
            _ => {
                let lang = self.lang();
                let name = self
                    .item
                    .with_value(|it| it.card(card).map(|it| it.word.get(lang).to_owned()));
                if let Some(name) = name {
                    self.on_name.run(name);
                }
                self.lift(card);
            }
        }
    }

    /// A tap on a place: the lifted card lands; where there is but one card, it comes by itself.
    pub fn tap_place(self, place: &str) {
        let held = self.lifted.get_untracked();
        let only = self
            .table
            .with_untracked(|it| it.only_card().map(str::to_owned));
        if let Some(card) = held.or(only) {
            self.put(&card, place);
        } else if let Some(last) = self
            .table
            .with_untracked(|it| it.in_place(place).last().map(str::to_owned))
        {
            self.tap_card(&last);
        }
    }

    pub fn lift(self, card: &str) {
        let card_name = self.name_of_card(card);
        self.told
            .set(t_string!(self.i18n, survey.lifted, card = card_name).to_string());
        self.lifted.set(Some(card.to_owned()));
    }

    pub fn lower(self) {
        self.lifted.set(None);
        self.dragging.set(false);
        self.over.set(None);
    }

    pub fn put(self, card: &str, place: &str) {
        self.lower();
        if self.table.try_update(|table| table.put(card, place)) != Some(true) {
            return;
        }
        let (n, of) = self
            .table
            .with_untracked(|it| (it.placed().len(), it.cards().len()));
        let (card, place) = (self.name_of_card(card), self.name_of_place(place));
        self.told.set(
            t_string!(
                self.i18n,
                survey.moved,
                card = card,
                place = place,
                n = n,
                of = of
            )
            .to_string(),
        );
        self.on_move.run(());
    }

    pub fn take_back(self, card: &str) {
        self.lower();
        if self.table.try_update(|table| table.take_back(card)) == Some(true) {
            let card = self.name_of_card(card);
            self.told
                .set(t_string!(self.i18n, survey.back_in_tray, card = card).to_string());
            self.on_move.run(());
        }
    }

    /// Steps back; false if this item has no step to take back.
    pub fn undo(self) -> bool {
        self.lower();
        let undone = self.table.try_update(Table::undo) == Some(true);
        if undone {
            self.on_move.run(());
        }
        undone
    }

    pub fn is_lifted(self, card: &str) -> bool {
        self.lifted.with(|held| held.as_deref() == Some(card))
    }

    /// A place's look: `open`, `glow` (the lifted card may go here), `over`, `full`.
    pub fn state_of_place(self, place: &str) -> &'static str {
        let taken = self.table.with(|it| it.in_place(place).next().is_some());
        if self.over.with(|over| over.as_deref() == Some(place)) {
            "over"
        } else if self.lifted.with(Option::is_some) {
            "glow"
        } else if taken {
            "full"
        } else {
            "open"
        }
    }

    pub fn name_of_card(self, card: &str) -> String {
        if self.item.with_value(Item::has_token) {
            return t_string!(self.i18n, say.place_me).to_owned();
        }
        let lang = self.lang();
        self.item
            .with_value(|it| it.card(card).map(|it| it.word.get(lang).to_owned()))
            .unwrap_or_default()
    }

    pub fn name_of_place(self, place: &str) -> String {
        let lang = self.lang();
        let bucket = self.item.with_value(|it| {
            let bucket = it
                .places
                .iter()
                .find(|it| it.id == place)
                .map(|it| it.word.get(lang));
            let card = it.card(place).map(|it| it.word.get(lang));
            bucket.or(card).map(str::to_owned)
        });
        bucket.unwrap_or_else(|| {
            match place {
                "1" => t_string!(self.i18n, say.place_first),
                "2" => t_string!(self.i18n, say.place_second),
                "3" => t_string!(self.i18n, say.place_third),
                _ => t_string!(self.i18n, say.place_pick),
            }
            .to_owned()
        })
    }

    pub fn is_story(self) -> bool {
        self.item
            .with_value(|it| matches!(it.kind, Kind::Scene { .. }))
    }
}
