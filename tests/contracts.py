"""What every implementation of a port keeps to; each is run against the twin and the real ones alike."""

from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.due import Due, DueState
from bot.errors import Conflict, StaleCard, UnknownPlace
from bot.handles import Handle
from bot.mentoring.checkins import CheckIn, Moment
from bot.mentoring.goodbyes import Goodbye
from bot.mentoring.mentorships import Mentorship
from bot.mentoring.needs import Need, NeedState
from bot.mentoring.people import Account, Bar, Companion, Person, Role
from bot.mentoring.profiles import Availability, Profile
from bot.mentoring.programmes import Programme
from bot.mentoring.requests import Request
from bot.mentoring.suggestions import Suggestion
from bot.outbox import Message, MessageState

NOW = datetime(2026, 5, 4, 15, 30, tzinfo=UTC)
SOON = NOW + timedelta(hours=1)
AMIRA = Person(0, "Amira Haddad", "amira@example.org", joined_at=NOW)
LEE = Person(0, "Lee Chen", "lee@example.org", (Role.FACULTY,), discipline="surgery", joined_at=NOW)


def message(cause, *people, room="", card='"card"', **more):
    return Message(0, cause, people, room or f"p:{people[0]}", card, NOW, **more)


class StoreContract:
    """Asks for `store`, where the programme "Demo" lives in the playground's "demo", and for `take`."""

    def test_a_row_comes_back_as_it_was_put(self, take):
        busy = (date(2026, 7, 1), date(2026, 7, 2))
        amira = replace(AMIRA, busy=busy, snoozed_until=SOON)
        here = take(lambda work: work.people.add(amira))
        assert here == replace(amira, id=here.id)
        assert take(lambda work: work.people.get(here.id)) == here

    def test_what_is_sealed_comes_back_too(self, take):
        @take
        def kept(work):
            amira, lee = work.people.add(AMIRA), work.people.add(LEE)
            answers = {"met": "yes", "more": "ça va\n"}
            return {
                "needs": work.needs.add(Need(0, amira.id, ("research.grants",), "« Où ? »\n", "a grant")),
                "checkins": work.checkins.add(CheckIn(0, amira.id, 7, Moment.FIRST, NOW, answers=answers)),
                "bars": work.bars.add(Bar(0, amira.id, lee.id)),
            }

        for rows, row in kept.items():
            assert take(lambda work, rows=rows, row=row: getattr(work, rows).get(row.id)) == row

    def test_an_absent_row_is_a_stale_card(self, take):
        with pytest.raises(StaleCard):
            take(lambda work: work.needs.get(404))

    def test_rows_are_asked_for_by_what_they_hold(self, take):
        @take
        def _(work):
            amira, lee = work.people.add(AMIRA), work.people.add(LEE)
            first, second, third = (work.needs.add(Need(0, person.id)) for person in (amira, lee, amira))
            assert work.needs.where(mentee_id=amira.id) == [first, third]
            assert work.needs.where(id=(third.id, second.id)) == [second, third]
            assert work.needs.where(id=()) == []
            assert work.needs.where() == [first, second, third]
            assert work.needs.where(by=None, state=NeedState.DRAFT, mentee_id=lee.id) == [second]
            assert work.needs.where(state=(NeedState.OPEN, NeedState.MET)) == []
            assert work.needs.first(mentee_id=amira.id) == first
            assert work.needs.first(mentee_id=404) is None

    def test_whom_a_person_keeps_away_from_is_found_from_both_sides(self, take):
        @take
        def _(work):
            amira, lee = work.people.add(AMIRA), work.people.add(LEE)
            bar = work.bars.add(Bar(0, amira.id, lee.id))
            assert work.bars.where(person_id=amira.id) == work.bars.where(other_id=lee.id) == [bar]
            assert work.bars.where(other_id=(amira.id, lee.id)) == [bar]
            assert work.bars.where(other_id=amira.id) == []

    @pytest.mark.parametrize("asked", [{"words": "x"}, {"topics": ("x",)}, {"nonsense": 1}])
    def test_nothing_is_asked_for_by_sealed_words_or_lists(self, take, asked):
        with pytest.raises(ValueError, match="cannot be asked for"):
            take(lambda work: work.needs.where(**asked))

    def test_a_row_that_was_written_meanwhile_is_a_conflict(self, take):
        @take
        def _(work):
            amira = work.people.add(AMIRA)
            later = work.people.save(replace(amira, locale="fr"))
            assert later == replace(amira, locale="fr", version=amira.version + 1)
            with pytest.raises(Conflict):
                work.people.save(replace(amira, locale="en"))
            assert work.people.get(amira.id) == later

    def test_a_row_that_went_away_is_a_conflict_and_its_id_is_not_given_again(self, take):
        @take
        def _(work):
            amira = work.people.add(AMIRA)
            need = work.needs.add(Need(0, amira.id))
            work.needs.remove(need)
            work.needs.remove(need)
            with pytest.raises(Conflict):
                work.needs.save(need)
            assert work.needs.add(Need(0, amira.id)).id > need.id

    def test_what_is_unique_is_there_once(self, take):
        @take
        def _(work):
            amira = work.people.add(AMIRA)
            for rows, row in (
                (work.accounts, Account(0, amira.id, "playground", "demo", "U1", "D1")),
                (work.profiles, Profile(0, amira.id)),
                (work.handles, Handle(0, "token", (amira.id,), "[]", SOON)),
            ):
                kept = rows.add(row)
                with pytest.raises(Conflict), work.attempt():
                    rows.add(row)
                assert rows.where() == [kept]

    def test_a_row_read_again_after_what_was_undone_is_as_it_was(self, take):
        def attempted(work):
            person = work.people.add(Person(0, "Amira"))
            with suppress(KeyError), work.attempt():
                work.people.save(replace(person, name="Someone else"))
                raise KeyError
            return work.people.get(person.id).name

        assert take(attempted) == "Amira"

    def test_an_attempt_that_raises_is_undone_alone(self, take):
        def fails(work, amira):
            with work.attempt():
                work.people.save(replace(amira, name="?"))
                work.change_programme(replace(work.programme, human="?"))
                assert work.outbox.put(message("c", amira.id))
                assert work.first_time("turn", NOW)
                with work.attempt():
                    work.needs.add(Need(0, amira.id))
                raise KeyError("on purpose")

        @take
        def _(work):
            amira = work.people.add(AMIRA)
            with pytest.raises(KeyError):
                fails(work, amira)
            assert work.people.where() == [amira]
            assert work.needs.where() == []
            assert work.programme.human == ""
            assert work.outbox.put(message("c", amira.id))
            assert work.first_time("turn", NOW)

        assert take(lambda work: (len(work.people.where()), work.programme.human)) == (1, "")

    def test_a_job_that_raises_leaves_nothing(self, take):
        def raises(work):
            work.people.add(AMIRA)
            work.first_time("turn", NOW)
            raise KeyError("on purpose")

        with pytest.raises(KeyError):
            take(raises)
        assert take(lambda work: (work.people.where(), work.first_time("turn", NOW))) == ([], True)

    def test_a_turn_is_new_once(self, take):
        def first(turn):
            return take(lambda work: work.first_time(turn, NOW))

        assert [first("one"), first("one"), first("two")] == [True, False, True]

    def test_a_programmes_settings_are_written_once(self, take):
        @take
        def before(work):
            work.change_programme(replace(work.programme, human="Jo", paused_at=NOW))
            return work.programme

        def again(work):
            assert work.programme == before
            work.change_programme(replace(before, human="Kim"))
            work.change_programme(replace(before, human="Lou"))

        with pytest.raises(Conflict):
            take(again)
        assert take(lambda work: work.programme) == before

    def test_no_more_places_are_taken_than_there_are(self, take):
        @take
        def _(work):
            lee = work.people.add(LEE)
            before = work.profiles.add(Profile(0, lee.id, capacity=2))
            assert [work.profiles.take_place(lee.id) for _ in range(3)] == [True, True, False]
            assert work.profiles.of(lee.id).taken == 2
            for _ in range(3):
                work.profiles.give_place(lee.id)
            assert work.profiles.of(lee.id).taken == 0
            assert not work.profiles.take_place(404)
            with pytest.raises(Conflict):
                work.profiles.save(before)

    def test_a_profile_never_says_that_more_is_taken_than_there_is(self, take):
        @take
        def _(work):
            profile = work.profiles.add(Profile(0, work.people.add(LEE).id, capacity=2))
            with pytest.raises(Conflict), work.attempt():
                work.profiles.save(replace(profile, taken=3))
            assert work.profiles.of(profile.person_id) == profile

    def test_a_cause_speaks_once(self, take):
        @take
        def _(work):
            amira = work.people.add(AMIRA)
            assert work.outbox.put(message("c1", amira.id))
            assert not work.outbox.put(message("c1", amira.id, card='"other"'))
            assert work.outbox.put(message("c2", amira.id, room="m:1"))
            assert work.outbox.put(message("c3", amira.id))
            assert [kept.cause for kept in work.outbox.of_room(f"p:{amira.id}")] == ["c1", "c3"]
            assert work.outbox.of_room("m:1")[0].card == '"card"'

    def test_a_message_overtakes_the_one_that_waits_to_take_the_same_place(self, take):
        @take
        def _(work):
            room = work.outbox.of_room
            assert work.outbox.put(message("first", 1, replaces="ts", owner="held until later"))
            assert work.outbox.put(message("another place", 1, replaces="other"))
            assert work.outbox.put(message("another room", 2, replaces="ts"))
            [before, *_] = room("p:1")
            assert work.outbox.put(message("second", 1, replaces="ts", card='"newer"'))
            newer = replace(before, cause="second", card='"newer"', version=2)
            assert room("p:1")[0] == newer
            assert not work.outbox.put(message("another place", 1, replaces="ts"))
            assert [kept.cause for kept in (*room("p:1"), *room("p:2"))] == [
                "second",
                "another place",
                "another room",
            ]

    def test_nothing_overtakes_what_may_have_been_sent_or_takes_no_place(self, take):
        @take
        def _(work):
            assert work.outbox.put(message("may be on its way", 1, replaces="ts", in_doubt=True))
            assert work.outbox.put(message("sent", 1, replaces="ts", state=MessageState.SENT))
            assert work.outbox.put(message("of its own", 1))
            assert work.outbox.put(message("also of its own", 1))
            assert work.outbox.put(message("later", 1, replaces="ts"))
            assert len(work.outbox.of_room("p:1")) == 5

    def test_the_oldest_due_rows_are_claimed_first(self, take):
        @take
        def _(work):
            for minutes, cause in ((30, "c"), (10, "a"), (20, "b"), (90, "later")):
                assert work.due.put(Due(0, "kind", cause, NOW + timedelta(minutes=minutes)))
            assert not work.due.put(Due(0, "kind", "a", NOW))
            assert [due.cause for due in work.due.claim(SOON, 2)] == ["a", "b"]
            assert [due.cause for due in work.due.claim(SOON, 9)] == ["a", "b", "c"]
            assert work.due.claim(NOW, 9) == []

    def test_a_due_row_is_settled_postponed_tried_again_or_cancelled(self, take):
        @take
        def _(work):
            for cause in ("done", "skipped", "postponed", "retried", "cancelled"):
                work.due.put(Due(0, "kind", cause, NOW))
            done, skipped, postponed, retried, _cancelled = work.due.claim(NOW, 9)
            work.due.settle(done, DueState.DONE)
            work.due.settle(skipped, DueState.SKIPPED, "a holiday")
            work.due.postpone(postponed, SOON)
            work.due.retry(retried, SOON)
            work.due.cancel("cancelled")
            work.due.cancel("done")
            work.due.cancel("never put")
            assert work.due.claim(NOW, 9) == []
            assert [due.cause for due in work.due.claim(SOON, 9)] == ["postponed", "retried"]
            assert (work.due.first("skipped").state, work.due.first("skipped").note) == (
                "skipped",
                "a holiday",
            )
            assert [work.due.first(cause).attempts for cause in ("postponed", "retried")] == [0, 1]
            assert [work.due.first(cause).state for cause in ("done", "cancelled")] == ["done", "skipped"]
            assert work.due.first("never put") is None

    def test_how_often_each_mentor_was_shown_lately(self, take):
        @take
        def _(work):
            amira, lee, noor = (work.people.add(replace(AMIRA, name=name)) for name in "ALN")
            for mentor, when in ((lee, NOW), (lee, SOON), (noor, SOON), (amira, NOW - timedelta(days=40))):
                work.suggestions.add(Suggestion(0, 1, mentor.id, when))
            assert work.shown_lately(NOW) == {lee.id: 2, noor.id: 1}
            assert work.shown_lately(SOON + timedelta(seconds=1)) == {}

    def test_a_place_where_no_programme_lives_is_unknown(self, store):
        with pytest.raises(UnknownPlace):
            store.submit("playground", "nowhere", lambda work: None).result()
        with pytest.raises(UnknownPlace):
            store.submit_to(404, lambda work: None).result()

    def test_a_programme_is_set_up_once_at_its_place(self, store):
        [demo] = store.programmes().result()
        assert store.set_up(Programme(0, "Demo again"), "playground", "demo").result() == demo
        other = store.set_up(Programme(0, "Other", locale="fr"), "slack", "T1").result()
        assert store.programmes().result() == [demo, other]
        assert store.submit("slack", "T1", lambda work: work.programme).result() == Programme(
            other, "Other", locale="fr"
        )

    def test_work_in_one_programme_cannot_reach_another(self, store, take):
        other = store.set_up(Programme(0, "Other"), "slack", "T1").result()
        amira = take(lambda work: work.people.add(AMIRA))
        need = take(lambda work: work.needs.add(Need(0, amira.id)))
        take(
            lambda work: (
                work.outbox.put(message("c", amira.id, replaces="ts")),
                work.due.put(Due(0, "k", "c", NOW)),
            )
        )
        [due] = take(lambda work: work.due.claim(NOW, 9))

        def reach(work):
            assert (
                work.people.where()
                == work.needs.where(id=need.id)
                == work.outbox.of_room(f"p:{amira.id}")
                == []
            )
            assert work.due.claim(SOON, 9) == []
            work.needs.remove(need)
            work.due.settle(due, DueState.DONE)
            work.due.cancel("c")
            assert work.outbox.put(message("theirs", amira.id, replaces="ts"))
            assert not work.profiles.take_place(amira.id)
            for save in (work.needs.save, work.people.save):
                with pytest.raises(Conflict):
                    save(need if save == work.needs.save else amira)
            with pytest.raises(StaleCard):
                work.forget(amira.id)
            with pytest.raises(Conflict):
                work.change_programme(replace(work.programme, id=other - 1))
            assert work.first_time("turn", NOW)
            assert work.outbox.put(message("c", 1))

        store.submit_to(other, reach).result()
        assert take(lambda work: (work.people.where(), work.needs.where())) == ([amira], [need])
        assert take(lambda work: work.due.claim(NOW, 9)) == [due]
        assert take(lambda work: work.outbox.of_room(f"p:{amira.id}")[0].state) == "waiting"
        assert take(lambda work: work.first_time("turn", NOW))

    def test_forgetting_a_person_leaves_no_row_and_no_name(self, take):
        amira, lee = take(lambda work: (work.people.add(AMIRA), work.people.add(LEE)))
        take(lambda work: _shared_life(work, amira, lee))
        take(lambda work: work.forget(amira.id))

        @take
        def _(work):
            assert work.people.get(amira.id).name == work.people.get(amira.id).email == ""
            assert work.people.get(lee.id) == lee
            for rows in (work.needs, work.requests, work.bars, work.handles, work.suggestions, work.checkins):
                assert rows.where() == []
            for rows in (work.goodbyes, work.companions, work.accounts, work.profiles):
                assert [lee.id in vars(row).values() for row in rows.where()] == [True], rows
            assert [(kept.goal, kept.contact) for kept in work.mentorships.where()] == [("", "")]
            assert work.goodbyes.first(from_id=lee.id).reply == ""
            cards = {kept.cause: (kept.card, kept.state) for kept in work.messages.where()}
            assert cards == {
                "to both": ("", "void"),
                "names her": ("", "sent"),
                "quotes her": ("", "void"),
                "of another": ('"Amira-Lou says hello"', "waiting"),
            }
            assert work.due.first("hers") is None


