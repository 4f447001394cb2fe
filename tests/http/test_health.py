"""What probes ask."""

from bot.http.app import Readiness


def test_a_process_that_lives_says_so_under_any_name(served):
    """Probes come with an address, not with our name."""
    with served.client() as probe:
        assert probe.get("/healthz", headers={"host": "10.0.0.7:8080"}).status_code == 200


def test_a_process_that_can_take_messages_is_ready(served):
    """The channels' state stands in the body."""
    with served.client() as probe:
        answer = probe.get("/readyz")
    assert (answer.status_code, answer.json()) == (200, {"ok": True, "reason": "", "channels": {"web": "up"}})


def test_a_process_that_cannot_take_messages_says_why(served):
    """503 and the reason."""
    served.ready = Readiness(ok=False, reason="the schema is at 0000, not at 0001", channels={})
    with served.client() as probe:
        answer = probe.get("/readyz")
    assert (answer.status_code, answer.json()["reason"]) == (503, "the schema is at 0000, not at 0001")


def test_metrics_are_there_for_prometheus(served):
    """The process counts."""
    with served.client() as probe:
        answer = probe.get("/metrics")
    assert (answer.status_code, answer.headers["content-type"].split(";")[0]) == (200, "text/plain")
