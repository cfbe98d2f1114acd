"""Documents in a form in which two that mean the same are the same."""

import json


def differences(at: str, expected, found) -> list[str]:
    """One message if two values do not mean the same, and none otherwise."""
    expected, found = normal(expected), normal(found)
    return [] if expected == found else [f"{at}:\n  expected {json.dumps(expected)}\n  found    {json.dumps(found)}"]


def normal(value):
    """A value with its lists sorted and each of their strings once; a list of one string is a string, as the provider
    of Terraform writes it."""
    if isinstance(value, dict):
        return {key: normal(it) for key, it in sorted(value.items())}
    if isinstance(value, list) and value and all(isinstance(it, str) for it in value):
        values = sorted(set(value))
        return values[0] if len(values) == 1 else values
    if isinstance(value, list):
        return sorted((normal(it) for it in value), key=json.dumps)
    return value
