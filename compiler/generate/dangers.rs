//! The facts for the rules about danger, as static tables.

use proc_macro2::TokenStream;
use quote::quote;

use super::{ident, list, literal};
use crate::compiler::kinds::dangers::model::{
    CallNeed, DangerFamily, DangerReason, Dangers, Escalation, SharedNames,
};
use crate::compiler::names;

/// The items of the file.
pub(super) fn items(dangers: &Dangers) -> Vec<TokenStream> {
    let actions = list(&dangers.actions);
    let [resource_keys, caller_keys] = [&dangers.resource_keys, &dangers.caller_keys].map(|keys| list(keys));
    let families = dangers.families.iter().map(family);
    let escalations = dangers.escalations.iter().map(escalation);
    let shared = dangers.shared.iter().map(shared);
    let needs = dangers.needs.iter().map(need);
    vec![
        quote!(
            use super::{CallNeed, Context, DangerFamily, DangerReason, Escalation, EscalationGain, SharedName};
        ),
        quote!(
            use crate::finding::Code;
        ),
        quote! {
            /// The actions of all privilege escalation paths.
            pub(crate) static ACTIONS: &[&str] = #actions;
        },
        quote! {
            /// The condition keys that limit a statement to some resources.
            pub(crate) static RESOURCE_KEYS: &[&str] = #resource_keys;
        },
        quote! {
            /// The condition keys that limit a statement to requests that services make for the holder.
            pub(crate) static CALLER_KEYS: &[&str] = #caller_keys;
        },
        quote! {
            /// Actions whose resource decides how much power they give.
            pub(crate) static FAMILIES: &[DangerFamily] = &[#(#families),*];
        },
        quote! {
            /// Privilege escalation paths.
            pub(crate) static ESCALATIONS: &[Escalation] = &[#(#escalations),*];
        },
        quote! {
            /// Resource types whose names are shared by all accounts.
            pub(crate) static SHARED_NAMES: &[SharedName] = &[#(#shared),*];
        },
        quote! {
            /// Further actions that calls need.
            pub(crate) static NEEDS: &[CallNeed] = &[#(#needs),*];
        },
    ]
}

fn family(family: &DangerFamily) -> TokenStream {
    let action = literal(&family.action);
    let codes = family.codes.iter().map(|code| ident(&names::variant(code)));
    let [everything, limited_by] = [&family.everything, &family.limited_by].map(|texts| list(texts));
    let reason = reason(&family.reason);
    quote! {
        DangerFamily {
            action: #action,
            codes: [#(Code::#codes),*],
            everything: #everything,
            limited_by: #limited_by,
            reason: #reason,
        }
    }
}

fn escalation(escalation: &Escalation) -> TokenStream {
    let actions = escalation.actions.iter().map(|place| proc_macro2::Literal::usize_unsuffixed(*place));
    let gain = ident(&names::type_name(&escalation.gain));
    let context = escalation.context.iter().map(|(key, values)| {
        let (key, values) = (literal(key), list(values));
        quote!(Context { key: #key, values: #values })
    });
    let [on, also_on, not_on, limited_by] =
        [&escalation.on, &escalation.also_on, &escalation.not_on, &escalation.limited_by]
            .map(|texts| list(texts));
    let (is_of_policy, reason) = (escalation.is_of_policy, reason(&escalation.reason));
    quote! {
        Escalation {
            actions: &[#(#actions),*],
            gain: EscalationGain::#gain,
            is_of_policy: #is_of_policy,
            on: #on,
            also_on: #also_on,
            not_on: #not_on,
            context: &[#(#context),*],
            limited_by: #limited_by,
            reason: #reason,
        }
    }
}

fn shared(shared: &SharedNames) -> TokenStream {
    let (types, limited_by, reason) = (list(&shared.types), list(&shared.limited_by), reason(&shared.reason));
    quote!(SharedName { types: #types, limited_by: #limited_by, reason: #reason })
}

fn need(need: &CallNeed) -> TokenStream {
    let [calls, needs, asked_by] = [&need.calls, &need.needs, &need.asked_by].map(|texts| list(texts));
    let reason = reason(&need.reason);
    quote!(CallNeed { calls: #calls, needs: #needs, asked_by: #asked_by, reason: #reason })
}

fn reason(reason: &DangerReason) -> TokenStream {
    let (why, source) = (literal(&reason.why), literal(&reason.source));
    quote!(DangerReason { why: #why, source: #source })
}
