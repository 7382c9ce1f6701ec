//! The macro that makes a feature's error enum, and the trait of all such enums.

/// What can be wrong in one feature. [`crate::Invalid`] is the sum of all of them.
pub trait FeatureError: Sized {
    /// Its name on the wire: that of the variant, so that a search finds both.
    fn name(&self) -> String;

    /// The one of a name; `None` for names of no variant.
    fn named(name: &str) -> Option<Self>;

    /// Every one, for tests; of those that are counted, the second.
    fn all() -> Vec<Self>;
}

/// One of several lines that a person wrote, counted from 1, and what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nth<E> {
    /// The number of the line, from 1.
    pub number: usize,
    pub why: E,
}

impl<E: FeatureError> FeatureError for Nth<E> {
    fn name(&self) -> String {
        format!("{}.{}", self.why.name(), self.number)
    }

    fn named(name: &str) -> Option<Self> {
        let (why, number) = name.split_once('.')?;
        Some(Self {
            number: number.parse().ok()?,
            why: E::named(why)?,
        })
    }

    fn all() -> Vec<Self> {
        let second = |why| Self { number: 2, why };
        E::all().into_iter().map(second).collect()
    }
}

/// Writes an enum of plain variants and its [`FeatureError`]. Names are looked up in a table, and not
/// by a derived `Deserialize`: a child's programs hold every feature's names, and must be small.
macro_rules! feature_error {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $($(#[$doc:meta])* $variant:ident,)+
        }
    ) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize, thiserror::Error,
        )]
        #[error("{self:?}")]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $crate::feature_error::FeatureError for $name {
            fn name(&self) -> String {
                format!("{self:?}")
            }

            fn named(name: &str) -> Option<Self> {
                const NAMES: &[&str] = &[$(stringify!($variant)),+];
                const ALL: &[$name] = &[$($name::$variant),+];
                ALL.get($crate::feature_error::position(NAMES, name)?).copied()
            }

            fn all() -> Vec<Self> {
                vec![$(Self::$variant),+]
            }
        }
    };
}
pub(crate) use feature_error;

/// Where a name is in a list.
#[inline(never)]
pub(crate) fn position(names: &[&str], name: &str) -> Option<usize> {
    names.iter().position(|it| *it == name)
}
