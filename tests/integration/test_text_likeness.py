"""Copies of one order and orders that are none, through ccot-parse: what the fingerprint of their texts makes of them.

  test_text_likeness.py                 the test
  test_text_likeness.py --report COUNT  distributions over COUNT orders, scans included (about a minute for ten)

Orders are made here of three layouts, with heads and feet on each page. Everybody in them is invented.
"""
import io
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
import unittest

from PIL import Image, ImageChops, ImageFilter

TESTS = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(TESTS / "corpus"))
import build_mail

BUILD = pathlib.Path(os.environ.get("CCOT_BUILD_DIR", TESTS.parent / "build"))
SANITIZED = "-fsanitize" in (BUILD / "CMakeCache.txt").read_text(errors="replace")
LINES = 40  # of a page

GIVEN = "Ailsa Bryony Cerys Delyth Edmund Fergus Gwilym Hesper Idris Jocasta Kester Lavinia Merrick Nesta Osbert Perran Quentin Rowena Sidony Tamsin Ursula Verity Wystan Yestin Zillah".split()
SURNAMES = ("Abernethy Bellwood Carrowmore Dunthorne Eastlake Farrowby Gillingwater Hartnoll Inskip Jessamine Kettleby Lorimer Mossgrove Netherway Oakshott Penhallow "
            "Quillinan Ravensdale Selwood Tregarth Umfreville Venning Wychwood Yarborough Zeal").split()
STREETS = "Larkspur Tannery Gallery Mulberry Windlass Foundry Saltern Chandlers Rookery Cooperage".split()
TOWNS = "Northwick Eastmere Saltford Harrowdene Coldbrook".split()
JUDGES = "Carrow Ingleby Pomfret Sallow".split()
MONTHS = "January February March April May June July August September October November December".split()
NOTICES = [
    "You must obey this order. If you do anything forbidden by this order you will be committing a criminal offence and may be sent to prison for up to five years, or fined, or both.",
    "This order takes effect on the respondent once it is personally served on them or once they have been made aware of it.",
    "The respondent may apply to the court at any time to vary or discharge this order.",
    "Note to the arresting officer",
    "Under section 42A of the Family Law Act 1996 breach of a non-molestation order is a criminal offence. It is an arrestable offence.",
]
TERMS = [
    "must not use or threaten violence against {applicant} and must not instruct, encourage or in any way suggest that any other person should do so.",
    "must not intimidate, harass or pester {applicant} and must not instruct, encourage or in any way suggest that any other person should do so.",
    "must not telephone, text, email or otherwise contact or attempt to contact {applicant}, except through her solicitors {firm}.",
    "must not damage, attempt to damage or threaten to damage any property owned by or in the possession or control of {applicant}.",
    "must not go to, enter or attempt to enter {property} or go within 100 metres of it.",
    "must not post or publish anything about {applicant} on the internet or social media.",
    "must not go to {school} School, {street} Road, {town}.",
]


