"""Reads and evaluates exports with tools that others wrote, and compares them with what `render` gives.

The test `export` writes the exports of every policy, and cases: values, and the documents that they give. Each tool
is in a file of the folder `outside`. Exit code: 0 if everything agrees, 1 otherwise.
"""

import sys
import tempfile
import time
from pathlib import Path

from outside import cases
from outside.hcl import read_modules
from outside.stacks import create_stacks
from outside.templates import compare_layouts, lint_templates
from outside.terraform import evaluate_modules

CHECKS = [read_modules, compare_layouts, lint_templates, create_stacks, evaluate_modules]


def main() -> int:
    failures = []
    with tempfile.TemporaryDirectory() as folder:
        exports = cases.written(Path(folder))
        for check in CHECKS:
            start = time.monotonic()
            summary, found = check(exports)
            print(f"{summary}, {len(found)} failures, {time.monotonic() - start:.0f} s", flush=True)
            failures += found
    for failure in failures:
        print(failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
