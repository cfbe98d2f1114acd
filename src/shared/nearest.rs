//! Suggestions for misspelled names.

/// The name among `names` that differs least from `name`, ignoring case, unless the difference is too
/// large for a suggestion.
pub fn nearest<'n>(name: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    let most = name.len().div_ceil(3).clamp(1, 4);
    names
        .into_iter()
        .filter_map(|candidate| Some((distance_within(&name, candidate, most)?, candidate)))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The optimal string alignment distance of two names, ignoring case.
pub fn distance(name: &str, other: &str) -> usize {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    // Every character replaced, and the rest of the longer name added.
    let most = name.len().max(other.len());
    distance_within(&name, other, most).unwrap_or(most)
}

/// True if a single typing error leads from one name to the other, ignoring case.
pub fn is_slip(name: &str, meant: &str) -> bool {
    let name: Vec<char> = name.to_lowercase().chars().collect();
    distance_within(&name, meant, 1).is_some()
}

/// The optimal string alignment distance: the number of insertions, deletions, substitutions and
/// transpositions that lead from one name to the other, or `None` if it is greater than `most`.
fn distance_within(name: &[char], candidate: &str, most: usize) -> Option<usize> {
    // A character has four bytes at most, so a candidate with more bytes has too many characters.
    if candidate.len() > 4 * (name.len() + most) {
        return None;
    }
    // Most names differ too much in length, which costs nothing to see.
    if candidate.is_ascii() && candidate.len().abs_diff(name.len()) > most {
        return None;
    }
    let candidate: Vec<char> = candidate.to_lowercase().chars().collect();
    if candidate.len().abs_diff(name.len()) > most {
        return None;
    }
    // Each row holds the distances from a beginning of `name` to every beginning of `candidate`.
    let mut before_last = Vec::new();
    let mut last: Vec<usize> = (0..=candidate.len()).collect();
    let mut previous = None;
    for (n_removed, &char) in (1..).zip(name) {
        let mut row = Vec::with_capacity(last.len());
        row.push(n_removed);
        let mut left = n_removed;
        let mut smallest = n_removed;
        let columns = candidate.iter().zip(&last).zip(last.iter().skip(1)).enumerate();
        for (idx, ((&other, &diagonal), &above)) in columns {
            let mut cell = (diagonal + usize::from(char != other)).min(above + 1).min(left + 1);
            let other_previous = idx.checked_sub(1).and_then(|idx| candidate.get(idx));
            if previous == Some(other) && other_previous == Some(&char) {
                let exchanged = idx.checked_sub(1).and_then(|idx| before_last.get(idx));
                cell = exchanged.map_or(cell, |distance: &usize| cell.min(distance + 1));
            }
            row.push(cell);
            left = cell;
            smallest = smallest.min(cell);
        }
        if smallest > most {
            return None;
        }
        before_last = std::mem::replace(&mut last, row);
        previous = Some(char);
    }
    last.last().copied().filter(|distance| *distance <= most)
}
