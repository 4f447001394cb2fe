"""People who come and leave: strangers, newcomers, accounts that are closed, and what admins decide."""

from bot.render.wording.card import Card
from bot.render.wording.words import CHANNEL, EXAMPLE, LANGUAGE, ROLE, SETTING, SLOT
from bot.render.wording.writer import Writer
from domain import facts
from domain.outgoing import Button, Paragraph, Span
from domain.people import Role
from domain.request import Request, RequestKind


def stranger(fact: facts.Stranger, w: Writer) -> Card:
    """Tell somebody without an account how to join."""
    card = Card().title(w.text("I do not know you yet."), "ask")
    card.say(w.text("Ask your administrator for a code to join."))
    return card.press(Button(w.text("Ask to join"), "ask_to_join", main=True)) if fact.may_ask else card


def joined(fact: facts.Joined, w: Writer) -> Card:
    """Welcome somebody: who they are to us, and what to try."""
    person = fact.person
    card = Card().title(w.text("Welcome, {name}!", name=person.name), "good")
    who = (
        (w.text(SLOT["team"]), fact.team.name if fact.team else None),
        (w.text("Role"), w.text(ROLE[person.role.value])),
    )
    if fact.asks:
        return card.rows(*who).say(w.text("Three short questions, and we can start."))
    card.rows(
        *who,
        (w.text(SETTING["language"]), LANGUAGE[person.language.value]),
        (w.text(SETTING["timezone"]), w.zone_name(person.timezone)),
        (w.text(SETTING["work_hours"]), f"{person.work_from:%H:%M}-{person.work_to:%H:%M}"),
    )
    card.say(w.text("Tell me what happened at a customer, and I keep it. Try:"))
    return card.items([w.text(EXAMPLE[name]) for name in ("log", "remind", "list_tasks", "help")])


def link_ready(fact: facts.LinkReady, w: Writer) -> Card:
    """Give the code that ties another account; it is put in when the message is shown."""
    card = Card().title(w.text("Send me this code in private from your other account:"), "info")
    card.add(Paragraph((Span(fact.code, "secret"),)))
    return card.say(w.text("It works once, for 30 minutes. Both accounts are you then."))


def linked_already(fact: facts.LinkedAlready, w: Writer) -> Card:
    """Explain from where a code is to be sent."""
    card = Card().title(w.text("This account is linked already: here you are {name}.", name=fact.name), "ask")
    return card.say(w.text("Send the code from the account that I do not know yet."))


def private_only(_: facts.PrivateOnly, w: Writer) -> Card:
    """Say where it can be said."""
    return Card().say(w.text("Say that to me in private."))


def join_wanted(fact: facts.JoinWanted, w: Writer) -> Card:
    """Ask an admin whether to let somebody in."""
    asked = fact.request
    card = Card().title(w.text("{name} asks to join.", name=asked.body["name"]), "ask")
    card.rows(
        (w.text("Channel"), w.text("the sign-in page") if asked.on_page else _channel(asked)),
        (w.text("Note"), asked.body.get("note")),
        (w.text("Request"), f"#{asked.id}"),
    )
    if asked.on_page:
        card.say(w.text("Nothing but their own word says who they are: approve only whom you expect."))
    return card.press(
        Button(w.text("Approve"), f"approve {asked.id}", main=True),
        Button(w.text("As manager"), f"approve {asked.id} {Role.MANAGER}"),
        Button(w.text("As partner"), f"approve {asked.id} {Role.PARTNER}"),
        Button(w.text("Decline"), f"decline {asked.id}"),
    )


def join_waits(_: facts.JoinWaits, w: Writer) -> Card:
    """Tell a stranger that their wish was handed on."""
    return Card().say(w.text("I have asked the administrators. You hear from me when they have decided."))


def join_declined(_: facts.JoinDeclined, w: Writer) -> Card:
    """Tell a stranger that they were not let in."""
    return Card().say(w.text("The administrators did not let you in. Please speak to them."))


def seems_gone(fact: facts.SeemsGone, w: Writer) -> Card:
    """Ask an admin what becomes of the account of somebody who has left."""
    asked = fact.request
    named = {"name": asked.body["name"], "channel": _channel(asked)}
    if fact.chat is None:
        told = w.text("{name} is no longer on {channel}.", **named)
    elif fact.chat:
        told = w.text("{name} has left the group “{title}” on {channel}.", title=fact.chat, **named)
    else:
        told = w.text("{name} has left the team's group on {channel}.", **named)
    card = Card().title(told, "alert")
    card.say(w.text("Their account is closed until you decide; nothing they stored is lost."))
    card.rows((w.text("Request"), f"#{asked.id}"))
    return card.press(
        Button(w.text("Close the account"), f"approve {asked.id}", main=True),
        Button(w.text("Keep it"), f"decline {asked.id}"),
    )


def account_closed(fact: facts.AccountClosed, w: Writer) -> Card:
    """Say that an account is closed."""
    card = Card().title(w.text("The account of {name} is closed.", name=fact.person.name), "info")
    return card.say(w.text("Their customers, deals and reminders stay as they are."))


def decided(fact: facts.Decided, w: Writer) -> Card:
    """Say what was decided, and by whom."""
    name, by = fact.request.body["name"], fact.by.name
    card = Card().title(_decision(fact, w).format(name=name), "good" if fact.approved else "info")
    return card.rows(
        (w.text(SLOT["team"]), fact.team.name if fact.team else None),
        (w.text("Role"), w.text(ROLE[fact.role.value]) if fact.role else None),
        (w.text("Decided by"), by),
    )


def _decision(fact: facts.Decided, w: Writer) -> str:
    """Return what was decided, with a place for the name."""
    match fact.request.kind, fact.approved:
        case RequestKind.JOIN, True:
            return w.text("{name} has joined.")
        case RequestKind.JOIN, False:
            return w.text("{name} was not let in.")
        case _, True:
            return w.text("The account of {name} is closed.")
        case _:
            return w.text("The account of {name} is open again.")


def already_decided(fact: facts.AlreadyDecided, w: Writer) -> Card:
    """Say that somebody else was first."""
    card = Card().say(w.text("Request #{id} is decided already.", id=fact.request.id))
    return card.rows((w.text("Decided by"), fact.by))


def _channel(asked: Request) -> str | None:
    return CHANNEL.get(asked.address.channel, asked.address.channel) if asked.address else None
