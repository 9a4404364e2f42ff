from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.teams import dialogs
from bot import cards as core
from bot.cards import Form, Option, Press, Text, line
from bot.flows.names import topic, verbatim
from bot.forms import checked
from tests.adapters.teams.lint import actions, elements, faults
from tests.adapters.teams.samples import ENGLISH, FIELDS, FORM, FRENCH
from tests.adapters.teams.test_markdown import HOSTILE

ERRORS = {name: line("forms.required") for name in ("goal", "one", "some", "by", "csv")}


def inputs(made: dict) -> dict[str, dict]:
    """Every input of a card by its id."""
    return {element["id"]: element for element in elements(made) if element["type"].startswith("Input.")}


def form(*fields: core.Field) -> Form:
    return Form(topic("exams"), fields, Press("x"), topic("exams"), token="a-form")


def test_every_field_is_tried_here():
    assert set(FIELDS) == set(core.Field.__args__)


@pytest.mark.parametrize("say", [ENGLISH, FRENCH], ids=["en", "fr"])
def test_a_form_is_as_teams_wants_it_in_a_dialog_and_in_a_message(say):
    assert faults(dialogs.dialog(FORM, say)) == []
    assert faults(dialogs.inline(FORM, say)) == []
    assert faults(dialogs.with_errors(FORM, ERRORS, {}, say)) == []
    assert faults(dialogs.inline(FORM, say, ERRORS, {})) == []


@pytest.mark.parametrize(
    ("say", "word"), [(ENGLISH, "Career direction"), (FRENCH, "Orientation de carrière")]
)
def test_every_field_has_its_label_in_the_readers_language(say, word):
    assert {field["label"] for field in inputs(dialogs.dialog(FORM, say)).values()} == {word}


def test_the_title_and_the_button_are_the_forms():
    assert dialogs.title(FORM, ENGLISH) == "Exams"
    (send,) = dialogs.dialog(FORM, ENGLISH)["actions"]
    assert (send["type"], send["title"]) == ("Action.Submit", "Exams")
    assert send["data"] == {"verb": "submit", "token": "a-form"}


def test_a_form_in_a_message_has_its_title_above_and_the_same_data():
    made = dialogs.inline(FORM, ENGLISH)
    (send,) = actions(made)
    assert made["body"][0]["text"] == "Exams"
    assert (send["type"], send["verb"]) == ("Action.Execute", "submit")
    assert send["data"] == send["fallback"]["data"] == {"verb": "submit", "token": "a-form"}


def test_a_field_keeps_what_it_already_holds():
    held = inputs(dialogs.dialog(FORM, ENGLISH))
    assert {name: field.get("value") for name, field in held.items()} == {
        "one:goal": "mine",
        "one:one": "b,c",
        "many:some": "50%25%2Cb",
        "one:by": "2026-05-14",
        "one:csv": None,
    }
    assert (held["one:goal"]["isMultiline"], held["one:goal"]["maxLength"]) == (True, 200)
    assert (held["one:goal"]["isRequired"], held["one:by"]["isRequired"]) == (True, False)


def test_what_was_typed_comes_back_and_each_error_stands_below_its_field():
    sent = {"goal": "half", "one": "a", "some": ("a",), "by": "2026-06-01", "csv": "email,name"}
    made = dialogs.with_errors(FORM, {"goal": line("forms.too_many", n=3)}, sent, ENGLISH)
    held = {name: field["value"] for name, field in inputs(made).items()}
    assert held == {
        "one:goal": "half", "one:one": "a", "many:some": "a", "one:by": "2026-06-01", "one:csv": "email,name",
    }  # fmt: skip
    places = [element.get("id", element.get("text")) for element in made["body"]]
    assert places.index("Please choose 3 at most.") == places.index("one:goal") + 2  # its hint between
    (error,) = [element for element in made["body"] if element.get("color") == "attention"]
    assert error["text"] == "Please choose 3 at most."


def test_what_was_emptied_stays_empty():
    made = dialogs.with_errors(FORM, {}, {"goal": "", "some": (), "by": ""}, ENGLISH)
    held = inputs(made)
    assert not {"one:goal", "many:some", "one:by"} & {
        name for name, field in held.items() if "value" in field
    }


def test_an_error_that_no_field_is_meant_by_stands_above_them_all():
    made = dialogs.with_errors(FORM, {"elsewhere": line("forms.pick_one")}, {}, ENGLISH)
    assert made["body"][1]["text"] == "Please choose from the list."


