//! The hash of action names: the compiler of the catalog lays out the hash table with this function,
//! and the library reads the table with it.

/// The bit that distinguishes the two cases of a letter, in each of eight bytes.
const LOWER: u64 = 0x2020_2020_2020_2020;

/// An odd number without a pattern.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash that is equal for names that differ only in case.
pub fn hash(name: &str) -> usize {
    let (chunks, rest) = name.as_bytes().as_chunks::<8>();
    let mut last = [0; 8];
    last.iter_mut().zip(rest).for_each(|(byte, found)| *byte = *found);
    let mut hash = 0;
    for chunk in chunks.iter().chain([&last]) {
        hash = (hash ^ (u64::from_le_bytes(*chunk) | LOWER)).wrapping_mul(FACTOR);
        hash ^= hash >> 32;
    }
    usize::try_from(hash & 0xffff_ffff).unwrap_or_default()
}
