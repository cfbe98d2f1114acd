//! Data as JSON in which a string that is there more than once is there once.

use std::collections::HashMap;

use serde_json::Value;

/// The beginning of a string that stands for one in the pool, followed by its place there. A string that begins
/// like that by itself is put into the pool.
const MARK: char = '~';

/// The fewest characters of a string that is worth a place in the pool.
const LEAST: usize = 8;

/// Puts the strings that are there more than once into a pool, those that are there most often first.
pub(super) fn share(data: &mut Value) -> Vec<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    visit(data, &mut |text| {
        if text.len() >= LEAST || text.starts_with(MARK) {
            *counts.entry(text.clone()).or_default() += 1;
        }
    });
    let mut shared: Vec<_> =
        counts.into_iter().filter(|(text, count)| *count > 1 || text.starts_with(MARK)).collect();
    shared.sort_by(|(one, n_ones), (other, n_others)| n_others.cmp(n_ones).then_with(|| one.cmp(other)));
    let pool: Vec<String> = shared.into_iter().map(|(text, _)| text).collect();
    let places: HashMap<&str, usize> =
        pool.iter().enumerate().map(|(idx, text)| (text.as_str(), idx)).collect();
    visit(data, &mut |text| {
        if let Some(idx) = places.get(text.as_str()) {
            *text = format!("{MARK}{idx}");
        }
    });
    pool
}

/// Visits the strings that are values.
fn visit(data: &mut Value, see: &mut impl FnMut(&mut String)) {
    match data {
        Value::String(text) => see(text),
        Value::Array(items) => items.iter_mut().for_each(|item| visit(item, see)),
        Value::Object(members) => members.values_mut().for_each(|member| visit(member, see)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
