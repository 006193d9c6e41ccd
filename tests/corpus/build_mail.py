#!/usr/bin/python3
"""Makes mails (.eml, octet for octet the same each time) from the readable descriptions in CASE/message.json.

  build_mail.py --out FOLDER CASE...     CASE is a folder beside this program

message.json
  from, to, subject, date, message_id    header values; a missing one gives no header; subject_raw is written as it stands
  headers       {name: value}            further headers
  body          {"text": [line...], "html": [line...], "charset": "utf-8"}; "content": CONTENT instead makes a document the body
  attachments   [{"filename", "type", "encoding": base64|quoted-printable|8bit, "disposition", "content": CONTENT}]
  bare          true: the sole attachment is the whole message
  raw           [line...]: instead of all this, the message as it stands
CONTENT
  {"format": pdf|docx|doc|rtf|html|text, "template": NAME, "facts": {...}}   templates/NAME.txt with the facts put in
  {"format": ..., "lines": [line...]}                                    the text itself
  {"format": ..., "documents": [CONTENT without format...]}              several, each from a new page
  {"format": "zip", "entries": [{"filename", "content"}]}
  {"format": "tgz" | "tar", "entries": [{"filename", "content"}]} {"format": "gz", "content": CONTENT}
  {"format": "message", "message": {message.json}}
  {"format": "msg", "message": {"subject", "from", "sent", "text": [line...], "text_content": CONTENT, "html": [line...], "rtf": [line...], "attachments":
    [{"filename", "content"} or {"filename", "message"} or {"filename", "method": 7}]}}   Outlook's file of a mail
  {"format": "tnef", ...}                                 the same as winmail.dat
  {"format": "signed", "message": {message.json} or "content": CONTENT or neither, "pieces": true}   S/MIME; neither: a signature alone
  {"format": "enveloped"}                                                                            S/MIME, locked
  {"format": "bytes", "text": "..."}
  "pieces": of a DOC, as fast saving leaves it; "encrypted": true: a DOC that says so
  "password": what a PDF opens with; "keep": only the first so many octets of it

A line of a template is left out when a fact in it is missing. "# " makes a heading, "LEFT || RIGHT" two columns,
"---" a new page. In a DOC the columns are a table, and "1. " and "(a) " become Word's own numbers. Everybody in here is invented.
"""
import argparse
import email.header
import html
import io
import json
import pathlib
import string
import sys
import zipfile

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "support"))
WIDTH = 92  # characters a line of a PDF
TYPES = {"pdf": "application/pdf", "doc": "application/msword", "rtf": "application/rtf", "html": "text/html", "text": "text/plain", "zip": "application/zip",
         "message": "message/rfc822", "msg": "application/vnd.ms-outlook", "tnef": "application/ms-tnef",
         "tar": "application/x-tar", "tgz": "application/gzip", "gz": "application/gzip", "signed": "application/pkcs7-mime; smime-type=signed-data",
         "enveloped": "application/pkcs7-mime; smime-type=enveloped-data", "bytes": "application/octet-stream",
         "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document"}
NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def lines_of(content):
    """The text of a document as lines, page breaks as "---"."""
    if "documents" in content:
        lines = []
        for number, part in enumerate(content["documents"]):
            lines += (["---"] if number else []) + lines_of(part)
        return lines
    if "lines" in content:
        return content["lines"]
    lines = []
    facts = content.get("facts", {})
    for line in (HERE / "templates" / (content["template"] + ".txt")).read_text(encoding="utf-8").splitlines():
        names = [name for _, name, _, _ in string.Formatter().parse(line) if name]
        if all(name in facts for name in names):
            lines += line.format_map(facts).split("\n")
    return lines


def wrapped(line):
    """Greedy wrapping at WIDTH, as a printer would; a line's own leading spaces stay."""
    result, current = [], ""
    for word in line.split(" "):
        if current and len(current) + 1 + len(word) > WIDTH:
            result.append(current)
            current = word
        else:
            current = f"{current} {word}" if current else word
    return result + [current]


