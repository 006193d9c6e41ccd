"""Outlook's own files for the tests: messages as .msg ([MS-OXMSG]) and as winmail.dat ([MS-OXTNEF]).

A message is {"subject", "from": (name, address), "to", "sent": seconds since 1970, "text", "html", "rtf", "code_page": 1252 makes
strings of octets instead of wide ones, "attachments": [{"name", "octets" or "message" or "method", "type"}]}.
"""
import struct

import compound

STRING, WIDE, BINARY, NUMBER, TIME, OBJECT = 0x001E, 0x001F, 0x0102, 0x0003, 0x0040, 0x000D
PACKED_START = ("{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans "
                "SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx").encode()


def packed_rtf(rtf):
    """Compressed RTF ([MS-OXRTFCP]): copies out of what Outlook assumes, and plain octets."""
    window = bytearray(PACKED_START)
    items = []
    at = 0
    while at < len(rtf):
        length = min(17, len(rtf) - at)
        found = -1
        while length >= 2 and found < 0:
            found = bytes(window).find(rtf[at:at + length])
            length -= found < 0
        if found < 0:
            length = 1
            items.append(rtf[at:at + 1])
        else:
            items.append(struct.pack(">H", found << 4 | (length - 2)))
        window += rtf[at:at + length]
        at += length
        assert len(window) < 4096
    items.append(struct.pack(">H", len(window) << 4))
    body = b""
    for start in range(0, len(items), 8):
        group = items[start:start + 8]
        body += bytes([sum(1 << bit for bit, item in enumerate(group) if len(item) == 2)]) + b"".join(group)
    return struct.pack("<III", len(body) + 12, len(rtf), 0x75465A4C) + bytes(4) + body


def filetime(seconds):
    return (seconds + 11644473600) * 10_000_000


class Folder:
    """One object of a .msg: fixed properties in a stream, the others in streams of their own."""

    def __init__(self, head, code_page=0):
        self.fixed = bytes(head)
        self.content = {}
        self.code_page = code_page

    def number(self, property_number, value, kind=NUMBER):
        self.fixed += struct.pack("<HHIQ", kind, property_number, 6, value)

    def stream(self, property_number, kind, octets):
        self.content[f"__substg1.0_{property_number:04X}{kind:04X}"] = octets
        self.fixed += struct.pack("<HHIQ", kind, property_number, 6, len(octets))

    def string(self, property_number, text):
        if self.code_page:
            self.stream(property_number, STRING, text.encode(f"cp{self.code_page}"))
        else:
            self.stream(property_number, WIDE, text.encode("utf-16-le"))

    def done(self):
        return {**self.content, "__properties_version1.0": self.fixed}


def message_folder(message, head):
    folder = Folder(head, message.get("code_page", 0))
    if "code_page" in message:
        folder.number(0x3FFD, message["code_page"])
    if "subject" in message:
        folder.string(0x0037, message["subject"])
    if "from" in message:
        folder.string(0x0C1A, message["from"][0])
        folder.string(0x5D01, message["from"][1])
    if "to" in message:
        folder.string(0x0E04, message["to"])
    if "sent" in message:
        folder.number(0x0039, filetime(message["sent"]), TIME)
    if "text" in message:
        folder.string(0x1000, message["text"])
    if "html" in message:
        folder.number(0x3FDE, message.get("html_code_page", 65001))
        folder.stream(0x1013, BINARY, message["html"])
    if "rtf" in message:
        folder.stream(0x1009, BINARY, packed_rtf(message["rtf"]))
    content = folder.done()
    for number, attachment in enumerate(message.get("attachments", [])):
        content[f"__attach_version1.0_#{number:08X}"] = attachment_folder(attachment, message.get("code_page", 0))
    return content


def attachment_folder(attachment, code_page):
    folder = Folder(8, code_page)
    content = {}
    if "message" in attachment:
        folder.number(0x3705, 5)
        folder.string(0x3001, attachment["name"])
        content["__substg1.0_3701000D"] = message_folder(attachment["message"], 24)
    else:
        folder.number(0x3705, attachment.get("method", 1))
        if "name" in attachment:
            folder.string(0x3707, attachment["name"])
        if "octets" in attachment:
            folder.stream(0x3701, BINARY, attachment["octets"])
    if "type" in attachment:
        folder.string(0x370E, attachment["type"])
    return {**content, **folder.done()}


def make_msg(message):
    return compound.make({**message_folder(message, 32), "__nameid_version1.0": {"__substg1.0_00020102": b""}})


# winmail.dat

def attribute(level, number, octets):
    return bytes([level]) + struct.pack("<II", number, len(octets)) + octets + struct.pack("<H", sum(octets) & 0xFFFF)


class Properties:
    """An encoded list of MAPI properties."""

    def __init__(self, code_page=0):
        self.count = 0
        self.octets = b""
        self.code_page = code_page

    def number(self, property_number, value):
        self.count += 1
        self.octets += struct.pack("<HHI", NUMBER, property_number, value)

    def octet_string(self, property_number, kind, octets):
        self.count += 1
        self.octets += struct.pack("<HHII", kind, property_number, 1, len(octets)) + octets + bytes(-len(octets) % 4)

    def string(self, property_number, text):
        if self.code_page:
            self.octet_string(property_number, STRING, text.encode(f"cp{self.code_page}") + b"\0")
        else:
            self.octet_string(property_number, WIDE, text.encode("utf-16-le") + b"\0\0")

    def done(self):
        return struct.pack("<I", self.count) + self.octets


def make_tnef(message):
    code_page = message.get("code_page", 0)
    output = struct.pack("<IH", 0x223E9F78, 1) + attribute(1, 0x00089006, struct.pack("<I", 0x10000))
    output += attribute(1, 0x00069007, struct.pack("<II", code_page or 1252, 0))
    own = Properties(code_page)
    if "text" in message:
        own.string(0x1000, message["text"])
    if "html" in message:
        own.number(0x3FDE, message.get("html_code_page", 65001))
        own.octet_string(0x1013, BINARY, message["html"])
    if "rtf" in message:
        own.octet_string(0x1009, BINARY, packed_rtf(message["rtf"]))
    output += attribute(1, 0x00069003, own.done())
    for attachment in message.get("attachments", []):
        output += attribute(2, 0x00069002, struct.pack("<HIHHI", 1, 0xFFFFFFFF, 0, 0, 0))
        if "title" in attachment:
            output += attribute(2, 0x00018010, attachment["title"].encode(f"cp{code_page or 1252}") + b"\0")
        properties = Properties(code_page)
        if "message" in attachment:
            properties.number(0x3705, 5)
            properties.string(0x3001, attachment["name"])
            properties.octet_string(0x3701, OBJECT, bytes.fromhex("0703020000000000c000000000000046") + make_tnef(attachment["message"]))
        else:
            if "name" in attachment:
                properties.string(0x3707, attachment["name"])
            output += attribute(2, 0x0006800F, attachment["octets"])
        output += attribute(2, 0x00069005, properties.done())
    return output
