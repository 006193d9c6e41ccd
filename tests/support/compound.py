"""Compound files ([MS-CFB] version 3) for the tests: make({"Stream": octets, "Folder": {...}}) gives the octets of the file."""
import struct

SECTOR = 512
SMALL = 64
CUTOFF = 4096  # streams below it lie in the small sectors of the root
END = 0xFFFFFFFE
FREE = 0xFFFFFFFF
FAT = 0xFFFFFFFD


def padded(octets, size):
    return octets + bytes(-len(octets) % size)


def chain(table, first, count):
    table += [first + i + 1 for i in range(count - 1)] + ([END] if count else [])


class Writer:
    def __init__(self):
        self.entries = []
        self.small = b""
        self.small_table = []
        self.big = []  # (entry, octets)

    def add(self, name, kind):
        self.entries.append({"name": name, "kind": kind, "right": FREE, "child": FREE, "start": END if kind != 1 else 0, "size": 0})
        return len(self.entries) - 1

    def folder(self, entry, content):
        previous = None
        for name in sorted(content, key=lambda text: (len(text), text.upper())):
            value = content[name]
            number = self.add(name, 1 if isinstance(value, dict) else 2)
            if previous is None:
                self.entries[entry]["child"] = number
            else:
                self.entries[previous]["right"] = number
            previous = number
            if isinstance(value, dict):
                self.folder(number, value)
            else:
                self.stream(number, value)

    def stream(self, entry, octets):
        self.entries[entry]["size"] = len(octets)
        if len(octets) >= CUTOFF:
            self.big.append((entry, octets))
        elif octets:
            self.entries[entry]["start"] = len(self.small_table)
            chain(self.small_table, len(self.small_table), -(-len(octets) // SMALL))
            self.small += padded(octets, SMALL)

    def directory(self):
        output = b""
        for entry in self.entries:
            name = entry["name"].encode("utf-16-le")
            output += struct.pack("<64sHBBIII16sIQQIQ", name, len(name) + 2, entry["kind"], 1, FREE, entry["right"], entry["child"],
                                  b"", 0, 0, 0, entry["start"], entry["size"])
        while len(output) % SECTOR:
            output += struct.pack("<64sHBBIII16sIQQIQ", b"", 0, 0, 0, FREE, FREE, FREE, b"", 0, 0, 0, 0, 0)
        return output


def make(content):
    writer = Writer()
    root = writer.add("Root Entry", 5)
    writer.folder(root, content)
    body, table = b"", []

    def place(octets):
        nonlocal body
        first = len(table)
        octets = padded(octets, SECTOR)
        chain(table, first, len(octets) // SECTOR)
        body += octets
        return first if octets else END

    for entry, octets in writer.big:
        writer.entries[entry]["start"] = place(octets)
    writer.entries[root]["start"] = place(writer.small)
    writer.entries[root]["size"] = len(writer.small)
    small_table = b"".join(struct.pack("<I", number) for number in writer.small_table)
    small_table += b"\xff" * (-len(small_table) % SECTOR)
    small_first = place(small_table)
    directory_first = place(writer.directory())
    sectors = 1
    while (len(table) + sectors) * 4 > sectors * SECTOR:
        sectors += 1
    fat_first = len(table)
    table += [FAT] * sectors
    body += padded(b"".join(struct.pack("<I", number) for number in table), 4) + b"\xff" * (sectors * SECTOR - len(table) * 4)
    places = [fat_first + i for i in range(sectors)]
    assert sectors <= 109
    head = struct.pack("<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6, 0, sectors,
                       directory_first, 0, CUTOFF, small_first, len(small_table) // SECTOR, END, 0)
    head += b"".join(struct.pack("<I", number) for number in places + [FREE] * (109 - sectors))
    return head + body
