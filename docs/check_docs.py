#!/usr/bin/python3
"""Compares what is written about the programs with the programs.

check_docs.py events TREE              docs/operations.md explains each row of base/event.def with its level, and no other
check_docs.py links TREE               each relative link of a page leads to a file
check_docs.py reading TREE             docs/reading.md names each file of parsers/order, and no other
check_docs.py settings TREE PROGRAM    ccot.conf(5) holds the tables that PROGRAM prints, a section each
check_docs.py help TREE PAGE PROGRAM   each option of "PROGRAM --help" and of the commands it lists has its line in PAGE, and no other
"""
import os
import re
import subprocess
import sys


def text_of(*path):
    with open(os.path.join(*path), encoding="utf-8") as file:
        return file.read()


def events(tree):
    written = re.findall(r"(?m)^\| `([a-z-]+)` \| (info|warning|error) \|", text_of(tree, "docs/operations.md"))
    rows = re.findall(r'(?m)^EVENT\(\w+, "([^"]+)", (\w+)\)', text_of(tree, "base/event.def"))
    known = [(name, level.lower()) for name, level in rows]
    return [f"{row}: not in operations.md" for row in known if row not in written] + \
           [f"{row}: not in event.def" for row in written if row not in known]


def pages(tree):
    yield "README.md"
    for folder, _, names in os.walk(os.path.join(tree, "docs")):
        for name in names:
            if name.endswith(".md"):
                yield os.path.relpath(os.path.join(folder, name), tree)


def links(tree):
    wrong = []
    for page in pages(tree):
        for target in re.findall(r"\]\(([^)#:]+)\)", text_of(tree, page)):
            if not os.path.exists(os.path.join(tree, os.path.dirname(page), target)):
                wrong.append(f"{page}: {target} is not there")
    return wrong


def reading(tree):
    named = {name for row in re.findall(r"(?m)^\|.*\|(.*)\|$", text_of(tree, "docs/reading.md")) for name in re.findall(r"`([a-z_]+)`", row)}
    there = {os.path.splitext(name)[0] for name in os.listdir(os.path.join(tree, "parsers/order")) if name.endswith((".c", ".h", ".def"))}
    return [f"parsers/order/{name}: not in reading.md" for name in sorted(there - named)] + \
           [f"{name}: not in parsers/order" for name in sorted(named - there)]


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def settings(tree, program):
    page = text_of(tree, "docs/man/ccot.conf.5.md")
    printed = re.sub(r"(?m)^### ", "## ", run(program, "manual"))
    return [] if printed.strip() in page else ["ccot.conf.5.md: the tables differ from print_settings manual"]


def help_of(tree, page, program):
    said = run(program, "--help")
    listed = re.search(r"(?ms)^Commands:\n(.*?)\n\n", said)
    commands = re.findall(r"(?m)^  ([a-z]+)", listed[1]) if listed else []
    said += "".join(run(program, command, "--help") for command in commands)
    known = set(re.findall(r"(?m)^  (?:-\w, )?(--[a-z][a-z-]*)", said))
    written = set(re.findall(r"(?m)^(?:\*\*-\w\*\*, )?\*\*(--[a-z][a-z-]*)\*\*", text_of(tree, page)))
    named = [f"{command}: not in {page}" for command in commands if f"**{command}**" not in text_of(tree, page)]
    return named + [f"{option}: not in {page}" for option in sorted(known - written)] + \
        [f"{option}: not an option" for option in sorted(written - known)]


def main(check, *arguments):
    wrong = {"events": events, "links": links, "reading": reading, "settings": settings, "help": help_of}[check](*arguments)
    print("\n".join(wrong) or "as the programs say")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
