#!/usr/bin/python3
"""The house linter: one small function a rule, nothing but the standard library.

lint.py TREE            every rule over the tree; exit 1 and one line an objection: "path:line: rule: what"
lint.py --bad FILE      FILE stands for the path in its first line ("lint-as: base/x.c") and must break the rule that it is
                        named after; exit 1 when that rule does not object
lint.py --list          the rules
"""
import os
import re
import subprocess
import sys

SKIPPED_FOLDERS = re.compile(r"(^|/)(\.git|var|build|build-[^/]*|__pycache__|node_modules)$")
ROOMS = {
    "base": {"base"},
    "register": {"register", "base"},
    "parsers": {"parsers", "register", "base"},
    "config": {"config", "base"},
    "db": {"db", "register", "base"},
    "daemon": {"daemon", "db", "config", "register", "base"},
    "cli": {"cli", "db", "config", "register", "base"},
    "reports": {"reports", "db", "config", "register", "base"},
    "web": {"web", "db", "config", "register", "base"},
}
# The places that may include a foreign library, by a piece of the header's name.
LIBRARIES = {
    "libpq-fe.h": r"^db/",
    "libetpan/": r"^daemon/(imap_|own_imap)",
    "curl/": r"^daemon/(oauth|smtp|own_curl)",
    "gnutls/": r"^daemon/imap_stream",
    "libconfig.h": r"^config/",
    "gmime/": r"^parsers/",
    "gsf/": r"^parsers/",
    "ksba.h": r"^parsers/mail/signed_content",
    "poppler": r"^parsers/",
    "libxml/": r"^(parsers/|web/(page|own_xml|stencil)|reports/(report_html|own_xml))",
    "libxslt/": r"^web/(page|own_xml)",
    "microhttpd.h": r"^web/server",
    "sodium.h": r"^config/passphrase",
    "archive.h": r"^parsers/",
    "seccomp.h": r"^(parsers|daemon|web)/",
    "magic.h": r"^parsers/",
}
# What a log line may carry beside its event: identifiers, numbers, words of the program's own.
LOG_FIELDS = {
    "attempt", "attempts", "bytes", "child", "code", "count", "event", "folder", "folders", "fetched", "kind", "lane", "level",
    "mailbox", "mailboxes", "message_id", "document_id", "entry_id", "milliseconds", "moved", "octets", "path", "pid", "program",
    "reason", "seconds", "session", "size", "state", "status", "step", "stored", "uid", "uidvalidity", "undone", "until",
    "version", "waiting", "workers", "number", "result", "duplicates", "orders", "documents", "problem", "target",
    "processed", "failed", "schema", "migration", "signal", "slot", "released", "previous",
    "process", "refused", "listen", "percent", "holder",
    "audit_id", "written_at", "who_digest", "form", "field", "about", "about_id", "digest", "place",
}


# Further nouns of files that hold small types beside the one they are named after.
NOUNS = {
    "base/log.c": ("event_",),
    "cli/ccot.c": ("command_",),
    "config/setting.c": ("config_",),
    "daemon/folder_turn.c": ("fetch_context_",),
    "db/statement.c": ("parameters_", "embedded_", "result_"),
    "parsers/document/readers.c": ("format_", "reader_"),
    "parsers/mail/own_words.c": ("own_",),
    "parsers/order/extract.c": ("paper_", "papers_"),
    "parsers/order/gram.c": ("grams_",),
    "register/submission.c": ("field_value_",),
}


class Source:
    """A file of the tree: its path in the tree, its lines, and its lines without comments and texts."""

    def __init__(self, path, text):
        self.path = path
        self.text = text
        self.lines = text.split("\n")
        self.is_c = path.endswith((".c", ".h"))
        self.code = blank_comments(text).split("\n") if self.is_c else self.lines
        self.bare = blank_texts("\n".join(self.code)).split("\n") if self.is_c else self.lines
        self.room = path.split("/")[0]
        self.stem = os.path.splitext(os.path.basename(path))[0]

    def functions(self):
        """(name, first line, last line, is static) of each function whose name starts a line."""
        start = None
        for number, line in enumerate(self.bare, 1):
            found = re.match(r"^(?!__)([a-zA-Z_]\w*)\(", line)
            if found and start is None:
                start = (found.group(1), number, "static" in self.bare[number - 2])
            elif start and line.endswith(";") and not line.startswith((" ", "{", "}")):
                start = None
            elif start and line.startswith("}"):
                yield (start[0], start[1], number, start[2])
                start = None



