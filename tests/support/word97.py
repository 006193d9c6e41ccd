"""Small DOC files (Word 97, [MS-DOC]) for the tests, built from what a reader should find in them.

make(paragraphs, header=[], footer=[], footnotes=[], boxes=[], pieces=1, ...) gives the octets of the file. A paragraph is
  "text"                         plain; control characters of the format may stand in it ("\\x13 PAGE \\x141\\x15": a field)
  [("text", RUN), ...]           runs: DELETED, HIDDEN, b"" or other modifiers
  Row("cell", "cell")            a row of a table
  Item("text", level=0, list=1)  a paragraph of an automatic list
  Styled("text", style=1)        a paragraph of a style
"""
import struct
from dataclasses import dataclass

import compound

DELETED = struct.pack("<HB", 0x0800, 1)
HIDDEN = struct.pack("<HB", 0x083C, 1)
IN_TABLE = struct.pack("<HB", 0x2416, 1)
ROW_END = struct.pack("<HB", 0x2417, 1)
FIB = 0x382  # length of the file's head
TEXT = 0x400  # where the text begins
PAGE = 512


def symbol(code, font=0):
    return struct.pack("<HHH", 0x6A09, font, code)


class Row(tuple):
    def __new__(cls, *cells):
        return super().__new__(cls, cells)


@dataclass
class Item:
    text: str
    level: int = 0
    list: int = 1


@dataclass
class Styled:
    text: str
    style: int


@dataclass
class Level:
    text: str  # "%1." with the number of level 1
    format: int = 0  # 0 decimal, 2 lower roman, 4 lower letter, 23 bullet
    start: int = 1


class Body:
    """Text as characters, with the modifiers of runs and of paragraphs beside it."""

    def __init__(self):
        self.text = ""
        self.runs = []  # (end, modifiers)
        self.paragraphs = []  # (end, style, modifiers)

    def paragraph(self, runs, mark="\r", style=0, modifiers=b""):
        for text, changes in runs:
            self.text += text
            self.runs.append((len(self.text), changes))
        self.text += mark
        self.runs.append((len(self.text), b""))
        self.paragraphs.append((len(self.text), style, modifiers))

    def add(self, item):
        if isinstance(item, Row):
            for cell in item:
                self.paragraph([(cell, b"")], "\x07", modifiers=IN_TABLE)
            self.paragraph([], "\x07", modifiers=IN_TABLE + ROW_END)
        elif isinstance(item, Item):
            self.paragraph([(item.text, b"")], modifiers=struct.pack("<HBHH", 0x260A, item.level, 0x460B, item.list))
        elif isinstance(item, Styled):
            self.paragraph([(item.text, b"")], style=item.style)
        else:
            self.paragraph([(item, b"")] if isinstance(item, str) else item)

    def part(self, items):
        start = len(self.text)
        for item in items:
            self.add(item)
        return len(self.text) - start


def pages_of(ends, place, entry, width):
    """Formatted-disk pages: (first octet of each page's range, page) for ranges that end at these characters."""
    pages, batch, start = [], [], 0

    def flush():
        nonlocal batch
        if not batch:
            return
        page = bytearray(PAGE)
        page[PAGE - 1] = len(batch)
        bounds = [batch[0][0]] + [end for _, end, _ in batch]
        struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
        at = PAGE - 2
        for number, (_, _, octets) in enumerate(batch):
            if octets:
                at = (at - len(octets)) // 2 * 2
                page[at:at + len(octets)] = octets
                page[4 * len(bounds) + width * number] = at // 2
        pages.append((bounds[0], bounds[-1], bytes(page)))
        batch = []

    for end, *changes in ends:
        octets = entry(*changes)
        used = sum(4 + width + len(item[2]) + 2 for item in batch)
        if used + 4 + width + len(octets) + 2 > PAGE - 8 or len(batch) > 20:
            flush()
        batch.append((place(start), place(end), octets))
        start = end
    flush()
    return pages


def bin_table(pages, first):
    bounds = [page[0] for page in pages] + [pages[-1][1]]
    return struct.pack(f"<{len(bounds)}I", *bounds) + b"".join(struct.pack("<I", first + i) for i in range(len(pages)))


