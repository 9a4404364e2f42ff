"""Consents: each purpose once, withdrawable, and given anew after that."""

from datetime import UTC, datetime, timedelta

from bot.mentoring.consent import OPTIONAL, TEXT_VERSIONS, Purpose, agreed, given, withdrawn

NOW = datetime(2026, 5, 12, tzinfo=UTC)


def test_every_purpose_has_a_version_of_its_text_and_only_one_is_needed():
    assert set(TEXT_VERSIONS) == {*Purpose}
    assert {*Purpose} - {*OPTIONAL} == {Purpose.KEEP}


def test_what_is_agreed_to_already_is_not_asked_for_twice():
    first = given(1, ("keep", "figures"), [], NOW)
    assert agreed(first) == {"keep", "figures"}
    assert [consent.purpose for consent in given(1, ("keep", "checkins"), first, NOW)] == ["checkins"]


def test_a_consent_taken_back_counts_no_more_and_can_be_given_anew():
    first = given(1, ("keep", "figures"), [], NOW)
    (gone,) = withdrawn({"figures"}, first, NOW + timedelta(days=1))
    kept = [consent for consent in first if consent.purpose == "keep"]
    assert gone.withdrawn_at == NOW + timedelta(days=1)
    assert agreed([*kept, gone]) == {"keep"}
    assert [consent.purpose for consent in given(1, ("figures",), [*kept, gone], NOW)] == ["figures"]
    assert withdrawn({"figures"}, [*kept, gone], NOW) == []