def _shared_life(work, amira, lee):
    """What two people leave behind who shared a mentorship."""
    need = work.needs.add(Need(0, amira.id, words='my thesis "stalls"', goal="finish"))
    request = work.requests.add(Request(0, need.id, amira.id, lee.id, "could we talk"))
    mentorship = work.mentorships.add(
        Mentorship(0, need.id, request.id, amira.id, lee.id, goal="finish", contact="by phone")
    )
    for mine, theirs in ((amira, lee), (lee, amira)):
        work.accounts.add(Account(0, mine.id, "playground", "demo", mine.email, mine.email))
        work.companions.add(Companion(0, mine.id, "Robin", "research"))
        work.profiles.add(Profile(0, mine.id, topics=("research",)))
        work.bars.add(Bar(0, mine.id, theirs.id))
        work.goodbyes.add(Goodbye(0, mentorship.id, mine.id, "thank you", reply="and you"))
    work.checkins.add(CheckIn(0, amira.id, mentorship.id, Moment.FIRST, NOW, answers={"met": "yes"}))
    work.suggestions.add(Suggestion(0, need.id, lee.id, NOW))
    work.handles.add(Handle(0, "hers", (amira.id, lee.id), "[]", SOON))
    work.due.put(Due(0, "kind", "hers", SOON, need.id, amira.id))
    work.outbox.put(message("to her", amira.id))
    work.outbox.put(message("to both", amira.id, lee.id, room=f"m:{mentorship.id}"))
    work.outbox.put(message("names her", 404, card='"Amira Haddad is new"', state=MessageState.SENT))
    work.outbox.put(message("quotes her", lee.id, card='"my thesis \\"stalls\\""'))
    work.outbox.put(message("of another", 404, card='"Amira-Lou says hello"'))


