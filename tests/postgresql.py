"""A PostgreSQL server of the tests' own, on a free port of 127.0.0.1, in a folder that goes with it."""

import getpass
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

_SEARCHED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
)
_LOCALE = "en_US.UTF-8" if sys.platform == "darwin" else "C.UTF-8"  # it has to know the lower case of any script
# nothing of it has to outlive the tests
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB", "max_connections=60")


class Server:
    """A running server, that gives databases away."""

    def __init__(self, port: int) -> None:
        self._address = f"postgresql+psycopg://marchland@127.0.0.1:{port}"
        self._number = 0
        self._engine = create_engine(f"{self._address}/postgres", isolation_level="AUTOCOMMIT")

    def database(self) -> str:
        """The URL of a new, empty database."""
        self._number += 1
        with self._engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE test_{self._number}"))
        return f"{self._address}/test_{self._number}"

    def drop(self, url: str) -> None:
        with self._engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE {url.rpartition('/')[2]} WITH (FORCE)"))

    def close(self) -> None:
        self._engine.dispose()


@contextmanager
def serve() -> Iterator[Server]:
    """The server, for as long as the `with` lasts. Where there is no PostgreSQL the test is skipped with a word; on a
    machine that checks what was pushed (CI), it fails."""
    found = _programs()
    if found is None:
        words = (
            "The store's tests on PostgreSQL need its server, and there is none: looked for initdb on the PATH and in "
            f"{', '.join(_SEARCHED)}. Install it (Debian: apt-get install postgresql), then run the tests again."
        )
        pytest.fail(words) if os.environ.get("CI") else pytest.skip(words)
    user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="marchland-postgresql-"))
    try:
        if user:
            shutil.chown(folder, user)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        as_user = {"user": user, "cwd": folder, "env": {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}}
        data, log = folder / "data", folder / "log"
        initdb = [
            found / "initdb",
            "-D",
            data,
            "-U",
            "marchland",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--no-sync",
            f"--locale={_LOCALE}",
        ]
        done = subprocess.run(initdb, **as_user, capture_output=True, text=True)
        if done.returncode:
            pytest.fail(f"PostgreSQL made no database folder:\n{done.stdout}{done.stderr}")
        options = [
            part
            for each in (*_QUICK, "listen_addresses=127.0.0.1", f"port={port}", "unix_socket_directories=")
            for part in ("-c", each)
        ]
        with log.open("wb") as out:
            process = subprocess.Popen([found / "postgres", "-D", data, *options], **as_user, stdout=out, stderr=out)
        try:
            ready = [found / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
            for _ in range(600):
                if subprocess.run(ready, **as_user).returncode == 0:
                    break
                if process.poll() is not None:
                    pytest.fail(f"PostgreSQL did not start:\n{log.read_text('utf-8', 'replace')}")
            server = Server(port)
            yield server
            server.close()
        finally:
            process.send_signal(3)  # SIGQUIT: at once
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path | None:
    """The folder of PostgreSQL's programs, the newest there is."""
    named = shutil.which("initdb")
    if named:
        return Path(named).resolve().parent
    folders = [path for pattern in _SEARCHED for path in Path("/").glob(pattern[1:]) if (path / "initdb").exists()]
    return max(
        folders,
        default=None,
        key=lambda path: [int(part) for part in path.parent.name.split("@")[-1].split(".") if part.isdigit()],
    )


def _unprivileged() -> str | None:
    """Whom the server runs as: root may not run it."""
    if os.getuid():
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody", getpass.getuser()) if name in names)
