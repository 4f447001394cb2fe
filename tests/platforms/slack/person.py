"""A person in the workspace, as a test plays them: everything here is what a hand on a client does."""

from typing import TYPE_CHECKING, Any

from . import payloads
from .blocks import Json, buttons, elements
from .delivery import Delivery
from .mrkdwn import escape, typed
from .world import Channel, File, Message, Opened, Post, Ticket, User

if TYPE_CHECKING:
    from .server import SlackServer

Place = Channel | str | Message


class Person:
    """Somebody who writes, presses and types; all of it returns at once."""

    def __init__(self, server: "SlackServer", user: User) -> None:
        """Sit down at a client."""
        self._server, self.user = server, user
        self._world, self._events = server.world, server.events

    @property
    def id(self) -> str:
        """The user's id."""
        return self.user.id

    @property
    def name(self) -> str:
        """The name others see."""
        return self.user.name

    @property
    def dm(self) -> Channel:
        """The direct messages with the app."""
        return self._server.dm(self)

    # ---- messages

    def says(self, where: Place, text: str, thread: Message | str | None = None, raw: str = "") -> Message:
        """Write a message: `@salesbot` and other people's `@names` become mentions, links are marked.

        `raw` is sent as it is, in Slack's own encoding, in place of `text`.
        """
        with self._server.change():
            channel = self._channel(where)
            post = self._world.put(channel, self.id, raw or self._typed(text), thread=self._thread(thread))
            self._events.said(post)
            return self._world.message(post)

    def edits(self, message: Message, text: str, raw: str = "") -> Message:
        """Change one's own message."""
        with self._server.change():
            post = self._own(message)
            before = payloads.message(self._world, post)
            post.text, post.edited = raw or self._typed(text), self._world.ts()
            self._events.changed(post, before)
            return self._world.message(post)

    def deletes(self, message: Message) -> None:
        """Delete one's own message."""
        with self._server.change():
            post = self._own(message)
            self._events.deleted(post)
            post.deleted = True

    def uploads(
        self,
        where: Place,
        name: str,
        content: bytes,
        caption: str = "",
        thread: Message | str | None = None,
    ) -> Message:
        """Send a file with words beside it [docs.slack.dev/reference/events/message/file_share]."""
        with self._server.change():
            channel = self._channel(where)
            file = File(self._world.id("F"), name, len(content), self.id, content, name, complete=True)
            self._world.files[file.id] = file
            post = self._world.put(
                channel,
                self.id,
                self._typed(caption),
                files=[file],
                subtype="file_share",
                thread=self._thread(thread),
            )
            self._events.said(post)
            return self._world.message(post)

    def sees(self, where: Place) -> list[Message]:
        """Return what this person sees in a conversation, without what only others see."""
        return [one for one in self._server.messages(where) if one.only_for in (None, self.id)]

    # ---- commands, buttons, forms

    def commands(self, where: Place, words: str) -> Delivery:
        """Type a slash command, in any conversation; not in threads.

        [docs.slack.dev/interactivity/implementing-slash-commands]
        """
        name, _, text = words.partition(" ")
        assert name in self._world.app.commands, f"{name} is not a valid command"
        assert "commands" in self._world.app.scopes, "the app has no commands"
        with self._server.change():
            channel = self._channel(where)
            payload = payloads.command(self._world, self.id, channel, name, escape(text.strip()))
            ticket, more = self._tickets(channel)
            return self._server.deliver(
                Delivery("slash_commands", name, payload | more),
                lambda delivery: self._server.command_over(delivery, ticket),
            )

    def presses(self, message: Message, label: str) -> Delivery:
        """Press the button with that label, as the message stands now."""
        with self._server.change():
            post = self._post(message)
            labels = [one.label for one in buttons(post.blocks)]
            assert label in labels, f"no button {label!r} among {labels}"
            action = next(one.action_id for one in buttons(post.blocks) if one.label == label)
            return self._acts(post, action, {})

    def picks(self, message: Message, action_id: str, value: str, text: str = "") -> Delivery:
        """Pick an option of a menu in a message."""
        option = {"text": {"type": "plain_text", "text": text or value}, "value": value}
        with self._server.change():
            return self._acts(self._post(message), action_id, {"selected_option": option})

    def looks_up(self, view: Opened, action_id: str, typed_so_far: str) -> Delivery:
        """Type into a menu that asks the app for options; the answer has them."""
        with self._server.change():
            block = next(one for one, part in elements(view.view["blocks"]) if part["action_id"] == action_id)
            payload = payloads.interaction(
                self._world,
                "block_suggestion",
                self.id,
                action_id=action_id,
                block_id=block["block_id"],
                value=typed_so_far,
                container={"type": "view", "view_id": view.id},
                view=payloads.view(self._world, view),
            )
            return self._server.deliver(Delivery("interactive", "block_suggestion", payload))

    def submits(self, view: Opened, **values: str | list[str]) -> Delivery:
        """Fill in a modal by action_id and send it; the answer may keep it open with errors."""
        with self._server.change():
            assert view.state == "open", "that view is closed"
            filled = {
                element["action_id"]: _filled(element, values.get(element["action_id"]))
                for _, element in elements(view.view["blocks"])
                if element["type"] != "button"
            }
            unknown = set(values) - set(filled)
            assert not unknown, f"no fields {unknown} among {set(filled)}"
            trigger = self._world.trigger(self.id, "")
            payload = payloads.interaction(
                self._world,
                "view_submission",
                self.id,
                trigger_id=trigger,
                view=payloads.view(self._world, view, filled),
                response_urls=[],
            )
            delivery = Delivery("interactive", "view_submission", payload)
            return self._server.deliver(delivery, lambda done: self._server.view_over(done, view))

    def closes(self, view: Opened) -> Delivery | None:
        """Close a modal; the app is told if it asked to be."""
        with self._server.change():
            view.state = "closed"
            if not view.view.get("notify_on_close"):
                return None
            payload = payloads.interaction(
                self._world,
                "view_closed",
                self.id,
                view=payloads.view(self._world, view),
                is_cleared=False,
            )
            return self._server.deliver(Delivery("interactive", "view_closed", payload))

    def opens_home(self, tab: str = "messages") -> None:
        """Open the app's home or its direct messages."""
        with self._server.change():
            self._events.home(self.id, tab)

    # ---- coming and going

    def joins(self, channel: Channel, inviter: "Person | None" = None) -> None:
        """Become a member of a channel."""
        with self._server.change():
            channel.members.append(self.id)
            self._events.joined(self.id, channel, inviter.id if inviter else None)

    def leaves(self, channel: Channel) -> None:
        """Leave a channel."""
        with self._server.change():
            channel.members.remove(self.id)
            self._events.left(self.id, channel)

    def changes(self, **fields: Any) -> None:
        """Change what the profile says: name, locale, tz, tz_offset, email; `deleted` by an admin."""
        with self._server.change():
            for name, value in fields.items():
                setattr(self.user, name, value)
            self._events.about("user_change", self.id)

    def is_deactivated(self) -> None:
        """Be deactivated by an admin [docs.slack.dev/reference/events/user_change]."""
        self.changes(deleted=True)

    # ----

    def _typed(self, text: str) -> str:
        return typed(text, {user.name: user.id for user in self._world.users.values()})

    def _channel(self, where: Place) -> Channel:
        channel = self._server.at(where)
        assert self.id in channel.members, f"{self.name} is not in {channel.name or channel.id}"
        assert not self.user.deleted, f"{self.name} is deactivated"
        return channel

    def _thread(self, thread: Message | str | None) -> str | None:
        if isinstance(thread, Message):
            return thread.thread or thread.ts
        return thread

    def _post(self, message: Message) -> Post:
        post = self._channel(message).find(message.ts)
        assert post is not None, "that message is deleted"
        assert post.only_for in (None, self.id), "that message is for somebody else"
        return post

    def _own(self, message: Message) -> Post:
        post = self._post(message)
        assert post.user == self.id, "that message is somebody else's"
        return post

    def _tickets(self, channel: Channel, post: Post | None = None) -> tuple[Ticket, Json]:
        trigger = self._world.trigger(self.id, channel.id)
        ticket = Ticket(self.id, channel.id, self._world.now())
        if post is not None:
            ticket.ts, ticket.thread, ticket.only_for = post.ts, post.thread, post.only_for
        url = self._server.response_url(ticket)
        return ticket, {"trigger_id": trigger, "response_url": url}

    def _acts(self, post: Post, action_id: str, more: Json) -> Delivery:
        """Send block_actions [docs.slack.dev/reference/interaction-payloads/block_actions-payload]."""
        channel = self._world.channels[post.channel]
        block, element = next(pair for pair in elements(post.blocks) if pair[1]["action_id"] == action_id)
        kept = ("type", "action_id", "text", "value", "style")
        action = {key: element[key] for key in kept if key in element}
        action |= {"block_id": block["block_id"], "action_ts": self._world.ts(), **more}
        _, tickets = self._tickets(channel, post)
        place = payloads.on_message(self._world, channel, post)
        payload = payloads.interaction(
            self._world, "block_actions", self.id, **place, **tickets, actions=[action]
        )
        return self._server.deliver(Delivery("interactive", "block_actions", payload))


