//! What was tried, until somebody says whether it helped.

use crate::{
    TestDb, fixture,
    group::made,
    invalid, morning,
    plan::{after, planning, today},
};
use domain::{
    group::Helpfulness,
    ids::InterventionId,
    intervention::{
        InterventionDraft, InterventionError, InterventionList, InterventionReview,
        InterventionTarget,
    },
};
use store::{Db, StoreError, group, intervention, proof::Teacher};

fn draft(of: InterventionTarget, follow_up: i64) -> InterventionDraft {
    InterventionDraft {
        of,
        what: " Counts with cubes ".to_owned(),
        by: "Ms Reed".to_owned(),
        begins: today(),
        follow_up: after(follow_up),
    }
}

async fn begun(
    db: &Db,
    teacher: &Teacher,
    of: InterventionTarget,
    follow_up: i64,
) -> InterventionId {
    let begun = intervention::begin(db, teacher, draft(of, follow_up), morning());
    begun.await.unwrap()
}

async fn due(db: &Db, teacher: &Teacher, on: i64) -> Vec<InterventionId> {
    let due = intervention::list_due(db, teacher, after(on))
        .await
        .unwrap();
    due.all.iter().map(|it| it.id).collect()
}

fn looks(helped: Helpfulness, again: Option<i64>) -> InterventionReview {
    InterventionReview {
        helped,
        note: " A bit ".to_owned(),
        again: again.map(after),
    }
}

fn hidden<T: std::fmt::Debug>(found: Result<T, StoreError>) {
    assert!(matches!(found, Err(StoreError::NotFound)), "{found:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_comes_back_on_its_day_once_more_if_asked_to_and_then_is_over() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, teacher) = (room.small, &room.teacher);
        let of = InterventionTarget::Child(small.milo);
        let id = begun(&db, teacher, of, 7).await;
        assert!(due(&db, teacher, 6).await.is_empty());
        assert_eq!(due(&db, teacher, 9).await, [id]);
        let look =
            async |look, on| intervention::look(&db, teacher, id, look, after(on), morning()).await;
        look(looks(Helpfulness::Somewhat, Some(14)), 9)
            .await
            .unwrap();
        assert!(due(&db, teacher, 13).await.is_empty());
        assert_eq!(due(&db, teacher, 14).await, [id]);
        look(looks(Helpfulness::Helped, None), 14).await.unwrap();
        assert!(due(&db, teacher, 50).await.is_empty());
        let again = look(looks(Helpfulness::NotYet, None), 15).await;
        invalid(again, InterventionError::IsLookedAtAlready);
        let of_child = fixture::of_child(&db, teacher, small.milo).await;
        let InterventionList { all, me, .. } = intervention::list_of_child(&db, &of_child, today())
            .await
            .unwrap();
        assert_eq!(
            (all.len(), all[0].looks.len(), me.as_str()),
            (1, 2, "Kim Reed")
        );
        assert_eq!(all[0].what, "Counts with cubes");
        let helped: Vec<_> = all[0].looks.iter().map(|it| it.look.helped).collect();
        assert!(helped.contains(&Helpfulness::Helped) && helped.contains(&Helpfulness::Somewhat));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_tried_with_a_group_stands_on_each_childs_page_too() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, teacher) = (room.small, &room.teacher);
        let group = made(&db, teacher, &[small.milo, small.sofia_garcia]).await;
        let id = begun(&db, teacher, InterventionTarget::Group(group), 7).await;
        let of = async |child| {
            let teacher = fixture::of_child(&db, teacher, child).await;
            let found = intervention::list_of_child(&db, &teacher, today()).await;
            found.unwrap().all
        };
        for child in [small.milo, small.sofia_garcia] {
            let found = of(child).await;
            assert_eq!(found.len(), 1);
            assert_eq!(found[0].group.as_deref(), Some("Cubes"));
            assert_eq!(found[0].children.len(), 2);
        }
        assert!(of(small.sofia_gutierrez).await.is_empty());
        let of_group = intervention::list_of_group(&db, teacher, group, today()).await;
        assert_eq!(of_group.unwrap().all[0].id, id);
        assert_eq!(due(&db, teacher, 7).await, [id]);
        group::take_back(&db, teacher, group, today())
            .await
            .unwrap();
        assert!(due(&db, teacher, 7).await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_teacher_of_the_child_or_group_begins_and_looks() {
    TestDb::each(async |db| {
        let room = planning(&db).await;
        let (small, teacher) = (room.small, &room.teacher);
        let of = InterventionTarget::Child(small.milo);
        let id = begun(&db, teacher, of, 0).await;
        let group = made(&db, teacher, &[small.milo]).await;
        let leader = fixture::teacher(&db, small.leader, small.room1).await;
        let cole = fixture::teacher(&db, small.cole, small.room2).await;
        let park = fixture::teacher(&db, small.park, small.room9).await;
        assert_eq!(due(&db, &leader, 0).await, [id]);
        for other in [&leader, &cole, &park] {
            for of in [of, InterventionTarget::Group(group)] {
                hidden(intervention::begin(&db, other, draft(of, 1), morning()).await);
            }
            let look = looks(Helpfulness::Helped, None);
            hidden(intervention::look(&db, other, id, look, today(), morning()).await);
        }
        for other in [&cole, &park] {
            assert!(due(&db, other, 9).await.is_empty());
            let of_child = fixture::of_child(&db, other, small.milo).await;
            hidden(intervention::list_of_child(&db, &of_child, today()).await);
            hidden(intervention::list_of_group(&db, other, group, today()).await);
        }
    })
    .await;
}
