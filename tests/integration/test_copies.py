"""Twenty copies of one order in four mailboxes, read by four daemons at once: one represents it, nineteen are flagged, and
the register says what it says after one daemon has read them in peace."""
import contextlib
import pathlib
import re
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import servers

MAILBOXES = ("civil.court.orders", "restraining.orders", "family.orders", "duty.desk")
COPIES = 20
ROUNDS = 2
FIRST = 1_750_000_000
ORDER = 7
FORMS = ("pdf", "docx", "doc", "rtf")
EXPECTED = {"started", "stopping", "stopped", "mailbox-state", "mailbox-held", "mailbox-drained", "message-stored", "message-moved",
            "message-queued", "privileges-kept"}  # the last when root runs the tests

# What a person sees, by mailbox and UID: numbers of rows hang on who came first.
DUMP = """
SELECT 'message', mailbox, uid, sha256, state, failure, subject, rfc_message_id, received_at FROM v_message ORDER BY mailbox, uid;
SELECT 'document', mailbox, uid, path, filename, media_type, size, v_document.sha256, kind, problem FROM v_document
  JOIN v_message USING (message_id) ORDER BY mailbox, uid, path;
SELECT 'entry', m.mailbox, m.uid, e.order_type, e.action, e.draft, e.state, e.status, e.status_reason, q.mailbox, q.uid FROM v_entry e
  JOIN v_message m USING (message_id) LEFT JOIN v_entry p ON p.entry_id = e.representative_id
  LEFT JOIN v_message q ON q.message_id = p.message_id ORDER BY m.mailbox, m.uid;
SELECT 'field', m.mailbox, m.uid, f.name, f.value, f.raw, f.page FROM v_field f JOIN v_entry e USING (entry_id)
  JOIN v_message m USING (message_id) ORDER BY m.mailbox, m.uid, f.name;
SELECT 'duplicate', m.mailbox, m.uid, q.mailbox, q.uid, d.level, d.score, d.reasons FROM v_duplicate d JOIN v_entry e USING (entry_id)
  JOIN v_message m USING (message_id) JOIN v_entry p ON p.entry_id = d.earlier_entry_id JOIN v_message q ON q.message_id = p.message_id
 ORDER BY m.mailbox, m.uid, q.mailbox, q.uid;
SELECT 'relation', m.mailbox, m.uid, q.mailbox, q.uid, r.kind, r.target_made_on, r.reasons FROM v_relation r
  JOIN v_entry e USING (entry_id) JOIN v_message m USING (message_id) LEFT JOIN v_entry p ON p.entry_id = r.earlier_entry_id
  LEFT JOIN v_message q ON q.message_id = p.message_id ORDER BY m.mailbox, m.uid, q.mailbox, q.uid, r.kind;
SELECT 'alert', mailbox, uid, kind, text FROM v_alert JOIN v_message USING (message_id) ORDER BY mailbox, uid, kind, text;
SELECT 'collected', count(*) FROM v_audit WHERE operation = 'collect';
"""


def the_mails():
    """The order as solicitor, server, applicant and court send it: files anew, a file again, the mail again, in the text."""
    documents = [mails.order_document(ORDER, form) for form in FORMS]
    result = []
    for number in range(COPIES):
        form = FORMS[number % len(FORMS)]
        if number % 10 == 9:
            result.append(result[number - 5])
        elif number % 5 == 3:
            result.append(mails.body_order_mail(ORDER, message_id=f"copy-{number}@firm.example"))
        else:
            result.append(mails.mail(100 + number, attachment=documents[number % len(FORMS)], filename=f"order.{form}",
                                     media_type="application/octet-stream"))
    return result


def arrive(register):
    """Five in each mailbox. INTERNALDATEs of their own, a second apart, so that two runs see the same."""
    for number, message in enumerate(the_mails()):
        stamp = time.strftime('"%d-%b-%Y %H:%M:%S +0000"', time.gmtime(FIRST + number))
        register.append([message], mailbox=MAILBOXES[number % len(MAILBOXES)], date=stamp)


class Office:
    """A daemon with one of a register's mailboxes: its own configuration and log."""

    def __init__(self, register, mailbox):
        self.mailbox = mailbox
        self.folder = register.folder / mailbox
        self.folder.mkdir()
        self.config = self.folder / "ccot.conf"
        self.log = self.folder / "ccotd.log"
        whole = register.config.read_text()
        groups = re.findall(r"  \{ name = .*?\n  \}", whole, re.DOTALL)
        own = [group for group in groups if f'name = "{mailbox}"' in group]
        self.config.write_text(re.sub(r"mailboxes = \(.*?\n\);", lambda _: f"mailboxes = ({own[0]}\n);", whole, flags=re.DOTALL))
        self.daemon = None

    # as harness.Register does it, with what is this daemon's own
    start = harness.Register.start
    stop = harness.Register.stop
    kill = harness.Register.kill
    close = harness.Register.close
    log_text = harness.Register.log_text


def events(text):
    """The names of all events of a log; a line that is none counts as itself."""
    found = set()
    for line in text.splitlines():
        match = re.match(r"\d{4}-\d\d-\d\dT[\d:]+Z ([a-z-]+)", line)
        found.add(match[1] if match else line)
    return found


class Copies(unittest.TestCase):
    maxDiff = 4000

    def rows(self, register):
        return {statement.split("'")[1]: register.sql(statement.strip().rstrip(";") + ";") for statement in DUMP.strip().split(";\n")}

    def at_once(self, site):
        register = site.register(MAILBOXES, mailbox_more="backlog_days = 0;")
        arrive(register)
        with contextlib.ExitStack() as stack:
            offices = [Office(register, mailbox) for mailbox in MAILBOXES]
            for office in offices:
                office.start()
                stack.callback(office.close)
            register.wait_drained(COPIES, 40)
            servers.wait_until(lambda: all(register.count(mailbox=mailbox) == 0 for mailbox in MAILBOXES), 20, "empty inboxes")
            for office in offices:
                self.assertEqual(office.stop()[0], 0, office.log_text()[-2000:])
        return register, offices

    def test_twenty_copies_through_four_daemons(self):
        site = harness.Site()
        self.addCleanup(site.close)
        calm = site.register(MAILBOXES, mailbox_more="backlog_days = 0;", top_more="parser = { workers = 1; };")
        arrive(calm)
        self.assertEqual(calm.once(60), 0, calm.log_text()[-3000:])
        wanted = self.rows(calm)
        for number in range(ROUNDS):
            register, offices = self.at_once(site)
            with self.subTest(round=number):
                self.assertEqual(register.value("SELECT count(*) FROM v_entry WHERE representative_id IS NULL"), "1")
                self.assertEqual(register.value("SELECT count(DISTINCT representative_id) FROM v_entry"), "1")
                self.assertEqual(register.value("SELECT count(*) FROM v_entry"), str(COPIES))
                flags = register.sql("SELECT count(*), count(DISTINCT d.entry_id) FROM v_duplicate d"
                                     " JOIN v_entry e ON e.entry_id = d.earlier_entry_id WHERE d.level <> 'possible'"
                                     " AND e.representative_id IS NULL")
                self.assertEqual(flags, [[str(COPIES - 1)] * 2])
                for office in offices:
                    self.assertEqual(events(office.log_text()) - EXPECTED, set(), "nothing that a person must look at")
                for name, rows in self.rows(register).items():
                    self.assertEqual(rows, wanted[name])
                queued = [office.mailbox for office in offices if "message-queued" in office.log_text()]
                self.assertGreater(len(queued), 1, "several daemons wrote")


if __name__ == "__main__":
    unittest.main(verbosity=2)
