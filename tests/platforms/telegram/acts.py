"""What people do in Telegram: say, press, edit, send files, block the bot, add it to groups and remove it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from secrets import token_hex
from typing import Any

from . import markup
from .messages import File, Message, moment
from .people import GENERAL, Chat, User, member
from .rules import CAPTION, TEXT, Json, length
from .sending import document, photo
from .world import ANONYMOUS, Query, World


@dataclass(eq=False)
class Person(User):
    """Somebody with Telegram in their hands; all methods may be called from a test's thread."""

    world: World = field(kw_only=True)

    def says(
        self,
        chat: Chat,
        text: str,
        *,
        reply_to: Message | None = None,
        thread: int | None = None,
        mention: bool = False,
        anonymous: bool = False,
    ) -> Message:
        """Say something; with `mention` the bot's name stands before it."""
        words = f"@{self.world.bot.username} {text}" if mention else text
        assert 0 < length(words) <= TEXT, "an app sends a longer text as several messages"
        content = {"text": words} | _marked("entities", words)
        return self._put(chat, content, reply_to=reply_to, thread=thread, anonymous=anonymous)

    def starts(self, payload: str = "") -> Chat:
        """Press Start in the bot's chat, or follow a link with a payload; return the chat."""
        chat = self.chat
        self.says(chat, f"/start {payload}".strip())
        return chat

    @property
    def chat(self) -> Chat:
        """Their private chat with the bot, started or not."""
        world = self.world
        with world.change():
            if self.id not in world.chats:
                world.chats[self.id] = Chat(self.id, "private", token_hex(8), user=self, bot="member")
            return world.chats[self.id]

    # ---- files and other things

    def sends_photo(self, chat: Chat, data: bytes, caption: str = "", **more: Any) -> Message:
        """Send a picture, as `sends` does."""
        return self.sends(chat, photo, data, "photo.jpg", "image/jpeg", caption, **more)

    def sends_document(
        self,
        chat: Chat,
        name: str,
        data: bytes,
        caption: str = "",
        mime: str = "application/pdf",
        **more: Any,
    ) -> Message:
        """Send a document, as `sends` does; `size=` claims more bytes than there are."""
        return self.sends(chat, document, data, name, mime, caption, **more)

    def sends_voice(self, chat: Chat, data: bytes, seconds: int = 3, **more: Any) -> Message:
        """Send a voice message (Bot API, Voice)."""

        def voice(file: File) -> Json:
            return {"voice": {**file.json, "duration": seconds, "mime_type": file.mime}}

        return self.sends(chat, voice, data, "voice.ogg", "audio/ogg", **more)

    def sends_album(
        self, chat: Chat, pictures: Sequence[bytes], caption: str = "", **more: Any
    ) -> list[Message]:
        """Send pictures as one album: a message each, one media_group_id, the caption at the first."""
        album = str(next(self.world.number))
        return [
            self.sends_photo(chat, data, "" if place else caption, album=album, **more)
            for place, data in enumerate(pictures)
        ]

    def sends(
        self,
        chat: Chat,
        kind: Any,
        data: bytes,
        name: str,
        mime: str,
        caption: str = "",
        *,
        size: int | None = None,
        album: str | None = None,
        **more: Any,
    ) -> Message:
        """Send a file with words under it; `kind` puts it into a message's fields."""
        assert length(caption) <= CAPTION
        with self.world.change():
            file = self.world.keep(data, name, mime, size)
        content = kind(file) | (
            {"caption": caption} | _marked("caption_entities", caption) if caption else {}
        )
        return self._put(chat, content | ({"media_group_id": album} if album else {}), file=file, **more)

    def sends_location(self, chat: Chat, latitude: float, longitude: float, **more: Any) -> Message:
        """Send where they are (Bot API, Location)."""
        return self._put(chat, {"location": {"latitude": latitude, "longitude": longitude}}, **more)

    def sends_contact(
        self, chat: Chat, phone: str, first_name: str, last_name: str = "", **more: Any
    ) -> Message:
        """Send somebody's card (Bot API, Contact)."""
        card = {"phone_number": phone, "first_name": first_name} | (
            {"last_name": last_name} if last_name else {}
        )
        return self._put(chat, {"contact": card}, **more)

    def forwards(self, chat: Chat, text: str, author: "User | str", **more: Any) -> Message:
        """Forward what somebody said; a name alone stands for one who hides their account."""
        date = int(self.world.now().timestamp()) - 3600
        origin: Json = {"type": "hidden_user", "sender_user_name": author, "date": date}
        if isinstance(author, User):
            origin = {"type": "user", "sender_user": author.json, "date": date}
        return self._put(chat, {"text": text, "forward_origin": origin} | _marked("entities", text), **more)

    # ---- messages that stand there

    def presses(self, message: Message, label: str) -> str:
        """Press a button under a message; return the id of the query."""
        assert label in message.buttons, f"no button {label!r} under {message}"
        button = next(one for row in message.rows for one in row if one.label == label)
        assert button.data is not None, f"{label!r} opens {button.url}"
        return self.taps(message, button.data)

    def taps(self, message: Message, data: str) -> str:
        """Press a button that a screen may still show though it is gone from the message, or all of it is."""
        world, chat = self.world, message.chat
        gone = {"chat": chat.json, "message_id": message.id, "date": 0}
        with world.change():
            query = str(next(world.number))
            world.queries[query] = Query(self, message, world.now())
            shown = gone if message.deleted else message.json
            press = {
                "id": query,
                "from": self.json,
                "message": shown,
                "chat_instance": chat.instance,
                "data": data,
            }
            world.updates.add("callback_query", press, chat.id)
        return query

    def edits(self, message: Message, text: str) -> Message:
        """Edit a message of theirs."""
        assert message.sender is self, f"not theirs: {message}"
        with self.world.change():
            name, marks = (
                ("text", "entities") if "text" in message.content else ("caption", "caption_entities")
            )
            kept = {key: value for key, value in message.content.items() if key != marks}
            message.history.append(message.content)
            message.content = kept | {name: text} | _marked(marks, text)
            message.edit_date = moment(self.world.now())
            self.world.tell(message, edited=True)
        return message

    def deletes(self, message: Message) -> None:
        """Delete a message, of which the bot hears nothing."""
        with self.world.change():
            message.deleted = True

    # ---- the bot itself

    def blocks(self) -> None:
        """Block the bot."""
        with self.world.change():
            self.world.set_bot(self.chat, "kicked", self)

    def unblocks(self) -> None:
        """Unblock the bot."""
        with self.world.change():
            self.world.set_bot(self.chat, "member", self)

    def adds_bot(self, chat: Chat, status: str = "member") -> None:
        """Add the bot to a group, or make it an admin of a channel, which is the only way into one."""
        with self.world.change():
            self.world.set_bot(chat, "administrator" if chat.kind == "channel" else status, self)
            if chat.grouped:
                self._put(chat, {"new_chat_members": [self.world.bot.json]})

    def promotes_bot(self, chat: Chat, status: str = "administrator") -> None:
        """Make the bot an admin of a group, or a mere member again."""
        with self.world.change():
            self.world.set_bot(chat, status, self)

    def removes_bot(self, chat: Chat) -> None:
        """Remove the bot from a group."""
        with self.world.change():
            self._put(chat, {"left_chat_member": self.world.bot.json})
            self.world.set_bot(chat, "kicked", self)

    # ---- groups and channels

    def joins(self, chat: Chat) -> None:
        """Join a group."""
        with self.world.change():
            self._becomes(chat, "member")
            self._put(chat, {"new_chat_members": [self.json]})

    def leaves(self, chat: Chat) -> None:
        """Leave a group."""
        with self.world.change():
            self._put(chat, {"left_chat_member": self.json})
            self._becomes(chat, "left")

    def closes(self, chat: Chat, topic: int = GENERAL) -> None:
        """Close a topic of a forum (Bot API, Message: forum_topic_closed, general_forum_topic_hidden)."""
        with self.world.change():
            chat.closed.add(topic)
            if topic != GENERAL:
                self._put(chat, {"forum_topic_closed": {}}, thread=topic)

    def forbids(self, chat: Chat, *kinds: str) -> None:
        """Let only admins send such things (Bot API, ChatPermissions), of which the bot hears nothing."""
        with self.world.change():
            chat.forbidden |= set(kinds)

    def _becomes(self, chat: Chat, status: str) -> None:
        """Bot API, Update: chat_member comes to an administrator that asks for it."""
        old, chat.members[self.id] = chat.members.get(self.id, "left"), status
        if chat.bot == "administrator":
            changed = {"old_chat_member": member(self, old), "new_chat_member": member(self, status)}
            date = int(self.world.now().timestamp())
            whole = {"chat": chat.json, "from": self.json, "date": date, **changed}
            self.world.updates.add("chat_member", whole, chat.id)

    def posts(self, channel: Chat, text: str) -> Message:
        """Post in a channel, which is the author then (Bot API, Message: "from" is empty in channels)."""
        assert channel.kind == "channel"
        with self.world.change():
            content = {"text": text} | _marked("entities", text)
            message = self.world.post(channel, None, content, sender_chat=channel)
            self.world.tell(message)
        return message

    def _put(self, chat: Chat, content: Json, *, anonymous: bool = False, **more: Any) -> Message:
        assert chat.user is self or chat.members.get(self.id, "left") not in ("left", "kicked"), (
            f"not in {chat}"
        )
        assert not self.blocking, "whoever blocks a bot cannot write to it"
        assert chat.moved_to is None, f"{chat} has moved"
        with self.world.change():
            if chat.user is self:
                self.started = True
            if anonymous:
                more["sender_chat"] = chat
            if (thread := more.get("thread")) is not None:
                # A message in a topic comes as a reply to the line that opened the topic.
                more["reply_to"] = more.get("reply_to") or chat.messages[thread]
            message = self.world.post(chat, ANONYMOUS if anonymous else self, content, **more)
            self.world.tell(message)
        return message


def _marked(name: str, text: str) -> Json:
    entities = markup.found_in(text)
    return {name: entities} if entities else {}
