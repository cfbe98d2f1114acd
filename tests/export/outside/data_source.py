"""The data source `aws_iam_policy_document` as an expression of Terraform's language.

The provider of AWS evaluates data sources and cannot be had without a network. What the data source does with its
blocks is documented and short, so that Terraform evaluates an expression with the same parts instead: values,
conditions and loops are Terraform's own work.
"""

import json


def document(body: dict) -> str:
    """The expression of a document, from the blocks of its data source."""
    parts = [f"[{statement(it)}]" for it in blocks(body, "statement")]
    parts += [f"[for _ in {expression(it['for_each'])} : {statement(it['content'])}]" for it in dynamic(body, "statement")]
    return f'{{ Version = "2012-10-17", Statement = concat({", ".join(parts)}) }}'


def statement(body: dict) -> str:
    names = {
        "sid": "Sid", "effect": "Effect", "actions": "Action", "not_actions": "NotAction",
        "resources": "Resource", "not_resources": "NotResource",
    }
    members = [f"{names[key]} = {expression(value)}" for key, value in body.items() if key in names]
    conditions = [f"[{condition(it)}]" for it in blocks(body, "condition")]
    conditions += [f"[for _ in {expression(it['for_each'])} : {condition(it['content'])}]" for it in dynamic(body, "condition")]
    members.append(f"conditions = concat([], {', '.join(conditions)})" if conditions else "conditions = []")
    return f"{{ {', '.join(members)} }}"


def condition(body: dict) -> str:
    return f"{{ test = {expression(body['test'])}, variable = {expression(body['variable'])}, values = {expression(body['values'])} }}"


def blocks(body: dict, kind: str) -> list[dict]:
    found = body.get(kind, [])
    return found if isinstance(found, list) else [found]


def dynamic(body: dict, kind: str) -> list[dict]:
    return blocks(body.get("dynamic", {}), kind)


def expression(value) -> str:
    """A value of Terraform's JSON as an expression."""
    if isinstance(value, list):
        return "[" + ", ".join(map(expression, value)) + "]"
    if value.startswith("${") and value.endswith("}") and value.count("${") == 1:
        return value[2:-1]
    if value.startswith("${") and is_one_expression(value):
        return value[2:-1]
    return json.dumps(value)


def is_one_expression(value: str) -> bool:
    """True if the first `${` ends with the value."""
    depth = 0
    for at, c in enumerate(value):
        depth += {"{": 1, "}": -1}.get(c, 0)
        if depth == 0 and at > 0 and c == "}":
            return at == len(value) - 1
    return False
