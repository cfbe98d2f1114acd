//! Suggestions for misspelt names.

/// The names that are similar to a misspelt name, the most similar first.
pub(crate) fn similar<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Vec<&'n str> {
    let mut similar: Vec<_> = names
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&name.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity > 0.8)
        .collect();
    similar.sort_by(|(left, _), (right, _)| right.total_cmp(left));
    similar.into_iter().take(3).map(|(_, candidate)| candidate).collect()
}
