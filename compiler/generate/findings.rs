//! The kinds of findings as an enum, with the facts about each.

use proc_macro2::TokenStream;
use quote::quote;

use super::{doc, ident, literal, option};
use crate::compiler::kinds::findings::model::Finding;
use crate::compiler::names;

/// The items of the file.
pub(super) fn items(findings: &[Finding]) -> Vec<TokenStream> {
    let variants: Vec<_> = findings.iter().map(|finding| ident(&names::variant(&finding.code))).collect();
    let about = findings.iter().map(|finding| doc(&finding.summary));
    let kinds = findings.iter().map(kind);
    vec![
        quote!(
            use super::Kind;
        ),
        quote!(
            use crate::finding::Severity;
        ),
        quote! {
            /// A kind of finding.
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum Code {
                #(#about #variants),*
            }
        },
        quote! {
            impl Code {
                /// Every code, in the order of the catalog.
                pub const ALL: &'static [Self] = &[#(Self::#variants),*];

                pub(super) const fn kind(self) -> &'static Kind {
                    match self {
                        #(Self::#variants => &#kinds),*
                    }
                }
            }
        },
    ]
}

fn kind(finding: &Finding) -> TokenStream {
    let [name, group, summary, explanation, failing, passing] = [
        &finding.code,
        &finding.group,
        &finding.summary,
        &finding.explanation,
        &finding.failing,
        &finding.passing,
    ]
    .map(|text| literal(text));
    let excludes = finding.excludes.iter().map(|code| ident(&names::variant(code)));
    let severity = ident(&names::type_name(&finding.severity));
    let partition = option(finding.partition.as_deref());
    let accounts = finding.account.as_deref().map(literal);
    let accounts = accounts.iter();
    let policy = option(finding.policy.as_deref());
    let (is_of_aws, needs_placeholders) = (finding.is_of_aws, finding.needs_placeholders);
    let fix_widens = finding.fix_widens;
    quote! {
        Kind {
            name: #name,
            group: #group,
            severity: Severity::#severity,
            is_of_aws: #is_of_aws,
            summary: #summary,
            explanation: #explanation,
            excludes: &[#(Code::#excludes),*],
            fix_widens: #fix_widens,
            failing: #failing,
            passing: #passing,
            needs_placeholders: #needs_placeholders,
            partition: #partition,
            accounts: &[#(#accounts),*],
            policy: #policy,
        }
    }
}
