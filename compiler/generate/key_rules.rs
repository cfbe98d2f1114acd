//! The rules about single condition keys, as one table.

use proc_macro2::TokenStream;
use quote::quote;

use super::{ident, list, literal, option};
use crate::compiler::kinds::condition_keys::model::{ConditionKey, KeyRule};
use crate::compiler::names;

/// The items of the file.
pub(super) fn items(condition_keys: &[ConditionKey]) -> Vec<TokenStream> {
    let keys = condition_keys.iter();
    let rules: Vec<_> = keys.flat_map(|key| key.rules.iter().map(|stated| rule(&key.name, stated))).collect();
    let uses = if rules.is_empty() {
        quote!(
            use super::KeyRule;
        )
    } else {
        quote!(
            use super::{Code, KeyRule, KeyRuleShape};
        )
    };
    let table = quote! {
        /// The rules, in the order of their keys in the catalog.
        pub(crate) static KEY_RULES: &[KeyRule] = &[#(#rules),*];
    };
    vec![uses, table]
}

fn rule(about: &str, rule: &KeyRule) -> TokenStream {
    let about = literal(about);
    let shape = ident(&names::type_name(&rule.shape));
    let code = ident(&names::variant(&rule.code));
    let (actions, key, values) = (list(&rule.actions), option(rule.key.as_deref()), list(&rule.values));
    quote! {
        KeyRule {
            about: #about,
            shape: KeyRuleShape::#shape,
            code: Code::#code,
            actions: #actions,
            key: #key,
            values: #values,
        }
    }
}
