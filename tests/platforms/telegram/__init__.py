"""A stand-in for Telegram's Bot API, over real sockets, as strict as its documentation and source.

with Telegram() as telegram:
    ann = telegram.person("Ann")
    chat = telegram.private(ann)
    ann.says(chat, "met Acme")
    answer = telegram.wait_for(chat, "Logged")
    ann.presses(answer, "Undo")
"""

from ..faults import Delay, DropAfter, DropBefore, Flood, Garbage, Late, Status
from .acts import Person
from .keyboard import Button
from .messages import File, Message
from .people import Chat, User
from .rates import Rates
from .server import Telegram
from .world import Call, Toast

__all__ = [
    "Button",
    "Call",
    "Chat",
    "Delay",
    "DropAfter",
    "DropBefore",
    "File",
    "Flood",
    "Garbage",
    "Late",
    "Message",
    "Person",
    "Rates",
    "Status",
    "Telegram",
    "Toast",
    "User",
]
