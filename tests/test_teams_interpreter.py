"""What stands between the product and the Agents Playground takes dialogs away, and nothing else."""

from adapters.teams import cards
from adapters.teams.elements import OPENS_DIALOG
from adapters.teams.outbound import posted
from adapters.teams.voice import voice
from bot.cards import Button, Choices, Press, card, line
from tests.teams import screen
from tools.teams_interpreter import without_dialogs

SHOWN = card(
    line("welcome.no_patients"),
    Choices(
        (
            Button(line("welcome.start"), Press("welcome.start"), "primary", token="t.0"),
            Button(line("welcome.not_now"), Press("welcome.later"), token="t.1"),
        )
    ),
)


def test_a_button_that_asks_for_a_dialog_is_one_of_an_old_client() -> None:
    drawn = cards.card(SHOWN, (voice("en", "UTC"),))
    asks, other = screen.actions(drawn)
    assert asks["data"] == {"token": "t.0", **OPENS_DIALOG}
    [message] = without_dialogs([posted(drawn, "")])
    start, later = screen.actions(message["attachments"][0]["content"])
    assert start == {**asks, "data": {"token": "t.0"}}
    assert later == other


def test_whatever_else_teams_is_told_stays() -> None:
    for said in (None, "text", {"data": {"msteams": {"type": "messageBack"}}}, posted({"msteams": {}}, "")):
        assert without_dialogs(said) == said
