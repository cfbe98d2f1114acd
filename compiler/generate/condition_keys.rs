//! The facts about condition keys, as one table.

use proc_macro2::TokenStream;
use quote::quote;

use super::{ident, list, literal, option};
use crate::compiler::kinds::condition_keys::model::ConditionKey;
use crate::compiler::names;

/// The items of the file.
pub(super) fn items(condition_keys: &[ConditionKey]) -> Vec<TokenStream> {
    let keys = condition_keys.iter().map(key);
    let mut items = vec![quote!(
        use super::{KeyFlag, KeyForm, KnownKey};
    )];
    items.push(quote! {
        /// The condition keys with facts, in the order of the catalog.
        pub(crate) static KNOWN_KEYS: &[KnownKey] = &[#(#keys),*];
    });
    items.push(quote! {
        /// A key without further facts.
        pub(crate) const fn known_key(name: &'static str, type_name: Option<&'static str>) -> KnownKey {
            KnownKey {
                name,
                type_name,
                holds: None,
                flags: &[],
                instead: &[],
                with: &[],
                services: &[],
                also: &[],
            }
        }
    });
    items
}

/// A key with its own facts.
fn key(key: &ConditionKey) -> TokenStream {
    let (name, type_name) = (literal(&key.name), option(key.type_name.as_deref()));
    let mut fields = Vec::new();
    if let Some(holds) = &key.holds {
        let holds = ident(&names::type_name(holds));
        fields.push(quote!(holds: Some(KeyForm::#holds)));
    }
    if !key.flags.is_empty() {
        let flags = key.flags.iter().map(|flag| ident(&names::type_name(flag)));
        fields.push(quote!(flags: &[#(KeyFlag::#flags),*]));
    }
    let lists =
        [("instead", &key.instead), ("with", &key.with), ("services", &key.services), ("also", &key.also)];
    for (name, texts) in lists.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        let (name, texts) = (ident(name), list(texts));
        fields.push(quote!(#name: #texts));
    }
    let rest = quote!(known_key(#name, #type_name));
    if fields.is_empty() { rest } else { quote!(KnownKey { #(#fields,)* ..#rest }) }
}