class Order:
    """The facts of an invented order."""

    def __init__(self, seed):
        draw = random.Random(seed)

        def person():
            return f"{draw.choice(GIVEN)} {draw.choice(GIVEN)} {draw.choice(SURNAMES)}"

        def day(years):
            return f"{draw.randint(1, 28)} {draw.choice(MONTHS)} {draw.choice(years)}"

        def place():
            return f"{draw.randint(2, 190)} {draw.choice(STREETS)} {draw.choice(['Lane', 'Row', 'Street'])}, {draw.choice(TOWNS)}, ZZ{draw.randint(10, 99)} {draw.randint(1, 9)}QX"

        self.layout = seed % 3
        self.title = "Non-molestation order"
        self.section = "Section 42"
        self.facts = {
            "applicant": person(), "respondent": person(), "born": day(range(1960, 2000)), "address": place(), "property": place(), "court": draw.choice(TOWNS),
            "number": f"ZZ{draw.randint(20, 26)}F{draw.randint(0, 99999):05}", "reference": "-".join(str(draw.randint(1000, 9999)) for _ in range(4)),
            "judge": f"District Judge {draw.choice(JUDGES)}", "made": day([2025]), "until": day([2026]), "hearing": day([2025]),
            "firm": f"{draw.choice(SURNAMES)} {draw.choice(SURNAMES)} LLP", "school": draw.choice(STREETS), "street": draw.choice(STREETS), "town": draw.choice(TOWNS),
            "child": f"{draw.choice(GIVEN)} {draw.choice(SURNAMES)}", "child_born": day(range(2012, 2024)),
        }
        self.terms = [TERMS[i] for i in sorted(draw.sample(range(len(TERMS)), 6))]
        self.changed = []

    def lines(self):
        facts = self.facts
        head = {
            0: ["# FL404A - " + self.title, "In the Family Court sitting at:", "{court} County and Family Court", "Case number: {reference}", "FamilyMan number: {number}", "# " + self.title,
                self.section + " Family Law Act 1996", "Ordered on {made} by {judge}.", "People in the case", "Applicant: {applicant}", "Respondent: {respondent}", "Children: {child} born {child_born}",
                "Important notice to the respondent, {respondent} (date of birth {born}) (address {address})"],
            1: ["In the Family Court || No: {number}", "sitting at {court}", "# The Family Law Act 1996", "The marriage of {applicant} and {respondent}", "After hearing counsel for the applicant",
                "# " + self.title, "made by {judge} on {made} sitting in private", "Important notice to the respondent, {respondent} of {address}", "The parties", "The applicant is {applicant}.",
                "The respondent is {respondent}, born on {born}.", "The relevant child is {child}, born on {child_born}."],
            2: ["IN THE {court} COUNTY COURT || CASE NO. {number}", "# FAMILY LAW ACT 1996", "# " + self.title.upper(), "BETWEEN", "{applicant} || Applicant", "and", "{respondent} || Respondent",
                "TO {respondent} (born {born}) OF {address}", "Upon hearing the solicitor for the applicant IT IS ORDERED by {judge} on {made} THAT"],
        }[self.layout]
        lines = head + [NOTICES[0], "The property in this order is: {property}", "The court orders:"] + self.changed
        lines += [f"{number}. The respondent {{respondent}} {term}" for number, term in enumerate(self.terms, 1)]
        lines += ["This order applies until {until} at 4.00 pm unless it is varied or discharged before then.", "The matter is listed for a hearing on {hearing} at 10.30 am at {court} Family Court.",
                  "The order is made without notice to the respondent."] + NOTICES[1:]
        return [line.format_map(facts) for line in lines]

    def head(self):
        return "Case number " + self.facts["number"]

    def but(self, **facts):
        """Another order: the same with other facts."""
        other = Order(0)
        other.__dict__.update(self.__dict__)
        other.facts = {**self.facts, **facts}
        return other


def paged(lines, width, head, turned=False, lines_a_page=LINES):
    """Lines cut at width, on pages with a head and a number at the foot; turned: the last page first."""
    build_mail.WIDTH = width
    flowed = [piece for line in lines for piece in ([line] if line.startswith("# ") or " || " in line else build_mail.wrapped(line))]
    pages = [flowed[i:i + lines_a_page] for i in range(0, len(flowed), lines_a_page)]
    pages = [[head] + page + [f"Page {number} of {len(pages)}"] for number, page in enumerate(pages, 1)]
    pages = pages[::-1] if turned else pages
    return [line for number, page in enumerate(pages) for line in (["---"] if number else []) + page]


def pdf(order, **layout):
    return build_mail.make_pdf(paged(order.lines(), layout.pop("width", 92), head=order.head(), **layout), None)


def docx(order):
    return build_mail.make_docx([order.head()] + order.lines())


LEVELS = {"light": (200, 0.2, 0.4, 8), "middle": (200, 0.6, 0.7, 22), "strong": (150, 0.9, 0.8, 34)}  # dpi, degrees, blur, noise


