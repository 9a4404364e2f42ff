"""Forms as Slack's modals, and what a sent modal holds: pure."""

from collections.abc import Mapping, Sequence
from datetime import date

from adapters.slack.escape import shortened, words
from adapters.slack.objects import Json, plain_text, text, title
from bot.cards import Attach, Day, Field, Form, Line, Option, Pick, Tick, Write, line
from bot.words import Say

CALLBACK = "form"
LONGEST_TITLE, LONGEST_INPUT, LONGEST_NOTE, LONGEST_OPTION = 24, 3_000, 2_000, 75
FEW, SOME, MANY = 5, 10, 100
"""Options that stand as radio buttons, as checkboxes, in one group of a list."""


def view(form: Form, say: Say) -> Json:
    """The modal of a form; a title that is too long stands whole at its top."""
    spans = say(form.title)
    asked = words(spans)
    above = title(spans) if len(asked) > LONGEST_TITLE else []
    intro = [block for shown in form.intro for block in text(shown, say)]
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": form.token,
        "title": plain_text(asked, LONGEST_TITLE),
        "submit": plain_text(words(say(form.button)), LONGEST_TITLE),
        "close": plain_text(words(say(line("forms.cancel"))), LONGEST_TITLE),
        "blocks": above + intro + [_input(field, say) for field in form.fields],
    }


def errors(found: Mapping[str, Line], say: Say) -> Json:
    """The answer to a sent modal that puts each error beside its field."""
    said = {name: shortened(words(say(error)), LONGEST_NOTE) for name, error in found.items()}
    return {"response_action": "errors", "errors": said}


def _input(field: Field, say: Say) -> Json:
    made: Json = {
        "type": "input",
        "block_id": field.name,
        "label": plain_text(words(say(field.label)), LONGEST_NOTE),
        "element": _element(field, say) | {"action_id": field.name},
        "optional": not field.required,
    }
    return made | ({"hint": plain_text(words(say(field.hint)), LONGEST_NOTE)} if field.hint else {})


def _element(field: Field, say: Say) -> Json:
    match field:
        case Write():
            return _write(field)
        case Pick(options=options, value=value):
            few = len(options) <= FEW
            made = {"type": "radio_buttons"} if few else {"type": "static_select"}
            before = _options([option for option in options if option.value == value][:1], say)
            return made | _listed(options, say) | ({"initial_option": before[0]} if before else {})
        case Tick(options=options, values=values, limit=limit):
            before = _options([option for option in options if option.value in values][:limit], say)
            return _tick(field) | _listed(options, say) | ({"initial_options": before} if before else {})
        case Day(value=value):
            return {"type": "datepicker"} | ({"initial_date": value} if _is_day(value) else {})
        case Attach():
            return {"type": "file_input", "filetypes": ["csv", "txt"], "max_files": 1}


def _write(field: Write) -> Json:
    longest = min(field.limit, LONGEST_INPUT)
    made: Json = {"type": "plain_text_input", "multiline": field.lines > 1, "max_length": longest}
    value = field.value if field.lines > 1 else " ".join(field.value.split())
    return made | ({"initial_value": value[:longest]} if value else {})


def _tick(field: Tick) -> Json:
    if len(field.options) <= SOME:
        return {"type": "checkboxes"}
    return {"type": "multi_static_select", "max_selected_items": max(field.limit, 1)}


def _listed(options: Sequence[Option], say: Say) -> Json:
    """The options, in groups where one list cannot hold them."""
    made = _options(options, say)
    if len(made) <= MANY:
        return {"options": made}
    groups = [made[start : start + MANY] for start in range(0, len(made), MANY)]
    return {"option_groups": [{"label": _range(group), "options": group} for group in groups]}


def _options(options: Sequence[Option], say: Say) -> list[Json]:
    return [
        {"text": plain_text(words(say(option.label)), LONGEST_OPTION), "value": option.value}
        for option in options
    ]


def _range(group: Sequence[Json]) -> Json:
    """From the first of a group to its last."""
    first, last = (shortened(group[end]["text"]["text"], LONGEST_OPTION // 2 - 2) for end in (0, -1))
    return plain_text(f"{first} – {last}", LONGEST_OPTION)


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
