"""Of some entries one decisive field is typed from the paper before what the program read is shown."""
import json
import pathlib
import re
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
import harness
import mails
import pages

NAMES = {"respondent", "respondent_dob", "protected_person", "made_on", "expires_on"}


class Attention(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.site = harness.Site()
        cls.addClassCleanup(cls.site.close)
        cls.register = cls.site.register()
        cls.addClassCleanup(cls.register.close)
        cls.register.append([mails.order_mail(number) for number in range(1, 9)])
        if cls.register.once() != 0:
            raise AssertionError(cls.register.log_text())
        cls.web = pages.Pages(cls.register, more="attention_one_in = 1;")
        for name, role in (("hana", "handler"), ("sol", "supervisor")):
            cls.web.add_person(name, role)
        cls.web.start()
        cls.addClassCleanup(cls.web.stop)
        cls.hana = cls.web.person("hana")

    def setUp(self):
        self.register.sql("UPDATE field SET value = '[\"not to go there\"]' WHERE name = 'prohibitions'")
        self.register.sql("DELETE FROM fact; DELETE FROM decision; DELETE FROM attention; DELETE FROM entry_restriction; UPDATE entry SET state = 'pending', verified_by = NULL, verified_at = NULL")

    def asked(self, entry, one_in=1):
        return self.register.value(f"SELECT coalesce(attention_asked({entry}, {one_in}), '')")

    def value(self, entry, name):
        return self.register.value(f"SELECT value FROM v_field WHERE entry_id = {entry} AND name = '{name}'")

    def send(self, entry, what, **form):
        version = self.register.value(f"SELECT row_version FROM v_entry WHERE entry_id = {entry}")
        return self.hana.post(f"/entries/{entry}/{what}", row_version=version, **form)

    def section(self, text, name):
        """The field on the page, up to the next."""
        return re.search(rf'id="f-{name}".*?(?=<div class="ccot-field[ "]|<h2|</section>)', text, re.DOTALL)[0]

    def entry_asked(self, *names):
        """An entry of which one of these fields is asked for: the salt is changed until there is one."""
        for _ in range(200):
            for entry in range(1, 9):
                if self.asked(entry) in names:
                    return entry, self.asked(entry)
            self.register.sql("UPDATE attention_salt SET salt = gen_random_uuid()::text")
        raise AssertionError(f"none of {names} is ever asked for")

    def test_what_was_read_is_not_on_the_page(self):
        for name in sorted(NAMES):
            entry, asked = self.entry_asked(name)
            self.assertEqual(asked, name)
            text = self.hana.get(f"/entries/{entry}").text
            part = self.section(text, name)
            self.assertIn("type what the paper says", part)
            self.assertIn("/attention", part)
            self.assertNotIn("Right", part)
            self.assertNotIn(self.value(entry, name), part)
            self.assertIn("page 1", part, "where it stands is shown")
            if name in ("made_on", "expires_on"):
                shown = self.register.value(f"SELECT to_char('{self.value(entry, name)}'::date, 'FMDD FMMonth YYYY')")
                self.assertNotIn(shown, re.sub(r"(?s)<(script|style).*?</\1>", "", text))
            else:
                raw = self.register.value(f"SELECT raw FROM v_field WHERE entry_id = {entry} AND name = '{name}'")
                self.assertNotIn(raw, text)
            other = next(n for n in sorted(NAMES - {name}) if self.value(entry, n))
            self.assertIn("Right", self.section(text, other))

    def test_as_it_was_read_it_is_decided(self):
        entry, name = self.entry_asked("respondent")
        self.assertEqual(self.send(entry, "confirm", field=name).status, 400)
        self.assertEqual(self.send(entry, "absent", field=name).status, 400)
        self.assertEqual(self.send(entry, "correct", field=name, value="X", source="misread").status, 400)
        self.assertEqual(self.register.value("SELECT count(*) FROM decision"), "0")
        self.assertEqual(self.send(entry, "attention", field=name, value=" ").status, 400)
        self.assertEqual(self.send(entry, "attention", field="made_on", value="3 March 2026").status, 409, "it is not asked for")
        self.assertEqual(self.send(entry, "attention", field=name, value=self.value(entry, name).upper().replace(" ", "  ")).status, 303)
        self.assertEqual(self.register.sql(f"SELECT as_read, typed_by FROM attention WHERE entry_id = {entry}"), [["t", "hana"]])
        self.assertEqual(self.register.value(f"SELECT decided FROM v_field WHERE entry_id = {entry} AND name = '{name}'"), "confirmed")
        self.assertEqual(self.register.value(f"SELECT count(*) FROM v_audit WHERE subject = 'entry' AND subject_id = {entry} AND actor = 'ccot_web:hana' AND reason = 'typed {name} from the paper: as it was read'"), "1")
        self.assertEqual(self.asked(entry), "", "once")
        self.assertEqual(self.send(entry, "attention", field=name, value="X").status, 409)
        self.assertIn("Decided", self.section(self.hana.get(f"/entries/{entry}").text, name))

    def test_a_day_typed_otherwise_is_shown_beside_what_was_read(self):
        entry, name = self.entry_asked("made_on")
        self.assertEqual(self.send(entry, "attention", field=name, value="31 February 2026").status, 400)
        answer = self.send(entry, "attention", field=name, value="2/1/2001")
        self.assertEqual((answer.status, answer.header("Location")), (303, f"/entries/{entry}?field=made_on#f-made_on"))
        part = self.section(self.hana.get(f"/entries/{entry}").text, name)
        self.assertIn("hana typed from the paper: Tue 2 January 2001", part)
        self.assertIn("Right", part)
        self.assertEqual(self.register.value("SELECT count(*) FROM fact"), "0", "nothing is decided by it")
        self.assertEqual(self.send(entry, "confirm", field=name).status, 303)
        self.assertNotIn("typed from the paper", self.section(self.hana.get(f"/entries/{entry}").text, name))
        second, name = self.entry_asked("respondent_dob")
        self.assertEqual(self.send(second, "attention", field=name, none="yes").status, 303)
        self.assertIn("typed from the paper: nothing", self.section(self.hana.get(f"/entries/{second}").text, name))
        self.assertEqual(self.send(second, "absent", field=name).status, 303)
        team = self.web.person("sol").get("/team").text
        row = re.search(r"Typed from the paper first.*?<tbody.*?</tbody>", team, re.DOTALL)[0]
        self.assertEqual(re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", row)[-5:], ["hana", "2", "0", "1", "1"])

    def test_which_ones(self):
        drawn = [self.asked(entry, 2) for entry in range(1, 9)]
        self.assertEqual(drawn, [self.asked(entry, 2) for entry in range(1, 9)], "the same at each look")
        self.assertTrue(set(drawn) <= NAMES | {""})
        self.assertEqual({self.asked(entry, 0) for entry in range(1, 9)}, {""})
        many = int(self.register.value("SELECT count(*) FROM generate_series(1, 20000) n, attention_salt s, "
                                       "LATERAL (SELECT sha256(convert_to(s.salt || ':' || n, 'UTF8')) AS d) x "
                                       "WHERE ((get_byte(d, 0) * 256 + get_byte(d, 1)) * 256 + get_byte(d, 2)) % 50 = 0"))
        self.assertTrue(300 < many < 500, many)
        entry, _ = self.entry_asked(*NAMES)
        for change in ("UPDATE entry SET draft = true", "UPDATE entry SET draft = false, state = 'rejected'"):
            self.register.sql(f"{change} WHERE entry_id = {entry}")
            self.assertEqual(self.asked(entry), "", change)
        self.register.sql(f"UPDATE entry SET state = 'pending' WHERE entry_id = {entry}")
        self.assertNotEqual(self.asked(entry), "")
        self.register.sql(f"INSERT INTO entry_restriction (entry_id, restricted_by, reason) VALUES ({entry}, 'sol', 'x')")
        self.assertEqual(self.asked(entry), "", "restricted")

    def test_what_stands_beside_it_is_not_asked_for(self):
        entry, name = self.entry_asked("respondent")
        self.register.sql(f"""UPDATE field SET value = jsonb_build_array((SELECT upper(raw) || ' must not come' FROM field WHERE entry_id = {entry} AND name = '{name}'))
            WHERE entry_id = {entry} AND name = 'prohibitions'""")
        self.assertNotEqual(self.asked(entry), name)
        entry, name = self.entry_asked("expires_on")
        self.register.sql(f"INSERT INTO field (entry_id, name, value, raw, confidence) VALUES ({entry}, 'duration_text', '12 months', '12 months', 1)")
        self.assertNotEqual(self.asked(entry), name)
        self.register.sql("DELETE FROM field WHERE name = 'duration_text'")

    def test_the_program_cannot_read_the_salt(self):
        for role in ("ccot_web", "ccot_ingest", "ccot_report", "ccot_admin", "ccot_reader"):
            for table in ("attention_salt", "attention"):
                self.assertEqual(self.register.value(f"SELECT has_table_privilege('{role}', 'ccot.{table}', 'SELECT')"), "f", role)


if __name__ == "__main__":
    unittest.main(verbosity=2)
