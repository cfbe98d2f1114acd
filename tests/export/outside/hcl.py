"""python-hcl2 reads each module, and Terraform's JSON has the same blocks."""

import json
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import hcl2

from .cases import Exports

# The kinds of blocks that have a name, and the number of their labels.
KINDS = {"variable": 1, "data": 2, "resource": 2, "output": 1}


def read_modules(exports: Exports) -> tuple[str, list[str]]:
    paths = exports.files("main.tf")
    with ProcessPoolExecutor() as pool:
        failures = [failure for found in pool.map(read_module, paths) for failure in found]
    return f"python-hcl2 read {len(paths)} modules", failures


def read_module(path: Path) -> list[str]:
    with path.open() as file:
        module = hcl2.load(file)
    written = json.loads(path.with_suffix(".tf.json").read_text())
    failures = []
    for kind, depth in KINDS.items():
        of_hcl = {labels(block, depth) for block in module.get(kind, [])}
        of_json = set(paths_of(written.get(kind, {}), depth))
        if of_hcl != of_json:
            failures.append(f"{path}: {kind}: {of_hcl ^ of_json}")
    return failures


def labels(block: dict, depth: int) -> tuple[str, ...]:
    """The labels of a block, which python-hcl2 has as the keys of objects in each other."""
    if depth == 0:
        return ()
    name, inner = next((key, value) for key, value in block.items() if not key.startswith("__"))
    return (name.strip('"'), *labels(inner, depth - 1))


def paths_of(blocks: dict, depth: int) -> list[tuple[str, ...]]:
    if depth == 1:
        return [(name,) for name in blocks]
    return [(name, *rest) for name, inner in blocks.items() for rest in paths_of(inner, depth - 1)]
