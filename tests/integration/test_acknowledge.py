"""Acknowledgements through a real Exim into Dovecot: who gets one, in which thread, how often, and what never stands in one."""
import email
import imaplib
import pathlib
import smtplib
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import servers
import smtp_server

SMTP = """smtp = {{ host = "localhost"; port = {port}; tls = "{tls}"; ca_file = "{ca}"; from = "civil.court.orders@kent.test";
         auth = "{auth}"; user = "ccot"; password_file = "{password}"; answer_seconds = 5; }};
acknowledge = {{ per_hour = 10000; {more} }};
"""


def setUpModule():
    global SITE, EXIM  # pylint: disable=global-statement
    try:
        tree = servers.exim_tree(harness.BUILD)
    except (OSError, subprocess.CalledProcessError, StopIteration) as failure:
        raise unittest.SkipTest(f"Exim is not unpacked and cannot be: {failure}") from failure
    SITE = harness.Site()
    EXIM = servers.Exim(SITE.folder / "exim", tree, SITE.dovecot(), ["team"]).start()


def tearDownModule():
    EXIM.stop()
    SITE.close()


class Mailbox:
    """The mailbox "outside", where everything lands that is addressed to somebody else: what came since it was looked at last."""

    def __init__(self):
        self.seen = len(self.all())

    @staticmethod
    def all():
        with SITE.dovecot().client("outside") as client:
            client.select("INBOX", readonly=True)
            _, found = client.search(None, "ALL")
            numbers = found[0].split()
            if not numbers:
                return []
            _, answer = client.fetch(b",".join(numbers).decode(), "(BODY.PEEK[])")
            return [email.message_from_bytes(item[1]) for item in answer if isinstance(item, tuple)]

    def new(self):
        EXIM.settle()
        return self.all()[self.seen:]

    def wait(self, count, seconds=30):
        servers.wait_until(lambda: len(self.all()) - self.seen >= count, seconds, f"{count} mails outside")
        return self.new()


class Case(unittest.TestCase):
    def start(self, more="", port=None, tls="starttls", auth="plain", **settings):
        register = SITE.register(top_more=SMTP.format(port=port or EXIM.port, ca=SITE.dovecot().authority.certificate, tls=tls,
                                                      auth=auth, password=SITE.password, more=more), **settings)
        self.addCleanup(register.close)
        self.outside = Mailbox()
        return register

    def settled(self, register):
        return register.sql("SELECT message_id, status, coalesce(reason, '') FROM outbox ORDER BY message_id")


class Way(Case):
    def test_sent_in_by_smtp_and_answered_in_the_thread(self):
        register = self.start()
        register.start()
        user = register.users[register.mailbox]
        (EXIM.folder / "mailboxes").write_text(f"{user}: {user}\n")
        with smtplib.SMTP("127.0.0.1", EXIM.port) as client:
            client.sendmail("clerk@firm1.example", [f"{user}@kent.test"],
                            mails.order_mail(1, subject="Non-Molestation Order Marchbank", filename="Marchbank.pdf"))
        mail = self.outside.wait(1)[0]
        text = mail.get_payload()
        self.assertEqual(mail["To"], "clerk@firm1.example")
        self.assertEqual(mail["In-Reply-To"], "<test-1@firm.example>")
        self.assertEqual(mail["References"], "<test-1@firm.example>")
        self.assertEqual(mail["Auto-Submitted"], "auto-replied")
        self.assertEqual(mail["Return-path"], "<>")
        self.assertRegex(mail["Subject"], r"^We have received your e-mail \(our reference CCOT-20\d\d-000001\)$")
        self.assertRegex(mail["Message-ID"], r"^<CCOT-20\d\d-000001\.[0-9a-f-]{36}@kent.test>$")
        self.assertIn("call 999", text)
        self.assertIn("Attachments:    1 received, 1 opened", text)
        self.assertIn("  1. PDF, 1 page: looks like a court order", text)
        for word in ("Marchbank", "Birchall", "molestation", "ME25F", "District Judge"):
            self.assertNotIn(word.lower(), (text + mail["Subject"]).lower())
        self.assertLessEqual(max(len(line.rstrip("\r")) for line in text.split("\n")), 72)
        self.assertTrue(text.isascii())
        register.wait_for("SELECT status FROM outbox", "sent")
        self.assertEqual(register.stop()[0], 0)
        self.assertEqual(len(self.outside.new()), 1)

    def test_once_answers_what_it_read(self):
        register = self.start()
        register.append([mails.order_mail(number) for number in (2, 3)])
        self.assertEqual(register.once(), 0)
        self.assertEqual(sorted(mail["To"] for mail in self.outside.new()), ["clerk@firm2.example", "clerk@firm3.example"])
        self.assertEqual(register.once(), 0)
        self.assertEqual(len(self.outside.new()), 2)


