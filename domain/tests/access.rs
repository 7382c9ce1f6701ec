//! Who may do what, held against the committed matrix.
//! `FLEDGE_WRITE_SNAPSHOTS=1 cargo test -p domain --test access` writes it anew.

use domain::{
    access::{Action, Relation, allows},
    school::Role,
};

#[test]
fn the_whole_matrix_is_the_committed_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/access_matrix.txt");
    let now = matrix();
    if std::env::var_os("FLEDGE_WRITE_SNAPSHOTS").is_some() {
        std::fs::write(path, &now).unwrap();
    }
    let committed = std::fs::read_to_string(path).unwrap();
    assert_eq!(now, committed, "who may do what has changed");
}

#[test]
fn nobody_reaches_another_school_or_what_is_no_longer_theirs() {
    for (role, action) in everything() {
        assert!(
            !allows(role, action, Relation::OtherSchool),
            "{role:?} {action:?}"
        );
        assert!(
            !allows(role, action, Relation::Revoked),
            "{role:?} {action:?}"
        );
    }
}

#[test]
fn the_office_and_guardians_see_no_childs_answers() {
    use Action::{
        AnswerSurvey, ChangeStatement, SeeBoard, SeeChild, SeeHome, SeeLevels, SeeOverview,
        SeeOwnPlan, SeePlan, SeePoster, SeeScores, SetLevel,
    };
    for role in [Role::Office, Role::Guardian] {
        for action in [
            AnswerSurvey,
            ChangeStatement,
            SeeBoard,
            SeeChild,
            SeeHome,
            SeePoster,
            SeeOwnPlan,
            SeePlan,
            SeeLevels,
            SetLevel,
            SeeScores,
            SeeOverview,
        ] {
            for relation in Relation::ALL {
                assert!(
                    !allows(role, action, relation),
                    "{role:?} {action:?} {relation:?}"
                );
            }
        }
    }
}

#[test]
fn nobody_acts_for_a_child() {
    use Action::{AnswerSurvey, ChangeStatement, ProposeGoal, SignInWithPictures, TickGoal};
    for (role, action) in everything().filter(|(role, _)| *role != Role::Child) {
        let own = [
            AnswerSurvey,
            ChangeStatement,
            SignInWithPictures,
            TickGoal,
            ProposeGoal,
        ];
        if own.contains(&action) {
            assert!(
                Relation::ALL
                    .into_iter()
                    .all(|it| !allows(role, action, it)),
                "{role:?}"
            );
        }
    }
}

#[test]
fn a_child_reaches_no_other_childs_things() {
    for action in Action::ALL
        .iter()
        .copied()
        .filter(|it| *it != Action::SeeWall)
    {
        for relation in Relation::ALL.into_iter().filter(|it| *it != Relation::Own) {
            assert!(
                !allows(Role::Child, action, relation),
                "{action:?} {relation:?}"
            );
        }
    }
}

fn everything() -> impl Iterator<Item = (Role, Action)> {
    Role::ALL
        .into_iter()
        .flat_map(|role| Action::ALL.iter().map(move |it| (role, *it)))
}

fn matrix() -> String {
    let title = "WHO MAY DO WHAT IN FLEDGE\n\nEvery act, and who may do it to what. Whoever is not \
                 named may not.\n";
    let acts = Action::ALL.iter().map(|action| {
        let who: Vec<String> = Role::ALL
            .into_iter()
            .filter_map(|role| line(role, *action))
            .collect();
        let who = if who.is_empty() {
            "    nobody\n".to_owned()
        } else {
            who.concat()
        };
        format!("\n{}\n{who}", action.words())
    });
    title.to_owned() + &acts.collect::<String>()
}

fn line(role: Role, action: Action) -> Option<String> {
    let may = |it: &Relation| allows(role, action, *it);
    let whose: Vec<_> = Relation::ALL.into_iter().filter(may).map(whose).collect();
    (!whose.is_empty()).then(|| format!("    {:<9} {}\n", role.name(), whose.join(", ")))
}

fn whose(relation: Relation) -> &'static str {
    match relation {
        Relation::Own => "their own",
        Relation::SameClass => "in their class",
        Relation::OtherClass => "in the school's other classes",
        Relation::OtherSchool => "in another school",
        Relation::Revoked => "what was theirs and no longer is",
    }
}
