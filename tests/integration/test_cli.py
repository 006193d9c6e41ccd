"""ccot on a real database: imports, status, queue, show, usage."""
import json
import pathlib
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).parents[1] / "support"))
import harness  # pylint: disable=wrong-import-position
import mails  # pylint: disable=wrong-import-position

MAIL = (b"From: Ina Marsh <ina@marsh-law.example>\r\nSubject: Restraining Order\r\n"
        b"Message-ID: <%d@marsh-law.example>\r\n\r\nNumber %d.\r\n")


def mail(number):
    return MAIL % (number, number)


class CliTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)

    def setUp(self):
        self.register = self.site.register()
        self.addCleanup(self.register.close)

    def write(self, name, octets):
        path = self.register.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(octets)
        return str(path)

    def stored(self):
        return {row[0] for row in self.register.sql("SELECT sha256 FROM v_message")}

    def status(self):
        done = self.register.ccot("status", "--json")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(done.stdout)

    def test_import_eml_once(self):
        """A file is stored once, under the digest of its octets with CRLF line ends."""
        path = self.write("one.eml", mail(1).replace(b"\r\n", b"\n"))
        for _ in range(2):
            done = self.register.ccot("import", path)
            self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stored(), {harness.sha256(mail(1))})
        self.assertEqual((done.stdout, done.stderr), ("0 imported, 1 known already, 0 too large\n", ""))
        self.assertEqual(self.register.value("SELECT mailbox FROM v_message"), "import")

    def test_import_mbox(self):
        """An mbox falls apart at its From lines; quoted ones get their text back."""
        body = mail(2) + b"\r\nFrom the court.\r\n"
        quoted = body.replace(b"\r\nFrom the", b"\r\n>From the")
        path = self.write("box", (b"From a@b.example Mon Jan  1 00:00:00 2024\n" + mail(1) + b"\nFrom c@d.example\n" + quoted))
        done = self.register.ccot("import", path)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stored(), {harness.sha256(mail(1)), harness.sha256(body)})

    def test_import_maildir(self):
        """cur and new are read; the name tells when a mail arrived."""
        for folder in ("cur", "new", "tmp"):
            (self.register.folder / "md" / folder).mkdir(parents=True)
        self.write("md/cur/1700000000.1.host:2,S", mail(1))
        self.write("md/new/1700000100.2.host", mail(2))
        self.write("md/tmp/1700000200.3.host", mail(3))
        done = self.register.ccot("import", str(self.register.folder / "md"))
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.stored(), {harness.sha256(mail(1)), harness.sha256(mail(2))})
        self.assertEqual(self.register.value("SELECT extract(epoch FROM min(received_at))::bigint FROM v_message"), "1700000000")

    def test_status_counts(self):
        self.register.ccot("import", self.write("one.eml", mail(1)))
        status = self.status()
        self.assertEqual(status["messages"]["received"], 1)
        self.assertEqual(status["entries"]["pending"], 0)
        done = self.register.ccot("status")
        self.assertIn("messages: 1 received", done.stdout)
        self.assertNotIn("marsh", done.stdout)

    def test_queue_is_a_consultation(self):
        done = self.register.ccot("queue", "--json")
        self.assertEqual((done.returncode, json.loads(done.stdout)), (0, []))
        self.assertEqual(self.register.sql("SELECT operation, subject FROM v_audit"), [["consult", "queue"]])

    def test_queue_says_whether_an_order_was_served(self):
        """The day where one was read, "served" where a statement of another mail says so, "not served" after an attempt alone."""
        for number in range(4):
            self.register.ccot("import", self.write(f"{number}.eml", mails.body_order_mail(number)))
        self.assertEqual(self.register.once(), 0)
        entries = [row[0] for row in self.register.sql("SELECT entry_id FROM v_entry ORDER BY case_number")]
        insert = ("INSERT INTO service (message_id, document_id, position, entry_id, outcome, state, joined) "
                  "SELECT message_id, document_id, 1, entry_id, '%s', 'fact', 'number' FROM entry WHERE entry_id = %s")
        self.register.sql(insert % ("informed", entries[1]))
        self.register.sql(insert % ("attempted", entries[2]))
        self.register.sql(f"INSERT INTO field (entry_id, name, value, raw, confidence) VALUES ({entries[3]}, 'served_on', '2025-03-09', '9 March 2025', 1)")
        lines = self.register.ccot("queue").stdout.splitlines()
        column = lines[0].index("SERVED")
        told = {line.split()[0]: line[column:].split("  ")[0].strip() for line in lines[1:-1]}
        self.assertEqual([told[entry] for entry in entries], ["no proof", "served", "not served", "2025-03-09"])

    def test_show_of_nothing(self):
        done = self.register.ccot("show", "99")
        self.assertEqual((done.returncode, done.stdout), (1, ""))
        self.assertEqual(done.stderr, "ccot: there is no entry 99\n")

    def duplicates(self, *arguments):
        done = self.register.ccot("duplicates", "--json", *arguments)
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        return json.loads(done.stdout)

    def test_duplicates_lists_groups(self):
        """Groups hang on their representative, with reasons; each look is in the audit."""
        for place, (number, copy) in enumerate(((1, 101), (1, 102), (2, 103), (2, 104))):
            octets = mails.body_order_mail(number, message_id=f"copy-{copy}@firm.example")
            self.register.ccot("import", self.write(f"{place}.eml", octets))
        self.assertEqual(self.register.once(), 0)
        entries = [int(row[0]) for row in self.register.sql(
            "SELECT entry_id FROM v_entry ORDER BY min(coalesce(representative_id, entry_id)) OVER (PARTITION BY respondent), representative_id NULLS FIRST")]
        self.assertEqual(len(entries), 4, "each mail holds one order")
        found = self.duplicates()
        self.assertEqual([(group["representative"]["entry_id"], group["open"]) for group in found["groups"]],
                         [(entries[0], 1), (entries[2], 1)])
        copy = found["groups"][0]["copies"][0]
        self.assertEqual((copy["entry"]["entry_id"], copy["earlier_entry_id"], copy["open"], copy["decided"]), (entries[1], entries[0], True, None))
        self.assertTrue(copy["reasons"])
        self.assertEqual(len(self.duplicates("--limit", "1")["groups"]), 1)
        alone = self.duplicates("--entry", str(entries[3]))
        self.assertEqual([group["representative"]["entry_id"] for group in alone["groups"]], [entries[2]])
        self.assertEqual(self.register.sql("SELECT subject, subject_id FROM v_audit WHERE operation = 'consult' ORDER BY audit_id"),
                         [["duplicates", ""], ["duplicates", ""], ["duplicates", str(entries[3])]])
        printed = self.register.ccot("duplicates").stdout
        self.assertIn("copy: entry %d " % entries[1], printed)
        self.assertIn("undecided", printed)
        self.assertIn("2 listed, 2 with something undecided", printed)

    def test_duplicates_of_nothing(self):
        self.assertEqual(self.duplicates(), {"groups": [], "relations": []})
        done = self.register.ccot("duplicates", "--entry", "99")
        self.assertEqual((done.returncode, done.stdout, done.stderr), (1, "", "ccot: there is no entry 99\n"))

    def test_the_audit_is_sealed_and_a_change_is_found(self):
        self.register.ccot("import", self.write("1.eml", mails.body_order_mail(1)))
        self.assertEqual(self.register.once(), 0)
        self.assertIsNone(self.status()["audit"]["sealed_at"])
        self.assertRegex(self.register.ccot("status").stdout, r"(?m)^audit:    sealed never; the oldest row without a seal is of 20")
        self.assertRegex(self.register.ccot("audit", "seal").stdout, r"^[1-9]\d* rows sealed\n$")
        self.assertIsNone(self.status()["audit"]["unsealed_since"])
        done = self.register.ccot("audit", "verify", "--json")
        whole = json.loads(done.stdout)
        self.assertEqual((done.returncode, whole["broken"], whole["seals"]), (0, None, 1))
        self.register.ccot("search", "--reason", "incident 8", "Nobody")
        self.assertEqual(self.register.ccot("audit", "seal").stdout, "1 rows sealed\n")
        done = self.register.ccot("audit", "verify", "--noted", whole["digest"])
        self.assertEqual(done.returncode, 0, done.stdout)
        self.assertIn(f"Whole: {whole['rows'] + 1} rows under 2 seals, 0 not sealed yet.", done.stdout)
        self.assertEqual(self.register.ccot("audit", "verify", "--noted", "00" * 32).returncode, 1)
        for change, back in (("UPDATE audit SET reason = 'incident 9' WHERE reason = 'incident 8'", "UPDATE audit SET reason = 'incident 8' WHERE reason = 'incident 9'"),
                             ("UPDATE audit SET words = 'Somebody' WHERE words = 'Nobody'", "UPDATE audit SET words = 'Nobody' WHERE words = 'Somebody'"),
                             ("UPDATE audit SET xact = '9999999999' WHERE words = 'Nobody'", None)):
            self.register.sql("ALTER TABLE audit DISABLE TRIGGER USER; " + change)
            done = self.register.ccot("audit", "verify")
            self.assertEqual(done.returncode, 1, change)
            self.assertIn("BROKEN: seal 2", done.stdout)
            if back:
                self.register.sql(back)
                self.assertEqual(self.register.ccot("audit", "verify").returncode, 0)
        self.register.sql("INSERT INTO audit (operation, subject, at) VALUES ('consult', 'queue', now() - interval '37 hours')")
        self.assertIn("AUDIT NOT SEALED: last 20", self.register.ccot("status").stdout)
        with self.assertRaises(harness.servers.ServerError):
            self.register.sql("UPDATE audit_seal SET rows = 1")
        for wrong in ((), ("x",), ("seal", "--json"), ("verify", "more")):
            self.assertEqual(self.register.ccot("audit", *wrong).returncode, 2, wrong)

    def test_search_finds_and_says_what_it_did_not_read(self):
        self.register.ccot("import", self.write("1.eml", mails.body_order_mail(1)))
        self.assertEqual(self.register.once(), 0)
        respondent = self.register.sql("SELECT respondent FROM v_entry")[0][0]
        done = self.register.ccot("search", "--json", "--reason", "incident 7", respondent.split()[-1].upper() + "e")
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        answer = json.loads(done.stdout)
        self.assertEqual([hit["respondent"] for hit in answer["hits"]], [respondent])
        self.assertTrue(answer["hits"][0]["direction"].startswith(respondent + " must not "))
        printed = self.register.ccot("search", "Nobody", "Zzyzx").stdout
        self.assertTrue(printed.startswith("Nothing found. Searched 1 order, of which 1 not yet verified"), printed)
        self.assertEqual(self.register.sql("SELECT operation, subject, reason FROM v_audit WHERE subject = 'search'"),
                         [["consult", "search", "incident 7"], ["consult", "search", ""]])

    def test_wrong_usage_is_one_line_and_exit_2(self):
        for arguments in (["show"], ["show", "x"], ["import"], ["nothing"], ["status", "x"], ["queue", "--limit", "0"], ["duplicates", "--entry", "x"],
                          ["duplicates", "--limit", "0"], ["duplicates", "1"], ["queue", "--what"], ["search"], ["search", ""], ["search", "x"], ["search", "marlow 31.2.1986"], ["search", "--limit", "0", "x"]):
            with self.subTest(arguments=arguments):
                done = self.register.ccot(*arguments)
                self.assertEqual((done.returncode, done.stdout, done.stderr.count("\n")), (2, "", 1), done.stderr)

    def test_output_that_was_cut_short_is_no_success(self):
        with open("/dev/full", "w", encoding="ascii") as full:
            for words in (["status"], ["queue", "--json"], ["duplicates"], ["search", "Nobody"], ["export", "--format", "json"]):
                done = subprocess.run([harness.program("ccot"), "--config", str(self.register.config), *words], stdout=full,
                                      stderr=subprocess.PIPE, text=True, check=False)
                self.assertEqual((done.returncode, done.stderr), (1, "ccot: not everything could be written to the output\n"), words)

    def test_import_of_what_is_not_there(self):
        done = self.register.ccot("import", str(self.register.folder / "absent"))
        self.assertEqual(done.returncode, 1)
        self.assertIn("absent", done.stderr)


if __name__ == "__main__":
    unittest.main(verbosity=2)
