"""Writes the policies of the roles that a release of ParallelCluster creates, by the release's own code.

    python3 xtask/upstream/render.py 3.16.1 --output FOLDER
    python3 xtask/upstream/render.py aws_parallelcluster-3.17.0-py3-none-any.whl --output FOLDER

The package is installed into an environment of its own below `target/python`. It turns the
configurations beside this file into CloudFormation templates; its calls to AWS are answered by moto.
README.md describes the files that are written.
"""

import argparse
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
ENVIRONMENTS = HERE.parents[1] / "target" / "python"


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("release", help="a version that PyPI has, or a wheel")
    arguments.add_argument("--output", required=True, type=Path, help="the folder for the documents")
    given = arguments.parse_args()
    python = environment(given.release)
    subprocess.run([python, HERE / "synthesise.py", given.output.resolve()], cwd=HERE, check=True)


def environment(release: str) -> Path:
    """An environment with the package, and its Python."""
    wheel = Path(release)
    is_wheel = wheel.suffix == ".whl"
    package = str(wheel.resolve(strict=True)) if is_wheel else f"aws-parallelcluster=={release}"
    folder = ENVIRONMENTS / (wheel.stem if is_wheel else f"aws-parallelcluster-{release}")
    python = folder / "bin" / "python"
    venv.create(folder, with_pip=True)
    install = [python, "-m", "pip", "install", "--quiet", "--requirement", HERE / "requirements.txt", package]
    subprocess.run(install, check=True)
    return python


if __name__ == "__main__":
    try:
        main()
    except (OSError, subprocess.CalledProcessError) as error:
        sys.exit(f"error: {error}")
