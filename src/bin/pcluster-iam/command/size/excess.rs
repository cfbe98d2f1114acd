//! What does not fit.

use pcluster_iam::quota::{Attachment, Quota};

use super::answer::{Answer, identity};
use super::measure::{Home, Measured};
use crate::ui::output::{grouped, plain};

impl Answer<'_> {
    /// What does not fit, each in a sentence.
    pub(super) fn excesses(&self) -> Vec<String> {
        let mut excesses: Vec<_> = self.measured.iter().filter_map(|it| self.of_document(it)).collect();
        if let Some(together) = &self.together {
            match self.attachment() {
                Attachment::Managed if together.is_one_identity && !together.number().fits() => {
                    let (number, most) = (together.n_managed, together.most_managed);
                    excesses.push(format!(
                        "these are {number} managed policies, and an identity may have {most}"
                    ));
                }
                Attachment::Managed => {}
                inline @ Attachment::Inline(_) => {
                    excesses.extend(excess("all of them together", together.size, inline.quota(), "have"));
                }
            }
        }
        for total in &self.identities {
            let quota = Attachment::Inline(total.identity.kind).quota();
            let name = format!("the {}", identity(total.identity.kind, &total.identity.name));
            let has = if total.may_grow { "has at least" } else { "has" };
            excesses.extend(excess(&name, total.size, quota, has));
        }
        excesses
    }

    fn of_document(&self, it: &Measured) -> Option<String> {
        let quota = match (it.home, self.asked) {
            (Home::Other(_), _) | (_, None) => it.home.quota(),
            (_, Some(attachment)) => Some(attachment.quota()),
        };
        // Inline policies count together.
        let is_inline = matches!(self.attachment(), Attachment::Inline(_));
        let is_sum = is_inline && self.together.is_some() && it.is_part(self.asked);
        let name = format!("`{}`", plain(&it.name));
        quota.filter(|_| !is_sum).and_then(|quota| excess(&name, it.size, quota, it.verb()))
    }
}

fn excess(name: &str, size: usize, quota: Quota, has: &str) -> Option<String> {
    let over = size.checked_sub(quota.most).filter(|over| *over > 0)?;
    let [size, over, most] = [size, over, quota.most].map(grouped);
    Some(format!("{name} {has} {size} characters, {over} more than the {most} of {}", quota.about))
}