def make_pdf(lines, password):
    from reportlab.lib import pdfencrypt
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics, ttfonts
    from reportlab.pdfgen import canvas
    for name, path in (("Body", "DejaVuSans.ttf"), ("Bold", "DejaVuSans-Bold.ttf")):
        pdfmetrics.registerFont(ttfonts.TTFont(name, f"/usr/share/fonts/truetype/dejavu/{path}"))
    output = io.BytesIO()
    lock = pdfencrypt.StandardEncryption(password, strength=128) if password else None
    page = canvas.Canvas(output, pagesize=A4, invariant=1, encrypt=lock)
    page.setTitle("Document")
    width, height = A4
    y = height - 60

    def next_line(step):
        nonlocal y
        if y < 70:
            page.showPage()
            y = height - 60
        y -= step

    for line in lines:
        if line == "---":
            page.showPage()
            y = height - 60
        elif line.startswith("# "):
            next_line(22)
            page.setFont("Bold", 12)
            page.drawCentredString(width / 2, y, line[2:])
            y -= 4
        elif " || " in line:
            next_line(15)
            page.setFont("Body", 9.5)
            left, right = line.split(" || ", 1)
            page.drawString(60, y, left)
            page.drawRightString(width - 60, y, right)
        else:
            for piece in wrapped(line):
                next_line(14)
                page.setFont("Body", 9.5)
                page.drawString(60, y, piece)
            y -= 3
    page.showPage()
    page.save()
    return output.getvalue()


