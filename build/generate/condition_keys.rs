//! What is known about single condition keys, as one table.

use proc_macro2::TokenStream;
use quote::quote;

use super::super::model::{Catalog, ConditionKey, KeyRule};
use super::super::names;
use super::{ident, list, literal, option};

/// The items of the file.
pub(super) fn items(catalog: &Catalog) -> Vec<TokenStream> {
    let keys = catalog.condition_keys.iter().map(key);
    let mut items = vec![quote!(
        use super::{Holds, KnownKey, Rule, Shape};
    )];
    if catalog.condition_keys.iter().any(|key| !key.rules.is_empty()) {
        items.push(quote!(
            use crate::findings::Code;
        ));
    }
    items.push(quote! {
        /// The condition keys about which something is known, in the order of the catalog.
        pub(crate) static KNOWN_KEYS: &[KnownKey] = &[#(#keys),*];
    });
    items.push(quote! {
        /// What is known about a key of which nothing is stated.
        pub(crate) const fn known_key(name: &'static str, type_name: Option<&'static str>) -> KnownKey {
            KnownKey {
                name,
                type_name,
                holds: None,
                is_exact: false,
                is_forgeable: false,
                is_everywhere: false,
                is_stated: false,
                is_unsupported: false,
                instead: &[],
                with: &[],
                services: &[],
                rules: &[],
            }
        }
    });
    items
}

/// A key, with what is stated of it alone.
fn key(key: &ConditionKey) -> TokenStream {
    let (name, type_name) = (literal(&key.name), option(key.type_name.as_deref()));
    let mut fields = Vec::new();
    if let Some(holds) = &key.holds {
        let holds = ident(&names::type_name(holds));
        fields.push(quote!(holds: Some(Holds::#holds)));
    }
    let flags = [
        ("is_exact", key.is_exact),
        ("is_forgeable", key.is_forgeable),
        ("is_everywhere", key.is_everywhere),
        ("is_stated", key.is_stated),
        ("is_unsupported", key.is_unsupported),
    ];
    for (flag, _) in flags.into_iter().filter(|(_, is_set)| *is_set) {
        let flag = ident(flag);
        fields.push(quote!(#flag: true));
    }
    let lists = [("instead", &key.instead), ("with", &key.with), ("services", &key.services)];
    for (name, texts) in lists.into_iter().filter(|(_, texts)| !texts.is_empty()) {
        let (name, texts) = (ident(name), list(texts));
        fields.push(quote!(#name: #texts));
    }
    if !key.rules.is_empty() {
        let rules = key.rules.iter().map(rule);
        fields.push(quote!(rules: &[#(#rules),*]));
    }
    let rest = quote!(known_key(#name, #type_name));
    if fields.is_empty() { rest } else { quote!(KnownKey { #(#fields,)* ..#rest }) }
}

fn rule(rule: &KeyRule) -> TokenStream {
    let shape = ident(&names::type_name(&rule.shape));
    let code = ident(&names::variant(&rule.code));
    let (actions, key, values) = (list(&rule.actions), option(rule.key.as_deref()), list(&rule.values));
    quote! {
        Rule { shape: Shape::#shape, code: Code::#code, actions: #actions, key: #key, values: #values }
    }
}
