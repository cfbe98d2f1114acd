//! The principals of a statement: everyone, or those that it names.
//!
//! A statement without the element is about the identity that has the policy. The principal of an account
//! stands for the account and not for its users, who need a grant of their own (IAM User Guide, "AWS JSON
//! policy elements: Principal"), so that names are compared as they are.

use crate::document::Principals;

/// The string that stands for everyone.
pub(crate) const EVERYONE: &str = "*";

/// True if a statement with some principals is about everyone that another statement is about.
pub(crate) fn covers(wide: Option<&Principals>, narrow: Option<&Principals>) -> bool {
    let (Some(wide), Some(narrow)) = (wide, narrow) else { return wide.is_none() && narrow.is_none() };
    if wide.negated != narrow.negated {
        return false;
    }
    // The one that excludes less is about more.
    let (wide, narrow) = if wide.negated { (narrow, wide) } else { (wide, narrow) };
    is_everyone(wide) || narrow.whole.is_none() && each(narrow).all(|name| each(wide).any(|it| it == name))
}

/// True for the principal `*`, as a string or among AWS's.
pub(crate) fn is_everyone(principals: &Principals) -> bool {
    let whole = principals.whole.as_ref().is_some_and(|text| text.as_str() == EVERYONE);
    whole || each(principals).any(|(kind, name)| kind == "AWS" && name == EVERYONE)
}

/// The named principals, each with its type.
fn each(principals: &Principals) -> impl Iterator<Item = (&str, &str)> {
    let lists = principals.lists.iter();
    lists.flat_map(|list| list.entries.iter().map(|name| (list.key.as_str(), name.as_str())))
}
