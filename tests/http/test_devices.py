"""Where somebody is signed in: shown, signed out one by one or everywhere, at once."""

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest

from .conftest import NOON
from .test_stream import rows_of, words

AGENTS = {
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
    "Safari/537.36": "Chrome · Windows",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 "
    "Safari/537.36 Edg/131.0.0.0": "Edge · Windows",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) "
    "Version/18.1 Mobile/15E148 Safari/604.1": "Safari · iPhone",
    "Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0": "Firefox · Linux",
    "curl/8.5.0": "",
}


@contextmanager
def signed_in(world, agent):
    """Give a browser that has signed in by a link."""
    with world.client() as client:
        client.headers["user-agent"] = agent
        link = f"/link/{world.code('link', world.ann)}"
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(link).text)[1]
        client.post(link, data={"csrf": token})
        yield client


def token_of(client):
    """Return the token of the forms on one's devices' page, and what it says."""
    page = client.get("/devices").text
    return {"csrf": re.search(r'name="csrf" value="([0-9a-f]+)"', page)[1]}, page


@pytest.mark.parametrize("agent", AGENTS)
def test_a_device_is_called_by_browser_and_system(served, agent):
    """In two words, not in all that a browser says of itself."""
    with signed_in(served, agent) as client:
        _, page = token_of(client)
    assert f"<b>{AGENTS[agent] or 'Unknown device'}</b>" in page
    assert agent not in page


def test_one_device_is_signed_out_and_the_other_is_not(served):
    """Its open page ends at once."""
    chat = f"p{served.ann.id}"
    one, other = (signed_in(served, agent) for agent in list(AGENTS)[2:4])
    with one as phone, other as desk, phone.stream("GET", f"/chat/{chat}/events") as stream:
        rows = rows_of(stream)
        served.show(chat, words("before"))
        assert next(rows)["text"] == "before"
        token, page = token_of(desk)
        (theirs,) = re.findall(r'<b>Safari · iPhone</b>.*?value="(\d+)"', page, re.DOTALL)
        assert desk.post("/devices/end", data={**token, "device": theirs}).headers["location"] == "/devices"
        assert list(rows) == []
        assert phone.get("/devices").status_code == 401
        assert "Safari" not in desk.get("/devices").text


def test_everywhere_is_everywhere(served):
    """Also here."""
    one, other = (signed_in(served, agent) for agent in list(AGENTS)[:2])
    with one as here, other as there:
        token, _ = token_of(here)
        here.post("/devices/end", data={**token, "device": "all"})
        assert [here.get("/devices").status_code, there.get("/devices").status_code] == [401, 401]


def test_a_device_of_somebody_else_is_not_signed_out(served):
    """Whatever its number."""
    mei = served.client(served.mei)
    with signed_in(served, next(iter(AGENTS))) as ann, mei:
        token, _ = token_of(ann)
        for number in range(1, 20):
            ann.post("/devices/end", data={**token, "device": str(number)})
            if ann.get("/devices").status_code == 401:
                break
        assert mei.get("/devices").status_code == 200


@pytest.mark.parametrize("device", ["", "x", "-1", "1" * 17])
def test_what_is_no_device_is_not_there(served, device):
    """Nothing is signed out."""
    with signed_in(served, next(iter(AGENTS))) as ann:
        token, _ = token_of(ann)
        assert ann.post("/devices/end", data={**token, "device": device}).status_code == 404
        assert ann.get("/devices").status_code == 200


def test_the_last_use_is_noted_to_the_hour(world, serve):
    """When the chat is opened, and no more often."""
    at = [NOON]
    world.store.clock = lambda: at[0]
    served = serve()
    one, other = (signed_in(served, agent) for agent in list(AGENTS)[2:4])
    with one as phone, other as desk:
        at[0] += timedelta(hours=3)
        phone.get("/")
        at[0] += timedelta(minutes=30)
        phone.get("/")
        _, page = token_of(desk)
    assert "Last used Wed 18 Nov, 15:00" in page
