import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.slack import modals, sent, voice
from bot import cards as core
from bot.cards import Attach, Day, Form, Option, Pick, Press, Text, Tick, Write, line
from bot.flows.names import topic, verbatim

ENGLISH = voice.voice("en", "America/Edmonton")
FRENCH = voice.voice("fr", "America/Edmonton")
CAREER = topic("career")


def options(count: int) -> tuple[Option, ...]:
    return tuple(Option(f"v{n}", verbatim(f"Option {n}")) for n in range(count))


def asked(field: core.Field, say=ENGLISH) -> dict:
    """The input block of one field."""
    (block,) = modals.view(Form(CAREER, (field,), Press("x"), CAREER), say)["blocks"]
    return block


def element(field: core.Field) -> dict:
    return asked(field)["element"]


def test_a_form_is_a_modal_that_knows_its_token():
    view = modals.view(Form(CAREER, (), Press("x"), topic("exams"), (Text(CAREER, "hint"),), "tok"), FRENCH)
    assert (view["type"], view["callback_id"], view["private_metadata"]) == ("modal", "form", "tok")
    said = [view[part]["text"] for part in ("title", "submit", "close")]
    assert said == ["Orientation de carrière", "Examens", "Annuler"]
    assert [block["type"] for block in view["blocks"]] == ["context"]


def test_a_long_title_is_shortened_and_stands_whole_above():
    view = modals.view(Form(verbatim("A title which is too long for it"), (), Press("x"), CAREER), ENGLISH)
    assert view["title"]["text"] == "A title which is too…"
    assert view["blocks"][0]["text"]["text"] == "A title which is too long for it"


def test_a_field_has_its_name_its_label_and_its_hint():
    block = asked(Write("goal", CAREER, hint=topic("exams"), required=True), FRENCH)
    assert (block["block_id"], block["element"]["action_id"]) == ("goal", "goal")
    assert (block["label"]["text"], block["hint"]["text"]) == ("Orientation de carrière", "Examens")
    assert block["optional"] is False
    assert asked(Write("goal", CAREER))["optional"] is True


def test_own_words_keep_what_they_hold_within_what_slack_holds():
    tall = element(Write("w", CAREER, "one\ntwo" * 1_000, lines=4, limit=9_000))
    assert (tall["multiline"], tall["max_length"], len(tall["initial_value"])) == (True, 3_000, 3_000)
    short = element(Write("w", CAREER, "one\ntwo", limit=80))
    assert (short["multiline"], short["max_length"], short["initial_value"]) == (False, 80, "one two")
    assert "initial_value" not in element(Write("w", CAREER))


@pytest.mark.parametrize(
    ("count", "kind"), [(1, "radio_buttons"), (5, "radio_buttons"), (6, "static_select")]
)
def test_few_options_stand_open_and_many_in_a_list(count, kind):
    made = element(Pick("p", CAREER, options(count), "v0"))
    assert (made["type"], len(made["options"])) == (kind, count)
    assert made["initial_option"] == made["options"][0]


def test_ten_thousand_options_stand_in_a_hundred_groups():
    made = element(Pick("p", CAREER, options(10_000), "v9999"))
    assert [len(group["options"]) for group in made["option_groups"]] == [100] * 100
    assert made["option_groups"][1]["label"]["text"] == "Option 100 – Option 199"
    assert made["initial_option"] == made["option_groups"][-1]["options"][-1]


def test_up_to_ten_are_ticked_and_more_are_chosen_from_a_list():
    few = element(Tick("t", CAREER, options(10), ("v1", "gone")))
    assert (few["type"], few["initial_options"]) == ("checkboxes", [few["options"][1]])
    many = element(Tick("t", CAREER, options(11), ("v1", "v2", "v3"), limit=2))
    assert (many["type"], many["max_selected_items"]) == ("multi_static_select", 2)
    assert many["initial_options"] == many["options"][1:3]


