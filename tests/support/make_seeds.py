#!/usr/bin/python3
"""Writes the seeds of formats that nobody can type: tests/fuzz/seeds/FORMAT/*, the same octets each time.

  make_seeds.py [--check]     --check: writes nothing, exit 1 when a seed differs from its description
"""
import io
import json
import pathlib
import struct
import sys
import zipfile
import zlib

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import cms
import compound
import outlook
import word97
from word97 import DELETED, HIDDEN, Item, Level, Row, Styled

SEEDS = pathlib.Path(__file__).resolve().parents[1] / "fuzz" / "seeds"


def packed_file(name, octets):
    """What a package stream holds ([MS-OLEDS] 2.3.6)."""
    label = name.encode() + b"\0"
    body = struct.pack("<H", 2) + label + b"C:\\x\0" + struct.pack("<HHI", 0, 3, 4) + b"C:\\\0" + struct.pack("<I", len(octets)) + octets
    return struct.pack("<I", len(body)) + body


def doc_features():
    return word97.make(
        ["An order", Row("Case No", "ME20F00001"), Row("", "second cell"), "after",
         [("kept ", b""), ("deleted ", DELETED), ("hidden ", HIDDEN), ("end", b"")],
         Item("first"), Item("below", 1), Item("below", 1), Item("second"), Item("below", 1), Styled("by its style", 1),
         Item("begins again", list=2), "\x13 HYPERLINK \"x\" \x14shown\x15 and \x13 PAGE \x15more",
         [("(", word97.symbol(0xF0FE)), (" ticked", b"")], "a\x0bb\tc caf\u00e9 \u201cquoted\u201d \U0001F600"],
        header=["In the Family Court"], footer=["page foot"], footnotes=["a note"], boxes=["in a box"],
        lists=[[Level("%1."), Level("(%2)", 4)]], starts={2: 7}, styles=[(0, struct.pack("<HBHH", 0x260A, 0, 0x460B, 1))])


def msg_features():
    """A message with all that one can hold: forms of its text, attachments of each method, messages within messages."""
    deep = {"subject": "third", "text": "third text"}
    inner = {"subject": "second", "from": ("Ann Bell", "a.bell@vosslane.example"), "text": "second text",
             "attachments": [{"name": "deep.txt", "octets": b"words " * 900}, {"name": "third", "message": deep}]}
    fourth = {"subject": "deepest", "text": "not to be reached"}
    deep["attachments"] = [{"name": "fourth", "message": fourth}]
    return outlook.make_msg({
        "subject": "FW: Order", "from": ("Ann Bell", "a.bell@vosslane.example"), "to": "Civil Court Orders", "sent": 1741100000,
        "text": "Dear Sirs,\r\nattached.\r\n", "html": b"<p>Dear Sirs, attached</p>",
        "attachments": [{"name": "order.txt", "octets": b"plain words", "type": "text/plain"}, {"name": "second", "message": inner},
                        {"name": "cloud.docx", "method": 7}, {"name": "linked.docx", "method": 2}, {"method": 6},
                        {"name": "empty.bin", "octets": b""}]})


def msg_rtf():
    rtf = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl{\\f0\\fnil Arial;}}\r\n\\pard\\plain\\f0\\fs20 word word word word\\par }"
    return outlook.make_msg({"code_page": 1250, "subject": "\u017dlu\u0165", "rtf": rtf})


def zip_of(entries):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, octets in entries:
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 2, 3, 4, 6)), octets, zipfile.ZIP_DEFLATED)
    return output.getvalue()


WORD = '<w:document xmlns:w="w"><w:body>%s</w:body></w:document>'


