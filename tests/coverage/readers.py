#!/usr/bin/python3
"""Line coverage of each file under parsers/document, parsers/mail and parsers/order, from a build with the preset coverage
after its tests ran. The corpus is read once more in one process: the confined children of ccot-parse cannot write counters.

  readers.py BUILD [--least PERCENT]

Prints a line a file; ends with 1 when a reader (parsers/document, parsers/mail) is below PERCENT (80)."""
import argparse
import gzip
import json
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "corpus"))
import build_mail  # pylint: disable=wrong-import-position


def read_corpus(build):
    """The mails of the corpus through the whole pipeline, in a process that may write its counters."""
    with tempfile.TemporaryDirectory() as folder:
        for described in sorted((HERE.parent / "corpus").glob("*/message.json")):
            (pathlib.Path(folder) / (described.parent.name + ".eml")).write_bytes(build_mail.read_case(described.parent.name))
        subprocess.run([build / "tests" / "fuzz_mail", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def counts(build):
    """{file: (lines run, lines)} of the parsers."""
    found = {}
    for data in sorted((build / "parsers").rglob("*.gcda")):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["gcov", "--json-format", str(data)], cwd=folder, check=True, capture_output=True)
            for written in pathlib.Path(folder).glob("*.gcov.json.gz"):
                for file in json.loads(gzip.decompress(written.read_bytes()))["files"]:
                    path = pathlib.Path(build, file["file"]).resolve()
                    if path.suffix == ".c" and path.is_relative_to(ROOT / "parsers"):
                        lines = {}
                        for line in file["lines"]:
                            lines[line["line_number"]] = lines.get(line["line_number"], 0) + line["count"]
                        found[str(path.relative_to(ROOT))] = (sum(count > 0 for count in lines.values()), len(lines))
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("--least", type=float, default=80)
    options = parser.parse_args()
    build = options.build.resolve()
    read_corpus(build)
    low = []
    for file, (run, lines) in sorted(counts(build).items()):
        percent = 100 * run / max(lines, 1)
        print(f"{percent:6.1f} %  {run:4} of {lines:4}  {file}")
        if percent < options.least and file.startswith(("parsers/document/", "parsers/mail/")):
            low.append(file)
    for file in low:
        print(f"below {options.least:.0f} %: {file}")
    return 1 if low else 0


if __name__ == "__main__":
    sys.exit(main())
