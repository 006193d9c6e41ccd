"""A register that is restored from a dump while the mailbox went on: nothing is lost, nothing is answered twice, no number is given twice."""
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages
import servers

SITE = None
# nothing listens there: what would be sent is seen in the outbox
SMTP = """smtp = {{ host = "127.0.0.1"; port = {port}; tls = "none"; from = "orders@kent.test"; auth = "none"; }};"""


def setUpModule():
    global SITE  # pylint: disable=global-statement
    SITE = harness.Site()
    unittest.addModuleCleanup(SITE.close)


class Restore(unittest.TestCase):
    def setUp(self):
        self.register = SITE.register(mailbox_more='further_folders = ["Junk Email"]; message_mib = 1;')
        self.addCleanup(self.register.close)

    def drained(self):
        self.assertEqual(self.register.once(), 0, self.register.log_text()[-3000:])

    def dump(self):
        self.copy = self.register.folder / "register.dump"
        subprocess.run(["pg_dump", "-Fc", "-d", SITE.postgres.conninfo(self.register.database, "postgres"), "-f", str(self.copy)], check=True)

    def restore(self, server=None):
        """Into an empty database of the same name, on the same server or on a fresh one."""
        server = server or SITE.postgres
        if server is SITE.postgres:
            server.sql("postgres", f"DROP DATABASE {self.register.database}")
        server.sql("postgres", f"CREATE DATABASE {self.register.database}")
        subprocess.run(["pg_restore", "-d", server.conninfo(self.register.database, "postgres"), "--exit-on-error", str(self.copy)], check=True)

    def declare(self):
        done = self.register.ccot("restored")
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def report(self):
        done = subprocess.run([harness.program("ccot-report"), "--config", str(self.register.config), "reconciliation", "--format", "json"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def digests(self):
        return sorted(row[0] for row in self.register.sql("SELECT sha256 FROM v_message"))

    def test_what_the_back_up_lacks_is_taken_in_once(self):
        register = self.register
        register.append([mails.order_mail(1), mails.order_mail(2)])
        self.drained()
        self.dump()
        # of after the back-up: an order, one from the junk folder, the first mail delivered again, and one over the size cap
        big = mails.mail(9, body="x" * 70 + "\r\n") + b"y" * (1200 * 1024)
        register.append([mails.order_mail(3), mails.order_mail(1), big])
        register.append([mails.order_mail(4)], folder="Junk Email")
        self.drained()
        before = self.digests()
        self.assertEqual(len(before), 6)
        lost = [row[0] for row in register.sql("SELECT message_id FROM message ORDER BY 1")][2:]
        self.restore()
        self.assertEqual(len(self.digests()), 2)
        said = self.declare()
        self.assertIn("none that was given before is given again", said)
        register.append([mails.order_mail(5)])  # of after the restore
        self.drained()
        after = self.digests()
        self.assertEqual(sorted(set(after) - set(before)), [harness.sha256(mails.order_mail(5))])
        self.assertEqual(len(after), 7, "each mail is one row, the copy too")
        self.assertEqual(register.value("SELECT count(*) FROM v_message WHERE state = 'queued'"), "6")
        numbers = [row[0] for row in register.sql("SELECT message_id FROM message ORDER BY 1")][2:]
        self.assertFalse(set(numbers) & set(lost))
        self.assertEqual(register.sql("SELECT folder, count(*) FROM message WHERE restore_id IS NOT NULL GROUP BY 1 ORDER BY 1"),
                         [["Failed", "1"], ["Processed", "3"]])
        self.assertEqual(register.sql("SELECT status, reason, count(*) FROM outbox JOIN message USING (message_id) WHERE restore_id IS NOT NULL GROUP BY 1, 2"),
                         [["suppressed", "taken in after a restore", "3"]], "nobody knows who sent what is over the size cap")
        # the same once more, and said once more
        self.drained()
        self.assertEqual(self.digests(), after)
        self.assertEqual(register.value("SELECT count(*) FROM restore_folder"), "2")
        data = self.report()
        self.assertEqual([row["count"] for row in data["restored"] if "taken in" in row["what"]], [4])
        self.assertEqual(sorted(int(row["reference"][-6:]) for row in data["lost"]),
                         sorted(int(row[0]) for row in register.sql("SELECT message_id FROM message WHERE restore_id IS NOT NULL")))
        self.assertEqual(data["missing"], [])
        self.assertEqual((register.count(), register.count("Processed"), register.count("Failed")), (0, 6, 1))

    def test_moved_after_the_back_up(self):
        """The back-up knows the mails and not that they were moved: they are found by their octets, twins one by one."""
        register = self.register
        register.config.write_text(register.config.read_text().replace("message_mib", "move = false; message_mib"))
        register.append([mails.order_mail(1), mails.order_mail(1), mails.mail(2)])
        self.drained()
        self.dump()
        register.config.write_text(register.config.read_text().replace("move = false; ", ""))
        self.drained()
        self.assertEqual(register.count("Processed"), 3)
        before = register.keys()
        self.restore()
        self.declare()
        self.drained()
        self.assertEqual(register.keys(), before)
        self.assertEqual(register.value("SELECT count(*) FROM message WHERE moved_at IS NOT NULL AND target_uid IS NOT NULL"), "3")
        self.assertEqual(register.value("SELECT count(DISTINCT target_uid) FROM message"), "3")
        self.assertEqual(self.report()["lost"], [])

    def test_a_reply_that_was_due_waits_for_a_person(self):
        register = self.register
        text = register.config.read_text()
        register.append([mails.order_mail(1)])
        self.drained()
        self.assertEqual(register.value("SELECT status FROM outbox"), "due", "without smtp nothing goes")
        self.dump()
        self.restore()
        self.assertIn("wait for a person: 1.", self.declare())
        register.config.write_text(text + SMTP.format(port=harness.refused_port()))
        self.drained()
        self.assertEqual(register.sql("SELECT status, reason, attempts FROM outbox"), [["held", "may have gone before the restore", "0"]])
        self.assertIn("said before", self.declare())

    def test_what_quotes_a_lost_reference(self):
        register = self.register
        register.append([mails.order_mail(1)])
        self.drained()
        self.dump()
        register.append([mails.order_mail(2)])
        self.drained()
        self.restore()
        self.declare()
        answer = mails.mail(3, subject="Re: We have received your e-mail (our reference CCOT-2026-000002)", body="Thank you.")
        register.append([answer])
        self.drained()
        rows = [row for row in self.report()["lost"] if "quotes" in row["what"]]
        self.assertEqual([row["what"] for row in rows], ["quotes CCOT-2026-000002, which is lost: its mail has another number now"])
        self.assertEqual(register.value("SELECT count(*) FROM v_message_link"), "0")

    def test_the_audit_goes_on_under_a_fresh_server(self):
        register = self.register
        register.append([mails.order_mail(1)])
        self.drained()
        SITE.postgres.sql("postgres", "\n".join(f"SELECT pg_current_xact_id(){';'}" for _ in range(2000)))  # ahead of any fresh server
        self.assertEqual(register.ccot("queue").returncode, 0)
        self.assertEqual(register.ccot("audit", "seal").returncode, 0)
        noted = json.loads(register.ccot("audit", "verify", "--json").stdout)["digest"]
        self.dump()
        fresh = servers.Postgres(register.folder / "fresh").start()
        self.addCleanup(fresh.stop)
        fresh.sql("postgres", "".join(f"CREATE ROLE {role} {login};" for role, login in (
            ("ccot_owner", "NOLOGIN"), ("ccot_ingest", "LOGIN"), ("ccot_web", "LOGIN"), ("ccot_report", "LOGIN"), ("ccot_admin", "LOGIN"),
            ("ccot_reader", "LOGIN"))))
        self.restore(fresh)
        register.config.write_text(register.config.read_text().replace(f"port={SITE.postgres.port}", f"port={fresh.port}"))
        refused = register.ccot("audit", "seal")
        self.assertEqual(refused.returncode, 1)
        self.assertIn("ccot restored", refused.stderr)
        self.declare()
        register.append([mails.order_mail(2)])
        self.drained()
        self.assertEqual(register.ccot("audit", "seal").returncode, 0)
        told = register.ccot("audit", "verify", "--noted", noted)
        self.assertEqual(told.returncode, 0, told.stdout)

    def reject(self, hana, entry):
        version = self.register.value(f"SELECT row_version FROM v_entry WHERE entry_id = {entry}")
        answer = hana.post(f"/entries/{entry}/reject", row_version=version, code="not_an_order", text="Harriet Quillfeather said so")
        self.assertEqual(answer.status, 303, answer.heading)

    def test_what_people_decided_is_told_one_by_one(self):
        """The journal of ccot-web outlives the database: what the back-up lacks is listed, with where its mail is now."""
        register = self.register
        register.append([mails.order_mail(1), mails.order_mail(2)])
        self.drained()
        web = pages.Pages(register)
        web.add_person("hana", "handler")
        web.start()
        self.addCleanup(web.stop)
        hana = web.person("hana")
        self.reject(hana, 1)
        early = register.ccot("restored", "--journal", str(web.log))
        self.assertEqual(early.returncode, 1)
        self.assertIn("ccot restored, without --journal, comes first", early.stderr)
        self.dump()
        self.reject(hana, 2)
        register.append([mails.order_mail(3)])
        self.drained()
        self.assertEqual(hana.post("/entries/3/claim").status, 303)  # decides nothing
        self.reject(hana, 3)
        web.stop()
        self.restore()
        self.declare()
        self.drained()
        web.start()
        hana = web.person("hana")
        now = register.value("SELECT entry_id FROM v_entry WHERE entry_id > 3")
        self.reject(hana, now)  # of after the restore, in the same journal
        log = web.log_text()
        self.assertEqual(log.count(" decided "), 4)
        self.assertNotIn("hana", log)
        self.assertNotIn("Quillfeather", log)
        done = register.ccot("restored", "--journal", str(web.log), "--json")
        self.assertEqual(done.returncode, 0, done.stderr)
        lost = json.loads(done.stdout)
        self.assertEqual([(row["form"], row["who"], row["about"], row["about_id"], row["entry_id"], row["state"]) for row in lost],
                         [("reject", "hana", "entry", 2, 2, "pending"), ("reject", "hana", "entry", 3, int(now), "rejected")])
        self.assertGreater(lost[1]["message_id"], 10000)
        self.assertEqual(lost[1]["message_was"], 3)
        told = register.ccot("restored", "--journal", str(web.log)).stdout
        self.assertIn("2 of 4 things that the journal knows are not in the register", told)
        seen = register.sql("SELECT shown FROM audit WHERE subject = 'restore' AND operation = 'consult' ORDER BY audit_id DESC LIMIT 1")
        self.assertEqual(json.loads(seen[0][0])["entries"], [2, int(now)])

    def test_a_journal_of_strange_lines(self):
        register = self.register
        register.append([mails.order_mail(1)])
        self.drained()
        self.declare()
        head = "Nov 21 10:00:00 host ccot-web[7]: 2026-11-21T10:00:00Z decided audit_id=900 written_at=2020-01-01T10:00:00.000001Z who_digest=ab"
        strange = register.folder / "strange"
        strange.write_text("\n".join((
            "", "decided", " decided audit_id=", f"{head} form=verify about=entry about_id=x", f"{head} form=verify about=entry about_id=99999999999999999999",
            f"{head} form='; about=entry about_id=1", head.replace("2020-01-01", "2020-13-01") + " form=verify about=entry about_id=1",
            f"{head} form=verify about=entry about_id=1 digest={'x' * 9000}", f"{head} form=verify about=entry about_id=1", f"{head} form=verify about=entry about_id=1")))
        told = register.ccot("restored", "--journal", str(strange))
        self.assertEqual(told.returncode, 0, told.stderr)
        self.assertIn("0 of 1 things", told.stdout, "one can be read, twice, and is older than the back-up")
        self.assertEqual(register.ccot("restored", "--journal", str(register.folder / "none")).returncode, 1)
        self.assertEqual(register.ccot("restored", "--json").returncode, 2)

    def test_ccotd_at_work_refuses_it(self):
        self.register.start()
        self.register.wait_for("SELECT count(*) > 0 FROM live_session", "t")
        done = self.register.ccot("restored")
        self.assertEqual(done.returncode, 1)
        self.assertIn("stop it first", done.stderr)


if __name__ == "__main__":
    unittest.main()