def blank_comments(text):
    keep = r'"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(keep + r"|/\*.*?\*/|//[^\n]*",
                  lambda m: m.group(0) if m.group(0)[0] in "\"'" else re.sub(r"[^\n]", " ", m.group(0)), text, flags=re.S)


def blank_texts(text):
    return re.sub(r'"((?:\\.|[^"\\\n])*)"', lambda m: '"' + " " * len(m.group(1)) + '"', text)


RULES = {}


def rule(function):
    RULES[function.__name__.replace("_", "-")] = function
    return function


def matches(source, lines, pattern, what):
    for number, line in enumerate(lines, 1):
        if re.search(pattern, line):
            yield source.path, number, what


def each(sources, *endings):
    return (source for source in sources if source.path.endswith(endings))


def library_room(source):
    return source.is_c and source.room in ("base", "register", "parsers", "db", "config")


@rule
def file_length(sources):
    for source in each(sources, ".c", ".h", ".py", ".sh", ".sql", ".def", ".cmake"):
        if len(source.lines) > 601:
            yield source.path, 601, f"{len(source.lines) - 1} lines, 600 are allowed: split it by nouns"


@rule
def function_length(sources):
    for source in each(sources, ".c"):
        for name, first, last, _ in source.functions():
            if last - first > 70:
                yield source.path, first, f"{name}() has {last - first} lines, 70 are allowed"


@rule
def nesting(sources):
    for source in each(sources, ".c"):
        yield from matches(source, source.bare, r"^ {40,}(if|for|while|switch|do)\b", "more than four levels deep")


@rule
def return_type_line(sources):
    for source in each(sources, ".c", ".h"):
        for number, line in enumerate(source.bare, 1):
            one_line = re.match(r"^(static |const |extern |unsigned |struct )*[A-Za-z_]\w* \**[a-z_]\w*\([^;]*$", line)
            if one_line and not line.startswith(("return", "else", "typedef", "G_DEFINE")) and "=" not in line:
                after = "\n".join(source.bare[number - 1:number + 8])
                if re.match(r"[^;{]*\)\s*\n?\{", after):
                    yield source.path, number, "the return type stands on a line of its own"


@rule
def function_prefix(sources):
    for source in each(sources, ".c"):
        if source.room == "tests":
            continue
        for name, first, _, static in source.functions():
            nouns = (source.stem.split("_")[0], *NOUNS.get(source.path, ()))
            if not static and not name.isupper() and name != "main" and not name.startswith(nouns):
                yield source.path, first, f"{name}() does not carry the file's name"


@rule
def file_name(sources):
    for source in sources:
        if re.search(r"(^|_)(utils?|common|misc|helpers?|stuff)$", source.stem):
            yield source.path, 1, "name the noun"


@rule
def no_goto(sources):
    for source in each(sources, ".c", ".h"):
        yield from matches(source, source.bare, r"\bgoto\b", "leave early instead of goto")


@rule
def library_place(sources):
    for source in each(sources, ".c", ".h"):
        if source.room == "tests":
            continue
        for number, line in enumerate(source.code, 1):
            found = re.match(r"\s*#\s*include\s*<([^>]+)>", line)
            for piece, place in LIBRARIES.items() if found else ():
                if found.group(1).startswith(piece) and not re.search(place, source.path):
                    yield source.path, number, f"<{found.group(1)}> belongs elsewhere"


