"""Described mails as if they had just come: their orders are younger by whole weeks, so that what was in force stays so."""
import datetime
import email.utils
import json
import re

import build_mail

# the day that stands for today in the descriptions: later than every order in demo.txt was made
TOLD = datetime.date(2025, 5, 27)
# births and what else lies long ago stay where they are
FIRST_YEAR = 2024
BETWEEN_MAILS = datetime.timedelta(minutes=31)
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
LONG = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({'|'.join(MONTHS)}) (20\d\d)\b")
SHORT = re.compile(r"\b(\d{2})/(\d{2})/(20\d{2})\b")


def _moved(text, days):
    def later(day, month, year):
        date = datetime.date(year, month, day)
        return date + datetime.timedelta(days if year >= FIRST_YEAR else 0)

    def long(found):
        date = later(int(found[1]), MONTHS.index(found[2]) + 1, int(found[3]))
        return f"{date.day} {MONTHS[date.month - 1]} {date.year}"

    def short(found):
        return later(int(found[1]), int(found[2]), int(found[3])).strftime("%d/%m/%Y")
    return SHORT.sub(short, LONG.sub(long, text))


def _recent(name, days, came):
    message = json.loads(_moved((build_mail.HERE / name / "message.json").read_text(encoding="utf-8"), days))
    if "date" in message:
        message["date"] = email.utils.format_datetime(came - datetime.timedelta(seconds=20))
    return build_mail.make_message(message)


def recent_mails(names, now):
    """[(octets, when it came)] of the cases in that order, the last one a few minutes before now (with its zone). A name
    that stands twice is a mail that was delivered twice: the same octets."""
    days = (now.date() - TOLD).days // 7 * 7
    octets, result = {}, []
    for place, name in enumerate(names):
        came = now - BETWEEN_MAILS * (len(names) - place - 0.9)
        if name not in octets:
            octets[name] = _recent(name, days, came)
        result.append((octets[name], came))
    return result


def demo_mails(now):
    """What recent_mails gives for the cases of demo.txt."""
    lines = (build_mail.HERE / "demo.txt").read_text(encoding="utf-8").splitlines()
    return recent_mails([line for line in lines if line and not line.startswith("#")], now)