class Killed(Case):
    def killed_at(self, failpoint, copies):
        """Killed once at that point, and left to itself afterwards: every reply has gone, with one Message-ID."""
        register = self.start()
        register.append([mails.mail(4)])
        marker = register.folder / "reached"
        register.start({"CCOT_FAILPOINT": failpoint, "CCOT_FAILPOINT_ONCE": str(marker)})
        register.wait_for("SELECT status FROM outbox", "sent", 60)
        self.assertEqual(marker.read_bytes(), b"x", f"{failpoint} was reached")
        self.assertEqual(register.stop()[0], 0)
        came = self.outside.new()
        self.assertEqual(len(came), copies)
        self.assertEqual(len({mail["Message-ID"] for mail in came}), 1)

    def test_before_it_was_handed_over(self):
        self.killed_at("before-post", 1)

    def test_between_the_servers_word_and_our_row(self):
        self.killed_at("after-post", 2)

    def test_after_our_row(self):
        self.killed_at("after-posted-row", 1)

    def test_killed_every_time_goes_twice_at_the_most(self):
        register = self.start()
        register.append([mails.mail(5)])
        register.start({"CCOT_FAILPOINT": "after-post"})
        register.wait_for("SELECT status FROM outbox", "failed", 60)
        self.assertEqual(register.value("SELECT reason FROM outbox"), "handed over twice and never confirmed")
        self.assertEqual(register.stop()[0], 0)
        self.assertEqual(len(self.outside.new()), 2)


