"""What every request must pass, and the headers every answer carries."""

import pytest

from bot.app import App
from bot.clock import now
from bot.faults import Faults
from bot.http.guard import HEADERS
from bot.settings import Settings

EVIL = "http://evil.test"


@pytest.fixture
def ann(served):
    """Return Ann's browser."""
    with served.client(served.ann) as client:
        yield client


def test_a_foreign_host_is_refused(served, ann):
    """A name that is rebound to our address gets no page."""
    answer = ann.get("/", headers={"host": "evil.test"})
    assert (answer.status_code, "Ann Lee" in answer.text) == (400, False)


def test_our_host_is_let_in_with_any_port(ann):
    """A proxy in front may listen on another port."""
    assert ann.get("/", headers={"host": "127.0.0.1:9"}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"x-csrf-token": ""},
        {"x-csrf-token": "0" * 64},
        {"origin": EVIL},
        {"origin": "null"},
        {"origin": "", "referer": EVIL},
        {"origin": ""},
    ],
    ids=["no token", "wrong token", "foreign origin", "no origin", "foreign referer", "neither"],
)
def test_a_post_from_elsewhere_is_refused(served, ann, headers):
    """Another site's form or script cannot act for who is signed in."""
    answer = ann.post(f"/chat/p{served.ann.id}/messages", json={"key": "k", "text": "x"}, headers=headers)
    assert answer.status_code == 403
    assert served.posts == []


def test_the_token_of_another_session_is_refused(served, ann):
    """A token is good for its own session alone."""
    with served.client(served.mei) as mei:
        token = mei.headers["x-csrf-token"]
    assert ann.post("/signout", headers={"x-csrf-token": token}).status_code == 403


def test_a_referer_will_do_where_there_is_no_origin(served, ann):
    """Some browsers leave the origin out."""
    del ann.headers["origin"]
    assert ann.post("/signout", headers={"referer": f"{served.url}/"}).status_code == 303


def test_our_public_origin_will_do_behind_a_proxy(serve):
    """A proxy may ask for us by another of our names than the browser did."""
    world = serve(hosts=frozenset({"127.0.0.1", "salesbot.test"}))
    with world.client(world.ann) as ann:
        assert ann.post("/signout", headers={"origin": "https://salesbot.test"}).status_code == 303


def test_a_body_that_is_too_large_is_refused(served, ann):
    """Nobody fills the memory, and people are told what to do."""
    answer = ann.post(f"/chat/p{served.ann.id}/messages", content=b"x" * (64 * 1024 + 1))
    assert (answer.status_code, answer.json()["error"]) == (
        413, "That is too much for one message. Please send it in parts.",
    )  # fmt: skip


@pytest.mark.parametrize("path", ["/", "/link/x", "/chat/p1/rows", "/nowhere", "/healthz"])
def test_every_answer_carries_the_safe_headers(ann, path):
    """Pages run our scripts alone, are framed by nobody and kept by no cache."""
    headers = ann.get(path).headers
    assert {name: headers[name] for name in HEADERS} == HEADERS


def test_nothing_is_written_by_a_get(served, ann):
    """The ways that change something answer posts alone."""
    for path in ("/signout", f"/chat/p{served.ann.id}/messages", "/demo/be", "/demo/go"):
        assert ann.get(path).status_code in (404, 405), path
    assert ann.get("/").text.count("Ann Lee") > 0


def test_an_unknown_page_is_answered_in_words(ann):
    """People get a page, scripts get JSON."""
    page = ann.get("/nowhere", headers={"accept": "text/html"})
    assert (page.status_code, "There is nothing here" in page.text) == (404, True)
    assert ann.get("/nowhere").json() == {"error": "There is nothing here, or it is not yours to see."}


@pytest.fixture
def hosts(tmp_path):
    """Return the names under which a process of its own makes its pages answer."""
    app = App(
        Settings(DATABASE_URL=f"sqlite:///{tmp_path / 'own.db'}", SALESBOT_HTTP_PORT=8080, SALESBOT_WEB="on"),
        now,
        Faults(None),
    )
    yield app.services().hosts
    app.engines.dispose()


@pytest.mark.parametrize("host", ["localhost:8080", "127.0.0.1:8080", "[::1]:8080", "LOCALHOST:8080"])
def test_this_machine_is_let_in_by_each_of_its_names(serve, hosts, host):
    """A browser on it may use any."""
    with serve(hosts=hosts).client() as guest:
        assert guest.get("/", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.test",
        "evil.test:8080",
        "localhost.evil.test:8080",
        "127.0.0.1.evil.test:8080",
        "evil.test:8080@localhost:8080",
        "[::1].evil.test:8080",
        "0x7f000001:8080",
        "",
    ],
)
def test_a_name_that_is_rebound_to_this_machine_is_refused(serve, hosts, host):
    """Another site's script reads nothing, whatever its name is made to mean."""
    world = serve(hosts=hosts)
    with world.client(world.ann) as ann:
        for path in ("/", "/devices", f"/chat/p{world.ann.id}/rows"):
            answer = ann.get(path, headers={"host": host})
            assert answer.status_code == 400
            assert "Ann Lee" not in answer.text
