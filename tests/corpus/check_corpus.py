#!/usr/bin/python3
"""Asks ccot-parse about one mail of the corpus and compares its answer with CASE/expect.json.

  check_corpus.py PARSER CASE

expect.json holds what must be right; what it does not name is free, but the number of orders is not.
  classification   {order_type, conflict, basis}
  documents        {path: {kind, problem, filename}}; problem_any: one of
  documents_any    [{kind, problem}]: some document has these
  orders           [{order_type, action, document (null: any), draft, fields {name: value}, absent [name], present [name]}]
  services         [{document, outcome | outcome_any, fields, absent}]
  alerts           [kind]: each is there; alerts_any: at least one of them; alerts_exact: these and no others
  automatic, submitted_elsewhere
Names compare without case and titles, courts and addresses by their words, a judge by words that must all occur.
"""
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import build_mail  # pylint: disable=wrong-import-position

TITLES = {"mr", "mrs", "ms", "miss", "mx", "dr"}
COURT_WORDS = {"in", "the", "at", "sitting", "of"}


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", str(text)).casefold())


def equal(name, wanted, got):
    if isinstance(wanted, bool) or isinstance(got, bool):
        return wanted is got
    if isinstance(wanted, list):
        return isinstance(got, list) and len(wanted) == len(got) and all(equal(name, a, b) for a, b in zip(wanted, got))
    if isinstance(wanted, dict):
        return isinstance(got, dict) and all(equal(key, value, got.get(key)) for key, value in wanted.items())
    if name == "judge":
        return set(words(wanted)) <= set(words(got))
    if name == "court":
        return set(words(wanted)) - COURT_WORDS <= set(words(got)) - COURT_WORDS | {"family", "court"}
    if name in ("respondent", "protected_person", "protected_people", "respondent_address"):
        return [w for w in words(wanted) if w not in TITLES] == [w for w in words(got) if w not in TITLES]
    return wanted == got


class Check:
    def __init__(self, answer):
        self.answer = answer
        self.faults = []

    def same(self, where, name, wanted, got):
        if not equal(name, wanted, got):
            self.faults.append(f"{where}: {name} is {got!r}, not {wanted!r}")

    def fields(self, where, expected, given):
        for name, wanted in expected.get("fields", {}).items():
            self.same(where, name, wanted, given.get("fields", {}).get(name, {}).get("value"))
        for name in expected.get("absent", []):
            if name in given.get("fields", {}):
                self.faults.append(f"{where}: {name} is given ({given['fields'][name].get('value')!r}) but not stated")
        for name in expected.get("present", []):
            if name not in given.get("fields", {}):
                self.faults.append(f"{where}: {name} is missing")

    def items(self, kind, expected, names):
        given = self.answer.get(kind, [])
        if len(given) != len(expected):
            told = [(item.get("document"), item.get("order_type") or item.get("outcome")) for item in given]
            self.faults.append(f"{len(given)} {kind} {told}, not {len(expected)}")
        for number, (wanted, got) in enumerate(zip(expected, given)):
            where = f"{kind}[{number}]"
            for name in names:
                if wanted.get(name) is not None:
                    self.same(where, name, wanted[name], got.get(name))
            if "outcome_any" in wanted and got.get("outcome") not in wanted["outcome_any"]:
                self.faults.append(f"{where}: outcome {got.get('outcome')!r}")
            self.fields(where, wanted, got)

    def documents(self, expected):
        given = {document["path"]: document for document in self.answer["documents"]}
        for path, wanted in expected.items():
            if path not in given:
                self.faults.append(f"document {path} is not listed (there are {sorted(given)})")
                continue
            for name in ("kind", "problem", "filename"):
                if name in wanted:
                    self.same(f"document {path}", name, wanted[name], given[path].get(name))
            if "problem_any" in wanted and given[path].get("problem") not in wanted["problem_any"]:
                self.faults.append(f"document {path}: problem {given[path].get('problem')!r}")

    def all(self, expected):
        for name, wanted in expected.get("classification", {}).items():
            if wanted is not None:
                self.same("classification", name, wanted, self.answer["classification"].get(name))
        self.documents(expected.get("documents", {}))
        for wanted in expected.get("documents_any", []):
            if not any(all(document.get(name) == value for name, value in wanted.items()) for document in self.answer["documents"]):
                self.faults.append(f"no document is {wanted}")
        self.items("orders", expected.get("orders", []), ("order_type", "action", "document", "draft"))
        if "services" in expected:
            self.items("services", expected["services"], ("document", "outcome"))
        kinds = {alert["kind"] for alert in self.answer["message"].get("alerts", [])}
        if not set(expected.get("alerts", [])) <= kinds or ("alerts_any" in expected and not kinds & set(expected["alerts_any"])):
            self.faults.append(f"alerts are {sorted(kinds)}")
        if "alerts_exact" in expected:
            self.same("message", "alerts", sorted(expected["alerts_exact"]), sorted(kinds))
        if "automatic" in expected:
            self.same("message", "automatic", expected["automatic"], self.answer["message"].get("automatic"))
        if "submitted_elsewhere" in expected:
            self.same("answer", "submitted_elsewhere", expected["submitted_elsewhere"], self.answer.get("submitted_elsewhere"))
        return self.faults


def main():
    if len(sys.argv) != 3:
        print("usage: check_corpus.py PARSER CASE", file=sys.stderr)
        return 2
    parser, case = sys.argv[1:]
    expected = json.loads((build_mail.HERE / case / "expect.json").read_text(encoding="utf-8"))
    done = subprocess.run([parser, "--json"], input=build_mail.read_case(case), capture_output=True, timeout=60, check=False)
    if done.returncode != 0:
        print(f"{case}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
        return 1
    faults = Check(json.loads(done.stdout)).all(expected)
    for fault in faults:
        print(f"{case}: {fault}")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
