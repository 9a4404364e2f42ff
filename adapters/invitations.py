"""A proposed time as an iCalendar text (RFC 5545), which any calendar can keep."""

from datetime import UTC, timedelta

from icalendar import Calendar, Event, vCalAddress

from bot.cards import Invitation
from bot.words import Say, plain


def calendar_text(invitation: Invitation, say: Say) -> str:
    """The invitation in its reader's words; sent again under the same uid, it moves the meeting."""
    event = Event()
    start = invitation.start.astimezone(UTC)
    event.add("uid", invitation.uid)
    event.add("dtstamp", start)
    event.add("dtstart", start)
    event.add("dtend", start + timedelta(minutes=invitation.minutes))
    event.add("summary", plain(say(invitation.title)))
    for email in invitation.emails:
        event.add("attendee", vCalAddress(f"mailto:{email}"))
    if invitation.emails:
        event.add("organizer", vCalAddress(f"mailto:{invitation.emails[0]}"))
    calendar = Calendar()
    calendar.add("prodid", "-//Constellation//mentorship//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    return str(calendar.to_ical().decode())