def make_zip(entries):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, octets in entries:
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 2, 3, 4, 6)), octets, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def make_docx(lines):
    paragraphs = []
    for line in lines:
        bold = "<w:rPr><w:b/></w:rPr>" if line.startswith("# ") else ""
        runs = []
        for column in line.removeprefix("# ").split(" || "):
            runs.append(f'<w:r>{bold}<w:t xml:space="preserve">{html.escape(column, quote=False)}</w:t></w:r>')
        if line == "---":
            runs = ['<w:r><w:br w:type="page"/></w:r>']
        paragraphs.append("<w:p>" + "<w:r><w:tab/></w:r>".join(runs) + "</w:p>")
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    document = f'{head}<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(paragraphs)}</w:body></w:document>'
    types = (f'{head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
             '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
             f'<Override PartName="/word/document.xml" ContentType="{TYPES["docx"]}.main+xml"/></Types>')
    relations = (f'{head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                 '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
                 'Target="word/document.xml"/></Relationships>')
    return make_zip([("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document)])


def make_rtf(lines):
    output = [r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}}\f0\fs22"]
    for line in lines:
        if line == "---":
            output.append(r"\page")
            continue
        text = ""
        for character in line.removeprefix("# "):
            code = ord(character)
            if character in "\\{}":
                text += "\\" + character
            else:
                text += character if code < 128 else f"\\u{code if code < 32768 else code - 65536}?"
        text = text.replace(" || ", r"\tab ")
        output.append((r"{\b " + text + "}" if line.startswith("# ") else text) + r"\par")
    return "\r\n".join(output + ["}"]).encode("ascii")


def make_doc(lines, pieces, encrypted):
    """The numbers of terms are not in the text of a DOC: Word counts them."""
    import re
    import word97
    paragraphs = []
    for line in lines:
        number = re.match(r"(?:(\d+)\.|(\([a-z]\))) ", line)
        if line == "---":
            paragraphs.append("\x0c")
        elif " || " in line:
            paragraphs.append(word97.Row(*line.removeprefix("# ").split(" || ")))
        elif number and pieces == 1:
            paragraphs.append(word97.Item(line[number.end():], 0 if number[1] else 1))
        else:
            paragraphs.append(line.removeprefix("# "))
    levels = [word97.Level("%1."), word97.Level("(%2)", 4)]
    return word97.make(paragraphs, pieces=pieces, lists=[levels], encrypted=encrypted)


def make_html(lines):
    paragraphs = []
    for line in lines:
        if line.startswith("# "):
            paragraphs.append(f"<h2>{html.escape(line[2:])}</h2>")
        elif " || " in line:
            cells = "".join(f"<td>{html.escape(cell)}</td>" for cell in line.split(" || "))
            paragraphs.append(f"<table><tr>{cells}</tr></table>")
        else:
            paragraphs.append("<hr>" if line == "---" else f"<p>{html.escape(line)}</p>")
    return ("<!DOCTYPE html><html><head><meta charset=\"utf-8\"><style>p { margin: 4px }</style></head><body>\r\n"
            + "\r\n".join(paragraphs) + "\r\n</body></html>\r\n").encode("utf-8")


def make_text(lines, charset="utf-8"):
    plain = [("" if line == "---" else line.removeprefix("# ").replace(" || ", "          ")) for line in lines]
    return ("\r\n".join(plain) + "\r\n").encode(charset)


def make_tar(entries, mode):
    import gzip
    import tarfile
    output = io.BytesIO()
    with tarfile.open(fileobj=output, mode="w", format=tarfile.USTAR_FORMAT) as archive:
        for name, octets in entries:
            entry = tarfile.TarInfo(name)
            entry.size = len(octets)
            archive.addfile(entry, io.BytesIO(octets))
    return gzip.compress(output.getvalue(), mtime=0) if mode == "tgz" else output.getvalue()


def make_gzip(content):
    import gzip
    octets = gzip.compress(octets_of(content["content"]), mtime=0)
    return octets[:content["keep"]] if "keep" in content else octets


def outlook_message(description):
    """The described mail as support/outlook.py wants it."""
    message = {name: description[name] for name in ("subject", "from", "to", "sent", "code_page") if name in description}
    if "text" in description:
        message["text"] = "\r\n".join(description["text"]) + "\r\n"
    if "text_content" in description:
        message["text"] = make_text(lines_of(description["text_content"])).decode()
    if "html" in description:
        message["html"] = make_html(description["html"])
    if "rtf" in description:
        message["rtf"] = make_rtf(description["rtf"])
    message["attachments"] = []
    for attachment in description.get("attachments", []):
        item = {name: attachment[name] for name in ("method", "type") if name in attachment}
        item["name"] = item["title"] = attachment["filename"]
        if "message" in attachment:
            item["message"] = outlook_message(attachment["message"])
        elif "content" in attachment:
            item["octets"] = octets_of(attachment["content"])
        message["attachments"].append(item)
    return message


def make_msg(content):
    import outlook
    make = {"msg": outlook.make_msg, "tnef": outlook.make_tnef}[content["format"]]
    octets = make(outlook_message(content["message"]))
    return octets[:content["keep"]] if "keep" in content else octets


def make_secured(content):
    import cms
    if content["format"] == "enveloped":
        return cms.enveloped()
    inside = make_message(content["message"], 30) if "message" in content else octets_of(content["content"]) if "content" in content else None
    octets = cms.signed(inside, content.get("pieces", False))
    octets = octets[:content["keep"]] if "keep" in content else octets
    return cms.armoured(octets) if content.get("armoured") else octets


def octets_of(content):
    form = content["format"]
    if form in ("tar", "tgz"):
        return make_tar([(entry["filename"], octets_of(entry["content"])) for entry in content["entries"]], form)
    if form == "gz":
        return make_gzip(content)
    if form in ("msg", "tnef"):
        return make_msg(content)
    if form in ("signed", "enveloped"):
        return make_secured(content)
    if form == "zip":
        return make_zip([(entry["filename"], octets_of(entry["content"])) for entry in content["entries"]])
    if form == "message":
        return make_message(content["message"])
    if form == "bytes":
        return content["text"].encode("latin-1")
    lines = lines_of(content)
    made = {"pdf": lambda: make_pdf(lines, content.get("password")), "docx": lambda: make_docx(lines),
            "doc": lambda: make_doc(lines, content.get("pieces", 1), content.get("encrypted", False)), "rtf": lambda: make_rtf(lines),
            "html": lambda: make_html(lines), "text": lambda: make_text(lines, content.get("charset", "utf-8"))}[form]()
    return made[:content["keep"]] if "keep" in content else made


def encoded(octets, encoding):
    import base64
    import quopri
    if encoding == "base64":
        text = base64.encodebytes(octets)
    elif encoding == "quoted-printable":
        text = quopri.encodestring(octets.replace(b"\r\n", b"\n"))
    else:
        text = octets
    return text.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def header(name, value):
    if value.isascii():
        return f"{name}: {value}\r\n".encode()
    word = email.header.Header(value, "utf-8", header_name=name, maxlinelen=76)
    return f"{name}: {word.encode(linesep=chr(13) + chr(10))}\r\n".encode()


def part(media_type, octets, encoding, more=b""):
    return (f"Content-Type: {media_type}\r\n".encode() + (b"" if encoding == "7bit" else f"Content-Transfer-Encoding: {encoding}\r\n".encode())
            + more + b"\r\n" + encoded(octets, encoding))


def multipart(kind, parts, level):
    boundary = f"=_part_{level}_of_the_mail"
    output = f"Content-Type: multipart/{kind};\r\n boundary=\"{boundary}\"\r\n\r\n".encode()
    for item in parts:
        output += f"--{boundary}\r\n".encode() + item + b"\r\n"
    return output + f"--{boundary}--\r\n".encode()


def body_part(body, level):
    if "content" in body:
        content = body["content"]
        return part(f'{TYPES[content["format"]]}; charset=utf-8', octets_of(content), "quoted-printable")
    charset = body.get("charset", "utf-8")
    parts = []
    if "text" in body:
        parts.append(part(f"text/plain; charset={charset}", make_text(body["text"], charset), "quoted-printable"))
    if "html" in body:
        parts.append(part("text/html; charset=utf-8", make_html(body["html"]), "quoted-printable"))
    return parts[0] if len(parts) == 1 else multipart("alternative", parts, level + 1)


def attachment_part(attachment):
    content = attachment["content"]
    media_type = attachment.get("type", TYPES[content["format"]])
    more = b""
    if "filename" in attachment:
        name = attachment["filename"]
        if name.isascii():
            media_type += f';\r\n name="{name}"'
        more = (f'Content-Disposition: {attachment.get("disposition", "attachment")};\r\n '.encode()
                + (f'filename="{name}"' if name.isascii() else "filename*=utf-8''" + "".join(
                    chr(code) if chr(code).isalnum() and code < 128 else f"%{code:02X}" for code in name.encode())).encode() + b"\r\n")
    encoding = attachment.get("encoding", "7bit" if content["format"] == "message" else "base64")
    return part(media_type, octets_of(content), encoding, more)


def make_message(description, level=1):
    if "raw" in description:
        return "\r\n".join(description["raw"] + [""]).encode("latin-1")
    output = b""
    for name in ("from", "to", "cc", "subject", "date", "message_id"):
        if name in description:
            output += header({"message_id": "Message-ID"}.get(name, name.capitalize()), description[name])
    if "subject_raw" in description:
        output += f"Subject: {description['subject_raw']}\r\n".encode("latin-1")
    for name, value in description.get("headers", {}).items():
        output += header(name, value)
    output += b"MIME-Version: 1.0\r\n"
    attachments = [attachment_part(item) for item in description.get("attachments", [])]
    if description.get("bare"):
        return output + attachments[0]
    body = [body_part(description["body"], level)] if "body" in description else []
    if not attachments and body:
        return output + body[0]
    nested = any(item["content"]["format"] == "message" for item in description.get("attachments", []))
    return output + multipart("mixed", body + attachments, level + (10 if nested else 0))


def read_case(name):
    return make_message(json.loads((HERE / name / "message.json").read_text(encoding="utf-8")))


def main():
    arguments = argparse.ArgumentParser(description="Makes mails from the descriptions in CASE/message.json.")
    arguments.add_argument("--out", required=True, type=pathlib.Path, help="folder for the .eml files")
    arguments.add_argument("case", nargs="+")
    given = arguments.parse_args()
    given.out.mkdir(parents=True, exist_ok=True)
    for case in given.case:
        (given.out / f"{case}.eml").write_bytes(read_case(case))
    return 0


if __name__ == "__main__":
    sys.exit(main())
