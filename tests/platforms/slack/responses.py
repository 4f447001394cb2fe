"""Answers outside the Web API: acknowledgements of commands, and response_url.

[docs.slack.dev/interactivity/handling-user-interaction#message_responses]
"""

from typing import Any

from . import payloads, rules
from .blocks import Json, Refused
from .calls import Args
from .chat import content
from .events import Events
from .world import SLACKBOT, Channel, Post, Ticket, Workspace


def good(world: Workspace, ticket: Ticket | None) -> Ticket:
    """Use a response_url once, or refuse: five uses in thirty minutes."""
    if ticket is None:
        raise Refused("invalid_url")
    if world.now() - ticket.made > rules.RESPONSE_LIFE:
        raise Refused("expired_url")
    if ticket.uses >= rules.RESPONSE_USES:
        raise Refused("used_url")
    ticket.uses += 1
    return ticket


def respond(world: Workspace, events: Events, ticket: Ticket, body: Json) -> None:
    """Do what was sent to a response_url: a new message, or a change of the one acted on."""
    args = Args(body)
    channel = world.channels[ticket.channel]
    original = next((post for post in channel.posts if post.ts == ticket.ts and not post.deleted), None)
    if args.flag("delete_original"):
        if original is not None:
            events.deleted(original)
            original.deleted = True
        return
    made = content(args)
    if args.flag("replace_original") and original is not None:
        before = payloads.message(world, original)
        original.text, original.blocks = made["text"][: rules.TEXT], made["blocks"]
        events.changed(original, before)
        return
    say(world, events, channel, ticket, args, made)


def say(
    world: Workspace, events: Events, channel: Channel, ticket: Ticket, args: Args, made: dict[str, Any]
) -> Post:
    """Post an answer, for the one person unless it is `in_channel`; the bot need not be a member."""
    public = args.text("response_type") == "in_channel"
    post = world.put(
        channel,
        world.app.user,
        made.pop("text"),
        bot=True,
        thread=args.text("thread_ts") or ticket.thread,
        only_for=None if public else ticket.user,
        **made,
    )
    events.said(post)
    return post


def acknowledged(world: Workspace, events: Events, ticket: Ticket, answer: object) -> None:
    """Show what came with the acknowledgement of a command."""
    if not isinstance(answer, dict) or not (answer.get("text") or answer.get("blocks")):
        return
    args = Args(answer)
    try:
        made = content(args)
    except Refused:
        failed(world, ticket, "/command", "invalid_command_response")
        return
    say(world, events, world.channels[ticket.channel], ticket, args, made)


def failed(world: Workspace, ticket: Ticket, command: str, error: str) -> None:
    """Tell a person that a command failed, as Slackbot does."""
    words = f'{command} failed with the error "{error}"'
    world.put(world.channels[ticket.channel], SLACKBOT, words, only_for=ticket.user, subtype="bot_message")
