"""Acknowledgements in numbers: a full circle through Exim and Dovecot, mails that programs wrote, a mailbox of an earlier year.
With CCOT_MANY set they are 500, 1,000 and 6,000, else as many as a test may take."""
import collections
import imaplib
import json
import os
import smtplib
import sys
import time
import unittest

import test_acknowledge as answers
import mails

MANY = bool(os.environ.get("CCOT_MANY"))
CIRCLE, PROGRAMS, OLD = (500, 1000, 6000) if MANY else (20, 100, 150)
SECONDS = 1200 if MANY else 90

setUpModule = answers.setUpModule
tearDownModule = answers.tearDownModule

# What programs write: headers before the body's own, the type of that body, and the words of a subject that machines put in front.
HEADS = ("Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "Auto-Submitted: auto-notified", "Precedence: bulk",
         "Precedence: auto_reply", "Precedence: list", "List-Id: <all.firm.example>", "X-Autoreply: yes", "X-Auto-Reply: 1",
         "X-Autorespond: out", "X-Failed-Recipients: nobody@firm.example", "Return-Path: <>")
TYPES = ("multipart/report; report-type=delivery-status; boundary=x", "multipart/report; report-type=disposition-notification; boundary=x",
         "message/delivery-status", "message/disposition-notification", "text/calendar; method=REPLY", "text/calendar; method=REQUEST")
SUBJECTS = ("Out of office: Re: order", "Automatic reply: order", "Automatische Antwort: Abwesenheit", "=?utf-8?q?R=C3=A9ponse_automatique?=: absence",
            "Respuesta =?utf-8?q?autom=C3=A1tica?=: fuera", "Risposta automatica: assente", "Automatisch antwoord: afwezig", "Autosvar: semester",
            "=?utf-8?q?Odpowied=C5=BA_automatyczna?=: urlop", "Resposta =?utf-8?q?autom=C3=A1tica?=: ausente", "Ateb awtomatig: allan o'r swyddfa",
            "=?utf-8?q?R=C4=83spuns_automat?=: concediu", "Undelivered Mail Returned to Sender", "Undeliverable: order", "Delivery Status Notification (Failure)",
            "Mail delivery failed: returning message to sender", "Read: order", "Not read: order", "Delivered: order", "Failure notice")
BODY = "I am away until Monday."


def written_by_a_program(number):
    """The number-th kind, repeated for ever with another Message-ID."""
    kind = number % (len(HEADS) + len(TYPES) + len(SUBJECTS))
    if kind < len(HEADS):
        return (HEADS[kind] + "\r\n").encode() + mails.mail(number, subject="Your message", body=BODY)
    kind -= len(HEADS)
    if kind < len(TYPES):
        return mails.mail(number, subject="Your message", body=BODY).replace(b"Content-Type: text/plain; charset=utf-8",
                                                                            f"Content-Type: {TYPES[kind]}".encode())
    return mails.mail(number, subject=SUBJECTS[kind - len(TYPES)], body=BODY)


class Many(answers.Case):
    def test_full_circle(self):
        """Sent in by SMTP, each is answered exactly once in its sender's mailbox, in its thread."""
        count = CIRCLE
        register = self.start(more="per_sender_per_hour = 10000;")
        user = register.users[register.mailbox]
        (answers.EXIM.folder / "mailboxes").write_text(f"{user}: {user}\n")
        register.start()
        with smtplib.SMTP("127.0.0.1", answers.EXIM.port) as client:
            for number in range(count):
                client.sendmail(f"clerk@firm{number % 20}.example", [f"{user}@kent.test"], mails.mail(number, message_id=f"circle-{number}@firm.example"))
        register.wait_for("SELECT count(*) FROM outbox WHERE status = 'sent'", count, SECONDS)
        self.assertEqual(register.stop()[0], 0)
        came = self.outside.wait(count, SECONDS)
        told = collections.Counter((mail["In-Reply-To"], mail["To"]) for mail in came)
        self.assertEqual(told, collections.Counter({(f"<circle-{number}@firm.example>", f"clerk@firm{number % 20}.example"): 1 for number in range(count)}))
        self.assertEqual(len({mail["Message-ID"] for mail in came}), count)
        self.assertEqual(register.once(), 0)
        self.assertEqual(len(self.outside.new()), count)

    def test_no_program_is_answered(self):
        count = PROGRAMS
        register = self.start()
        register.append([written_by_a_program(number) for number in range(count)])
        self.assertEqual(register.once(SECONDS), 0, register.log_text()[-2000:])
        self.assertEqual(register.sql("SELECT DISTINCT status, reason FROM outbox"), [["suppressed", "automatic mail"]])
        self.assertEqual(register.value("SELECT count(*) FROM outbox"), str(count))
        self.assertEqual(self.outside.new(), [])

    def test_mailbox_of_an_earlier_year(self):
        """At the first start nothing of it is answered, and today's mail, the last in the mailbox, stands first."""
        count = OLD
        register = self.start()
        register.append([mails.mail(number, message_id=f"old-{number}@firm.example") for number in range(count)], date='"03-Mar-2025 09:00:00 +0000"')
        today = mails.body_order_mail(7000, message_id="today@firm.example")
        register.append([today], date=imaplib.Time2Internaldate(time.time()))
        self.assertEqual(register.once(SECONDS), 0, register.log_text()[-2000:])
        self.assertEqual([mail["In-Reply-To"] for mail in self.outside.new()], ["<today@firm.example>"])
        self.assertEqual(register.sql("SELECT status, reason, count(*) FROM outbox WHERE status <> 'sent' GROUP BY 1, 2"),
                         [["suppressed", "backlog", str(count)]])
        first = json.loads(register.ccot("queue", "--json").stdout)[0]
        self.assertEqual(register.value(f"SELECT rfc_message_id FROM v_message WHERE message_id = {first['message_id']}"), "today@firm.example")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=2))
