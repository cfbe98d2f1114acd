//! The quotas as constants, and the list of those that belong to a service's resources.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{doc, ident, literal};
use crate::compiler::kinds::quotas::model::Quota;
use crate::compiler::names;
use crate::compiler::needs::DOCUMENTS;

/// The items of the file.
pub(super) fn items(quotas: &[Quota]) -> Vec<TokenStream> {
    let mut items = vec![quote!(
        use super::Quota;
    )];
    items.extend(quotas.iter().map(|quota| {
        let name = ident(&names::screaming(&quota.name));
        let summary = doc(&format!("The quota of {}: {}.", quota.about, quota.most));
        let [about, source] = [&quota.about, &quota.source].map(|text| literal(text));
        let most = Literal::u64_unsuffixed(quota.most);
        let increased = match quota.increased {
            Some(most) => {
                let most = Literal::u64_unsuffixed(most);
                quote!(Some(#most))
            }
            None => quote!(None),
        };
        quote! {
            #summary
            pub const #name: Quota =
                Quota { about: #about, most: #most, increased: #increased, source: #source };
        }
    }));
    if DOCUMENTS {
        items.push(of_services(quotas));
    }
    items
}

/// The list by which a rule finds the quota of a resource's policy.
fn of_services(quotas: &[Quota]) -> TokenStream {
    let of_services = quotas.iter().filter_map(|quota| {
        let (service, name) = (literal(quota.service.as_deref()?), ident(&names::screaming(&quota.name)));
        Some(quote!((#service, #name)))
    });
    quote! {
        /// The quotas of the policies of resources, each with the prefix of the service.
        pub const OF_SERVICES: &[(&str, Quota)] = &[#(#of_services),*];
    }
}
