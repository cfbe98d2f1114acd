//! The names that a catalog's names become in targets.

/// `headnode-slurm` → `HeadnodeSlurm`: classes, and logical ids, which have letters and digits alone.
pub(super) fn pascal(name: &str) -> String {
    name.split(|c: char| !c.is_ascii_alphanumeric()).map(capital).collect()
}

/// `cluster-name` → `clusterName`: members of objects.
pub(super) fn camel(name: &str) -> String {
    let mut words = name.split(|c: char| !c.is_ascii_alphanumeric());
    let first = words.next().unwrap_or_default().to_owned();
    first + &words.map(capital).collect::<String>()
}

fn capital(word: &str) -> String {
    let mut rest = word.chars();
    rest.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(rest).collect()
}