@pytest.mark.parametrize(
    "field", [Pick("f", CAREER, options(2), "gone"), Tick("f", CAREER, options(2), ("gone",))]
)
def test_what_is_no_option_any_more_is_not_chosen(field):
    assert not [key for key in element(field) if key.startswith("initial")]


@pytest.mark.parametrize(("value", "kept"), [("2026-05-14", True), ("2026-5-14", False), ("soon", False)])
def test_a_day_is_kept_only_when_it_is_one(value, kept):
    assert ("initial_date" in element(Day("d", CAREER, value))) is kept


def test_one_text_file_can_be_attached():
    made = element(Attach("csv", CAREER))
    assert (made["type"], made["filetypes"], made["max_files"]) == ("file_input", ["csv", "txt"], 1)


def test_an_error_stands_beside_its_field():
    found = modals.errors({"goal": line("forms.required")}, ENGLISH)
    assert found["response_action"] == "errors"
    assert found["errors"] == {"goal": "Please fill this in; a word or two is enough."}


FILE = {"id": "F1", "url_private_download": "https://files.slack.com/a.csv", "size": 12}
STATE = {
    "w": {"type": "plain_text_input", "value": "mine"},
    "empty": {"type": "plain_text_input", "value": None},
    "p": {"type": "radio_buttons", "selected_option": {"value": "a"}},
    "none": {"type": "static_select", "selected_option": None},
    "t": {"type": "checkboxes", "selected_options": [{"value": "a"}, {"value": "b"}]},
    "m": {"type": "multi_static_select", "selected_options": []},
    "d": {"type": "datepicker", "selected_date": "2026-05-14"},
    "f": {"type": "file_input", "files": [FILE, FILE]},
}


def submitted(state: object) -> dict:
    return {"state": {"values": {name: {name: held} for name, held in state.items()}}}


def test_a_sent_form_is_read_field_by_field():
    assert sent.fields(submitted(STATE)) == {
        "w": "mine",
        "empty": "",
        "p": "a",
        "none": "",
        "t": ("a", "b"),
        "m": (),
        "d": "2026-05-14",
        "f": "",
    }
    assert sent.attached(submitted(STATE)) == {"f": sent.Uploaded("https://files.slack.com/a.csv", 12)}


NOISE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=3)
    | st.sampled_from(["file_input", "checkboxes"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["state", "values", "type", "value", "selected_options", "selected_option", "files"]
            )
            | st.text(max_size=2),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(NOISE)
def test_whatever_is_sent_is_read_without_a_fault(noise):
    for view in (noise, {"state": noise}, {"state": {"values": noise}}, submitted({"w": noise, "f": noise})):
        assert all(isinstance(value, str | tuple) for value in sent.fields(view).values())
        assert all(isinstance(file.url, str) for file in sent.attached(view).values())


@given(st.sampled_from(sorted(STATE)), NOISE)
def test_an_element_of_a_wrong_kind_is_empty_or_not_there(name, noise):
    for key in STATE[name]:
        held = {**STATE[name], key: noise}
        for value in sent.fields(submitted({name: held})).values():
            assert isinstance(value, str) or all(isinstance(one, str) for one in value)
        sent.attached(submitted({name: held}))


def test_any_mapping_will_do():
    assert sent.fields(MappingProxyType(submitted({"w": STATE["w"]}))) == {"w": "mine"}


def test_a_field_that_goes_by_another_name_is_not_read():
    assert sent.fields({"state": {"values": {"w": {"other": STATE["w"]}}}}) == {}


def test_a_modal_is_plain_data():
    fields = (
        Write("w", CAREER),
        Pick("p", CAREER, options(3)),
        Tick("t", CAREER, options(3)),
        Day("d", CAREER),
    )
    assert {type(field) for field in fields} | {Attach} == set(core.Field.__args__)
    assert json.loads(json.dumps(modals.view(Form(CAREER, fields, Press("x"), CAREER), ENGLISH)))
