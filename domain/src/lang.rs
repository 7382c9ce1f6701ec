//! The two languages of the product, and words in both.

use serde::{Deserialize, Serialize};

/// A language of the product.
///
/// # Examples
///
/// ```
/// # use domain::Lang;
/// # use serde_json::json;
/// for json in [json!("en"), json!("es")] {
///     let lang: Lang = serde_json::from_value(json.clone())?;
///     assert_eq!(serde_json::to_value(&lang)?, json);
/// }
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Lang {
    /// English.
    #[default]
    En,
    /// Spanish, as families in the United States speak it.
    Es,
}

impl Lang {
    /// Both languages, English first.
    pub const ALL: [Self; 2] = [Self::En, Self::Es];

    /// BCP 47 code: "en" or "es".
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Es => "es",
        }
    }

    /// From a BCP 47 code or an Accept-Language entry ("es-MX", "es;q=0.8"); `None` for other languages.
    pub fn parse(code: &str) -> Option<Self> {
        let code = code.split(['-', '_', ';']).next()?.trim();
        Self::ALL
            .into_iter()
            .find(|lang| lang.code().eq_ignore_ascii_case(code))
    }
}

/// The same words in both languages.
///
/// # Examples
///
/// ```
/// # use domain::Words;
/// # use serde_json::json;
/// let json = json!({ "en": "one friend", "es": "una amiga" });
/// let words: Words = serde_json::from_value(json.clone())?;
/// assert_eq!(serde_json::to_value(&words)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub en: String,
    pub es: String,
}

impl Words {
    /// The words in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Es => &self.es,
        }
    }
}