class Faults(Case):
    """A server that plays one fault: nothing is lost, nothing goes twice, no password is told to whom it is not for."""

    def play(self, tls="starttls", auth="plain", certificate=None, **answers):
        authority = SITE.dovecot().authority
        server = smtp_server.Server(smtp_server.Play(**answers), certificate or (authority.server, authority.key))
        self.addCleanup(server.close)
        register = self.start(port=server.port, tls=tls, auth=auth)
        register.append([mails.mail(6)])
        register.start()
        return server, register

    def due_again(self, register):
        register.sql("UPDATE outbox SET due_at = now() WHERE status = 'due'")

    def recovers(self, server, register):
        server.play = smtp_server.Play()
        servers.wait_until(lambda: self.due_again(register) or register.value("SELECT status FROM outbox") == "sent", 30, "sent")
        self.assertEqual(len(server.mails), 1)

    def test_down_for_an_hour(self):
        """Everything of that hour goes once when the server is back; what waited longer than a reply makes sense goes to a person."""
        server, register = self.play(greeting="cut")
        register.append([mails.mail(7)])
        register.wait_for("SELECT count(*) FROM outbox WHERE status = 'due'", 2)
        register.wait_for("SELECT count(*) > 0 FROM outbox WHERE reason IS NOT NULL", "t")
        register.sql("UPDATE outbox SET created_at = created_at - CASE outbox_id WHEN 1 THEN interval '1 hour' ELSE interval '25 hours' END")
        server.play = smtp_server.Play()
        register.wait_for("SELECT string_agg(status || ' ' || coalesce(reason, ''), ', ' ORDER BY outbox_id) FROM outbox", "sent , held waited too long", 90)
        self.assertEqual(len(server.mails), 1)

    def test_greylisting(self):
        server, register = self.play(rcpt="451 4.7.1 come again")
        register.wait_for("SELECT reason FROM outbox", "recipient: the server answered 451")
        self.assertEqual(register.value("SELECT status FROM outbox WHERE due_at > now() + interval '40 s'"), "due")
        self.recovers(server, register)

    def test_put_off_after_the_text(self):
        server, register = self.play(text="452 4.3.1 full")
        register.wait_for("SELECT reason FROM outbox", "text: the server answered 452")
        server.mails.clear()
        self.recovers(server, register)

    def test_refused_recipient(self):
        server, register = self.play(rcpt="550 5.1.1 clerk@firm6.example is not here")
        register.wait_for("SELECT status FROM outbox", "failed")
        self.assertEqual(register.value("SELECT reason FROM outbox"), "recipient: the server answered 550")
        self.assertEqual(server.mails, [])
        self.assertNotIn("clerk", register.log_text())
        self.assertIn("1 failed", register.ccot("status").stdout.split("outgoing:")[1])

    def test_refused_and_then_silent(self):
        server, register = self.play(rcpt="550 5.1.1 no", quit="hang")
        register.wait_for("SELECT status FROM outbox", "failed")
        self.assertEqual(register.value("SELECT reason FROM outbox"), "recipient: the server answered 550")
        self.assertEqual(server.mails, [])

    def test_refused_sender_is_no_fault_of_the_mail(self):
        server, register = self.play(mail="550 5.7.1 no")
        register.wait_for("SELECT reason FROM outbox", "sender: the server answered 550")
        self.assertIn("smtp-away", register.log_text())
        self.recovers(server, register)

    def test_greeting_that_says_no(self):
        server, register = self.play(greeting="554 no")
        register.wait_for("SELECT status FROM outbox WHERE reason IS NOT NULL", "due")
        self.recovers(server, register)

    def test_hangs_before_the_text(self):
        server, register = self.play(rcpt="hang")
        register.wait_for("SELECT status FROM outbox WHERE reason LIKE 'recipient: %' AND uncertain = 0", "due")
        self.recovers(server, register)

    def test_hangs_after_the_text(self):
        """It may have gone: one repeat with the same Message-ID, no third."""
        server, register = self.play(text="hang")
        register.wait_for("SELECT uncertain FROM outbox", 1)
        register.wait_for("SELECT claimed_by IS NULL FROM outbox", "t")
        self.due_again(register)
        register.wait_for("SELECT uncertain FROM outbox WHERE claimed_by IS NULL", 2)
        self.due_again(register)
        register.wait_for("SELECT status FROM outbox", "failed")
        self.assertEqual(len(server.mails), 2)
        self.assertEqual(len({line for mail in server.mails for line in mail.split(b"\r\n") if line.startswith(b"Message-ID")}), 1)

    def test_stripped_starttls(self):
        server, register = self.play(starttls=False)
        register.wait_for("SELECT status FROM outbox WHERE reason IS NOT NULL", "due")
        self.assertEqual((server.count("AUTH"), server.count("MAIL"), server.mails), (0, 0, []))
        self.recovers(server, register)

    def test_foreign_certificate(self):
        authority = servers.Authority(SITE.folder / "foreign").make(SITE.postgres.user)
        server, register = self.play(certificate=(authority.server, authority.key))
        register.wait_for("SELECT status FROM outbox WHERE reason IS NOT NULL", "due")
        self.assertEqual((server.count("AUTH"), server.count("MAIL"), server.mails), (0, 0, []))

    def test_refused_sign_in(self):
        server, register = self.play(auth="login", **{})
        register.wait_for("SELECT status FROM outbox", "sent")
        self.assertEqual(len(server.mails), 1)
        server, register = self.play()
        server.play = smtp_server.Play(auth="PLAIN")
        register.wait_for("SELECT status FROM outbox", "sent")

    def test_away_and_back(self):
        port = harness.refused_port()
        register = self.start(port=port)
        register.append([mails.mail(number) for number in (7, 8)])
        register.start()
        register.wait_for("SELECT count(*) FROM outbox WHERE reason IS NOT NULL AND status = 'due'", 1)
        self.assertIn("smtp-away", register.log_text())
        self.assertIn("2 due", register.ccot("status").stdout)
        self.assertEqual(register.stop()[0], 0)
        self.assertEqual(register.once(), 1, "work is left")


