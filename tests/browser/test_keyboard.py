"""Without a mouse: joining, typing, a form, a button, and the focus where one would look for it."""

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOST_TABS = 60


def tabs_to(page, selector, key="Tab"):
    """Presses Tab until the focus is there."""
    for _ in range(MOST_TABS):
        page.keyboard.press(key)
        if page.evaluate("wanted => document.activeElement.matches(wanted)", selector):
            return
    raise AssertionError(f"{MOST_TABS} times {key} never came to {selector}")


def is_focused(page, selector):
    expect(page.locator(selector).last).to_be_focused()


def test_everything_is_reached_and_pressed_by_keys_alone(windows):
    amira = windows("en")
    page, keys = amira.page, amira.page.keyboard
    page.goto(amira.address)

    tabs_to(page, "#name")
    keys.type("Amira Haddad")
    keys.press("Enter")
    amira.sees(amira.word("welcome.no_patients"))

    tabs_to(page, ".message .button.primary")
    keys.press("Enter")
    is_focused(page, "dialog[open] [name=name]")
    keys.press("Escape")
    is_focused(page, ".message .button.primary")

    keys.press("Enter")
    tabs_to(page, "[name=brings]")
    keys.press("Space")
    tabs_to(page, "dialog [type=submit]")
    keys.press("Enter")
    expect(page.locator("[data-field=agree] .field-error")).to_be_visible()
    is_focused(page, "[data-field=agree] input >> nth=0")
    for _ in range(3):
        keys.press("Space")
        keys.press("Tab")
    is_focused(page, "dialog [type=submit]")
    keys.press("Enter")
    amira.sees(amira.word("welcome.next.mentee").replace("*", "")[:30])

    tabs_to(page, "#composer")
    keys.type("I would like to publish my first paper")
    keys.press("Enter")
    amira.sees(amira.word("topics.research.writing"))
    tabs_to(page, ".message:last-of-type .button.primary", "Shift+Tab")
    keys.press("Enter")
    is_focused(page, "dialog[open] [name=goal]")
    keys.type("A paper that is sent in by spring")
    tabs_to(page, "dialog [type=submit]")
    keys.press("Enter")
    amira.sees("A paper that is sent in by spring")
    assert page.evaluate("document.activeElement !== document.body"), "the focus is lost"


def test_commands_are_offered_and_taken_by_keys(windows):
    amira = windows("fr")
    amira.joins("Amira Haddad", "mentee")
    box = amira.page.locator("#composer")
    box.press_sequentially("/co")
    expect(amira.page.get_by_role("option").filter(visible=True)).to_have_count(1)
    box.press("ArrowDown")
    box.press("Enter")
    expect(box).to_have_value("/mentor confidentialité ")
    box.press("Enter")
    amira.sees(amira.word("privacy.title"))
