"""ccotd is killed at every failpoint and at random while 500 mails arrive. Started again, it has lost nothing and doubled
nothing: what the register then shows is what an undisturbed run shows."""
import collections
import pathlib
import random
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails

MAILS = 500
RANDOM_KILLS = 12
FIRST = 1_700_000_000

# What a person sees, without the numbers and times that may differ from run to run.
DUMP = """
SELECT 'message', m.uid, m.sha256, m.state, m.failure, m.subject, m.rfc_message_id, r.uid FROM v_message m
  LEFT JOIN v_message r ON r.message_id = m.repeats_message_id ORDER BY m.uid;
SELECT 'document', uid, path, filename, media_type, size, v_document.sha256, kind, problem FROM v_document JOIN v_message USING (message_id)
 ORDER BY uid, path;
SELECT 'field', m.uid, path, f.name, f.value, f.raw, f.page FROM v_field f JOIN v_entry e USING (entry_id)
  JOIN v_message m USING (message_id) LEFT JOIN v_document d ON d.document_id = e.document_id ORDER BY m.uid, path, f.name;
SELECT 'entry', m.uid, e.order_type, e.action, e.draft, e.state, e.case_number, e.respondent, q.uid FROM v_entry e
  JOIN v_message m USING (message_id) LEFT JOIN v_entry p ON p.entry_id = e.representative_id
  LEFT JOIN v_message q ON q.message_id = p.message_id ORDER BY m.uid, e.order_type;
SELECT 'duplicate', m.uid, q.uid, d.level, d.reasons FROM v_duplicate d JOIN v_entry e USING (entry_id) JOIN v_message m USING (message_id)
  JOIN v_entry p ON p.entry_id = d.earlier_entry_id JOIN v_message q ON q.message_id = p.message_id ORDER BY m.uid, q.uid, d.level;
SELECT 'alert', uid, kind, text FROM v_alert JOIN v_message USING (message_id) ORDER BY uid, kind, text;
SELECT 'collected', count(*) FROM v_audit WHERE operation = 'collect';
"""


def the_mails():
    documents = [mails.order_document(9000 + number) for number in range(5)]
    result = []
    for number in range(MAILS):
        if number % 50 == 49:
            result.append(result[number // 2])                                                       # the same octets again
        elif number % 20 == 19:
            result.append(mails.mail(number, attachment=documents[number // 20 % 5]))                # the same file again and again
        elif number % 7 == 6:
            result.append(mails.mail(number, subject="Chaser", body="Resending as no acknowledgement received."))
        else:
            result.append(mails.body_order_mail(number))
    return result


def arrive(register, messages, first):
    """Appends them with INTERNALDATEs of their own, a second apart, so that two runs see the same."""
    for number, message in enumerate(messages, first):
        stamp = time.strftime('"%d-%b-%Y %H:%M:%S +0000"', time.gmtime(FIRST + number))
        register.append([message], date=stamp)


class Crash(unittest.TestCase):
    maxDiff = 4000

    def test_killed_at_every_failpoint_and_at_random(self):
        site = harness.Site()
        self.addCleanup(site.close)
        messages = the_mails()
        calm = site.register(mailbox_more="backlog_days = 0;")
        arrive(calm, messages, 0)
        self.assertEqual(calm.once(240), 0, calm.log_text()[-3000:])

        rough = site.register(mailbox_more="backlog_days = 0;")
        self.addCleanup(rough.close)
        rounds = [name for name in harness.FAILPOINTS if name not in harness.POST_FAILPOINTS] + [None] * RANDOM_KILLS
        share = MAILS // len(rounds)
        chance = random.Random(20260301)
        at = 0
        for number, failpoint in enumerate(rounds):
            last = MAILS if number == len(rounds) - 1 else at + share
            marker = rough.folder / f"reached-{number}"
            rough.start({} if failpoint is None else {"CCOT_FAILPOINT": f"{failpoint}:{chance.randint(1, 4)}",
                                                      "CCOT_FAILPOINT_ONCE": str(marker)})
            arrive(rough, messages[at:last], at)
            at = last
            if failpoint is None:
                time.sleep(chance.uniform(0.02, 0.6))  # any moment will do: that is the test
            else:
                harness.wait_until(lambda path=marker: path.exists() and path.stat().st_size > 0, 60, f"failpoint {failpoint} is reached")
            rough.kill()
        rough.start()
        rough.wait_drained(MAILS, 120)
        harness.wait_until(lambda: rough.count() == 0, 30, "an empty inbox")
        self.assertEqual(rough.stop()[0], 0)

        self.assertEqual(rough.value("SELECT count(*) FROM v_message"), str(MAILS), "none lost, none doubled")
        self.assertEqual(rough.value("SELECT count(DISTINCT (mailbox, folder, uidvalidity, uid)) FROM v_message"), str(MAILS))
        # A server may still be at work on the MOVE of a connection that was cut when the next one repeats it, and then files
        # two copies of one mail: what counts is that every mail is there.
        filed = collections.Counter(rough.octets("Processed").values())
        self.assertEqual(set(filed), set(messages))
        self.assertEqual(collections.Counter(messages) - filed, collections.Counter(), "each mail is filed as often as it came")
        self.assertEqual(rough.value("SELECT count(*) FROM v_message WHERE state <> 'queued'"), "0")
        for statement in DUMP.strip().split(";\n"):
            statement = statement.rstrip(";")
            with self.subTest(statement.split(",")[0]):
                self.assertEqual(rough.sql(statement + ";"), calm.sql(statement + ";"))


if __name__ == "__main__":
    unittest.main(verbosity=2)
