"""Runs the `aws` lines of the guides against moto, a simulation of AWS.

The test `guides` reads the pages, runs the lines of `pcluster-iam` and leaves the others in a plan.
Here they run in order, in the folder of the documents that the page's earlier lines wrote. Each page
begins with an empty account. Exit code: 0 if every line succeeds, 1 otherwise.
"""

import contextlib
import io
import json
import logging
import os
import shlex
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        plan = make_plan(folder)
        server, aws = start_aws()
        try:
            failures = [failure for page in plan["pages"] for failure in run_page(page, aws)]
        finally:
            server.stop()
            os.chdir(REPOSITORY)
    for failure in failures:
        print(failure, file=sys.stderr)
    n_lines = sum(len(page["lines"]) for page in plan["pages"])
    print(f"{n_lines} lines of {len(plan['pages'])} pages ran, {len(failures)} failed")
    return 1 if failures else 0


def make_plan(folder: str) -> dict:
    """Runs the test, which writes the documents and the plan."""
    subprocess.run(
        ["cargo", "test", "--quiet", "--workspace", "--all-features", "--test", "guides"],
        cwd=REPOSITORY,
        env={**os.environ, "GUIDES_FOLDER": folder},
        check=True,
    )
    plan = json.loads(Path(folder, "plan.json").read_text())
    programs = [Path(plan["program"]).parent, Path(sys.executable).parent]
    os.environ["PATH"] = os.pathsep.join([*map(str, programs), os.environ["PATH"]])
    return plan


def start_aws():
    """Starts moto, and the AWS CLI with its address and with credentials that no real account has."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    nowhere = os.devnull
    os.environ.update(
        AWS_ACCESS_KEY_ID="testing",
        AWS_SECRET_ACCESS_KEY="testing",
        AWS_CONFIG_FILE=nowhere,
        AWS_SHARED_CREDENTIALS_FILE=nowhere,
        AWS_DEFAULT_REGION="eu-west-1",
        AWS_PAGER="",
        # So that a misspelt AWS managed policy is an error.
        MOTO_IAM_LOAD_MANAGED_POLICIES="true",
    )
    # Both read the environment when they are imported.
    from awscli.clidriver import create_clidriver
    from moto.server import ThreadedMotoServer

    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    _, port = server.get_host_and_port()
    os.environ["AWS_ENDPOINT_URL"] = f"http://127.0.0.1:{port}"
    return server, create_clidriver()


def run_page(page: dict, aws) -> list[str]:
    """Runs the lines of a page in an empty account and returns the failures."""
    request = urllib.request.Request(f"{os.environ['AWS_ENDPOINT_URL']}/moto-api/reset", method="POST")
    urllib.request.urlopen(request).close()
    os.chdir(page["folder"])
    failures = []
    for line in page["lines"]:
        code, said = run_line(line["command"], aws)
        if code != 0:
            failures.append(f"{line['at']}: $ {line['command']}\n    {said.strip()}")
    return failures


def run_line(command: str, aws) -> tuple[int, str]:
    """Runs a line: one of `aws` alone without a new process, which would take most of the time."""
    if " | " in command or " > " in command:
        shell = subprocess.run(command, shell=True, capture_output=True, text=True)
        return shell.returncode, shell.stdout + shell.stderr
    output = io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        code = aws.main(shlex.split(command)[1:])
    return code, output.getvalue()


if __name__ == "__main__":
    sys.exit(main())
