//! The corrections of calls: the actions that a call authorizes, where AWS states others.

use crate::compiler::kinds::corrections::check::Corrections;
use crate::compiler::kinds::corrections::model::CorrectionKind;
use crate::compiler::kinds::corrections::written::WrittenCorrection;
use crate::compiler::kinds::services::model::{AuthorizedAction, ServiceCall};
use crate::compiler::source::Spanned;
use crate::compiler::source::code::Code;
use crate::compiler::source::diagnostic::nearest_or;

impl Corrections<'_, '_> {
    /// The actions that a call authorizes.
    pub(super) fn call(&mut self, correction: &WrittenCorrection) {
        let Some(subject) = &correction.call else { return };
        let Some((service, name)) = self.service_of(subject) else { return };
        for action in &correction.authorizes {
            let Some((owner, action_name)) = self.service_of(action) else { continue };
            let facts = &self.services[owner].facts;
            if !facts.actions.iter().any(|known| known.name == action_name) {
                let names: Vec<_> = facts.actions.iter().map(|known| known.name.clone()).collect();
                let help = nearest_or(
                    action_name,
                    names.iter().map(String::as_str),
                    "write an action as the service's facts have it",
                );
                self.unknown(Code::UnknownAction, action, "action", &help);
            }
        }
        let with =
            |action: &Spanned<String>| AuthorizedAction { action: action.value.clone(), context: Vec::new() };
        let authorizes: Vec<_> = correction.authorizes.iter().map(with).collect();
        let corrected: Vec<_> = authorizes.iter().map(|it| it.action.clone()).collect();
        let calls = &mut self.services[service].facts.calls;
        let key = name.to_ascii_lowercase();
        let id = calls.partition_point(|call| call.name.to_ascii_lowercase() < key);
        let stated = match calls.get_mut(id).filter(|call| call.name == name) {
            Some(call) => {
                std::mem::replace(&mut call.authorizes, authorizes).into_iter().map(|it| it.action).collect()
            }
            None => {
                calls.insert(id, ServiceCall { name: name.to_owned(), authorizes });
                Vec::new()
            }
        };
        if stated == corrected {
            self.nothing(subject.span, &format!("AWS states the same actions for `{}`", subject.value));
            return;
        }
        self.note_done(correction, CorrectionKind::Call, &subject.value, stated, corrected);
    }
}
