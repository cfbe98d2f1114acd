//! From the reviews as they are written to what the services know of them.

use crate::compiler::kinds::checking::Checking;
use crate::compiler::kinds::reading::Hidden;
use crate::compiler::kinds::reviews::written::WrittenReview;
use crate::compiler::kinds::services::model::{Service, ServiceReview};
use crate::compiler::kinds::texts::{SeenEntries, value};
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::{Diagnostic, nearest_or};

/// Gives each service its review; notes services that are not there, and those with two reviews.
pub fn check(cx: &mut Checking<'_>, written: &[WrittenReview], services: &mut [Service], hidden: &Hidden) {
    let mut seen = SeenEntries::default();
    for review in written {
        let (date, against) = (value(review.date.as_ref()), value(review.against.as_ref()));
        for prefix in &review.services {
            seen.is_new(cx, Code::DuplicateEntry, prefix, |prefix| format!("`{prefix}` is reviewed twice"));
            if let Some(service) = services.iter_mut().find(|service| service.prefix == prefix.value) {
                service.review = Some(ServiceReview { date: date.clone(), against: against.clone() });
            } else if !hidden.may_have(&prefix.value) {
                let names = services.iter().map(|service| service.prefix.as_str());
                let help =
                    nearest_or(&prefix.value, names, "import its facts with `cargo xtask import-services`");
                let message = format!("no service has the prefix `{}`", prefix.value);
                cx.note(Diagnostic::new(Code::UnknownService, prefix.span, message).help(help));
            }
        }
    }
}
