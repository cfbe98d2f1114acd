//! Actions as arguments.

use pcluster_iam::{Action, Call, SERVICES};

use crate::args::example;
use crate::ui::failure::Complaint;
use crate::ui::suggest::similar;

/// The message that AWS has no action of a name, with the action that may be meant; nothing for an action that AWS
/// has.
pub(crate) fn unknown_action(name: &str) -> Option<Complaint> {
    if pcluster_iam::action(name).is_some() {
        return None;
    }
    let (prefix, own) = name.split_once(':').unwrap_or((name, ""));
    let Some(service) = pcluster_iam::service(prefix).filter(|service| service.as_of.is_some()) else {
        let prefixes = similar(prefix, SERVICES.iter().map(|service| service.prefix));
        let complaint =
            Complaint::new(format!("the catalog has no service with the prefix `{}`", prefix.escape_debug()));
        return Some(match prefixes.first() {
            Some(meant) => complaint.help(format!("did you mean `{meant}:{own}`?")),
            None => complaint.help(format!(
                "an action is a service's prefix, a colon and a name, such as `{}`",
                example::action()
            )),
        });
    };
    let complaint = Complaint::new(format!("`{}` has no action `{}`", service.prefix, own.escape_debug()));
    let call = service.call(own).into_iter().flat_map(Call::authorizes);
    let required: Vec<_> = call.map(|it| format!("`{}`", it.action)).collect();
    let names = service.actions().map(Action::name).collect::<Vec<_>>();
    Some(match (required.as_slice(), similar(own, names).first()) {
        ([], Some(meant)) => complaint.help(format!("did you mean `{}:{meant}`?", service.prefix)),
        ([], None) => complaint.help("look it up in AWS's Service Authorization Reference"),
        (required, _) => complaint.help(format!("it is a call, which requires {}", required.join(", "))),
    })
}
