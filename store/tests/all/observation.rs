//! What adults saw children do: written for several at once, and gone when its writer says so.

use crate::{TestDb, competency, fixture, invalid, morning};
use chrono::TimeDelta;
use domain::{
    competency::{Level, current_level},
    ids::{CompetencyId, ObservationId, PersonId},
    observation::{Draft, Observation, ObservationError, ObservationSubject, ObservedSubject},
    profile::Facet,
};
use store::{
    Db, StoreError,
    competency::{apply_all, list_levels, undo_level},
    observation::{delete, insert, list_of_child, undo},
    proof::Teacher,
};

fn draft(db: &Db, children: &[PersonId], under: ObservationSubject) -> Draft {
    Draft {
        id: ObservationId(db.ids().uuid()),
        children: children.to_vec(),
        under,
        said: "  Shared the blocks ".to_owned(),
    }
}

fn facet(db: &Db, children: &[PersonId]) -> Draft {
    draft(db, children, ObservationSubject::Facet(Facet::Strengths))
}

fn learning(competency: CompetencyId) -> ObservationSubject {
    let level = Some(Level::Learning);
    ObservationSubject::Competency { competency, level }
}

async fn write(db: &Db, teacher: &Teacher, draft: &Draft) -> Result<(), StoreError> {
    insert(
        db,
        teacher,
        draft.clone(),
        morning().date_naive(),
        morning(),
    )
    .await
}

async fn of(db: &Db, teacher: &Teacher, child: PersonId) -> Vec<Observation> {
    list_of_child(db, &fixture::of_child(db, teacher, child).await)
        .await
        .unwrap()
}

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_request_writes_for_all_its_children_once_and_an_undo_leaves_nothing() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        let both = [small.milo, small.sofia_garcia];
        let it = facet(&db, &both);
        for _ in 0..2 {
            write(&db, &reed, &it).await.unwrap();
        }
        for child in both {
            let seen = of(&db, &reed, child).await;
            assert_eq!(seen.len(), 1);
            assert_eq!(seen[0].about, ObservedSubject::Facet(Facet::Strengths));
            assert_eq!(seen[0].said, "Shared the blocks");
            assert_eq!(seen[0].on, morning().date_naive());
            assert_eq!((seen[0].by.as_str(), seen[0].mine), ("Kim Reed", true));
        }
        assert!(of(&db, &reed, small.sofia_gutierrez).await.is_empty());
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        assert!(!of(&db, &leader, small.milo).await[0].mine);

        let late = morning() + TimeDelta::minutes(11);
        let refused = undo(&db, &reed, it.id, late).await;
        invalid(refused, ObservationError::TooLateToUndo);
        undo(&db, &reed, it.id, morning()).await.unwrap();
        for child in both {
            assert!(of(&db, &reed, child).await.is_empty());
        }
        hidden(undo(&db, &reed, it.id, morning()).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_level_goes_to_each_child_and_is_taken_back_with_its_sentence() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        competency::taken_in(&db).await;
        let two = competency::all(&db, small.reed).await[1].clone();
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        let both = [small.milo, small.sofia_garcia];
        let it = draft(&db, &both, learning(two.id));
        for _ in 0..2 {
            write(&db, &reed, &it).await.unwrap();
        }
        let about = |level| ObservedSubject::Competency {
            code: two.code.clone(),
            statement: two.statement.clone(),
            level,
        };
        let levels = async |child| {
            list_levels(&db, &fixture::of_child(&db, &reed, child).await, two.id)
                .await
                .unwrap()
        };
        for child in both {
            let said = levels(child).await;
            assert_eq!(said.len(), 1);
            assert_eq!(said[0].level, Some(Level::Learning));
            assert_eq!(said[0].note, "Shared the blocks");
            let seen = of(&db, &reed, child).await;
            assert_eq!(seen[0].about, about(Some(Level::Learning)));
        }
        let entry = levels(small.milo).await[0].id;
        undo_level(&db, &reed, small.milo, entry, morning())
            .await
            .unwrap();
        assert_eq!(of(&db, &reed, small.milo).await[0].about, about(None));
        undo(&db, &reed, it.id, morning()).await.unwrap();
        for child in both {
            let said = levels(child).await;
            assert_eq!((said.len(), current_level(&said)), (2, None));
            assert!(said.iter().all(|it| it.note.is_empty()));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn its_writer_deletes_it_of_one_child_and_the_others_keep_it() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        let it = facet(&db, &[small.milo, small.sofia_garcia]);
        write(&db, &reed, &it).await.unwrap();
        let later = morning() + TimeDelta::days(30);
        delete(&db, &reed, small.milo, it.id, later).await.unwrap();
        assert!(of(&db, &reed, small.milo).await.is_empty());
        assert_eq!(of(&db, &reed, small.sofia_garcia).await.len(), 1);
        hidden(delete(&db, &reed, small.milo, it.id, later).await);
        delete(&db, &reed, small.sofia_garcia, it.id, later)
            .await
            .unwrap();
        // Nothing is left of it: the same id is new again.
        write(&db, &reed, &it).await.unwrap();
        assert_eq!(of(&db, &reed, small.milo).await.len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_classs_teachers_write_and_only_the_writer_deletes() {
    TestDb::each(async |db| {
        let small = fixture::small(&db).await;
        let framework = competency::framework_of(competency::CEDAR);
        apply_all(&db, &fixture::console(), None, framework, morning())
            .await
            .unwrap();
        let reed = fixture::teacher(&db, small.reed, small.room1).await;
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        let own = facet(&db, &[small.milo]);
        hidden(write(&db, &leader, &own).await);
        for other in [small.ana, small.leo] {
            let both = facet(&db, &[small.milo, other]);
            hidden(write(&db, &reed, &both).await);
            hidden(list_of_child(&db, &fixture::of_child(&db, &reed, other).await).await);
        }
        assert!(of(&db, &reed, small.milo).await.is_empty());
        let theirs = competency::all(&db, small.park).await[1].id;
        hidden(write(&db, &reed, &draft(&db, &[small.milo], learning(theirs))).await);
        let empty = facet(&db, &[]);
        let refused = write(&db, &reed, &empty).await;
        invalid(refused, ObservationError::NoChild);

        write(&db, &reed, &own).await.unwrap();
        let second = fixture::one_more_teacher(&db, small.cedar, small.room1).await;
        let second = fixture::teacher(&db, second, small.room1).await;
        assert_eq!(of(&db, &second, small.milo).await.len(), 1);
        for other in [&second, &leader, &cole] {
            hidden(undo(&db, other, own.id, morning()).await);
            hidden(delete(&db, other, small.milo, own.id, morning()).await);
        }
        // Another's id is no way to write over it.
        hidden(write(&db, &second, &own).await);
        hidden(list_of_child(&db, &fixture::of_child(&db, &cole, small.milo).await).await);
        assert_eq!(of(&db, &reed, small.milo).await.len(), 1);
    })
    .await;
}
