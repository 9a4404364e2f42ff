"""What somebody was sent, looked up once more for them alone."""

from concurrent.futures import Future

from bot.outbox import Letter
from store.store import SqlStore
from store.work import StoreWork


class Letters:
    """The messages that were sent; their words are kept for a while, their names for good."""

    def __init__(self, store: SqlStore) -> None:
        self._store = store

    def letter(self, platform: str, tenant: str, user: str, cause: str) -> "Future[Letter | None]":
        """A message that this person was sent; None where there is none of theirs, or not any more."""

        def found(work: StoreWork) -> Letter | None:
            account = work.accounts.first(platform=platform, tenant=tenant, user=user)
            message = work.messages.first(cause=cause)
            if account is None or message is None or account.person_id not in message.people:
                return None
            person = work.people.get(account.person_id)
            return Letter(message.card, person.locale, person.zone) if message.card else None

        return self._store.submit(platform, tenant, found)

    def thread(self, platform: str, tenant: str, cause: str) -> "Future[str]":
        """How the platform calls the newest message where the one with this cause goes; "" for none."""

        def found(work: StoreWork) -> str:
            message = work.messages.first(cause=cause)
            there = work.outbox.of_room(message.room) if message else []
            return next((one.sent_as for one in reversed(there) if one.sent_as), "")

        return self._store.submit(platform, tenant, found)
