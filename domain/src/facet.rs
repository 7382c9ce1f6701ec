//! The facets of a learner, by which a profile is sorted, and the panels of the poster.

use serde::{Deserialize, Serialize};

/// A side of a learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Facet {
    /// What I can do well.
    Strengths,
    /// How I learn best.
    LearnBest,
    /// What I do when I am stuck.
    Stuck,
    /// What I like.
    Interests,
    /// What makes me want to learn.
    Motivation,
    /// What I want in the long run.
    Dreams,
    /// What I want to grow in.
    Growing,
    /// How I think about work.
    Think,
}

impl Facet {
    /// All facets, in the order in which a profile lists them.
    pub const ALL: [Self; 8] = [
        Self::Strengths,
        Self::LearnBest,
        Self::Stuck,
        Self::Interests,
        Self::Motivation,
        Self::Dreams,
        Self::Growing,
        Self::Think,
    ];
}

/// A picture of the poster "This is how I learn".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Panel {
    /// What I love.
    Love,
    /// How I learn best.
    Learn,
    /// What I do when I am stuck.
    Stuck,
    /// What I want to grow in.
    Grow,
    /// My dream.
    Dream,
    /// What I am proud of.
    Proud,
}

impl Panel {
    /// All panels, in the order of the poster.
    pub const ALL: [Self; 6] = [
        Self::Love,
        Self::Learn,
        Self::Stuck,
        Self::Grow,
        Self::Dream,
        Self::Proud,
    ];
}