SELECTED = {
    "static_select": "selected_option",
    "external_select": "selected_option",
    "radio_buttons": "selected_option",
    "checkboxes": "selected_options",
    "multi_static_select": "selected_options",
    "multi_external_select": "selected_options",
    "datepicker": "selected_date",
    "timepicker": "selected_time",
    "users_select": "selected_user",
    "conversations_select": "selected_conversation",
    "channels_select": "selected_channel",
}
"""Where each element keeps what was filled in [docs.slack.dev/reference/views/view-interaction-payloads]."""


def _filled(element: Json, value: str | list[str] | None) -> Json:
    kind = element["type"]
    name = SELECTED.get(kind, "value")
    if name == "selected_option":
        return {"type": kind, name: _option(element, str(value)) if value else None}
    if name == "selected_options":
        return {"type": kind, name: [_option(element, one) for one in value or ()]}
    initial = element.get("initial_" + name.removeprefix("selected_"))
    return {"type": kind, name: initial if value is None else value}


def _option(element: Json, value: str) -> Json:
    offered = {one["value"]: one for one in element.get("options", ())}
    assert not offered or value in offered, f"no option {value!r} among {set(offered)}"
    chosen: Json = offered.get(value, {"text": {"type": "plain_text", "text": value}, "value": value})
    return chosen
