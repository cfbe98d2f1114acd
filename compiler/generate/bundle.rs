//! A version's bundles: a struct for each, with the parameters of all its policies, and its constant.

use proc_macro2::TokenStream;
use quote::quote;

use super::{denied, doc, ident, list, literal};
use crate::compiler::generate::fields::{self, Field};
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::Role;
use crate::compiler::kinds::policies::model::{ParameterNeed, Policy};
use crate::compiler::kinds::versions::model::{Bundle, Version};
use crate::compiler::names;

/// The items of a version's file of bundles.
pub(super) fn items(catalog: &Catalog, version: &Version) -> Vec<TokenStream> {
    let all = version.bundles.iter().flat_map(|bundle| fields::fields(catalog, &bundle.parameters));
    let imports = fields::imports(all);
    let has_denials = version.bundles.iter().any(|bundle| !bundle.promise.denied.is_empty());
    let denial = has_denials.then(|| {
        quote!(
            use crate::AcceptedDenial;
        )
    });
    let mut items = vec![quote! {
        #denial
        use crate::{Bundle, ForeignArnError, Policy};
        #imports
        use super::*;
    }];
    for bundle in &version.bundles {
        items.push(structure(catalog, version, bundle));
        items.push(constant(version, bundle));
    }
    items
}

fn structure(catalog: &Catalog, version: &Version, bundle: &Bundle) -> TokenStream {
    let policies: Vec<&Policy> = bundle.policies.iter().map(|idx| &version.policies[*idx]).collect();
    let listed: Vec<_> =
        policies.iter().map(|policy| format!("- `{}`: {}", policy.id, policy.summary)).collect();
    let about =
        doc(&format!("{}\n\n{}\n\nIts policies:\n\n{}", bundle.summary, bundle.audience, listed.join("\n")));
    let fields = fields::fields(catalog, &bundle.parameters);
    let (generics, elided) = fields::has_lifetime(&fields).then(|| (quote!(<'a>), quote!(<'_>))).unzip();
    let name = ident(&names::type_name(&bundle.name));
    let definitions = fields.iter().map(|field| field.definition());
    let body = if fields.is_empty() { quote!(;) } else { quote!({ #(#definitions),* }) };
    let n_policies = policies.len();
    let rendered = |method: &str| {
        let method = ident(method);
        policies
            .iter()
            .map(|policy| {
                let constant = ident(&names::screaming(&policy.variant));
                let value = value(catalog, policy, &fields);
                quote!((&#constant, #value.#method()))
            })
            .collect::<Vec<_>>()
    };
    let (compact, pretty) = (rendered("to_json"), rendered("to_json_pretty"));
    let checks = policies.iter().map(|policy| {
        let value = value(catalog, policy, &fields);
        quote!(#value.check()?;)
    });
    quote! {
        #about
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct #name #generics #body

        impl #name #elided {
            /// Each policy with its document in one line, as an API call takes it.
            #[must_use]
            pub fn to_json(&self) -> [(&'static Policy, String); #n_policies] {
                [#(#compact),*]
            }

            /// Each policy with its document in one line, if no value contradicts another one.
            ///
            /// # Errors
            ///
            /// If an ARN is in another partition than the policies.
            pub fn try_to_json(&self) -> Result<[(&'static Policy, String); #n_policies], ForeignArnError> {
                self.check()?;
                Ok(self.to_json())
            }

            /// Compares the partitions of the values that are ARNs with that of the policies.
            ///
            /// # Errors
            ///
            /// If an ARN is in another partition than the policies.
            pub fn check(&self) -> Result<(), ForeignArnError> {
                #(#checks)*
                Ok(())
            }

            /// Each policy with its document indented by four spaces; no newline at the end.
            #[must_use]
            pub fn to_json_pretty(&self) -> [(&'static Policy, String); #n_policies] {
                [#(#pretty),*]
            }
        }
    }
}

/// A policy's struct, made of the bundle's fields.
fn value(catalog: &Catalog, policy: &Policy, bundle: &[Field<'_>]) -> TokenStream {
    let ty = ident(&names::type_name(&policy.variant));
    let fields = fields::fields(catalog, &policy.parameters);
    if fields.is_empty() {
        return quote!(#ty);
    }
    let region = bundle.iter().find(|field| field.parameter.role == Role::Region);
    let values = fields.iter().map(|field| {
        let name = field.name();
        let own = bundle.iter().find(|own| own.used.parameter == field.used.parameter);
        match (own, region) {
            (None, Some(region)) => {
                let region = region.name();
                quote!(#name: self.#region.partition())
            }
            // A parameter that one policy requires is required, even if it is optional in another.
            (Some(own), _)
                if own.used.need == ParameterNeed::Required
                    && matches!(field.used.need, ParameterNeed::Default | ParameterNeed::Optional) =>
            {
                quote!(#name: Some(self.#name))
            }
            _ => quote!(#name: self.#name),
        }
    });
    quote!(#ty { #(#values),* })
}

fn constant(version: &Version, bundle: &Bundle) -> TokenStream {
    let constant = ident(&names::screaming(&bundle.name));
    let id = format!("{}/{}", version.id, bundle.name);
    let about = doc(&format!("{} The catalog's facts about the bundle.", bundle.summary));
    let [summary, audience] = [&bundle.summary, &bundle.audience].map(|text| literal(text));
    let policies =
        bundle.policies.iter().map(|idx| ident(&names::screaming(&version.policies[*idx].variant)));
    let is_apart = bundle.is_apart;
    let [commands, configurations] =
        [&bundle.promise.commands, &bundle.promise.configurations].map(|texts| list(texts));
    let denied = denied(&bundle.promise);
    quote! {
        #about
        pub static #constant: Bundle = Bundle {
            id: #id,
            summary: #summary,
            audience: #audience,
            policies: &[#(&#policies),*],
            apart: #is_apart,
            commands: #commands,
            configurations: #configurations,
            denied: #denied,
        };
    }
}