def paragraph_entry(style, modifiers):
    octets = struct.pack("<H", style) + modifiers
    if len(octets) % 2:
        return bytes([(len(octets) + 1) // 2]) + octets
    return bytes([0, len(octets) // 2]) + octets


def run_entry(modifiers):
    return bytes([len(modifiers)]) + modifiers if modifiers else b""


def style_sheet(styles):
    """styles: [(base or None, paragraph modifiers)]; style 0 is Normal."""
    output = struct.pack("<HHH14x", 18, len(styles), 10)
    for number, (base, modifiers) in enumerate(styles):
        name = f"Style {number}".encode("utf-16-le")
        body = struct.pack("<HHHHH", 0, 1 | (0xFFF if base is None else base) << 4, 2, 0, 0)
        body += struct.pack("<H", len(name) // 2) + name + b"\0\0"
        body += struct.pack("<HH", len(modifiers) + 2, number) + modifiers
        body += bytes(len(body) % 2) + struct.pack("<H", 0)
        output += struct.pack("<H", len(body)) + body
    return output


def level_octets(level):
    text, places = "", []
    at = 0
    while at < len(level.text):
        if level.text[at] == "%":
            places.append(len(text) + 1)
            text += chr(int(level.text[at + 1]) - 1)
            at += 1
        else:
            text += level.text[at]
        at += 1
    places = (places + [0] * 9)[:9]
    return (struct.pack("<IBB9BBIIBBBB", level.start, level.format, 0, *places, 0, 0, 0, 0, 0, 0, 0)
            + struct.pack("<H", len(text)) + text.encode("utf-16-le"))


def list_tables(lists, starts):
    """The lists, one use of each (list 1 is the first); starts: {use: number} to begin at."""
    heads, levels, uses, data = b"", b"", b"", b""
    for number, own in enumerate(lists, 1):
        heads += struct.pack("<II", 1000 + number, 0) + bytes(18) + bytes([1 if len(own) == 1 else 0, 0])
        full = own if len(own) == 1 else (own + [Level("", 255)] * 9)[:9]
        levels += b"".join(level_octets(level) for level in full)
    names = list(range(1, len(lists) + 1)) + sorted(use for use in starts if use > len(lists))
    for use in names:
        uses += struct.pack("<IIIBBBB", 1000 + min(use, len(lists)), 0, 0, 1 if use in starts else 0, 0, 0, 0)
        data += b"\xff\xff\xff\xff" + (struct.pack("<II", starts[use], 0x10) if use in starts else b"")
    return struct.pack("<H", len(lists)) + heads, levels, struct.pack("<I", len(names)) + uses + data


def make(paragraphs, header=(), footer=(), footnotes=(), boxes=(), pieces=1, wide=True, styles=(), lists=(), starts=None,
         encrypted=False, streams=None):
    body = Body()
    lengths = [body.part(paragraphs), body.part(footnotes)]
    stories = [0] * 7
    for number, items in enumerate([(), header, (), footer, (), ()]):
        stories.append(stories[-1] + body.part(items))
    lengths += [stories[-1], 0, 0, 0, body.part(boxes), 0]
    body.paragraph([])
    width = 2 if wide else 1
    text = body.text.encode("utf-16-le") if wide else body.text.encode("cp1252")
    count = len(body.text)
    # a fast-saved file: the pieces lie in the file from the last to the first
    bounds = [count * i // pieces for i in range(pieces)] + [count]
    order = list(range(pieces))[::-1] if pieces > 1 else [0]
    places, at, stored = [0] * pieces, TEXT, b""
    for index in order:
        places[index] = at
        stored += text[bounds[index] * width:bounds[index + 1] * width]
        at += (bounds[index + 1] - bounds[index]) * width

    def place(character):
        for index in range(pieces):
            if character <= bounds[index + 1]:
                return places[index] + (character - bounds[index]) * width
        return at

    word = bytearray(TEXT) + stored
    word += bytes(-len(word) % PAGE)
    table = b""

    def put(field, octets):
        nonlocal table
        struct.pack_into("<II", word, field, len(table), len(octets))
        table += octets

    if pieces == 1:
        run_pages = pages_of(body.runs, place, run_entry, 1)
        paragraph_pages = pages_of(body.paragraphs, place, paragraph_entry, 13)
        put(250, bin_table(run_pages, len(word) // PAGE))
        word += b"".join(page[2] for page in run_pages)
        put(258, bin_table(paragraph_pages, len(word) // PAGE))
        word += b"".join(page[2] for page in paragraph_pages)
    put(162, style_sheet([(None, b"")] + list(styles)))
    put(242, struct.pack(f"<{len(stories) + 1}I", *stories, stories[-1] + 2))
    if lists:
        heads, levels, uses = list_tables(lists, starts or {})
        put(738, heads)
        table += levels
        put(746, uses)
    plc = struct.pack(f"<{pieces + 1}I", *bounds)
    for index in range(pieces):
        plc += struct.pack("<HIH", 0, places[index] if wide else places[index] * 2 | 0x40000000, 0)
    put(418, struct.pack("<BI", 2, len(plc)) + plc)
    struct.pack_into("<HHHHHH", word, 0, 0xA5EC, 0xC1, 0, 0x809, 0, 0x1200 | (0x100 if encrypted else 0) | (4 if pieces > 1 else 0))
    struct.pack_into("<H", word, 32, 14)
    struct.pack_into("<H", word, 62, 22)
    struct.pack_into("<8I", word, 76, *lengths)
    struct.pack_into("<H", word, 152, 93)
    return compound.make({"WordDocument": bytes(word), "1Table": table, **(streams or {})})


def make_old(paragraphs, header=()):
    """Word 95: one stream, one octet a character, no piece table; a tuple is a row."""
    body = "".join("".join(cell + "\x07" for cell in item) + "\x07" if isinstance(item, tuple) else item + "\r" for item in paragraphs)
    above = "".join(item + "\r" for item in header)
    word = bytearray(0x300)
    struct.pack_into("<HHHHHH", word, 0, 0xA5DC, 104, 0, 0x809, 0, 0)
    struct.pack_into("<II", word, 24, len(word), len(word) + len(body) + len(above))
    struct.pack_into("<III", word, 52, len(body), 0, len(above))
    return compound.make({"WordDocument": bytes(word) + (body + above).encode("cp1252")})
