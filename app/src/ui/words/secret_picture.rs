//! The twelve pictures with which children sign in.

use crate::i18n::*;
use leptos_i18n::I18nContext;

/// The name of a secret picture, for a screen reader.
pub fn secret_picture_name(i18n: I18nContext<Locale>, name: &str) -> &'static str {
    match name {
        "apple" => t_string!(i18n, child.picture_apple),
        "ball" => t_string!(i18n, child.picture_ball),
        "boat" => t_string!(i18n, child.picture_boat),
        "car" => t_string!(i18n, child.picture_car),
        "cat" => t_string!(i18n, child.picture_cat),
        "drum" => t_string!(i18n, child.picture_drum),
        "fish" => t_string!(i18n, child.picture_fish),
        "flower" => t_string!(i18n, child.picture_flower),
        "house" => t_string!(i18n, child.picture_house),
        "star" => t_string!(i18n, child.picture_star),
        "sun" => t_string!(i18n, child.picture_sun),
        _ => t_string!(i18n, child.picture_tree),
    }
}
