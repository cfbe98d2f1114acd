//! The principals of which more is known than their names, as one table.

use proc_macro2::TokenStream;
use quote::quote;

use super::{list, literal, option};
use crate::compiler::kinds::principals::model::KnownPrincipal;

/// The items of the file.
pub(super) fn items(principals: &[KnownPrincipal]) -> Vec<TokenStream> {
    let principals = principals.iter().map(|principal| {
        let (name, claim) = (literal(&principal.name), option(principal.claim.as_deref()));
        let (names_repositories, states_source) = (principal.names_repositories, principal.states_source);
        let actions = list(&principal.actions);
        quote! {
            KnownPrincipal {
                name: #name,
                claim: #claim,
                names_repositories: #names_repositories,
                states_source: #states_source,
                actions: #actions,
            }
        }
    });
    vec![
        quote!(
            use super::KnownPrincipal;
        ),
        quote! {
            pub(super) const KNOWN_PRINCIPALS: &[KnownPrincipal] = &[#(#principals),*];
        },
    ]
}