def scan(octets, level, seed):
    """A PDF of pictures: drawn, turned, blurred, with noise."""
    dpi, degrees, blur, noise = LEVELS[level]
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder)
        (path / "in.pdf").write_bytes(octets)
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", path / "in.pdf", path / "page"], check=True, timeout=120)
        pages = []
        for drawn in sorted(path.glob("page*.pgm")):
            page = Image.open(drawn).convert("L")
            page = page.rotate(draw.uniform(-degrees, degrees), resample=Image.BICUBIC, fillcolor=255).filter(ImageFilter.GaussianBlur(blur))
            grain = Image.effect_noise(page.size, noise)
            page = ImageChops.add(page, grain, scale=1, offset=-128)
            pages.append(page)
    output = io.BytesIO()
    pages[0].save(output, "PDF", save_all=True, append_images=pages[1:], resolution=dpi)
    return output.getvalue()


def parsed(octets, name):
    media_type = build_mail.TYPES[name.rsplit(".", 1)[1]]
    mail = (b"From: Ann <ann@firm.example>\r\nSubject: Order\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=B\r\n\r\n"
            b"--B\r\nContent-Type: text/plain\r\n\r\nPlease find the order attached.\r\n--B\r\n"
            + build_mail.part(f'{media_type}; name="{name}"', octets, "base64", f'Content-Disposition: attachment; filename="{name}"\r\n'.encode()) + b"\r\n--B--\r\n")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return subprocess.run([str(BUILD / "bin" / "ccot-parse"), "--json"], input=mail, capture_output=True, check=True, timeout=300, env=environment).stdout


def compared(documents):
    """documents: {name: (octets, file name)}. ({name: (text, figures) or None}, {(name, name): (likeness, bands in common)})"""
    with tempfile.TemporaryDirectory() as folder:
        paths = {}
        for number, (name, (octets, filename)) in enumerate(documents.items()):
            path = pathlib.Path(folder) / f"{number}.json"
            path.write_bytes(parsed(octets, filename))
            paths[str(path)] = name
        out = subprocess.run([str(BUILD / "tests" / "text_likeness"), *paths], capture_output=True, check=True, timeout=60, text=True).stdout
    texts, pairs = {}, {}
    for line in out.splitlines():
        words = line.split()
        if words[1] in paths:
            pairs[paths[words[0]], paths[words[1]]] = (float(words[2]), int(words[3]))
        else:
            texts[paths[words[0]]] = None if words[1] == "none" else (words[1], words[2])
    return texts, pairs


def others(order, seed):
    """Orders that are no copies of this one, by what they are."""
    occupation = order.but(until=Order(seed + 500).facts["until"])
    occupation.title, occupation.section = "Occupation order", "Section 33"
    occupation.terms = ["must leave {property} by 4.00 pm and must not return to it.", "must not obstruct, harass or interfere with the peaceful occupation of {property} by {applicant}."]
    varied = order.but(made=Order(seed + 501).facts["made"])
    varied.changed = ["The order of {made} is varied as follows.".format_map(order.facts)]
    without = order.but()
    without.terms = order.terms[:-1]
    stranger = Order(seed + 3 * 502)
    stranger = stranger.but(court=order.facts["court"], judge=order.facts["judge"], firm=order.facts["firm"])
    someone = Order(seed + 503).facts
    return {
        "another case of the same template, court, judge and firm": stranger,
        "variation of the whole text": varied,
        "the same with one term less": without,
        "the same with another end": order.but(until=Order(seed + 504).facts["until"]),
        "order at the return hearing": order.but(made=Order(seed + 505).facts["made"], until=Order(seed + 506).facts["until"], hearing=Order(seed + 507).facts["hearing"]),
        "occupation order of the same case": occupation,
        "the same for another respondent": order.but(respondent=someone["respondent"], born=someone["born"], address=someone["address"]),
        "applicant and respondent swapped": order.but(applicant=order.facts["respondent"], respondent=order.facts["applicant"]),
    }