def docx_objects():
    return zip_of([
        ("[Content_Types].xml", "<Types/>"), ("word/document.xml", WORD % "<w:p><w:r><w:t>objects</w:t></w:r></w:p>"),
        ("word/embeddings/oleObject1.bin", compound.make({"\1Ole10Native": packed_file("C:\\papers\\order.txt", b"packed words")})),
        ("word/embeddings/oleObject2.bin", compound.make({"CONTENTS": b"%PDF-1.4 like"})),
        ("word/embeddings/plain.docx", b"PK no compound file"),
        ("word/embeddings/oleObject4.bin", compound.make({"WordDocument": b"", "\1Ole10Native": b"damaged"}))])


def docx_traits():
    """Elements that change what is read: controls, fields, symbols, changes, numbers by style."""
    return zip_of([
        ("[Content_Types].xml", "<Types/>"),
        ("word/styles.xml", '<w:styles xmlns:w="w"><w:style w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
                            '</w:style></w:styles>'),
        ("word/numbering.xml", '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/>'
                               '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>'
                               '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num></w:numbering>'),
        ("word/document.xml", WORD % (
            '<w:p><w:pPr><w:pStyle w:val="L"/></w:pPr><w:r><w:t>one</w:t></w:r></w:p><w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>'
            '<w:sdtContent><w:p><w:r><w:t>fill in</w:t></w:r></w:p></w:sdtContent></w:sdt><w:p><w:r><w:fldChar w:fldCharType="begin"/>'
            '</w:r><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:del><w:r><w:delText>x'
            '</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>')),
        ("word/header1.xml", WORD % ""), ("word/afchunk.html", "<p>chunk")])


ODT = ('<o:document xmlns:o="o" xmlns:text="t" xmlns:table="b" xmlns:style="s"><text:list-style style:name="L1"><text:list-level-style-number '
       'text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" '
       'text:display-levels="2"/></text:list-style>%s</o:document>')
ODT_LIST = ('<text:list text:style-name="L1"><text:list-item><text:p>one</text:p><text:list><text:list-item text:start-value="3"><text:p>sub'
            '</text:p></text:list-item></text:list></text:list-item></text:list><text:list text:style-name="L1" '
            'text:continue-numbering="true"><text:list-item><text:p>two<text:tab/>x</text:p></text:list-item></text:list>')


def odt_lists():
    return zip_of([("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", ODT % ODT_LIST),
                   ("styles.xml", ODT % '<style:header><text:p>head</text:p></style:header><style:footer><text:p>foot</text:p></style:footer>')])


def tnef_features():
    inner = {"text": "second text", "attachments": [{"name": "deep.txt", "octets": b"deep words"}]}
    return outlook.make_tnef({
        "html": "<p>D\u0175r</p>".encode(), "attachments": [
            {"name": "long name.txt", "title": "LONGNA~1.TXT", "octets": b"first words"}, {"title": "short.txt", "octets": b"second words"},
            {"name": "a mail", "message": inner}, {"octets": b"no name"}]})


def tnef_deep():
    message = {"text": "innermost"}
    for number in range(4):
        message = {"text": f"text {number}", "attachments": [{"name": f"mail {number}", "message": message}]}
    return outlook.make_tnef(message)


ENTITY = b"Content-Type: text/plain; charset=utf-8\r\n\r\nsigned words\r\n"


def pack(told, *blocks):
    """What ccot-web hands to ccot-parse --pack (parsers/compose/pack.h)."""
    octets = [json.dumps(told).encode(), *blocks]
    return b"CCOTPACK1\n" + b"".join(struct.pack("<Q", len(block)) + block for block in octets)


