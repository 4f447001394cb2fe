"""The demo's bar: everybody's chat is open, and the clock can be moved."""

from datetime import datetime, timedelta

import pytest


class Day:
    """A demo of two people on one day."""

    def __init__(self, world):
        """Start at noon."""
        self.world = world
        self.time = datetime.fromisoformat("2026-11-18T04:07:00+00:00")

    def people(self):
        """Return the cast."""
        return [self.world.ann, self.world.mei]

    def now(self):
        """Return the demo's time."""
        return self.time

    def moments(self):
        """Return one moment, an hour ahead."""
        return [("in an hour", self.time + timedelta(hours=1))]

    def go_to(self, moment):
        """Move the clock."""
        self.time = moment

    def examples(self, language):
        """Return one sentence."""
        return ["拜访了小米"] if language != "en" else ["Visited <Acme>"]


@pytest.fixture
def demo(world, serve):
    """Return a demo whose pages are served."""
    day = Day(world)
    serve(demo=day)
    return day


def test_a_visitor_chooses_who_to_be(demo, world):
    """One press opens that person's chat."""
    with world.client(world.ann) as browser:
        assert browser.post("/demo/be", data={"person": str(world.mei.id)}).headers["location"] == "/"
        page = browser.get("/").text
    assert "王美玲" in page
    assert "拜访了小米" in page


def test_who_is_not_in_the_demo_cannot_be_chosen(demo, world):
    """Only the demo's people are open to all."""
    with world.client(world.ann) as browser:
        assert browser.post("/demo/be", data={"person": str(world.eve.id)}).status_code == 404


def test_the_clock_stands_with_its_weekday_and_can_be_moved(demo, world):
    """A press takes the demo to the moment it names, and back to the same chat."""
    with world.client(world.ann) as browser:
        assert "Wed 18 Nov, 12:07" in browser.get("/").text
        moment, team = demo.moments()[0][1], f"t{world.team.id}"
        answer = browser.post("/demo/go", data={"moment": moment.isoformat(), "chat": team})
        assert (answer.status_code, answer.headers["location"]) == (303, f"/?chat={team}")
        assert "Wed 18 Nov, 13:07" in browser.get("/").text


@pytest.mark.parametrize("moment", ["", "soon", "2026-11-18T13:00:00"])
def test_a_moment_that_is_none_moves_nothing(demo, world, moment):
    """A time needs its zone."""
    with world.client(world.ann) as browser:
        assert browser.post("/demo/go", data={"moment": moment}).status_code == 422
    assert demo.time.hour == 4


def test_examples_are_text(demo, world):
    """A sentence to try is escaped like all others."""
    with world.client(world.ann) as browser:
        assert "Visited &lt;Acme&gt;" in browser.get("/").text


def test_outside_the_demo_there_is_no_bar(served):
    """Nobody can become another or move the clock."""
    with served.client(served.ann) as browser:
        assert browser.post("/demo/be", data={"person": str(served.mei.id)}).status_code == 404
        assert browser.post("/demo/go", data={"moment": "2026-11-19T04:00:00+00:00"}).status_code == 404
        assert 'class="demo"' not in browser.get("/").text
