"""A proposed time as a link that opens Teams' own calendar with everything filled in."""

from datetime import UTC, timedelta
from urllib.parse import quote, urlencode

from bot.cards import Invitation
from bot.words import Say, plain

NEW_MEETING = "https://teams.microsoft.com/l/meeting/new"


def meeting_link(invitation: Invitation, say: Say) -> str:
    """The link; whoever opens it looks the meeting over and saves it themselves."""
    start = invitation.start.astimezone(UTC)
    filled = {
        "subject": plain(say(invitation.title)),
        "startTime": start.isoformat(),
        "endTime": (start + timedelta(minutes=invitation.minutes)).isoformat(),
        "attendees": ",".join(invitation.emails),
    }
    asked = urlencode({name: value for name, value in filled.items() if value}, quote_via=quote)
    return f"{NEW_MEETING}?{asked}"
