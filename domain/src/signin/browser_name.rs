//! The name of a browser and its system, from what it says of itself, so that adults recognize their
//! sessions. No version and no model: nothing that would tell one machine from another.

/// Names in what a browser says of itself, and as people know them; the first that fits counts, since
/// most browsers also name those they descend from.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg/", "Edge"),
    ("EdgA/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
];
const SYSTEMS: [(&str, &str); 7] = [
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Android", "Android"),
    ("iPad", "iPad"),
    ("iPhone", "iPhone"),
    ("Macintosh", "Mac"),
    ("Linux", "Linux"),
];

/// "Chrome, Windows"; none if neither is known.
///
/// # Examples
///
/// ```
/// use domain::signin::browser_name;
///
/// let said = "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) \
///             Chrome/131.0.0.0 Safari/537.36";
/// assert_eq!(browser_name(said).as_deref(), Some("Chrome, ChromeOS"));
/// assert_eq!(browser_name("curl/8.5.0"), None);
/// ```
pub fn browser_name(user_agent: &str) -> Option<String> {
    let find = |all: &[(&str, &'static str)]| {
        let found = all.iter().find(|(said, _)| user_agent.contains(said));
        found.map(|(_, name)| *name)
    };
    // Safari says nothing but "Safari" and "Version", which others say too.
    let safari = user_agent.contains("Version/") && user_agent.contains("Safari/");
    let browser = find(&BROWSERS).or(safari.then_some("Safari"));
    let known: Vec<_> = [browser, find(&SYSTEMS)].into_iter().flatten().collect();
    (!known.is_empty()).then(|| known.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_of_schools_are_named_as_people_know_them() {
        let all = [
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) \
                 Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0",
                "Edge, Windows",
            ),
            (
                "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like \
                 Gecko) Version/17.5 Mobile/15E148 Safari/604.1",
                "Safari, iPad",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:132.0) Gecko/20100101 Firefox/132.0",
                "Firefox, Mac",
            ),
            (
                "Mozilla/5.0 (Linux; Android 14; SM-T220) AppleWebKit/537.36 (KHTML, like Gecko) \
                 SamsungBrowser/26.0 Chrome/122.0.0.0 Safari/537.36",
                "Samsung Internet, Android",
            ),
        ];
        for (said, name) in all {
            assert_eq!(browser_name(said).as_deref(), Some(name), "{said}");
        }
        assert_eq!(browser_name(""), None);
    }
}
