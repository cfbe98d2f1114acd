"""The `aws` of the scripts under test: one process for all calls, as starting one takes most of the time.

`AwsCli` answers on a socket, with the AWS CLI itself, and keeps each call. A folder for PATH has an `aws` that
asks there.
"""

import contextlib
import io
import os
import socketserver
import threading
from pathlib import Path

# Each text ends with a null character: the region, the number of arguments and these; the exit code, and what
# goes to standard output and to standard error.
CLIENT = r"""#!/usr/bin/env bash
exec 3<>/dev/tcp/127.0.0.1/{port}
printf '%s\0' "${{AWS_DEFAULT_REGION:-}}" "$#" "$@" >&3
IFS= read -r -d '' code <&3
IFS= read -r -d '' out <&3
IFS= read -r -d '' err <&3
printf '%s' "$out"
printf '%s' "$err" >&2
exit "$code"
"""


class AwsCli:
    """The AWS CLI in this process. Its environment is that of the process when it is made."""

    def __init__(self, folder: Path):
        from awscli.clidriver import create_clidriver

        self.driver = create_clidriver()
        self.calls: list[list[str]] = []
        owner = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                region, number = self.text(), int(self.text())
                for text in owner.call([self.text() for _ in range(number)], region):
                    self.wfile.write(f"{text}\0".encode())

            def text(self) -> str:
                return b"".join(iter(lambda: self.rfile.read(1), b"\0")).decode()

        self.server = socketserver.TCPServer(("127.0.0.1", 0), Handler)
        folder.joinpath("aws").write_text(CLIENT.format(port=self.server.server_address[1]))
        folder.joinpath("aws").chmod(0o755)
        os.environ["PATH"] = os.pathsep.join([str(folder), os.environ["PATH"]])
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def call(self, args: list[str], region: str) -> tuple[int, str, str]:
        self.calls.append(args)
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            # The environment is that of the script, as far as a script sets it.
            code = self.driver.main([*args, *(["--region", region] if region else [])])
        return code, out.getvalue(), err.getvalue()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
