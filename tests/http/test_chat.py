"""The web chat's public interface: rows, posts, and who may see them."""

import uuid


def key():
    return str(uuid.uuid4())


def test_what_is_posted_stands_in_the_chat_when_it_is_answered(served):
    """A post is answered once its row is stored."""
    with served.client(served.ann) as ann:
        mine = f"/chat/p{served.ann.id}"
        answer = ann.post(f"{mine}/messages", json={"key": key(), "text": " Met Acme today \n"})
        assert (answer.status_code, answer.json()) == (200, {"kept": True})
        [row] = ann.get(f"{mine}/rows").json()
        assert (row["kind"], row["text"], row["mine"], row["name"]) == (
            "said",
            "Met Acme today",
            True,
            "Ann Lee",
        )
        assert ann.get("/").status_code == 200
