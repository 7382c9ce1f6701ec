//! The mappings that come with Fledge.

use super::presets;
use domain::assessment::{ColumnNames, Mapping, Preset, check, propose};

#[test]
fn those_that_come_with_fledge_are_whole() {
    assert_eq!(check(&presets()), []);
}

#[test]
fn each_is_proposed_for_a_header_of_its_own_columns() {
    let presets = presets();
    for preset in &presets {
        let columns = preset.mapping.columns().into_iter();
        let header: Vec<String> = columns
            .map(str::to_uppercase)
            .chain(["Room".to_owned()])
            .collect();
        let (found, mapping) = propose(&header, &presets).expect("a proposal");
        assert_eq!(found.id, preset.id);
        assert_eq!(mapping.child, ColumnNames(vec![header[0].clone()]));
    }
    assert!(propose(&["who".to_owned(), "what".to_owned()], &presets).is_none());
}

#[test]
fn what_is_wrong_with_one_is_named() {
    let broken = Preset::parse("{\n \"id\": 3 }").unwrap_err();
    assert!(broken.to_string().starts_with("line 2, column"), "{broken}");
    let mut twice = presets();
    twice.truncate(1);
    let mut other = twice[0].clone();
    other.name.es = " ".to_owned();
    other.mapping.scores[0].score = ColumnNames::from("Percentile Rank");
    twice.push(other);
    let all: Vec<String> = check(&twice).iter().map(ToString::to_string).collect();
    assert_eq!(
        all,
        [
            "growth, id: used twice",
            "growth, name: no words in es",
            "growth, mapping: Percentile Rank: compares children with others: not taken in",
        ]
    );
}

#[test]
fn a_mapping_comes_back_from_its_json() {
    for preset in presets() {
        let json = serde_json::to_string(&preset.mapping).unwrap();
        assert_eq!(
            serde_json::from_str::<Mapping>(&json).unwrap(),
            preset.mapping
        );
    }
    let unknown = serde_json::from_str::<Mapping>(r#"{"child":"id","scores":[],"rank":"x"}"#);
    assert!(
        unknown
            .unwrap_err()
            .to_string()
            .contains("unknown field `rank`")
    );
}
