"""ccotd --once over Dovecot: each mail one row, exactly as the server serves it, moved away, and only once."""
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import imap_server
import mails

SITE = None


def setUpModule():
    global SITE
    SITE = harness.Site()
    unittest.addModuleCleanup(SITE.close)


class Grudging(imap_server.Play):
    """Says OK to a request for mails and hands none out, as Exchange does, until it is well again."""
    well = False

    def handle(self, link, tag, command, arguments):
        if self.well or command != "UID FETCH" or "BODY" not in arguments:
            return False
        link.send(f"{tag} OK done\r\n")
        return True


class Drain(unittest.TestCase):
    def register(self, *names, **settings):
        register = SITE.register(names or ("civil.court.orders",), **settings)
        self.addCleanup(register.close)
        return register

    def drained(self, register, seconds=120):
        code = register.once(seconds)
        self.assertEqual(code, 0, register.log_text()[-4000:])

    def test_each_mail_is_one_row_of_what_the_server_serves(self):
        register = self.register()
        messages = [mails.order_mail(n) for n in range(5)] + [b"Subject: bare\n\nline ends of one octet\n", b"Subject: none\r\n\r\n"]
        register.append(messages)
        served = register.octets()
        validity = register.append([mails.mail(99)])[0][0]
        served = register.octets()
        self.drained(register)
        self.assertEqual(register.keys(), [("civil.court.orders", "INBOX", str(validity), str(uid), harness.sha256(octets), "queued")
                                           for uid, octets in sorted(served.items())])
        self.assertEqual((register.count(), register.count("Processed")), (0, len(served)))
        self.assertEqual(register.value("SELECT count(*) FROM v_entry WHERE order_type = 'non_molestation'"), "5")
        self.assertEqual(register.value("SELECT count(*) FROM v_entry WHERE state = 'pending'"), "5")
        self.assertEqual(register.sql("SELECT status, count(*) FROM v_reconciliation WHERE folder = 'INBOX' GROUP BY 1"),
                         [["registered", str(len(served))]])

    def test_a_second_run_changes_nothing(self):
        register = self.register()
        register.append([mails.order_mail(1), mails.mail(2)])
        self.drained(register)
        counts = "SELECT (SELECT count(*) FROM v_message), (SELECT count(*) FROM v_entry), (SELECT count(*) FROM v_audit)"
        before = register.sql(counts)
        self.drained(register)
        self.assertEqual(register.sql(counts), before)

    def test_copies_are_rows_of_their_own_with_a_level(self):
        register = self.register()
        first, document = mails.order_mail(1), mails.order_document(1)
        register.append([first])
        self.drained(register)
        register.append([first])                                                              # delivered again
        register.append([mails.mail(2, attachment=document, subject="Fwd: order")])           # the same file
        register.append([mails.mail(3, attachment=mails.order_document(1, "docx"), filename="order.docx")])
        register.append([mails.order_mail(4)])                                                # another order
        self.drained(register)
        self.assertEqual(register.value("SELECT count(*) FROM v_message WHERE state = 'queued'"), "5")
        levels = register.sql("SELECT m.uid, d.level FROM v_duplicate d JOIN v_entry e USING (entry_id) JOIN v_message m USING (message_id)"
                              " JOIN v_entry p ON p.entry_id = d.earlier_entry_id JOIN v_message q ON q.message_id = p.message_id"
                              " WHERE q.uid = 1 ORDER BY m.uid")
        self.assertEqual(levels[:2], [["2", "same_message"], ["3", "same_file"]])
        self.assertIn(levels[2][1], ("same_text", "same_order"))
        self.assertEqual(len(levels), 3, "the other order is nobody's copy")
        self.assertEqual(register.value("SELECT count(*) FROM v_message WHERE repeats_message_id IS NOT NULL"), "1")
        self.assertEqual(register.value("SELECT count(*) FROM v_duplicate WHERE cardinality(reasons) = 0"), "0")

    def test_several_mailboxes_and_a_junk_folder(self):
        register = self.register("civil.court.orders", "restraining.orders",
                                 mailbox_more={"civil.court.orders": 'further_folders = ["Junk Email"];'})
        register.append([mails.order_mail(1)])
        register.append([mails.order_mail(2), mails.mail(3)], mailbox="restraining.orders")
        register.append([mails.order_mail(4)], folder="Junk Email")
        self.drained(register)
        self.assertEqual(register.sql("SELECT mailbox, folder, count(*) FROM v_message WHERE state = 'queued' GROUP BY 1, 2 ORDER BY 1, 2"),
                         [["civil.court.orders", "INBOX", "1"], ["civil.court.orders", "Junk Email", "1"],
                          ["restraining.orders", "INBOX", "2"]])
        self.assertEqual(register.count("Junk Email"), 0)

    def test_a_pilot_leaves_the_mailbox_alone(self):
        register = self.register(mailbox_more="move = false;")
        register.append([mails.order_mail(n) for n in range(3)])
        self.drained(register)
        self.drained(register)
        self.assertEqual(register.count(), 3)
        self.assertEqual(len(register.keys()), 3)
        with register.dovecot.client(register.users["civil.court.orders"]) as client:
            client.select("INBOX", readonly=True)
            self.assertEqual(client.uid("SEARCH", "UNSEEN")[1][0].split(), [b"1", b"2", b"3"], "staff's unread marks stay")

    def test_uidvalidity_changes(self):
        register = self.register(mailbox_more="move = false;")
        message = mails.order_mail(1)
        register.append([message])
        self.drained(register)
        register.dovecot.run("doveadm", "-c", str(register.dovecot.folder / "dovecot.conf"), "mailbox", "update", "-u",
                             register.users["civil.court.orders"], "--uid-validity", "1999999999", "INBOX")
        self.drained(register)
        self.assertEqual(register.value("SELECT count(DISTINCT uidvalidity) FROM v_message"), "2")
        self.assertEqual(register.value("SELECT count(*) FROM v_message"), "2")

    def test_without_extensions(self):
        for number, capability in enumerate(("IMAP4rev1 UIDPLUS", "IMAP4rev1")):
            with self.subTest(capability=capability):
                register = self.register(capability=capability)
                register.append([mails.body_order_mail(n) for n in range(4)])
                self.drained(register)
                self.assertEqual(len(register.keys()), 4)
                self.assertEqual(register.count("Processed"), 4)
                self.assertEqual(register.count(), 0 if "UIDPLUS" in capability else 4, "nothing is expunged without UIDPLUS")
                self.drained(register)
                self.assertEqual(len(register.keys()), 4)
                self.assertEqual(register.count("Processed"), 4, f"a second run copies nothing again ({number})")

    def test_over_the_size_cap(self):
        register = self.register(mailbox_more="message_mib = 1;")
        large = mails.mail(1, attachment=b"%PDF-1.4 " + b"x" * 1_500_000)
        register.append([large, mails.order_mail(2)])
        served = register.octets()
        self.drained(register)
        self.assertEqual([(row[4], row[5]) for row in register.keys()],
                         [(harness.sha256(served[1]), "failed"), (harness.sha256(served[2]), "queued")])
        self.assertEqual((register.count(), register.count("Failed"), register.count("Processed")), (0, 1, 1))

    def test_tls_with_our_own_authority(self):
        for tls in ("implicit", "starttls"):
            with self.subTest(tls=tls):
                register = self.register(tls=tls)
                register.append([mails.mail(1)])
                self.drained(register)
                self.assertEqual(len(register.keys()), 1)

    def test_a_backlog_waits_behind_new_mail(self):
        register = self.register(mailbox_more="backlog_days = 7;")
        register.append([mails.body_order_mail(1)], date='"01-Mar-2020 10:00:00 +0000"')
        register.append([mails.body_order_mail(2)])
        self.drained(register)
        self.assertEqual(register.value("SELECT count(*) FROM v_message WHERE state = 'queued'"), "2")
        lanes = register.postgres.sql(register.database, "SELECT uid, lane FROM ccot.message ORDER BY uid")
        self.assertNotEqual(lanes[0][1], lanes[1][1])

    def test_placeholder_stays_until_the_attachment_comes(self):
        register = self.register(mailbox_more="placeholder_minutes = 60;")
        text = b"Your attachment is being scanned by Safe Attachments. The original message will arrive when the scan is complete."
        register.append([mails.mail(1, attachment=text, filename="Safe Attachments Scan In Progress.txt", media_type="text/plain"),
                         mails.order_mail(2)])
        register.start()
        register.wait_drained(1)
        register.wait_for("SELECT count(*) FROM v_message", 2)
        harness.wait_until(lambda: register.count("Processed") == 1, 20, "the other mail is moved")
        self.assertEqual(register.count(), 1, "the placeholder stays in the inbox")
        register.append([mails.mail(3)])  # another scan: the placeholder is still there
        register.wait_for("SELECT count(*) FROM v_message WHERE state = 'queued'", 2)
        harness.wait_until(lambda: register.count("Processed") == 2, 20, "the third mail is moved")
        self.assertEqual(register.sql("SELECT uid, state FROM v_message WHERE state <> 'queued'"), [["1", "received"]])
        self.assertEqual(register.sql("SELECT DISTINCT status FROM v_reconciliation"), [["registered"]])
        register.stop()

    def test_placeholder_is_queued_in_the_end(self):
        register = self.register(mailbox_more="placeholder_minutes = 1; poll_seconds = 1; idle = false;")
        text = b"Your attachment is being scanned by Safe Attachments. The original message will arrive when the scan is complete."
        register.append([mails.mail(1, attachment=text, filename="Safe Attachments Scan In Progress.txt", media_type="text/plain")])
        register.start()
        register.wait_for("SELECT count(*) FROM v_message", 1)
        register.postgres.sql(register.database, "UPDATE ccot.message SET stored_at = stored_at - interval '2 minutes',"
                              " received_at = received_at - interval '2 minutes'")
        register.wait_drained(1, 100)
        self.assertIn("remote_only", [row[0] for row in register.sql("SELECT problem FROM v_document")])
        register.stop()

    def test_check_config_names_the_missing_step(self):
        register = self.register()
        self.assertEqual(harness.check_config(register).returncode, 0)
        good = register.config.read_text()
        for old, new, word in ((f"port = {register.dovecot.port};", f"port = {harness.refused_port()};", "connect"),
                               (str(SITE.password), "/nonexistent/password", "password"),
                               (f"dbname={register.database}", "dbname=nowhere", "database"),
                               ("auth =", "colour = 3; auth =", "colour")):
            with self.subTest(word=word):
                register.config.write_text(good.replace(old, new))
                done = harness.check_config(register)
                self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
                self.assertIn(word, (done.stdout + done.stderr).lower())

    def test_what_was_not_handed_out_is_asked_for_by_the_next_run(self):
        register = self.register()
        play = Grudging()
        with imap_server.Server(play) as server:
            octets = mails.mail(1)
            server.append(octets)
            register.read_from(server.port, "wonderful-secret")
            self.assertEqual(register.once(), 1, register.log_text())
            self.assertEqual([row[4:] for row in register.keys()], [("", "failed")])
            self.assertEqual(register.log_text().count("uid-refused"), 1)
            self.assertEqual(len(server.inbox.mails), 1)
            play.well = True
            self.assertEqual(register.once(), 0, register.log_text())
            self.assertEqual([row[4:] for row in register.keys()], [(harness.sha256(octets), "queued")])
            self.assertEqual(len(server.inbox.mails), 0)

    def test_what_was_not_handed_out_and_filed_by_hand_is_no_work(self):
        register = self.register()
        with imap_server.Server(Grudging()) as server:
            server.append(mails.mail(1))
            register.read_from(server.port, "wonderful-secret")
            self.assertEqual(register.once(), 1, register.log_text())
            server.inbox.mails.clear()
            self.assertEqual(register.once(), 0, register.log_text())
            self.assertEqual(register.value("SELECT status FROM v_reconciliation"), "gone")

    def test_a_further_folder_that_is_missing_is_told_and_read_when_it_is_made(self):
        register = self.register(mailbox_more='further_folders = ["Junk Email"];')
        register.append([mails.mail(1)])
        self.assertEqual(register.once(), 0, register.log_text())
        self.assertEqual(register.log_text().count("folder-skipped"), 1)
        register.append([mails.mail(2)], folder="Junk Email")
        self.assertEqual(register.once(), 0, register.log_text())
        self.assertEqual([row[1] for row in register.keys()], ["INBOX", "Junk Email"])
        self.assertEqual(register.log_text().count("folder-skipped"), 1)

    def test_once_says_that_a_mailbox_was_out_of_reach(self):
        register = self.register()
        register.config.write_text(register.config.read_text().replace(f"port = {register.dovecot.port};",
                                                                       f"port = {harness.refused_port()};"))
        self.assertEqual(register.once(120), 1)


if __name__ == "__main__":
    unittest.main(verbosity=2)