@rule
def banned_call(sources):
    names = r"(?<![\w.>])(strcpy|strcat|sprintf|vsprintf|gets|atoi|atol|atof|system|popen|strtok|mktemp|tmpnam|alloca|g_alloca)\("
    for source in each(sources, ".c", ".h"):
        yield from matches(source, source.bare, names, "a call that cannot be made safely")


@rule
def library_logging(sources):
    names = r"\b(fprintf\(stderr|g_print|g_printerr|g_warning|g_message|g_critical|g_info|g_debug|log_event|log_error|perror)\b"
    for source in each(sources, ".c"):
        program = any(name == "main" for name, *_ in source.functions())
        if library_room(source) and source.path != "base/log.c" and not program:
            yield from matches(source, source.bare, names, "this room returns errors; programs log")


@rule
def sql_statement(sources):
    for source in each(sources, ".sql"):
        if not source.path.startswith("db/queries/"):
            continue
        if not source.text.startswith("--"):
            yield source.path, 1, "the head says what the statement is for and what each parameter is"
        body = re.sub(r"--[^\n]*|'(?:[^']|'')*'", "", source.text)
        if len([part for part in body.split(";") if part.strip()]) != 1:
            yield source.path, 1, "one statement a file"
        for number in set(re.findall(r"\$(\d+)", body)):
            if not re.search(rf"^-- ?.*\${number}\b", source.text, flags=re.M):
                yield source.path, 1, f"${number} is not explained in the head"


@rule
def include_arrows(sources):
    for source in each(sources, ".c", ".h", ".def"):
        allowed = ROOMS.get(source.room)
        for number, line in enumerate(source.code, 1):
            found = re.match(r'\s*#\s*include\s*"([^/"]+)/', line)
            if allowed and found and found.group(1) in ROOMS and found.group(1) not in allowed:
                yield source.path, number, f"{source.room} may not know {found.group(1)}"


@rule
def header_guard(sources):
    for source in each(sources, ".h"):
        name = re.sub(r"[^A-Z0-9]", "_", source.path.upper())
        if f"#ifndef {name}\n#define {name}\n" not in source.text:
            yield source.path, 1, f"the guard is {name}"


@rule
def white_space(sources):
    for source in each(sources, ".c", ".h", ".def", ".py", ".sql", ".cmake", ".txt", ".md", ".sh", ".json", ".yml"):
        yield from matches(source, source.lines, r"[ \t]$|\t", "a tab or a blank at the end")
        if not source.text.endswith("\n") or source.text.endswith("\n\n"):
            yield source.path, len(source.lines), "the file ends with one line feed"


@rule
def limit_place(sources):
    for source in each(sources, ".c", ".h"):
        if source.path != "base/limits.h":
            yield from matches(source, source.code, r"#\s*define\s+LIMIT_", "limits live in base/limits.h")


def used_and_known(sources, table, row, use, what):
    known = {name for source in sources if source.path == table for name in re.findall(row, source.text)}
    used = {}
    for source in each(sources, ".c", ".h"):
        for number, line in enumerate(source.code, 1):
            for name in re.findall(use, line):
                used.setdefault(name, (source.path, number))
    for name in sorted(set(used) - known):
        yield (*used[name], f"{what} {name} has no row in {table}")
    for name in sorted(known - set(used)):
        yield table, 1, f"{what} {name} is never used"


@rule
def failpoint_table(sources):
    yield from used_and_known(sources, "base/failpoint.def", r'(?m)^FAILPOINT_NAME\("([^"]+)"\)', r'\bFAILPOINT\("([^"]+)"\)', "failpoint")


@rule
def event_table(sources):
    yield from used_and_known(sources, "base/event.def", r"(?m)^EVENT\((\w+),", r"\bEVENT_(?!COUNT\b)([A-Z]\w*)", "event")


@rule
def machine_path(sources):
    for source in sources:
        yield from matches(source, source.lines, r"(?<![\w.}])/(work|home/\w+|tmp/b-|root/)", "a path of one machine")


@rule
def left_over(sources):
    for source in sources:
        if not source.path.startswith("tests/lint/"):
            yield from matches(source, source.lines, r"\b(TODO|FIXME|XXX|HACK)\b", "finish it or say nothing")


