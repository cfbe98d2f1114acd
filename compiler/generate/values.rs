//! The tables that values are checked with: parameters and partitions.

use proc_macro2::TokenStream;
use quote::quote;

use super::{ident, list, literal, option};
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::Role;
use crate::compiler::names;
use crate::compiler::source::diagnostic::listed;

/// The items of the file.
pub(super) fn items(catalog: &Catalog) -> Vec<TokenStream> {
    vec![parameters(catalog), partitions(catalog)]
}

fn parameters(catalog: &Catalog) -> TokenStream {
    let names: Vec<_> = catalog.parameters.iter().map(|it| ident(&names::screaming(&it.name))).collect();
    let statics = catalog.parameters.iter().zip(&names).map(|(parameter, constant)| {
        let [name, type_name, summary, example, find] =
            [&parameter.name, &parameter.type_name, &parameter.summary, &parameter.example, &parameter.find]
                .map(|text| literal(text));
        let (default, caution) = (option(parameter.default.as_deref()), option(parameter.caution.as_deref()));
        quote! {
            pub(crate) static #constant: Parameter = Parameter {
                name: #name,
                type_name: #type_name,
                summary: #summary,
                example: #example,
                find: #find,
                default: #default,
                caution: #caution,
            };
        }
    });
    quote! {
        pub(crate) mod parameters {
            use crate::Parameter;
            #(#statics)*
        }
        /// Every parameter of the catalog.
        pub static PARAMETERS: &[&crate::Parameter] = &[#(&parameters::#names),*];
    }
}

fn partitions(catalog: &Catalog) -> TokenStream {
    let partitions = catalog.partitions.iter().map(|partition| {
        let [id, name, dns_suffix] =
            [&partition.id, &partition.name, &partition.dns_suffix].map(|text| literal(text));
        let [prefixes, principals, regions] =
            [&partition.region_prefixes, &partition.service_principals, &partition.regions]
                .map(|texts| list(texts));
        let note = option(partition.principals_note.as_deref());
        quote! {
            &crate::Partition {
                id: #id,
                name: #name,
                region_prefixes: #prefixes,
                dns_suffix: #dns_suffix,
                service_principals: #principals,
                principals_note: #note,
                regions: #regions,
            }
        }
    });
    let ids = listed(catalog.partitions.iter().map(|partition| partition.id.as_str()));
    let partition_allowed = format!("one of the partitions {ids}");
    let example = catalog.parameters.iter().find(|parameter| parameter.role == Role::Region);
    let prefixes = listed(
        catalog.partitions.iter().flat_map(|partition| &partition.region_prefixes).map(String::as_str),
    );
    let region_allowed = format!(
        "a region such as `{}`: one of {prefixes}, then `-`, a word, `-` and a number",
        example.map_or("", |parameter| &parameter.example)
    );
    quote! {
        /// Every partition.
        pub static PARTITIONS: &[&crate::Partition] = &[#(#partitions),*];
        pub(crate) const PARTITION_ALLOWED: &str = #partition_allowed;
        pub(crate) const REGION_ALLOWED: &str = #region_allowed;
    }
}
