"""Every table, read off the core's own dataclasses; here stands only what they do not say.

Each row is keyed by its programme. Whoever is named by a row lives in the same programme.
"""

from sqlalchemy import CheckConstraint, Column, ForeignKeyConstraint, Integer, Table, Text, UniqueConstraint

from bot.due import Due
from bot.handles import Handle
from bot.mentoring.checkins import CheckIn
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Meeting, Mentorship
from bot.mentoring.needs import Need
from bot.mentoring.people import Account, Bar, Companion, Consent, Person, Tie
from bot.mentoring.profiles import Profile
from bot.mentoring.programmes import Place, Programme
from bot.mentoring.queue import QueueItem
from bot.mentoring.requests import Request
from bot.mentoring.suggestions import Suggestion
from bot.outbox import Message
from store.columns import columns_of, index, metadata, table
from store.types import UtcDateTime

programmes = Table(
    "programmes",
    metadata,
    *columns_of(Programme),
    Column("stamp", Integer, nullable=False, default=0),
    Column("epoch", Integer, nullable=False, default=0),
    sqlite_autoincrement=True,
)
"""`stamp` counts the changes that matter to suggestions, `epoch` those that took a mentor away."""

places = Table(
    "places",
    metadata,
    *columns_of(Place),
    ForeignKeyConstraint(["programme_id"], ["programmes.id"]),
    UniqueConstraint("platform", "tenant"),
    sqlite_autoincrement=True,
)

turns = Table(
    "turns",
    metadata,
    Column("programme_id", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, primary_key=True),
    Column("seen_at", UtcDateTime, nullable=False),
    ForeignKeyConstraint(["programme_id"], ["programmes.id"]),
    index("turns", "seen_at"),
)

people = table("people", Person, unique="id", look_up="email")
accounts = table("accounts", Account, people="person_id", unique="platform tenant user")
consents = table("consents", Consent, people="person_id")
bars = table("bars", Bar, people="person_id", look_up="other_id")
ties = table("ties", Tie, people="mentor_id mentee_id")
companions = table("companions", Companion, people="person_id")
profiles = table(
    "profiles",
    Profile,
    Column("stamp", Integer, nullable=False, default=0),
    CheckConstraint("taken >= 0 AND taken <= capacity", name="places"),
    people="person_id",
    look_up="stamp",
    unique="person_id",
)
needs = table("needs", Need, people="mentee_id")
suggestions = table(
    "suggestions", Suggestion, index("suggestions", "programme_id shown_at mentor_id"), people="mentor_id",
    look_up="need_id",
)  # fmt: skip
requests = table("requests", Request, people="mentee_id mentor_id", look_up="need_id")
mentorships = table("mentorships", Mentorship, people="mentee_id mentor_id", look_up="need_id request_id")
meetings = table("meetings", Meeting, people="by_id", look_up="mentorship_id")
checkins = table("checkins", CheckIn, people="person_id", look_up="mentorship_id")
goodbyes = table("goodbyes", Goodbye, people="from_id", look_up="mentorship_id")
queue = table("queue", QueueItem, index("queue", "programme_id kind about", "settled_at IS NULL"))
handles = table("handles", Handle, index("handles", "expires_at"), unique="token")
outbox = table(
    "outbox",
    Message,
    index("outbox", "next_at id programme_id room", "state = 'waiting'"),
    index("outbox", "programme_id room id next_at owner", "state = 'waiting'"),
    index("outbox", "programme_id room id"),
    index("outbox", "sent_at"),
    unique="cause",
)
due = table(
    "due", Due, index("due", "programme_id next_at", "state = 'open'"), look_up="person_id", unique="cause"
)

OF: dict[type, Table] = {
    Place: places,
    Person: people,
    Account: accounts,
    Consent: consents,
    Bar: bars,
    Tie: ties,
    Companion: companions,
    Profile: profiles,
    Need: needs,
    Suggestion: suggestions,
    Request: requests,
    Mentorship: mentorships,
    Meeting: meetings,
    CheckIn: checkins,
    Goodbye: goodbyes,
    QueueItem: queue,
    Handle: handles,
    Message: outbox,
    Due: due,
}
"""The table of each dataclass."""
