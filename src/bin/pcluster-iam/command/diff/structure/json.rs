//! The structural view for programs.

use pcluster_iam::compare::{Change, StatementPair, StatementPlace};
use pcluster_iam::document::Text;
use serde_json::{Value, json};

use super::{StructureSide, StructureView};

pub(super) fn of(view: &StructureView<'_>) -> Value {
    let structure = &view.structure;
    json!({
        "relation": if structure.is_identical() {
            "identical"
        } else if structure.has_same_content() {
            "written-otherwise"
        } else {
            "different"
        },
        "a": side(&view.a),
        "b": side(&view.b),
        "document": structure.document.iter().map(change).collect::<Vec<_>>(),
        "statements": structure.statements.iter().map(|it| pair(view, it)).collect::<Vec<_>>(),
    })
}

fn side(side: &StructureSide<'_>) -> Value {
    json!({ "name": side.name, "policies": side.sources })
}

fn pair(view: &StructureView<'_>, pair: &StatementPair) -> Value {
    json!({
        "a": pair.a.map(|place| statement(&view.a, place)),
        "b": pair.b.map(|place| statement(&view.b, place)),
        "same": pair.has_same_content(),
        "changes": pair.changes.iter().map(change).collect::<Vec<_>>(),
    })
}

fn statement(side: &StructureSide<'_>, place: StatementPlace) -> Value {
    let sid = side.statement(place).and_then(|it| it.sid.as_ref());
    json!({
        "source": side.sources.get(place.document),
        "place": side.place(place).map(|place| place.to_string()),
        "statement": place.idx,
        "sid": sid.map(Text::as_str),
    })
}

fn change(change: &Change) -> Value {
    json!({ "element": change.element, "aspect": change.aspect, "a": change.a, "b": change.b })
}
