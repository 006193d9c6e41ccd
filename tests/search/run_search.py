"""Asks the questions of this folder on a private PostgreSQL among 20,000 generated orders: run_search.py PROGRAM [ARGUMENT...]."""
import pathlib
import shutil
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
import servers  # pylint: disable=wrong-import-position


def main():
    # Not under TMPDIR: the server's user must reach it.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ccot-search-", dir="/var/tmp"))
    folder.chmod(0o755)
    try:
        with servers.Postgres(folder / "postgres").start() as postgres:
            postgres.sql("postgres", "CREATE DATABASE ccot_search")
            command = [sys.argv[1], *sys.argv[2:], str(HERE), postgres.conninfo("ccot_search")]
            return subprocess.run(command, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


sys.exit(main())
