//! The sizes that a policy can have and the quotas that it fits, as parts of its constant.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::option;
use crate::compiler::kinds::Catalog;
use crate::compiler::kinds::parameters::model::ParameterId;
use crate::compiler::kinds::policies::model::Policy;
use crate::compiler::layout::{SizeRange, ranges};

/// The imports of a policy's file that its attachments need.
pub(super) fn imports(policy: &Policy) -> TokenStream {
    if policy.fits.iter().all(|name| name == "managed") {
        return quote!(
            use crate::quota::Attachment;
        );
    }
    quote!(
        use crate::quota::{Attachment, IdentityKind};
    )
}

/// The attachments whose quotas a policy fits.
pub(super) fn fits(policy: &Policy) -> TokenStream {
    let fits = policy.fits.iter().map(|name| match name.as_str() {
        "role" => quote!(Attachment::Inline(IdentityKind::Role)),
        "group" => quote!(Attachment::Inline(IdentityKind::Group)),
        "user" => quote!(Attachment::Inline(IdentityKind::User)),
        _ => quote!(Attachment::Managed),
    });
    quote!(&[#(#fits),*])
}

/// The ranges of a policy in all partitions.
pub(super) fn sizes(catalog: &Catalog, policy: &Policy) -> TokenStream {
    let ranges = ranges(catalog, policy);
    let ranges = ranges.iter().map(|range| size_range(catalog, range));
    quote!(&[#(#ranges),*])
}

fn size_range(catalog: &Catalog, range: &SizeRange) -> TokenStream {
    let name = |id: ParameterId| catalog.parameters[id].name.as_str();
    let size = |size: usize| Literal::usize_unsuffixed(size);
    let (partition, smallest, largest) = (&range.partition, size(range.smallest), size(range.largest));
    let lists = range.lists.iter().map(|list| {
        let (parameter, each) = (name(list.parameter), size(list.each));
        quote!(ListSize { parameter: #parameter, each: #each })
    });
    let smallest_with = range.smallest_with.iter().map(|(parameter, value)| {
        let (name, value) = (name(*parameter), option(value.as_deref()));
        quote!((#name, #value))
    });
    let largest_without = range.largest_without.iter().map(|parameter| name(*parameter));
    quote! {
        SizeRange {
            partition: #partition,
            smallest: #smallest,
            largest: #largest,
            lists: &[#(#lists),*],
            smallest_with: &[#(#smallest_with),*],
            largest_without: &[#(#largest_without),*],
        }
    }
}
