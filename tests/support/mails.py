"""Small mails for the integration tests. Their people are invented."""
import base64
import sys
import pathlib

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "corpus"))
import build_mail  # pylint: disable=wrong-import-position

SURNAMES = ("Ashdown", "Birchall", "Colley", "Dunmore", "Eastwick", "Fallowfield", "Garside", "Hembry", "Inskip", "Jessop")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")


def order_facts(number):
    """Facts of the number-th order; no two numbers below 10,000 have the same people, case or day together."""
    surname = SURNAMES[number % 10] + ("", "-Lea", "-Moss", "-Fenn")[number // 10 % 4]
    return {"draft": "", "court": "Medway County And Family Court", "number": f"ME25F{number:05d}",
            "made": f"{number % 28 + 1} {MONTHS[number // 28 % 10]} 2025", "judge": "District Judge Farthingale",
            "applicant": f"Alice {surname}", "respondent": f"Bernard {surname}", "born": f"{number % 27 + 1} May {1960 + number % 40}",
            "address": f"{number % 90 + 1} Kiln Row, Strood, ME98 1AA", "property": f"{number % 70 + 1} Tithe Close, Strood, ME97 2BB",
            "until": f"{number % 28 + 1} {MONTHS[number // 28 % 10]} 2026 at 12:00 PM", "notice": "without notice"}


def mail(number, subject="Non-Molestation Order", body="Please find the sealed order attached.", attachment=None, filename="order.pdf",
         media_type="application/pdf", message_id=None):
    """One mail with at most one attachment (octets)."""
    head = (f"From: Clerk {number} <clerk@firm{number % 20}.example>\r\nTo: civil.court.orders@kent.test\r\nSubject: {subject}\r\n"
            f"Date: Mon, 03 Mar 2025 09:{number % 60:02d}:00 +0000\r\nMessage-ID: <{message_id or f'test-{number}@firm.example'}>\r\n"
            "MIME-Version: 1.0\r\n")
    text = f"Content-Type: text/plain; charset=utf-8\r\n\r\n{body}\r\n"
    if attachment is None:
        return (head + text).encode()
    octets = base64.encodebytes(attachment).replace(b"\n", b"\r\n")
    return (f'{head}Content-Type: multipart/mixed; boundary="=_x"\r\n\r\n--=_x\r\n{text}--=_x\r\n'
            f'Content-Type: {media_type}; name="{filename}"\r\nContent-Transfer-Encoding: base64\r\n'
            f'Content-Disposition: attachment; filename="{filename}"\r\n\r\n').encode() + octets + b"--=_x--\r\n"


def order_document(number, form="pdf", **changes):
    return build_mail.octets_of({"format": form, "template": "fl404a", "facts": {**order_facts(number), **changes}})


def order_mail(number, **more):
    """A mail with a text PDF of the number-th order."""
    return mail(number, attachment=order_document(number), **more)


def body_order_mail(number, **more):
    """A mail whose text is the number-th order: quick to read, for tests that need many."""
    lines = build_mail.lines_of({"template": "fl404a", "facts": order_facts(number)})
    return mail(number, body="\r\n".join(line.removeprefix("# ") for line in lines), **more)
