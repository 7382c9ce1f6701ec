//! What a child's hands do with one item. A tap, a drag and a key end in the same two moves.

use crate::i18n::*;
use domain::{
    Lang,
    survey::{Hand, HandEvent, Item, Kind, TOKEN, Table},
};
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// One item under the child's hands.
#[derive(Clone, Copy)]
pub struct Hands {
    pub item: StoredValue<Item>,
    hand: RwSignal<Hand>,
    pub dragging: RwSignal<bool>,
    /// The place the dragged card is held above.
    pub over: RwSignal<Option<String>>,
    /// What a screen reader says of the last move.
    pub status: RwSignal<String>,
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
            hand: RwSignal::new(Hand::new(table)),
            dragging: RwSignal::new(false),
            over: RwSignal::new(None),
            status: RwSignal::new(String::new()),
            face: StoredValue::new(face),
            on_move,
            on_name,
            i18n: use_i18n(),
        }
    }

    fn lang(self) -> Lang {
        crate::ui::lang_of(self.i18n.get_locale_untracked())
    }

    pub fn with_table<T>(self, read: impl FnOnce(&Table) -> T) -> T {
        self.hand.with(|it| read(it.table()))
    }

    pub fn with_table_untracked<T>(self, read: impl FnOnce(&Table) -> T) -> T {
        self.hand.with_untracked(|it| read(it.table()))
    }

    /// The card in the hand: tapped, or being dragged.
    pub fn lifted_untracked(self) -> Option<String> {
        let lifted = |it: &Hand| it.lifted().map(str::to_owned);
        self.hand.with_untracked(lifted)
    }

    pub fn is_lifted(self, card: &str) -> bool {
        self.hand.with(|it| it.lifted() == Some(card))
    }

    /// A tap on a card; one that is lifted says its name. While another is dragged, a second finger
    /// does nothing.
    pub fn tap_card(self, card: &str) {
        if !self.dragging.get_untracked() {
            self.touch(|it| it.tap_card(card), true);
        }
    }

    /// A tap on a place; a card that is lifted from it says its name.
    pub fn tap_place(self, place: &str) {
        if self.dragging.get_untracked() {
            return;
        }
        self.end_drag();
        match self.hand.try_update(|it| it.tap_place(place)) {
            Some(HandEvent::Nothing) => self.on_name.run(self.name_of_place(place)),
            Some(event) => self.show(event, true),
            None => {}
        }
    }

    /// Takes the child's token back without a word: the cloud is chosen instead.
    pub fn take_token_back(self) {
        if self.item.with_value(Item::has_token) {
            self.hand.update(|it| drop(it.take_back(TOKEN)));
        }
    }

    /// A drag begins.
    pub fn lift(self, card: &str) {
        self.hand.update(|it| drop(it.lift(card)));
        self.show(HandEvent::Lifted(card.to_owned()), false);
    }

    /// A drag ends above a place.
    pub fn put(self, card: &str, place: &str) {
        self.touch(|it| it.put(card, place), false);
    }

    /// A drag ends above the tray.
    pub fn take_back(self, card: &str) {
        self.touch(|it| it.take_back(card), false);
    }

    /// Takes every card back, wherever it lay before.
    pub fn clear(self) {
        let placed = self.with_table_untracked(|it| it.placed().to_vec());
        for it in placed {
            self.take_back(&it.card);
        }
    }

    pub fn lower(self) {
        self.hand.update(Hand::lower);
        self.end_drag();
    }

    /// Steps back; false if this item has no step to take back.
    pub fn undo(self) -> bool {
        self.end_drag();
        let undone = self.hand.try_update(Hand::undo) == Some(true);
        if undone {
            self.on_move.run(());
        }
        undone
    }

    fn end_drag(self) {
        self.dragging.set(false);
        self.over.set(None);
    }

    fn touch(self, with: impl FnOnce(&mut Hand) -> HandEvent, says_name: bool) {
        self.end_drag();
        if let Some(event) = self.hand.try_update(with) {
            self.show(event, says_name);
        }
    }

    /// Says what came of a touch, and passes a move on.
    fn show(self, event: HandEvent, says_name: bool) {
        match event {
            HandEvent::Lifted(card) => {
                if says_name && let Some(name) = self.word_of_card(&card) {
                    self.on_name.run(name);
                }
                let card = self.name_of_card(&card);
                self.status
                    .set(t_string!(self.i18n, survey.lifted, card).to_string());
            }
            HandEvent::Moved { card, place } => {
                let chosen = self.with_table_untracked(Table::is_chosen_by_tap);
                match self.word_of_card(&card) {
                    Some(word) if chosen => self.on_name.run(word),
                    _ => self.on_name.run(self.name_of_place(&place)),
                }
                let (n, of) = self.with_table_untracked(|it| (it.placed().len(), it.cards().len()));
                let (card, place) = (self.name_of_card(&card), self.name_of_place(&place));
                self.status
                    .set(t_string!(self.i18n, survey.moved, card, place, n, of).to_string());
                self.on_move.run(());
            }
            HandEvent::TakenBack(card) => {
                let card = self.name_of_card(&card);
                self.status
                    .set(t_string!(self.i18n, survey.back_in_tray, card).to_string());
                self.on_move.run(());
            }
            HandEvent::Lowered | HandEvent::Nothing => {}
        }
    }

    /// A place's look by its name in the page.
    pub fn look_of_place(self, place: &str) -> &'static str {
        let over = self.over.get();
        self.hand.with(|it| it.look(place, over.as_deref())).name()
    }

    fn word_of_card(self, card: &str) -> Option<String> {
        let lang = self.lang();
        let word = |it: &Item| Some(it.card(card)?.word.get(lang).to_owned());
        self.item.with_value(word)
    }

    pub fn name_of_card(self, card: &str) -> String {
        if self.item.with_value(Item::has_token) {
            return t_string!(self.i18n, child.place_me).to_owned();
        }
        self.word_of_card(card).unwrap_or_default()
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
                "1" => t_string!(self.i18n, child.place_first),
                "2" => t_string!(self.i18n, child.place_second),
                "3" => t_string!(self.i18n, child.place_third),
                _ => t_string!(self.i18n, child.place_pick),
            }
            .to_owned()
        })
    }

    pub fn is_story(self) -> bool {
        self.item
            .with_value(|it| matches!(it.kind, Kind::Scene { .. }))
    }
}