class Silence(Case):
    def test_no_machine_is_answered(self):
        """Mails that programs wrote, of every kind, and what else gets no reply; each is in the register all the same."""
        heads = ["Auto-Submitted: auto-replied", "Auto-Submitted: auto-generated", "Precedence: bulk", "List-Id: <a.firm.example>",
                 "X-Autoreply: yes", "Content-Type: multipart/report; report-type=delivery-status; boundary=x",
                 "Content-Type: multipart/report; report-type=disposition-notification; boundary=x"]
        subjects = ["Out of office", "Automatische Antwort: Abwesend", "R\u00e9ponse automatique: absence", "Autosvar: semester",
                    "Undelivered Mail Returned to Sender"]
        messages = [mails.mail(number, subject=subjects[number % len(subjects)].encode("ascii", "ignore").decode())
                    .replace(b"MIME-Version: 1.0\r\n", head.encode() + b"\r\nMIME-Version: 1.0\r\n", 1)
                    for number, head in enumerate(heads * 3)]
        messages += [mails.mail(number, subject="Accepted: meeting").replace(b"Content-Type: text/plain", b"Content-Type: text/calendar; method=REPLY")
                     for number in range(24, 28)]
        messages += [mails.mail(30, body="Please do not reply to this e-mail address, he reads my mail."),
                     mails.mail(31).replace(b"clerk@firm11.example", b"pc@kent.test"),
                     mails.mail(32).replace(b"clerk@firm12.example", b"mailer-daemon@firm.example"),
                     mails.mail(33, subject="Re: We have received your e-mail (our reference CCOT-2026-000001)", body="Thank you.")]
        register = self.start()
        register.append(messages)
        self.assertEqual(register.once(240), 0, register.log_text()[-2000:])
        answered = [row for row in self.settled(register) if row[1] != "suppressed"]
        self.assertEqual(answered, [])
        self.assertEqual(self.outside.new(), [])
        self.assertEqual(register.value("SELECT count(*) FROM v_message WHERE state = 'queued'"), str(len(messages)))

    def test_old_mail_and_backlog_are_not_answered(self):
        register = self.start(mailbox_more="backlog_days = 7;")
        register.append([mails.mail(number) for number in (40, 41)], date='"01-Mar-2024 09:00:00 +0000"')
        register.append([mails.mail(42)], date=imaplib.Time2Internaldate(time.time() - 3 * 86400))
        register.append([mails.mail(43)])
        self.assertEqual(register.once(), 0)
        self.assertEqual([mail["To"] for mail in self.outside.new()], ["clerk@firm3.example"])
        self.assertEqual([row[2] for row in self.settled(register)],
                         ["backlog", "backlog", "older than the limit when it came", ""])

    def test_two_daemons_that_answer_each_other(self):
        """The reply of the one lies in the mailbox of the other: it is not answered."""
        first, second = self.start(), self.start()
        first.append([mails.mail(50)])
        self.assertEqual(first.once(), 0)
        reply = self.outside.new()
        self.assertEqual(len(reply), 1)
        second.append([reply[0].as_bytes().replace(b"@kent.test>", b"@essex.test>")])
        self.assertEqual(second.once(), 0)
        self.assertEqual(len(self.outside.new()), 1)
        self.assertEqual([row[1:] for row in self.settled(second)], [["suppressed", "automatic mail"]])

    def test_dmarc_failed_at_our_own_gateway(self):
        register = self.start(more='gateway = "mx.kent.test";')
        ours = b"Authentication-Results: mx.kent.test; dmarc=fail\r\n"
        strange = b"Authentication-Results: mx.stranger.test; dmarc=fail\r\n"
        register.append([ours + mails.mail(51), strange + ours + mails.mail(52), mails.mail(53)])
        self.assertEqual(register.once(), 0)
        self.assertEqual([row[2] for row in self.settled(register)], ["sender not authentic", "", ""])
        self.assertEqual(len(self.outside.new()), 2)

    def test_pilot_off_and_dry_run(self):
        for more, settings, reason in (("", {"mailbox_more": "move = false;"}, "pilot"), ("enabled = false;", {}, "switched off"),
                                       ("dry_run = true;", {}, "dry run")):
            with self.subTest(reason):
                register = self.start(more=more, **settings)
                register.append([mails.mail(54)])
                self.assertEqual(register.once(), 0)
                self.assertEqual([row[1:] for row in self.settled(register)], [["suppressed", reason]])
        self.assertEqual(self.outside.new(), [])


class Back(Case):
    """A reply that nobody can be given comes back to envelope_from, which is the mailbox that ccotd reads."""

    def test_a_reply_that_came_back(self):
        register = self.start()
        user = register.users[register.mailbox]
        (EXIM.folder / "mailboxes").write_text(f"{user}: {user}\n")
        text = register.config.read_text()
        register.config.write_text(text.replace('from = "civil', f'envelope_from = "{user}@kent.test"; from = "civil'))
        register.append([mails.order_mail(4).replace(b"clerk@firm4.example", b"clerk@nobody.example"), mails.order_mail(5)])
        register.start()
        register.wait_for("SELECT count(*) FROM outbox WHERE status = 'bounced'", 1)
        register.wait_drained(3)
        register.wait_for("SELECT count(*) FROM outbox WHERE status = 'due'", 0)
        self.assertEqual(register.stop()[0], 0)
        report = register.value("SELECT message_id FROM message WHERE automatic")
        self.assertEqual(register.sql("SELECT o.message_id, o.status, o.bounce_message_id, o.reason FROM outbox o ORDER BY 1"),
                         [["1", "bounced", report, "came back: not delivered"], ["2", "sent", "", ""], [report, "suppressed", "", "automatic mail"]])
        self.assertEqual(register.sql("SELECT message_id, earlier_message_id FROM v_message_link"), [[report, "1"]])
        self.assertEqual([mail["To"] for mail in self.outside.new()], ["clerk@firm5.example"])
        self.assertEqual(register.value("SELECT count(*) FROM v_alert"), "0", "the words of our own reply raise nothing")
        self.assertIn("1 came back in a week", register.ccot("status").stdout)