def test_few_options_stand_open_some_in_a_list_and_many_can_be_searched():
    def style(n: int) -> str:
        options = tuple(Option(str(place), verbatim(f"Way {place}")) for place in range(n))
        made = dialogs.dialog(form(core.Pick("way", topic("career"), options)), ENGLISH)
        return str(inputs(made)["one:way"]["style"])

    assert [style(n) for n in (2, 5, 6, 15, 16, 49)] == [
        "expanded", "expanded", "compact", "compact", "filtered", "filtered",
    ]  # fmt: skip


def test_boxes_to_tick_stand_open_unless_there_are_very_many():
    def style(n: int) -> str:
        options = tuple(Option(str(place), verbatim(f"Way {place}")) for place in range(n))
        made = dialogs.dialog(form(core.Tick("ways", topic("career"), options)), ENGLISH)
        return str(inputs(made)["many:ways"]["style"])

    assert [style(n) for n in (1, 3, 15, 16, 90)] == ["expanded"] * 3 + ["compact"] * 2


def test_a_file_is_pasted_since_a_dialog_takes_none():
    made = dialogs.dialog(form(FIELDS[core.Attach]), FRENCH)
    field, paste, hint = made["body"]
    assert (field["type"], field["isMultiline"]) == ("Input.Text", True)
    assert "collez" in paste["text"]
    assert hint["text"] == "Recherche"


def test_a_long_paste_does_not_come_back_and_the_dialog_still_fits():
    made = dialogs.with_errors(FORM, ERRORS, {"csv": "é" * 900_000, "goal": "🙂" * 9_000}, ENGLISH)
    assert faults(made) == []
    assert inputs(made)["one:goal"]["value"] == "🙂" * 200


def test_a_quotation_before_the_fields_stands_in_its_frame():
    quoted = replace(FORM, intro=(Text(verbatim("Thank you"), "quote"),))
    assert dialogs.dialog(quoted, ENGLISH)["body"][0]["type"] == "Container"


def sent_by_teams(made: dict) -> dict[str, str]:
    """What a client sends when nothing is changed: the button’s data and whatever the inputs hold."""
    data = made["actions"][0]["data"]
    return data | {name: field["value"] for name, field in inputs(made).items() if "value" in field}


def test_what_a_dialog_holds_is_read_as_it_was():
    fields = dialogs.fields(sent_by_teams(dialogs.dialog(FORM, ENGLISH)))
    assert fields == {"goal": "mine", "one": "b,c", "some": ("50%,b",), "by": "2026-05-14"}
    assert checked(FORM, fields)[1] == {}


@given(
    st.lists(
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1).map(str.strip).filter(bool), unique=True
    )
)
def test_ticked_values_survive_whatever_they_are(values):
    options = tuple(Option(value, topic("career")) for value in values)
    ticks = core.Tick("some", topic("career"), options or (Option("a", topic("exams")),), tuple(values))
    read = dialogs.fields(sent_by_teams(dialogs.dialog(form(ticks), ENGLISH)))
    assert read.get("some", ()) == tuple(values)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text() | st.sampled_from(["one:goal", "many:some"]), inner)
    ),
)


@given(JSON)
def test_nothing_that_can_be_sent_is_more_than_texts(sent):
    fields = dialogs.fields(sent)
    for name, value in fields.items():
        assert isinstance(name, str)
        assert isinstance(value, str) or all(isinstance(each, str) for each in value)
    checked(FORM, fields)


@given(
    st.dictionaries(
        st.sampled_from(["goal", "one", "some", "by", "csv", "x"]), st.text() | st.lists(st.text()).map(tuple)
    )
)
def test_whatever_was_sent_comes_back_in_a_dialog_that_teams_takes(sent):
    assert faults(dialogs.with_errors(FORM, ERRORS, sent, ENGLISH)) == []


@pytest.mark.parametrize("words", HOSTILE)
def test_no_typed_words_hide_a_date_or_a_link_in_a_label(words):
    own = verbatim(words)
    made = dialogs.dialog(form(core.Pick("one", own, (Option("a", own),), hint=own)), ENGLISH)
    (asked,) = inputs(made).values()
    for label in (asked["label"], asked["choices"][0]["title"]):
        assert not {"{{", "](", "://", "<at"} & {
            label[place : place + n] for n in (2, 3) for place in range(len(label))
        }
