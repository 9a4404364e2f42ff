from datetime import UTC, datetime

from icalendar import Calendar

from adapters.dates import dates
from adapters.invitations import calendar_text
from bot.cards import Invitation
from bot.flows.names import topic, verbatim
from bot.words import speaker

SAY = speaker("fr", dates("America/Edmonton"))
START = datetime(2026, 5, 14, 22, tzinfo=UTC)
EMAILS = ("amira@example.org", "lea@example.org")


def test_an_invitation_reads_back_as_the_meeting_it_proposes():
    text = calendar_text(Invitation("m7", topic("career"), START, 30, topic("exams"), EMAILS), SAY)
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert event["uid"] == "m7"
    assert event["summary"] == "Orientation de carrière"
    assert (event.decoded("dtend") - event.decoded("dtstart")).total_seconds() == 1800
    assert event.decoded("dtstart") == START
    assert event["organizer"] == "mailto:amira@example.org"
    assert event["attendee"] == ["mailto:amira@example.org", "mailto:lea@example.org"]


def test_words_in_a_title_cannot_add_a_line_of_their_own():
    hostile = verbatim("x\r\nATTENDEE:mailto:evil@example.org")
    text = calendar_text(Invitation("m7", hostile, START, 30, topic("exams")), SAY)
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert "attendee" not in event
