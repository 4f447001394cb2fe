"""Settings of the whole company: changed in chat by who leads, on the record, undone like anything else."""

import pytest

from domain.incoming import Said


def stands(store, name):
    """Return a setting as it was typed."""
    with store.read() as unit:
        return unit.settings.text(name)


def setting(field, value, **more):
    """Return the wish to set it."""
    return Said("setting", {"field": field, "value": value, **more})


@pytest.mark.parametrize(
    ("wish", "name", "after", "told"),
    [
        (setting("quiet_hours", "19:00-09:00"), "quiet_hours", "19:00-09:00", "Quiet hours: 19:00-09:00"),
        (
            setting("working_days", "1,2,3,4,5,6"),
            "working_days",
            "1,2,3,4,5,6",
            "Mon, Tue, Wed, Thu, Fri, Sat",
        ),
        (setting("cadence", "10 days", tier="key"), "cadence_key", "10", "Key account: 10 days"),
    ],
    ids=lambda wish: wish if isinstance(wish, str) else None,
)
def test_a_manager_changes_it_and_takes_it_back(store, manager, wish, name, after, told):
    """The card says what it was before."""
    before = stands(store, name)
    card = manager.do(wish).text
    assert told in card
    assert "Before" in card
    assert stands(store, name) == after
    manager.press("Undo")
    assert stands(store, name) == before


def test_of_which_tier_is_asked(store, manager):
    """The rhythm is one of key accounts, of standard or of small customers."""
    asked = manager.do(setting("cadence", "10"))
    assert "2. Standard" in asked.buttons
    manager.press("2. Standard")
    assert stands(store, "cadence_standard") == "10"


def test_what_does_not_fit_is_said_with_what_would(store, manager):
    """Nothing is changed."""
    assert "For example: 20:00-08:00" in manager.do(setting("quiet_hours", "at night")).text
    assert stands(store, "quiet_hours") == "20:00-08:00"


def test_nobody_else_changes_it(store, ann):
    """It holds for everybody."""
    assert "Only managers and admins" in ann.do(setting("quiet_hours", "19:00-09:00")).text
    assert stands(store, "quiet_hours") == "20:00-08:00"


def test_what_is_not_built_yet_is_said(manager):
    """Understood, not stored."""
    assert "not stored" in manager.do(setting("pool_days", "60")).text
