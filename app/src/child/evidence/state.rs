//! The child's evidence on this tablet: what the school knew, and what was shown here since.

use super::{HELD, api};
use crate::{
    sync::{OfflineCache, Pictures, Sync, use_offline_cache, use_pictures, use_sync},
    ui::browser::new_uuid,
};
use chrono::NaiveDate;
use domain::{
    event::Op,
    evidence::{EvidenceItem, EvidenceSentence, EvidenceState, Kind, MyEvidence, Starter},
    ids::{EvidenceId, GoalId},
    plan::WhyCard,
    signin::Me,
};
use leptos::{prelude::*, task::spawn_local};
use std::collections::HashMap;

/// A handle on the child's evidence.
#[derive(Clone, Copy)]
pub struct Showing {
    pieces: RwSignal<Vec<EvidenceItem>>,
    /// Pictures that are only here yet, as addresses a page can show.
    here: RwSignal<HashMap<EvidenceId, String>>,
    starters: RwSignal<(u32, Vec<WhyCard>)>,
    me: StoredValue<Option<(Me, NaiveDate)>>,
    sync: Sync,
    cache: StoredValue<OfflineCache>,
    pictures: Pictures,
}

/// Gives everything below the child's evidence; it is asked for once the page is there.
pub fn provide_showing() -> Showing {
    let showing = Showing {
        pieces: RwSignal::new(Vec::new()),
        here: RwSignal::new(HashMap::new()),
        starters: RwSignal::new((0, Vec::new())),
        me: StoredValue::new(None),
        sync: use_sync(),
        cache: StoredValue::new(use_offline_cache()),
        pictures: use_pictures(),
    };
    provide_context(showing);
    showing
}

impl Showing {
    /// Whose it is, and what day it is at school.
    pub fn begin(self, me: Me, today: NaiveDate) {
        self.me.set_value(Some((me, today)));
        spawn_local(async move {
            let Some(cache) = self.cache.try_get_value() else {
                return;
            };
            if let Ok((mine, _)) = cache.ask(HELD, api::see_evidence()).await {
                self.take(mine);
            }
            self.catch_up().await;
        });
    }

    fn take(self, mine: MyEvidence) {
        self.starters.try_set((mine.book, mine.starters));
        self.pieces.try_set(mine.pieces);
    }

    async fn catch_up(self) {
        let Some(Some((me, _))) = self.me.try_get_value() else {
            return;
        };
        for event in self.sync.on_disk_of(me.child).await {
            if let Op::ShowEvidence { piece } = &event.op {
                self.apply(piece);
            }
        }
        let lying = self.pictures.all().await;
        self.here.try_update(|here| {
            here.extend(lying.into_iter().map(|(id, base64)| (id, address(&base64))));
        });
    }

    pub fn of(self, goal: GoalId) -> Vec<EvidenceItem> {
        self.pieces
            .with(|all| all.iter().filter(|it| it.goal == goal).cloned().collect())
    }

    pub fn starters(self) -> Vec<WhyCard> {
        self.starters.with(|(_, all)| all.clone())
    }

    /// Where a page finds the picture.
    pub fn picture(self, shown: &EvidenceItem) -> Option<String> {
        let here = self.here.with(|here| here.get(&shown.evidence).cloned());
        here.or_else(|| {
            let at_school = shown.has_picture;
            at_school.then(|| format!("/evidence/{}", shown.evidence))
        })
    }

    /// Whether the school has all of a piece.
    pub fn is_at_school(self, shown: &EvidenceItem) -> bool {
        self.sync.waiting() == 0 && !self.pictures.waits(shown.evidence)
    }

    /// Keeps a picture: first itself, then the word of it. False if the disk refused it.
    pub async fn show_picture(self, goal: GoalId, kind: Kind, base64: String) -> bool {
        let id = EvidenceId(new_uuid());
        if !self.pictures.keep(id, base64.clone()).await {
            return false;
        }
        self.here
            .update(|here| drop(here.insert(id, address(&base64))));
        self.say(id, goal, kind, None);
        true
    }

    /// Keeps a sentence.
    pub fn show_sentence(self, goal: GoalId, card: &WhyCard) {
        let book = self.starters.with_untracked(|(book, _)| *book);
        let starter = Starter {
            book,
            id: card.id.clone(),
        };
        let id = EvidenceId(new_uuid());
        self.say(id, goal, Kind::Sentence, Some(starter));
    }

    fn say(self, evidence: EvidenceId, goal: GoalId, kind: Kind, starter: Option<Starter>) {
        let Some((_, today)) = self.me.get_value() else {
            return;
        };
        self.record(EvidenceState {
            evidence,
            goal,
            kind,
            rev: 1,
            on: today,
            starter,
            taken_back: false,
        });
    }

    /// Takes a piece of the child's own back.
    pub fn take_back(self, shown: &EvidenceItem) {
        let starter = (shown.kind == Kind::Sentence).then(|| self.starter_of(shown));
        let piece = EvidenceState {
            evidence: shown.evidence,
            goal: shown.goal,
            kind: shown.kind,
            rev: shown.rev,
            on: shown.on,
            starter: starter.flatten(),
            taken_back: false,
        };
        self.record(piece.back());
        let id = shown.evidence;
        spawn_local(async move { self.pictures.forget(id).await });
    }

    /// The card a sentence came from.
    fn starter_of(self, shown: &EvidenceItem) -> Option<Starter> {
        let picture = shown.sentence.as_ref()?.picture.clone()?;
        self.starters.with_untracked(|(book, all)| {
            let card = all.iter().find(|it| it.picture == picture)?;
            Some(Starter {
                book: *book,
                id: card.id.clone(),
            })
        })
    }

    fn record(self, piece: EvidenceState) {
        self.apply(&piece);
        if let Some((me, _)) = self.me.get_value() {
            self.sync.record(&me, Op::ShowEvidence { piece });
        }
    }

    /// What the screen shows at once; the school does the same when the event comes.
    fn apply(self, piece: &EvidenceState) {
        let card = piece.starter.as_ref().and_then(|starter| {
            let all = self.starters.try_with_untracked(|(_, all)| all.clone())?;
            all.into_iter().find(|it| it.id == starter.id)
        });
        self.pieces.try_update(|all| {
            let at = all.iter().position(|it| it.evidence == piece.evidence);
            match at {
                Some(at) if all[at].rev >= piece.rev => {}
                Some(at) if piece.taken_back => drop(all.remove(at)),
                Some(at) => all[at].rev = piece.rev,
                None if piece.taken_back => {}
                None => all.insert(
                    0,
                    EvidenceItem {
                        evidence: piece.evidence,
                        goal: piece.goal,
                        kind: piece.kind,
                        rev: piece.rev,
                        on: piece.on,
                        sentence: card.map(|it| EvidenceSentence::of(&it.picture, &it.word)),
                        has_picture: false,
                        by: None,
                        mine: true,
                    },
                ),
            }
        });
    }
}

fn address(base64: &str) -> String {
    format!("data:image/jpeg;base64,{base64}")
}