class Words(Case):
    def test_above_the_number_one_digest(self):
        register = self.start(more="per_sender_per_hour = 2;")
        register.append([mails.mail(60 + 20 * number, message_id=f"digest-{number}@firm.example") for number in range(6)])
        register.start()
        register.wait_for("SELECT count(*) FROM outbox WHERE status = 'digest'", 4)
        register.wait_for("SELECT count(*) FROM outbox WHERE status = 'sent'", 2)
        register.sql("UPDATE outbox SET due_at = now() WHERE status = 'digest'")
        register.wait_for("SELECT count(*) FROM outbox WHERE status = 'sent'", 6)
        self.assertEqual(register.stop()[0], 0)
        came = self.outside.new()
        self.assertEqual(len(came), 3)
        self.assertIn("4 in all", came[2]["Subject"].replace("\n", ""))
        self.assertEqual(came[2].get_payload().count("CCOT-"), 4)

    def test_private_sender_gets_the_neutral_text(self):
        register = self.start()
        register.append([mails.order_mail(70).replace(b"clerk@firm10.example", b"someone@webmail.example")])
        self.assertEqual(register.once(), 0)
        mail = self.outside.new()[0]
        self.assertTrue(mail["Subject"].startswith("Your message has arrived (CCOT-"))
        for word in ("police", "court", "order", "attachment"):
            self.assertNotIn(word, mail.get_payload().lower())

    def test_planted_words_are_nowhere(self):
        mark = "Zyxwart"
        document = mails.order_document(71, applicant=f"Alice {mark}", respondent=f"Bernard {mark}", address=f"1 {mark} Row",
                                        judge=f"District Judge {mark}", property=f"2 {mark} Close")
        server = smtp_server.Server(certificate=(SITE.dovecot().authority.server, SITE.dovecot().authority.key))
        self.addCleanup(server.close)
        register = self.start(port=server.port)
        register.append([mails.mail(71, subject=f"Non-Molestation Order {mark}", body=f"We act for {mark}.", attachment=document,
                                    filename=f"{mark}.pdf"),
                         mails.mail(72, subject=mark, attachment=b"%PDF-1.4 cut", filename=f"{mark}.pdf"),
                         mails.mail(73, subject=f"{mark} breach", body=f"{mark} is at my window again and he has broken the order.")])
        self.assertEqual(register.once(), 0)
        self.assertEqual(len(server.mails), 3)
        session = "\n".join(server.lines) + b"".join(server.mails).decode()
        self.assertIn("NOT OPENED", session)
        for text in (session, register.log_text(), SITE.postgres.log.read_text()):
            self.assertNotIn(mark.lower(), text.lower())
        self.assertNotIn(harness.PASSWORD, register.log_text())


class Settings(Case):
    def test_a_text_that_cannot_be_sent_stops_the_start(self):
        folder = SITE.folder / "texts"
        folder.mkdir()
        (folder / "first.txt").write_text("From {team}.\nAbout {respondent}.\n")
        register = self.start(more=f'texts = "{folder}";')
        self.assertEqual(register.once(), 1)
        self.assertIn(f"{folder}/first.txt:2: {{respondent}} is not a placeholder of this text", register.log_text())
        self.assertIn("first.txt:2", harness.check_config(register).stderr)

    def test_check_signs_in_and_sends_nothing(self):
        register = self.start()
        done = harness.check_config(register)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("smtp: signed in", done.stdout)
        away = self.start(port=harness.refused_port())
        done = harness.check_config(away)
        self.assertEqual(done.returncode, 1)
        self.assertIn("smtp: connecting:", done.stderr)
        self.assertEqual(self.outside.new(), [])


if __name__ == "__main__":
    unittest.main(verbosity=2)
