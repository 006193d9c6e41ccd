"""ccot-fetch against servers that misbehave: every mail is handed out exactly, none is moved before it was stored, and
one bad answer costs one UID."""
import pathlib
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from fetch_peer import Fetch, Settings  # pylint: disable=wrong-import-position
from imap_server import CAPABILITIES, Play, Server  # pylint: disable=wrong-import-position


def mail(number, size=300):
    return f"From: solicitor@firm.example\r\nSubject: order {number}\r\n\r\n".encode() + b"text of the order\r\n" * (size // 19)


class Quirk(Play):
    """A fault in what is said about UID 2, on the first faults of the server's fetches of it."""
    faults = 1

    def __init__(self):
        self.seen = 0

    def body(self, link, uid, octets):
        if uid != 2 or self.seen >= self.faults:
            return super().body(link, uid, octets)
        self.seen += 1
        return self.bad(link, uid, octets)

    def bad(self, link, uid, octets):
        raise NotImplementedError


class Base(unittest.TestCase):
    """Three mails in the inbox of a server with one play, drained with --once."""

    def drain(self, play=None, more="", mails=3, prepare=None, code=0, move=True, move_listed=False, seconds=30):
        self.server = Server(play)
        self.addCleanup(self.server.close)
        self.octets = {uid: mail(uid) for uid in range(1, mails + 1)}
        for octets in self.octets.values():
            self.server.append(octets)
        if prepare:
            prepare(self.server)
        self.fetch = Fetch(Settings(self.server.port, more=more), once=True, move=move, move_listed=move_listed)
        self.addCleanup(self.fetch.close)
        self.assertEqual(self.fetch.finish(seconds), code)
        return self.fetch

    def key(self, uid, validity=100):
        return ("INBOX", validity, uid)

    def assert_all_stored(self, without=(), validity=100):
        wanted = {self.key(uid, validity): octets for uid, octets in self.octets.items() if uid not in without}
        self.assertEqual(self.fetch.mails, wanted)
        self.assertEqual(sorted(self.fetch.handed), sorted(wanted))  # each once

    def assert_all_moved(self, folder="Processed"):
        self.assertEqual(sorted(self.server.folders[folder].mails.values()), sorted(self.octets.values()))
        self.assertEqual(self.server.inbox.mails, {})


class Bodies(Base):
    def test_no_quirk(self):
        self.drain()
        self.assert_all_stored()
        self.assert_all_moved()
        self.assertEqual(self.fetch.moved[self.key(2)], (200, 2))
        self.assertEqual(self.fetch.told[self.key(1)][2], 1794909600)
        self.assertEqual(self.fetch.states(), ["connecting", "connected", "scanned", "scanned"])
        self.assertIn("Failed", self.server.folders)  # made though nothing failed
        self.assertEqual(self.server.connections, 1)

    def once_bad(self, bad):
        play = type("Bad", (Quirk,), {"bad": bad})()
        self.drain(play)
        self.assert_all_stored()
        self.assert_all_moved()
        self.assertGreater(self.server.connections, 1)
        self.assertEqual(self.fetch.refused, {})

    def test_short_literal(self):
        self.once_bad(lambda play, link, uid, octets: f"* 2 FETCH (UID 2 BODY[] {{{len(octets) - 40}}}\r\n".encode() + octets + b")\r\n")

    def test_cut_literal(self):
        def bad(play, link, uid, octets):
            link.send(f"* 2 FETCH (UID 2 BODY[] {{{len(octets) + 500}}}\r\n".encode() + octets)
            link.cut()
        self.once_bad(bad)

    def test_nil_body(self):
        self.once_bad(lambda play, link, uid, octets: b"* 2 FETCH (UID 2 BODY[] NIL)\r\n")

    def test_empty_quoted_body(self):
        self.once_bad(lambda play, link, uid, octets: b'* 2 FETCH (UID 2 BODY[] "")\r\n')

    def test_empty_literal(self):
        self.once_bad(lambda play, link, uid, octets: b"* 2 FETCH (UID 2 BODY[] {0}\r\n)\r\n")

    def test_body_left_out(self):
        self.once_bad(lambda play, link, uid, octets: b"* 2 FETCH (UID 2 FLAGS (\\Seen))\r\n")

    def test_ok_without_fetch(self):
        self.once_bad(lambda play, link, uid, octets: b"")

    def test_another_uid(self):
        self.once_bad(lambda play, link, uid, octets: Play.body(play, link, 3, octets))

    def test_sent_twice(self):
        self.once_bad(lambda play, link, uid, octets: Play.body(play, link, 2, octets) * 2)

    def test_announces_four_gigabytes(self):
        def bad(play, link, uid, octets):
            link.send(b"* 2 FETCH (UID 2 BODY[] {4294967295}\r\n" + octets)
            link.cut()
        self.once_bad(bad)

    def test_line_without_end(self):
        def bad(play, link, uid, octets):
            for _ in range(64):
                link.send(b"* 2 FETCH (UID 2 FLAGS (" + b"x" * 100000)
            link.cut()
        self.once_bad(bad)

    def test_quoted_body_is_a_body(self):
        play = type("Quoted", (Quirk,), {"faults": 9, "bad": lambda play, link, uid, octets: b'* 2 FETCH (UID 2 BODY[] "short")\r\n'})()
        self.drain(play)
        self.assertEqual(self.fetch.mails[self.key(2)], b"short")

    def test_body_ahead_of_uid_and_news_between(self):
        def bad(play, link, uid, octets):
            return f"* 9 EXISTS\r\n* 1 FETCH (FLAGS (\\Seen))\r\n* 2 FETCH (BODY[] {{{len(octets)}}}\r\n".encode() + octets + \
                b" UID 2 X-UNKNOWN)\r\n".replace(b" X-UNKNOWN", b"") + b"* 1 EXPUNGE\r\n"
        play = type("Mixed", (Quirk,), {"faults": 9, "bad": bad})()
        self.drain(play)
        self.assert_all_stored()
        self.assertEqual(self.server.connections, 1)

    def test_never_handed_out(self):
        for name, bad in {"nil": lambda play, link, uid, octets: b"* 2 FETCH (UID 2 BODY[] NIL)\r\n",
                          "unreadable": lambda play, link, uid, octets: b"* 2 FETCH (UID 2 BODY[] {x}\r\n"}.items():
            with self.subTest(name):
                play = type("Never", (Quirk,), {"faults": 99, "bad": bad})()
                self.drain(play)
                self.assert_all_stored(without=[2])
                self.assertEqual(list(self.fetch.refused), [self.key(2)])
                self.assertEqual(play.seen, 3)
                self.assertEqual(self.server.connections, 3 if name == "nil" else 4)
                self.assertEqual(list(self.server.inbox.mails), [2])  # stays where it was

    def test_drip_ends_at_the_deadline(self):
        def bad(play, link, uid, octets):
            link.send(f"* 2 FETCH (UID 2 BODY[] {{{len(octets)}}}\r\n")
            for octet in octets:
                link.send(bytes([octet]))
                time.sleep(0.05)
            return b")\r\n"
        play = type("Drip", (Quirk,), {"bad": bad})()
        began = time.monotonic()
        self.drain(play, "answer_seconds = 1;".replace("answer_seconds = 1;", ""))
        self.assertLess(time.monotonic() - began, 25)
        self.assert_all_stored()
        self.assertGreater(self.server.connections, 1)

    def test_over_the_limit(self):
        big = mail(2, 1024 * 1024 + 100)
        self.drain(more="message_mib = 1;", mails=1, prepare=lambda server: server.append(big))
        self.assertEqual(self.fetch.mails[self.key(2)], None)
        self.assertEqual(self.fetch.told[self.key(2)][0], len(big))
        self.assertEqual(list(self.server.folders["Failed"].mails.values()), [big])
        self.assertEqual(list(self.server.folders["Processed"].mails.values()), [self.octets[1]])

    def test_at_the_limit(self):
        big = mail(2, 1024 * 1024 - 200)
        big += b"x" * (1024 * 1024 - len(big))
        self.drain(more="message_mib = 1;", mails=1, prepare=lambda server: server.append(big))
        self.assertEqual(self.fetch.mails[self.key(2)], big)


class State(Base):
    def test_uidvalidity_missing_and_changed(self):
        for validity, told in ((None, 0), (7, 7)):
            with self.subTest(validity):
                self.drain(prepare=lambda server, v=validity: setattr(server.inbox, "uidvalidity", v))
                self.assert_all_stored(validity=told)

    def test_unordered_and_doubled_uids(self):
        class Unordered(Play):
            def handle(self, link, tag, command, arguments):
                if command == "UID SEARCH" and "UID" not in arguments.upper().split():
                    link.send(f"* SEARCH 3 1 0 2 3 1\r\n{tag} OK done\r\n" if link.folder.mails else f"* SEARCH\r\n{tag} OK done\r\n")
                    return True
                return False
        self.drain(Unordered())
        self.assert_all_stored()

    def test_sizes_and_dates_that_break_the_grammar(self):
        class NoSize(Play):
            def handle(self, link, tag, command, arguments):
                if command == "UID FETCH" and "RFC822.SIZE" in arguments.upper():
                    link.send(f"* 1 FETCH (UID 1 RFC822.SIZE NIL)\r\n{tag} OK done\r\n")
                    return True
                return False
        self.drain(NoSize())
        self.assert_all_stored()
        self.assertEqual(self.server.connections, 2)

    def test_internaldate_of_1899(self):
        class Old(Play):
            def body(self, link, uid, octets):
                return super().body(link, uid, octets).replace(b"17-Nov-2026", b"30-Dec-1899")
        self.drain(Old())
        self.assert_all_stored()
        self.assertEqual(self.fetch.told[self.key(1)][2], 0)

    def test_moved_away_between_search_and_fetch(self):
        class Vanishes(Play):
            def handle(self, link, tag, command, arguments):
                if command == "UID FETCH" and "BODY" in arguments.upper() and arguments.startswith("2 "):
                    link.folder.mails.pop(2, None)
                return False
        self.drain(Vanishes())
        self.assertEqual(self.fetch.gone, {self.key(2)})
        self.assert_all_stored(without=[2])
        self.assertEqual(self.server.connections, 1)

    def test_fetch_says_no(self):
        class SaysNo(Play):
            times = 0

            def handle(self, link, tag, command, arguments):
                if command == "UID FETCH" and "BODY" in arguments.upper() and arguments.startswith("2 "):
                    self.times += 1
                    link.send(f"{tag} NO [UNAVAILABLE] Server error\r\n")
                    return True
                return False
        play = SaysNo()
        self.drain(play)
        self.assert_all_stored(without=[2])
        self.assertEqual(play.times, 3)
        self.assertIn("not available", self.fetch.refused[self.key(2)])

    def test_further_folders(self):
        def prepare(server):
            server._create(type("Quiet", (), {"send": lambda *_: None})(), "", '"Junk Email"')  # pylint: disable=protected-access
            server.append(b"Subject: junk\r\n\r\nstill an order\r\n", "Junk Email")
        self.drain(more='further_folders = ["Junk Email", "Not There"];', prepare=prepare)
        self.assertEqual(self.fetch.mails[("Junk Email", 200, 1)], b"Subject: junk\r\n\r\nstill an order\r\n")
        self.assertEqual(self.server.folders["Junk Email"].mails, {})
        self.assertIn("Not There", self.fetch.conditions[-1][2])

    def test_inbox_missing(self):
        self.drain(more='folder = "Orders";', code=1)
        self.assertEqual(self.fetch.states()[-1], "refused")

    def test_pilot_writes_nothing(self):
        self.drain(more="move = false;", move=False)
        self.assert_all_stored()
        self.assertEqual(len(self.server.inbox.mails), 3)
        self.assertEqual(list(self.server.folders), ["INBOX"])
        written = {"SELECT", "CREATE", "UID MOVE", "UID COPY", "UID STORE", "UID EXPUNGE", "EXPUNGE", "APPEND"}
        self.assertEqual(written & {command for _, command in self.server.commands}, set())


class Moves(Base):
    def test_nothing_moves_before_it_is_stored(self):
        self.server = Server()
        self.addCleanup(self.server.close)
        self.server.append(mail(1))
        with Fetch(Settings(self.server.port), work=False) as fetch:
            fetch.until(lambda: fetch.listings)
            fetch.say("f", fetch.serial, 1, 1)
            fetch.until(lambda: fetch.handed)
            fetch.say("m", fetch.serial - 1, 1, 0)  # for an older selection: not meant
            fetch.say("s", fetch.serial, 1)
            fetch.say("d", fetch.serial)
            fetch.until(lambda: "scanned" in fetch.states())
            self.assertEqual(self.server.count("UID MOVE"), 0)
            self.assertEqual(list(self.server.inbox.mails), [1])

    def test_without_move(self):
        play = Play()
        play.capabilities = CAPABILITIES.replace(" MOVE", "").replace("UIDPLUS", "uidplus")
        self.drain(play)
        self.assert_all_stored()
        self.assert_all_moved()
        self.assertEqual(self.server.count("UID EXPUNGE"), 3)
        self.assertEqual(self.server.count("EXPUNGE"), 0)

    def test_without_move_and_uidplus(self):
        play = Play()
        play.capabilities = CAPABILITIES.replace(" MOVE", "").replace(" UIDPLUS", "")
        self.drain(play)
        self.assert_all_stored()
        self.assertEqual(len(self.server.folders["Processed"].mails), 3)  # each copied once
        self.assertEqual(self.server.inbox.deleted, {1, 2, 3})
        self.assertEqual(self.server.count("EXPUNGE") + self.server.count("UID EXPUNGE"), 0)

    def test_many_in_one_command(self):
        self.drain(mails=20, move_listed=True)
        self.assert_all_stored()
        self.assert_all_moved()
        self.assertLess(self.server.count("UID MOVE"), 20)
        self.assertEqual({key[2]: target for key, target in self.fetch.moved.items()}, {uid: (200, self.new(uid)) for uid in self.octets})

    def new(self, uid):
        """The UID in Processed of a mail that had uid in the inbox."""
        return next(new for new, octets in self.server.folders["Processed"].mails.items() if octets == self.octets[uid])

    def test_many_refused_are_moved_singly(self):
        class OneByOne(Play):
            def handle(self, link, tag, command, arguments):
                if command == "UID MOVE" and ("," in arguments or ":" in arguments):
                    link.send(f"{tag} NO one at a time\r\n")
                    return True
                return False
        self.drain(OneByOne(), mails=6)
        self.assert_all_moved()

    def test_many_with_half_a_confirmation(self):
        class Half(Play):
            def handle(self, link, tag, command, arguments):
                chosen, _, name = arguments.partition(" ")
                uids = chosen.split(",")
                if command == "UID MOVE" and len(uids) > 1:
                    # moves all but the last, and tells of the first only
                    for uid in uids[:-1]:
                        link.server.folders[name.strip('"')].append(link.folder.mails.pop(int(uid)))
                    link.send(f"* OK [COPYUID 200 {uids[0]} 1] told\r\n{tag} OK done\r\n")
                    return True
                return False
        self.drain(Half(), mails=6)
        self.assert_all_stored()
        self.assert_all_moved()

    def test_copy_refused(self):
        class CopyNo(Play):
            capabilities = CAPABILITIES.replace(" MOVE", "")

            def handle(self, link, tag, command, arguments):
                if command == "UID COPY":
                    link.send(f"{tag} NO [OVERQUOTA] full\r\n")
                    return True
                return False
        self.server = Server(CopyNo())
        self.addCleanup(self.server.close)
        self.server.append(mail(1))
        with Fetch(Settings(self.server.port)) as fetch:
            fetch.until(lambda: fetch.refused)
            self.assertIn("UID COPY", fetch.refused[self.key(1)])
            self.assertEqual(self.server.inbox.deleted, set())
            self.assertEqual(list(self.server.inbox.mails), [1])

    def test_target_folder_removed_meanwhile(self):
        class Removes(Play):
            done = False

            def handle(self, link, tag, command, arguments):
                if command == "UID MOVE" and not self.done:
                    self.done = True
                    del link.server.folders["Processed"]
                return False
        self.drain(Removes())
        self.assert_all_moved()

    def test_cut_right_after_move(self):
        class CutsAfter(Play):
            done = False

            def handle(self, link, tag, command, arguments):
                if command == "UID MOVE" and not self.done:
                    self.done = True
                    link.server._uid_move(type("Quiet", (), {"send": lambda *_: None, "folder": link.folder})(), tag, arguments)  # pylint: disable=protected-access
                    link.cut()
                return False
        self.drain(CutsAfter())
        self.assert_all_stored()
        self.assert_all_moved()

    def test_ok_to_move_that_does_nothing(self):
        class Lies(Play):
            def handle(self, link, tag, command, arguments):
                if command == "UID MOVE":
                    link.send(f"{tag} OK done\r\n")
                    return True
                return False
        self.server = Server(Lies())
        self.addCleanup(self.server.close)
        self.server.append(mail(1))
        with Fetch(Settings(self.server.port)) as fetch:
            fetch.until(lambda: fetch.refused)
            self.assertEqual(fetch.moved, {})


if __name__ == "__main__":
    unittest.main()