class PoolContract:
    """The pool follows what happens to mentors; asks for `take` as the store's contract does."""

    def test_only_mentors_who_are_here_and_offer_something_are_in_it(self, take):
        @take
        def _(work):
            for name, joined, left, topics in (
                ("here", NOW, None, ("research",)),
                ("never joined", None, None, ("research",)),
                ("left", NOW, NOW, ("research",)),
                ("offers nothing", NOW, None, ()),
            ):
                person = work.people.add(replace(LEE, name=name, joined_at=joined, left_at=left))
                work.profiles.add(Profile(0, person.id, topics))
            [here] = work.people.where(name="here")
            assert set(offers(work)) == {here.id}

    def test_it_follows_every_change_within_the_work_and_after(self, take):
        lee = take(lambda work: work.people.add(LEE))
        seen = []

        def then(change):
            def job(work):
                change(work)
                seen.append(offers(work).get(lee.id))

            take(job)
            assert take(lambda work: offers(work).get(lee.id)) == seen[-1]

        then(lambda work: work.profiles.add(Profile(0, lee.id, ("research",), capacity=1)))
        then(lambda work: work.profiles.take_place(lee.id))
        then(lambda work: work.profiles.give_place(lee.id))
        then(lambda work: work.people.save(replace(work.people.get(lee.id), discipline="medicine")))
        then(
            lambda work: work.profiles.save(
                replace(work.profiles.of(lee.id), availability=Availability.PAUSED)
            )
        )
        then(lambda work: work.people.save(replace(work.people.get(lee.id), left_at=NOW)))
        then(lambda work: work.people.save(replace(work.people.get(lee.id), left_at=None)))
        then(lambda work: work.profiles.remove(work.profiles.of(lee.id)))
        assert [offer and (offer.discipline, offer.places) for offer in seen] == [
            ("surgery", 1),
            ("surgery", 0),
            ("surgery", 1),
            ("medicine", 1),
            ("medicine", 0),
            None,
            ("medicine", 0),
            None,
        ]

    def test_what_was_undone_is_not_in_it(self, take):
        lee = take(lambda work: work.people.add(LEE))
        take(lambda work: work.profiles.add(Profile(0, lee.id, ("research",), capacity=1)))

        def undone(work):
            work.profiles.take_place(lee.id)
            assert offers(work)[lee.id].places == 0
            raise KeyError("on purpose")

        def attempted(work):
            with pytest.raises(KeyError), work.attempt():
                undone(work)
            return offers(work)[lee.id].places

        with pytest.raises(KeyError):
            take(undone)
        assert take(lambda work: offers(work)[lee.id].places) == 1
        assert take(attempted) == 1


def offers(work):
    """What the pool holds, by mentor."""
    pool, held = work.pool(), {}
    for person in work.people.where():
        with suppress(KeyError):
            held[person.id] = pool.offer(person.id)
    assert len(pool) == len(held)
    return held
