"""Methods that ask about things or set what is known of the bot: chats, members, files, commands."""

import re
from typing import Any

from .people import HERE, member
from .rules import COMMAND_TEXT, COMMANDS, DOWNLOAD, Json, Refused, length
from .wire import Params
from .world import World

SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
"""Bot API, BotCommandScope: the kinds there are, with what each needs."""


def get_me(world: World, params: Params) -> Json:
    """Bot API, getMe."""
    return world.bot.json | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(world: World, params: Params) -> Json:
    """Bot API, getChat."""
    return world.chat(params.text("chat_id"), write=False).full


def get_chat_member(world: World, params: Params) -> Json:
    """Bot API, getChatMember."""
    chat = world.chat(params.text("chat_id"), write=False)
    user = world.users.get(params.integer("user_id"))
    if user is None:
        raise Refused("PARTICIPANT_ID_INVALID")
    return member(user, chat.bot if user is world.bot else chat.members.get(user.id, "left"))


def get_chat_administrators(world: World, params: Params) -> list[Json]:
    """Bot API, getChatAdministrators: "returns an Array of ChatMember objects" without other bots."""
    chat = world.chat(params.text("chat_id"), write=False)
    if chat.private:
        raise Refused("there are no administrators in the private chat")
    everybody = chat.members | {world.bot.id: chat.bot}
    return [member(world.users[id], status) for id, status in everybody.items() if status in HERE[:2]]


def get_chat_member_count(world: World, params: Params) -> int:
    """Bot API, getChatMemberCount."""
    chat = world.chat(params.text("chat_id"), write=False)
    return 2 if chat.private else sum(status in HERE for status in (*chat.members.values(), chat.bot))


def leave_chat(world: World, params: Params) -> bool:
    """Bot API, leaveChat."""
    chat = world.chat(params.text("chat_id"), write=False)
    if chat.private:
        raise Refused("chat member status can't be changed in private chats")
    world.set_bot(chat, "left", world.bot)
    return True


def get_file(world: World, params: Params) -> Json:
    """Bot API, getFile."""
    file = world.files.get(re.sub(r"-\d+$", "", params.text("file_id")))
    if file is None:
        raise Refused("invalid file_id" if params.text("file_id") else "file_id not specified")
    if file.size > DOWNLOAD:
        raise Refused("file is too big")
    path = f"documents/file_{next(world.number)}.{file.name.rpartition('.')[2]}"
    world.links[path] = (file, world.now())
    return file.json | {"file_path": path}


# ---- commands


def set_my_commands(world: World, params: Params) -> bool:
    """Bot API, setMyCommands."""
    given = params.json("commands")
    if not isinstance(given, list):
        raise Refused("expected an Array of BotCommand")
    if len(given) > COMMANDS:
        raise Refused("BOT_COMMANDS_TOO_MUCH")
    world.profile.commands[_where(world, params)] = [_command(one) for one in given]
    return True


def get_my_commands(world: World, params: Params) -> list[Json]:
    """Bot API, getMyCommands."""
    return world.profile.commands.get(_where(world, params), [])


def delete_my_commands(world: World, params: Params) -> bool:
    """Bot API, deleteMyCommands."""
    world.profile.commands.pop(_where(world, params), None)
    return True


def _command(given: Any) -> Json:
    """Bot API, BotCommand: 1-32 lowercase letters, digits and underscores; 1-256 characters."""
    if not isinstance(given, dict):
        raise Refused("expected an Object as BotCommand")
    name, description = given.get("command"), given.get("description")
    if not isinstance(name, str) or not re.fullmatch(r"/?[a-z0-9_]{1,32}", name):
        raise Refused("BOT_COMMAND_INVALID")
    if not isinstance(description, str) or not 1 <= length(description.strip()) <= COMMAND_TEXT:
        raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")
    return {"command": name.removeprefix("/"), "description": description}


def _where(world: World, params: Params) -> tuple[str, str]:
    scope = params.json("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in SCOPES:
        raise Refused("can't parse BotCommandScope: unsupported type specified")
    needed = [str(scope.get(name, "")) for name in SCOPES[kind]]
    if not all(needed):
        raise Refused("can't parse BotCommandScope: chat_id is empty")
    if needed:
        world.chat(needed[0], write=False)
    language = params.text("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise Refused("LANG_CODE_INVALID")
    return ":".join([kind, *needed]), language


ASKING: dict[str, Any] = {
    "getme": get_me,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
    "getfile": get_file,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
}
