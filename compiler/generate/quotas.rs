//! The quotas as constants, and the list of those that belong to a service's resources.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::{ident, literal};
use crate::compiler::kinds::quotas::model::Quota;
use crate::compiler::names;

/// The items of the file.
pub(super) fn items(quotas: &[Quota]) -> Vec<TokenStream> {
    let mut items = vec![quote!(
        use super::Quota;
    )];
    items.extend(quotas.iter().map(|quota| {
        let (name, about) = (ident(&names::screaming(&quota.name)), literal(&quota.about));
        let most = Literal::u64_unsuffixed(quota.most);
        let increased = match quota.increased {
            Some(most) => {
                let most = Literal::u64_unsuffixed(most);
                quote!(Some(#most))
            }
            None => quote!(None),
        };
        quote! {
            pub(crate) const #name: Quota = Quota { about: #about, most: #most, increased: #increased };
        }
    }));
    let of_services = quotas.iter().filter_map(|quota| {
        let (service, name) = (literal(quota.service.as_deref()?), ident(&names::screaming(&quota.name)));
        Some(quote!((#service, #name)))
    });
    items.push(quote! {
        /// The quotas of the policies of resources, each with the prefix of the service.
        pub(crate) const OF_SERVICES: &[(&str, Quota)] = &[#(#of_services),*];
    });
    items
}