def copies(order):
    return {
        "other line ends": (pdf(order, width=71), "order.pdf"),
        "more pages": (pdf(order, lines_a_page=30), "order.pdf"),
        "the last page first": (pdf(order, lines_a_page=17, turned=True), "order.pdf"),
        "DOCX": (docx(order), "order.docx"),
    }


class TextLikeness(unittest.TestCase):
    maxDiff = None

    def check(self, seed):
        order = Order(seed)
        documents = {"order": (pdf(order), "order.pdf"), **copies(order)}
        strangers = {name: (pdf(other), "order.pdf") for name, other in others(order, seed).items()}
        texts, pairs = compared({**documents, **strangers})
        for name in documents:
            if name == "order":
                continue
            with self.subTest(seed=seed, copy=name):
                self.assertEqual(texts["order"], texts[name])
                self.assertGreaterEqual(pairs["order", name][0], 0.85)
                self.assertGreaterEqual(pairs["order", name][1], 1)
        for name in strangers:
            with self.subTest(seed=seed, other=name):
                self.assertNotEqual(texts["order"][0], texts[name][0])
        self.assertLess(pairs["order", "another case of the same template, court, judge and firm"][0], 0.4)
        self.assertLess(pairs["order", "applicant and respondent swapped"][0], 0.85)

    def test_three_layouts(self):
        for seed in (3, 4, 5):
            self.check(seed)

    def test_scans(self):
        order = Order(4)
        drawn = pdf(order)
        documents = {"order": (drawn, "order.pdf")}
        levels = ["light"] if SANITIZED else list(LEVELS)
        documents |= {level: (scan(drawn, level, 1), "scan.pdf") for level in levels}
        _, pairs = compared(documents)
        for level in levels:
            with self.subTest(level=level):
                self.assertGreaterEqual(pairs["order", level][0], {"light": 0.8, "middle": 0.7, "strong": 0.5}[level])

    def test_nothing_to_go_by(self):
        """An empty form, a word said a thousand times, and a text of more words than are compared."""
        form = ["# NON-MOLESTATION ORDER", "In the Family Court", "Applicant: Ailsa Zeal", "Respondent: Idris Venning", "Ordered on 3 March 2025"] + NOTICES
        repeated = form + ["Zeal " * 1000]
        endless = form + [" ".join(f"{i}x" for i in range(k, k + 20)) for k in range(0, 40000, 20)]
        texts, _ = compared({name: (build_mail.make_text(lines), "order.text") for name, lines in (("form", form), ("repeated", repeated), ("endless", endless))})
        self.assertEqual({"form": None, "repeated": None, "endless": None}, texts)


def report(count):
    found = {}
    for seed in range(count):
        order = Order(seed)
        drawn = pdf(order)
        documents = {"order": (drawn, "order.pdf"), **copies(order), **{name: (pdf(other), "order.pdf") for name, other in others(order, seed).items()}}
        documents |= {f"scan, {level}": (scan(drawn, level, seed), "scan.pdf") for level in LEVELS}
        texts, pairs = compared(documents)
        for name in documents:
            if name != "order" and texts[name] is not None and texts["order"] is not None:
                likeness, bands = pairs["order", name]
                found.setdefault(name, []).append((likeness, bands > 0, texts[name][0] == texts["order"][0], texts[name][1] == texts["order"][1]))
    print(f"{'':58} {'least':>6} {'median':>6} {'most':>6} {'found':>6} {'text':>6} {'figures':>7}")
    for name, rows in found.items():
        values = [row[0] for row in rows]
        shares = [sum(row[i] for row in rows) / len(rows) for i in (1, 2, 3)]
        print(f"{name:58} {min(values):6.2f} {statistics.median(values):6.2f} {max(values):6.2f} {shares[0]:6.2f} {shares[1]:6.2f} {shares[2]:7.2f}")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--report"]:
        report(int(sys.argv[2]))
    else:
        unittest.main(verbosity=2)