@rule
def log_field(sources):
    for source in each(sources, ".c"):
        text = "\n".join(source.code)
        for call in re.finditer(r"\blog_(event|error)\((EVENT_.*?)\);", text, flags=re.S):
            number = text.count("\n", 0, call.start()) + 1
            for name in re.findall(r'[,(]\s*"([^"]*)"\s*,', call.group(2)):
                if name not in LOG_FIELDS:
                    yield source.path, number, f'"{name}" is not a field that logs may carry'


@rule
def test_domain(sources):
    for source in sources:
        if not source.path.startswith(("tests/", "scripts/")) or source.path.startswith("tests/lint/lint.py"):
            continue
        for number, line in enumerate(source.lines, 1):
            for domain in re.findall(r"[\w.+-]+@([A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,})\b", line):
                if not domain.lower().endswith((".example", ".test", ".invalid", ".localhost")):
                    yield source.path, number, f"{domain} may belong to somebody: use .example or .test"


def is_on_disk(source):
    try:
        with open(os.path.join(TREE, source.path), "rb") as file:
            return file.read() == source.text.encode("utf-8")
    except OSError:
        return False


@rule
def clang_format(sources):
    """One process for many files of the tree: starting it costs more than its work."""
    files = list(each(sources, ".c", ".h"))
    stored = [source.path for source in files if is_on_disk(source)]
    for at in range(0, len(stored), 100):
        done = subprocess.run(["clang-format", "--dry-run", *stored[at:at + 100]], cwd=TREE, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            yield stored[at], 1, "clang-format failed: " + done.stderr[-200:]
        told = set()
        for path, line in re.findall(r"^(.+?):(\d+):\d+: warning: code should be clang-formatted", done.stderr, flags=re.M):
            if path not in told:
                yield path, int(line), "clang-format would lay it out differently"
            told.add(path)
    for source in files:
        if source.path in stored:
            continue
        done = subprocess.run(["clang-format", f"--assume-filename={os.path.join(TREE, source.path)}"],
                              input=source.text, capture_output=True, text=True, check=False)
        if done.returncode != 0 or done.stdout != source.text:
            wanted = done.stdout.split("\n")
            line = next((n for n, pair in enumerate(zip(source.lines, wanted), 1) if pair[0] != pair[1]), 1)
            yield source.path, line, "clang-format would lay it out differently"


TREE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def read_tree(tree):
    sources = []
    for folder, folders, names in os.walk(tree):
        inside = os.path.relpath(folder, tree)
        folders[:] = [name for name in sorted(folders) if not SKIPPED_FOLDERS.search(os.path.normpath(os.path.join(inside, name)))]
        if inside == os.path.join("tests", "lint", "bad"):
            continue
        for name in sorted(names):
            path = os.path.normpath(os.path.join(inside, name))
            with open(os.path.join(folder, name), "rb") as file:
                octets = file.read()
            if b"\0" not in octets and path not in ("LICENSE", ".git"):
                sources.append(Source(path, octets.decode("utf-8", "replace")))
    return sources


def read_bad(path):
    with open(path, encoding="utf-8", newline="") as file:
        head, text = file.read().split("\n", 1)
    return Source(re.search(r"lint-as: (\S+)", head).group(1), text)


def main(arguments):
    if arguments == ["--list"]:
        print("\n".join(sorted(RULES)))
        return 0
    if len(arguments) == 2 and arguments[0] == "--bad":
        name = os.path.splitext(os.path.basename(arguments[1]))[0]
        objections = list(RULES[name]([read_bad(arguments[1])]))
        for path, number, what in objections:
            print(f"{path}:{number}: {name}: {what}")
        return 0 if objections else 1
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    sources = read_tree(arguments[0])
    count = 0
    for name, check in RULES.items():
        for path, number, what in check(sources):
            print(f"{path}:{number}: {name}: {what}")
            count += 1
    print(f"{len(sources)} files, {len(RULES)} rules, {count} objections")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
