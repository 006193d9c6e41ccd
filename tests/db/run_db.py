"""Starts a private PostgreSQL and runs the database's test program on it: run_db.py PROGRAM [ARGUMENT...]."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import servers  # pylint: disable=wrong-import-position


def main():
    # Not under TMPDIR: the server's user must reach it.
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ccot-db-", dir="/var/tmp"))
    folder.chmod(0o755)
    try:
        with servers.Postgres(folder / "postgres").start() as postgres:
            environment = {**os.environ, "CCOT_TEST_PORT": str(postgres.port)}
            return subprocess.run([sys.argv[1], "--tap", *sys.argv[2:]], env=environment, check=False).returncode
    finally:
        shutil.rmtree(folder, ignore_errors=True)


sys.exit(main())
