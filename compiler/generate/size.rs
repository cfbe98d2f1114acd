//! The function that counts the characters of a policy without rendering it.

use std::collections::BTreeSet;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::render::{binding, compared, local, test};
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::kinds::policies::model::{Policy, PolicyForm};
use crate::compiler::layout::{Layout, Sum, SumLoop, pieces};
use crate::compiler::shared::grammar::Rule;

/// The body of the function.
pub(super) fn body(catalog: &Catalog, policy: &Policy) -> TokenStream {
    let sum = Sum::of(&pieces(catalog, policy, PolicyForm::Maintained, Layout::Compact));
    let mut read = BTreeSet::new();
    let terms = terms(catalog, &sum, &mut read);
    let additions = parts(catalog, policy, &sum, &mut read);
    let bindings = policy
        .parameters
        .iter()
        .filter(|used| read.contains(&used.parameter))
        .map(|used| binding(catalog, policy, used));
    if additions.is_empty() {
        return quote!(#(#bindings)* #terms);
    }
    quote! {
        #(#bindings)*
        let mut size = #terms;
        #(#additions)*
        size
    }
}

/// The literals and the values of a sum.
fn terms(catalog: &Catalog, sum: &Sum, read: &mut BTreeSet<ParameterId>) -> TokenStream {
    let fixed = Literal::usize_unsuffixed(sum.fixed);
    let values = sum.values.iter().map(|(parameter, n_uses)| {
        read.insert(*parameter);
        let length = length(catalog, *parameter);
        if *n_uses == 1 {
            return length;
        }
        let n_uses = Literal::usize_unsuffixed(*n_uses);
        quote!(#n_uses * #length)
    });
    quote!(#fixed #(+ #values)*)
}

/// The characters of a value, which is ASCII.
fn length(catalog: &Catalog, parameter: ParameterId) -> TokenStream {
    let name = local(catalog, parameter);
    let rule = Rule::named(&catalog.parameters[parameter].type_name);
    if rule.is_some_and(Rule::allows_blanks) { quote!(render::length(#name)) } else { quote!(#name.len()) }
}

/// The additions of a sum's literals and values, and of its parts.
fn additions(
    catalog: &Catalog,
    policy: &Policy,
    sum: &Sum,
    read: &mut BTreeSet<ParameterId>,
) -> Vec<TokenStream> {
    let mut additions = Vec::new();
    if sum.fixed > 0 || !sum.values.is_empty() {
        let terms = terms(catalog, sum, read);
        additions.push(quote!(size += #terms;));
    }
    additions.extend(parts(catalog, policy, sum, read));
    additions
}

/// The additions of the parts of a sum that depend on something.
fn parts(
    catalog: &Catalog,
    policy: &Policy,
    sum: &Sum,
    read: &mut BTreeSet<ParameterId>,
) -> Vec<TokenStream> {
    let mut parts = Vec::new();
    for (tests, sum) in &sum.conditional {
        let mut inside = tests.iter().flat_map(compared).collect();
        let inner = additions(catalog, policy, sum, &mut inside);
        let tests = tests.iter().map(|it| test(catalog, policy, it, &inside, read));
        let tests = quote!(#(#tests)&&*);
        read.extend(inside);
        parts.push(quote!(if #tests { #(#inner)* }));
    }
    for SumLoop { parameter, each, between } in &sum.loops {
        read.insert(*parameter);
        let name = local(catalog, *parameter);
        let inner = additions(catalog, policy, each, read);
        let between = (!between.is_zero()).then(|| {
            let between = additions(catalog, policy, between, read);
            quote!(if idx > 0 { #(#between)* })
        });
        // A value that repeats another is no part of the document.
        parts.push(quote! {
            for (idx, value) in #name.iter().enumerate() {
                if #name.iter().take(idx).any(|earlier| earlier == value) {
                    continue;
                }
                #between
                let #name = value.as_str();
                #(#inner)*
            }
        });
    }
    parts
}
