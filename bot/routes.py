"""The table: everything that can be said, pressed or submitted, the flow that hears it, who may."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.authority import Who
from bot.flows import (
    checkins,
    checkins_unexpected,
    companions,
    constellation,
    drift,
    goodbyes,
    mentorships,
    pauses,
    people,
    privacy,
    privacy_apart,
    privacy_forget,
    profile,
    queue,
    roster,
    welcome,
)
from bot.flows import help as help_flow
from bot.heard import Flow


@dataclass(frozen=True)
class Route:
    """A flow and who may take it."""

    flow: Flow
    who: Who = Who.MEMBER


ACTIONS: Mapping[str, Route] = {
    # joining
    "welcome.start": Route(welcome.start, Who.ANYONE),
    "welcome.join": Route(welcome.join, Who.ANYONE),
    "welcome.later": Route(welcome.later, Who.ANYONE),
    "welcome.language": Route(welcome.language, Who.ANYONE),
    # a mentor's profile, oneself
    "profile.edit": Route(profile.edit),
    "profile.offer": Route(profile.offer, Who.FACULTY),
    "profile.save": Route(profile.save, Who.FACULTY),
    "profile.pause": Route(profile.pause, Who.FACULTY),
    "profile.save_pause": Route(profile.save_pause, Who.FACULTY),
    "profile.resume": Route(profile.resume, Who.FACULTY),
    "profile.limited": Route(profile.limited, Who.FACULTY),
    "people.me": Route(people.me),
    "people.save_me": Route(people.save_me),
    # needs and suggestions
    # requests and introductions
    # check-ins, moving with, moving on
    "checkins.answer": Route(checkins.answer, Who.AUTHOR_OF_CHECKIN),
    "checkins.choose": Route(checkins.choose, Who.AUTHOR_OF_CHECKIN),
    "checkins.skip": Route(checkins.skip, Who.AUTHOR_OF_CHECKIN),
    "checkins.snooze": Route(checkins.snooze, Who.AUTHOR_OF_CHECKIN),
    "checkins.unexpected": Route(checkins_unexpected.unexpected, Who.AUTHOR_OF_CHECKIN),
    "checkins.save_unexpected": Route(checkins_unexpected.save_unexpected, Who.AUTHOR_OF_CHECKIN),
    "drift.still": Route(drift.still, Who.PARTY_OF_MENTORSHIP),
    "drift.busy": Route(drift.busy, Who.PARTY_OF_MENTORSHIP),
    "mentorships.show": Route(mentorships.show, Who.PARTY_OF_MENTORSHIP),
    "mentorships.adjust": Route(mentorships.adjust, Who.PARTY_OF_MENTORSHIP),
    "mentorships.save_adjust": Route(mentorships.save_adjust, Who.PARTY_OF_MENTORSHIP),
    "mentorships.share_adjust": Route(mentorships.share_adjust, Who.PARTY_OF_MENTORSHIP),
    "mentorships.agree": Route(mentorships.agree, Who.PARTY_OF_MENTORSHIP),
    "mentorships.talk": Route(mentorships.talk, Who.PARTY_OF_MENTORSHIP),
    "mentorships.leave": Route(mentorships.leave, Who.PARTY_OF_MENTORSHIP),
    "mentorships.pause": Route(mentorships.pause, Who.PARTY_OF_MENTORSHIP),
    "mentorships.save_pause": Route(mentorships.save_pause, Who.PARTY_OF_MENTORSHIP),
    "mentorships.pause_now": Route(mentorships.pause_now, Who.PARTY_OF_MENTORSHIP),
    "mentorships.resume": Route(mentorships.resume, Who.PARTY_OF_MENTORSHIP),
    "mentorships.rest": Route(mentorships.rest, Who.PARTY_OF_MENTORSHIP),
    "mentorships.reopen": Route(mentorships.reopen, Who.PARTY_OF_MENTORSHIP),
    "goodbyes.start": Route(goodbyes.start, Who.PARTY_OF_MENTORSHIP),
    "goodbyes.compose": Route(goodbyes.compose, Who.PARTY_OF_MENTORSHIP),
    "goodbyes.silent": Route(goodbyes.silent, Who.PARTY_OF_MENTORSHIP),
    "goodbyes.keep_going": Route(goodbyes.keep_going, Who.PARTY_OF_MENTORSHIP),
    "goodbyes.no_hello": Route(goodbyes.no_hello, Who.PARTY_OF_MENTORSHIP),
    "goodbyes.edit": Route(goodbyes.edit, Who.AUTHOR_OF_GOODBYE),
    "goodbyes.save_edit": Route(goodbyes.save_edit, Who.AUTHOR_OF_GOODBYE),
    "goodbyes.send": Route(goodbyes.send, Who.AUTHOR_OF_GOODBYE),
    "goodbyes.undo": Route(goodbyes.undo, Who.AUTHOR_OF_GOODBYE),
    "goodbyes.keep": Route(goodbyes.keep, Who.AUTHOR_OF_GOODBYE),
    "goodbyes.thank": Route(goodbyes.thank, Who.READER_OF_GOODBYE),
    "goodbyes.reply": Route(goodbyes.reply, Who.READER_OF_GOODBYE),
    "goodbyes.save_reply": Route(goodbyes.save_reply, Who.READER_OF_GOODBYE),
    "goodbyes.hello": Route(goodbyes.hello, Who.READER_OF_GOODBYE),
    "goodbyes.place": Route(goodbyes.place, Who.MENTOR_OF_MENTORSHIP),
    # home, pauses, privacy
    "home.show": Route(constellation.show),
    "home.companion": Route(companions.ask),
    "home.add_companion": Route(companions.add),
    "home.remove_companion": Route(companions.remove, Who.OWNER_OF_COMPANION),
    "pauses.me": Route(pauses.me),
    "pauses.save_me": Route(pauses.save_me),
    "pauses.back": Route(pauses.back),
    "privacy.show": Route(privacy.show, Who.ANYONE),
    "privacy.export": Route(privacy.export),
    "privacy.consents": Route(privacy.consents),
    "privacy.save_consents": Route(privacy.save_consents),
    "privacy.forget": Route(privacy_forget.ask, Who.ANYONE),
    "privacy.forget_me": Route(privacy_forget.forget_me, Who.ANYONE),
    "privacy.block": Route(privacy_apart.block),
    "privacy.save_block": Route(privacy_apart.save_block),
    "privacy.block_now": Route(privacy_apart.block_now, Who.PARTY_OF_MENTORSHIP),
    "privacy.wrong": Route(privacy_apart.wrong),
    "privacy.tell": Route(privacy_apart.tell),
    "help.show": Route(help_flow.show, Who.ANYONE),
    # coordinators
    "roster.offer": Route(roster.offer, Who.COORDINATOR),
    "roster.ask": Route(roster.ask, Who.COORDINATOR),
    "roster.check": Route(roster.check, Who.COORDINATOR),
    "roster.apply": Route(roster.apply, Who.COORDINATOR),
    "roster.cancel": Route(roster.cancel, Who.COORDINATOR),
    "queue.status": Route(queue.status, Who.COORDINATOR),
    "queue.show": Route(queue.show, Who.COORDINATOR),
    "queue.settle": Route(queue.settle, Who.COORDINATOR),
    "queue.nudge": Route(queue.nudge, Who.COORDINATOR),
    "queue.ask_to_pause": Route(queue.ask_to_pause, Who.COORDINATOR),
    "queue.pause_all": Route(queue.pause_all, Who.COORDINATOR),
    "queue.resume_all": Route(queue.resume_all, Who.COORDINATOR),
    "queue.leave": Route(queue.leave, Who.COORDINATOR),
}
"""What a button or a form may ask for."""

COMMANDS: Mapping[str, str] = {
    "help": "help.show",
    "aide": "help.show",
    "": "help.show",
    "home": "home.show",
    "accueil": "home.show",
    "profile": "profile.edit",
    "profil": "profile.edit",
    "me": "people.me",
    "moi": "people.me",
    "pause": "pauses.me",
    "privacy": "privacy.show",
    "confidentialite": "privacy.show",
    "confidentialité": "privacy.show",
    "import": "roster.offer",
    "importer": "roster.offer",
    "status": "queue.status",
    "état": "queue.status",
    "queue": "queue.show",
    "file": "queue.show",
    "nudge": "queue.nudge",
    "relancer": "queue.nudge",
    "pause-all": "queue.ask_to_pause",
    "tout-suspendre": "queue.ask_to_pause",
}
"""What a person may type, alone or after `/mentor`, in either language; the action it means."""
