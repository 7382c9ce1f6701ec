//! Whether something helped, by word and sign.

use crate::{
    i18n::*,
    ui::{Chip, Icon},
};
use domain::group::Helpfulness;
use leptos::prelude::*;
use leptos_i18n::I18nContext;

/// Whether something helped, in words.
pub fn helped_words(i18n: I18nContext<Locale>, helped: Helpfulness) -> &'static str {
    match helped {
        Helpfulness::Helped => t_string!(i18n, group.helped),
        Helpfulness::Somewhat => t_string!(i18n, group.somewhat),
        Helpfulness::NotYet => t_string!(i18n, group.not_yet),
    }
}

/// Its sign, told apart by shape.
pub const fn helped_icon(helped: Helpfulness) -> &'static str {
    match helped {
        Helpfulness::Helped => "check",
        Helpfulness::Somewhat => "leaf",
        Helpfulness::NotYet => "ring",
    }
}

/// The word by sign and word.
#[component]
pub fn HelpedTag(helped: Helpfulness) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Chip kind=(helped == Helpfulness::Helped).then_some("good")>
            <Icon name=helped_icon(helped) />
            {move || helped_words(i18n, helped)}
        </Chip>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_outcome_has_a_sign_of_its_own() {
        let signs: BTreeSet<_> = Helpfulness::ALL.map(helped_icon).into_iter().collect();
        assert_eq!(signs.len(), Helpfulness::ALL.len());
    }
}