def dot():
    """A grey picture of one dot."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    # deflate without packing, so that every version of the library writes the same
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", b"\x78\x01\x01\x02\x00\xfd\xff\x00\x80" + struct.pack(">I", zlib.adler32(b"\x00\x80"))) + chunk(b"IEND", b""))


def seeds():
    return {
        "pack/paper.seed": pack({"file": "pdf", "marking": "M", "foot": "F", "title": "T", "items": [
            {"heading": "H"}, {"row": ["a", "b"]}, {"text": "t", "strong": True}, {"table": [["a", "b"], ["c", "d"]], "widths": [.5, .5]},
            {"break": True}, {"page": "p", "picture": True, "instead": ""}, {"page": "p", "instead": "none"}]}, dot()),
        "pack/originals.seed": pack({"file": "zip", "names": ["CCOT-2026-000001-1.pdf", "b.bin"], "made": 1700000000}, b"octets", b""),
        "odt/lists.odt": odt_lists(),
        "rtf/object.rtf": b"{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset0 Arial;}}{\\object{\\*\\objdata 01050000020000000500000050"
                          b"61636b00" + b"0" * 16 + packed_file("a.txt", b"octets").hex().encode()
                          + b"}}{\\listtext 1.\\tab}one\\par{\\header h\\par}{\\field{\\*\\fldinst X}{\\fldrslt y}}\\u8364?}",
        "html/lists.html": b"<!DOCTYPE html><ol start=3 type=a><li>a<li value=9>b</ol><pre>x\ty\nz</pre><p style='display:none'>no"
                           b"<![if !supportLists]>1.<![endif]><table><tr><td>a<td>b</table>",
        "text/pages.seed": b"one\x0ctwo\x0cthree \xa3 caf\xe9\r\n",
        "docx/objects.docx": docx_objects(),
        "docx/traits.docx": docx_traits(),
        "tnef/features.dat": tnef_features(),
        "tnef/deep.dat": tnef_deep(),
        "tnef/pages.dat": outlook.make_tnef({"code_page": 1250, "text": "\u017dlu\u0165", "attachments": [
            {"name": "\u0160ek.txt", "octets": b"words"}]}),
        "tnef/rtf.dat": outlook.make_tnef({"rtf": b"{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}words words words\\par }"}),
        "signed_content/whole.p7m": cms.signed(ENTITY),
        "signed_content/pieces.p7m": cms.signed(ENTITY * 30, in_pieces=True),
        "signed_content/armoured.pem": cms.armoured(cms.signed(ENTITY * 30)),
        "signed_content/huge.p7m": cms.signed(None).replace(bytes.fromhex("0609608648016503040201"), bytes.fromhex("0684fffffff00000000000")),
        "signed_content/alone.p7s": cms.signed(None),
        "signed_content/enveloped.p7m": cms.enveloped(),
        "signed_content/compressed.p7m": cms.compressed(),
        "outlook_msg/features.msg": msg_features(),
        "outlook_msg/short_head.msg": compound.make({"__properties_version1.0": bytes(20)}),
        "outlook_msg/rtf.msg": msg_rtf(),
        "doc/features.doc": doc_features(),
        "doc/objects.doc": word97.make(["with objects"], streams={"ObjectPool": {
            "_1": {"\1Ole10Native": packed_file("order.txt", b"packed words")}, "_2": {"CONTENTS": b"%PDF-1.4 like"},
            "_3": {"Equation Native": b"x"}}}),
        "doc/cut_modifier.doc": word97.make([[("a modifier that ends early", struct.pack("<HBHB5s", 0x0800, 0, 0xCA47, 200, b"xxxxx"))]]),
        "doc/word95.doc": word97.make_old(["In the Family Court", ("Case No", "ME20F00001"), "Order \x13 PAGE \x141\x15 made"],
                                          header=["head"]),
        "doc/fast_saved.doc": word97.make(["Saved fast, in pieces", "that lie", "from the last to the first"], pieces=5, wide=False),
        "doc/encrypted.doc": word97.make(["nothing to be read"], encrypted=True),
    }


def main():
    check = sys.argv[1:] == ["--check"]
    wrong = 0
    for name, octets in seeds().items():
        path = SEEDS / name
        if check:
            if not path.exists() or path.read_bytes() != octets:
                print(f"{name} is not what its description makes", file=sys.stderr)
                wrong += 1
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(octets)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
