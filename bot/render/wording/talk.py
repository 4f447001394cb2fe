"""Everything else that is told: settings, help, undo, and why something was not done."""

from datetime import datetime, timedelta

from bot.render.wording.card import Card
from bot.render.wording.words import (
    ACTION,
    CHANNEL,
    EXAMPLE,
    FIELD,
    KIND,
    LANGUAGE,
    LATER,
    NOT_ALLOWED,
    NOT_YOURS,
    SETTING,
    TIER,
)
from bot.render.wording.writer import Writer
from domain import facts
from domain.outgoing import Button


def setting_changed(fact: facts.SettingChanged, w: Writer) -> Card:
    """Word a changed setting."""
    value = setting_value(fact.field, fact.value, w)
    return Card().title(w.text("Your settings"), "good").rows((w.text(SETTING[fact.field]), value))


def business_changed(fact: facts.BusinessChanged, w: Writer) -> Card:
    """Word a changed setting of the whole company."""
    name, _, tier = fact.name.partition("_") if fact.name.startswith("cadence_") else (fact.name, "", "")
    label = w.dot(w.text(SETTING[name]), w.text(TIER[tier]) if tier else None)
    card = Card().title(w.text("For everybody"), "good")
    return card.rows(
        (label, _business_value(name, fact.after, w)),
        (w.text("Before"), _business_value(name, fact.before, w)),
    )


def _business_value(name: str, typed: str, w: Writer) -> str:
    match name:
        case "cadence":
            return w.plural("{n} day", "{n} days", int(typed))
        case "working_days":
            return w.weekdays(sorted(int(day) for day in typed.split(",")))
        case _:
            return typed


def setting_value(field: str, value: str, w: Writer) -> str:
    """Return a setting's value as people read it."""
    match field:
        case "mute":
            return _muted(value, w)
        case "language":
            return LANGUAGE.get(value, value)
        case "timezone":
            return w.zone_name(value)
        case _:
            return value


def _muted(value: str, w: Writer) -> str:
    """Return until when it is quiet, or that it no longer is."""
    if value == "off":
        return w.text("no longer")
    until = datetime.fromisoformat(value)
    return w.text("until {when}", when=w.when(until.date(), until.time() if "T" in value else None))


def help_shown(fact: facts.HelpShown, w: Writer) -> Card:
    """Word what can be said, each with an example."""
    card = Card().title(w.text("Just tell me what happened, in your own words. For example:"))
    return card.rows(*((w.text(ACTION[name]), w.text(EXAMPLE[name])) for name in fact.actions))


def undone(fact: facts.Undone, w: Writer) -> Card:
    """Word that an act was taken back."""
    card = Card().title(w.text("↩ Undone"), "info")
    return card.items([_brief(brief, w) for brief in fact.summary])


def _brief(brief: facts.Brief, w: Writer) -> str:
    action = ACTION.get(brief.action)
    return w.dot(w.text(action) if action else brief.action, brief.customer)


def brief(fact: facts.Brief, w: Writer) -> Card:
    """Word one line of an act."""
    return Card().say(_brief(fact, w))


def glimpse(fact: facts.Glimpse, w: Writer) -> Card:
    """Word what everybody in a chat may hear of something: its names and dates."""
    card = Card().title(w.dot(w.text(ACTION[fact.action]), fact.customer))
    return card.rows(
        (w.text("Owner"), fact.person),
        (w.text("Date"), w.day(fact.on) if fact.on else None),
        (w.text("Last contact"), w.instant(fact.at) if fact.at else None),
    )


def rest_in_private(fact: facts.RestInPrivate, w: Writer) -> Card:
    """Say where the rest was told."""
    if fact.reached:
        return Card().say(w.text("The rest is in your private chat with me."))
    return Card().say(w.text("The rest is not for this chat. Open a private chat with me, then ask again."))


def others_acted(fact: facts.OthersActed, w: Writer) -> Card:
    """Tell an owner what somebody else did at their customers."""
    card = Card().title(w.text("{person} at your customers", person=fact.person))
    return card.items([_brief(brief, w) for brief in fact.done])


def dropped(_: facts.Dropped, w: Writer) -> Card:
    """Word that nothing was stored."""
    return Card().say(w.text("Dropped. Nothing was stored."))


# ---- why not ------------------------------------------------------------------------------------------


def not_understood(fact: facts.NotUnderstood, w: Writer) -> Card:
    """Say what comes close."""
    card = Card().title(w.text("I did not understand that."), "ask")
    card.say(w.text("These come close:"))
    return card.rows(*((w.text(ACTION[name]), w.text(EXAMPLE[name])) for name in fact.nearest))


def not_yet_possible(fact: facts.NotYetPossible, w: Writer) -> Card:
    """Say that it was understood and not stored."""
    return (
        Card()
        .title(w.text("Understood, but not stored."), "ask")
        .say(w.text("This version cannot do that yet: {action}", action=_wished(fact, w)))
    )


def _wished(fact: facts.NotYetPossible, w: Writer) -> str:
    """Return what was wished: the action, and the field or setting it was about."""
    action, _, field = fact.action.partition(".")
    name = (ACTION | LATER)[action]
    return w.dot(w.text(name), w.text((FIELD | SETTING)[field]) if field else None)


def went_wrong(fact: facts.WentWrong, w: Writer) -> Card:
    """Say under which number the trouble was logged."""
    return (
        Card()
        .title(w.text("Something went wrong; nothing was stored."), "bad")
        .say(
            w.text(
                "Please try again, and tell your administrator this number if it stays: {id}", id=fact.trouble
            )
        )
    )


def chat_tied(fact: facts.ChatTied, w: Writer) -> Card:
    """Say whose chat it is now."""
    card = Card().title(w.text("This is now the chat of the team {team}.", team=fact.team.name), "good")
    card.say(w.text("Callbacks of the team are told here at their minute."))
    if fact.guests:
        card.say(w.text("People of other organisations read along: I tell names and dates only here."))
        return card.press(Button(w.text("No guests are here any more"), f"bind {fact.team.id} full"))
    return card if fact.cleared else card.say(w.text("I tell names and dates only here."))


def strange_group(fact: facts.StrangeGroup, w: Writer) -> Card:
    """Tell an admin of a group that nobody has tied."""
    channel = CHANNEL.get(fact.channel, fact.channel)
    told = (
        w.text("I was added to the group “{title}” on {channel}.", title=fact.title, channel=channel)
        if fact.title
        else w.text("I was added to a group on {channel}.", channel=channel)
    )
    card = Card().title(told, "alert")
    card.say(
        w.text("It belongs to no team: I am silent there, and leave tomorrow unless a manager says there:")
    )
    return card.items([w.text(EXAMPLE["bind"])])


def topic_set(fact: facts.TopicSet, w: Writer) -> Card:
    """Say whom a thread or channel is about now."""
    card = Card().title(
        w.text("This conversation is about {customer} now.", customer=fact.customer.name), "good"
    )
    return card.say(w.text("What names no customer here means this one."))


def answer_unsent(fact: facts.AnswerUnsent, w: Writer) -> Card:
    """Say that there was an answer, or more of it, and under which number the trouble was logged."""
    title = (
        w.text("A part of my answer cannot be shown here.")
        if fact.partly
        else w.text("I have an answer that cannot be shown here.")
    )
    return (
        Card()
        .title(title, "bad")
        .say(
            w.text(
                "Asking again will not help. Please tell your administrator this number: {id}",
                id=str(fact.number),
            )
        )
    )


def message_parked(fact: facts.MessageParked, w: Writer) -> Card:
    """Tell an admin that a message could not be answered, not whose or what it says."""
    card = Card().title(w.text("A message could not be answered and is put aside."), "bad")
    return card.say(
        w.text(
            "Who wrote it was told. In the log it is number {id}; of more I tell tomorrow.", id=fact.trouble
        )
    )


def notice_unsent(fact: facts.NoticeUnsent, w: Writer) -> Card:
    """Say who was not told, and under which number the trouble was logged."""
    return (
        Card()
        .title(w.text("A message to {name} could not be shown.", name=fact.person or fact.title), "bad")
        .say(
            w.text(
                "It was tried five times and given up. In the log it is number {id}.",
                id=str(fact.number),
            )
        )
    )


def disk_full(fact: facts.DiskFull, w: Writer) -> Card:
    """Say that nothing new is taken, and what to do."""
    title = w.plural(
        "The disk is almost full: {n} megabyte is left.",
        "The disk is almost full: {n} megabytes are left.",
        fact.free,
    )
    told = w.text("I take nothing new until there is room again. Please free 100 megabytes or more.")
    return Card().title(title, "bad").say(told)


def disk_mended(fact: facts.DiskMended, w: Writer) -> Card:
    """Say that all is well again."""
    return Card().title(w.text("There is room on the disk again. I take everything."), "good")


def chat_lost(fact: facts.ChatLost, w: Writer) -> Card:
    """Say who or what cannot be reached any more."""
    channel = CHANNEL.get(fact.channel, fact.channel)
    if fact.person is None:
        return (
            Card()
            .title(
                w.text(
                    "I can no longer write to the chat “{title}” on {channel}.",
                    title=fact.title,
                    channel=channel,
                ),
                "bad",
            )
            .say(w.text("I was removed from it. What was to be told there is kept, but not sent."))
        )
    return (
        Card()
        .title(
            w.text("I can no longer reach {person} on {channel}.", person=fact.person, channel=channel), "bad"
        )
        .say(w.text("They blocked me or closed their account. Their reminders are kept, but not sent."))
    )


def time_is_past(fact: facts.TimeIsPast, w: Writer) -> Card:
    """Say that the time is gone."""
    return (
        Card()
        .title(w.text("That time is past."), "ask")
        .say(
            w.text(
                "{when} is gone. Name a later time, for example “tomorrow 3pm”.",
                when=w.when(fact.on, fact.clock),
            )
        )
    )


def reminder_closed(fact: facts.ReminderClosed, w: Writer) -> Card:
    """Say that the reminder is closed already."""
    done = fact.state == "done"
    return Card().say(
        w.text("Reminder #{id} is done already.", id=fact.id)
        if done
        else w.text("Reminder #{id} was called off already.", id=fact.id)
    )


def nothing_open(fact: facts.NothingOpen, w: Writer) -> Card:
    """Say that no open reminder matches."""
    kind = w.text(KIND[fact.kind]) if fact.kind in KIND else None
    card = Card().title(w.text("No open reminder matches."), "ask")
    return card.rows((w.text("Customer"), fact.customer), (w.text("Kind"), kind)).say(
        w.text("“what's on” lists what is open.")
    )


def no_such_thing(fact: facts.NoSuchThing, w: Writer) -> Card:
    """Say that there is no record of that number."""
    return Card().say(w.text("There is no number {id} that you can see.", id=fact.id))


def not_allowed(fact: facts.NotAllowed, w: Writer) -> Card:
    """Say whose it is."""
    title = w.text(NOT_ALLOWED.get(fact.action, NOT_YOURS))
    card = Card().title(title, "bad")
    return card.rows((w.text("Owner"), fact.whose)).say(w.text("Ask the owner or your manager."))


def nothing_to_undo(_: facts.NothingToUndo, w: Writer) -> Card:
    """Say that nothing can be undone."""
    return Card().say(w.text("There is nothing to undo: it is undone already, or there was nothing."))


def group_only(_: facts.GroupOnly, w: Writer) -> Card:
    """Say where it can be said."""
    return Card().say(w.text("Say that in the group itself, and mention me there."))


def edit_too_late(_: facts.EditTooLate, w: Writer) -> Card:
    """Say that a message edited so late changes nothing."""
    return Card().say(
        w.text("That message is too old to be corrected by editing it. Tap “Change” on its card instead.")
    )


def undo_too_late(_: facts.UndoTooLate, w: Writer) -> Card:
    """Say that the day is over."""
    return Card().say(w.text("Undo works for a day. Ask your manager, or correct it with a new message."))


def built_upon(fact: facts.BuiltUpon, w: Writer) -> Card:
    """Say who has built on it."""
    card = Card().title(w.text("This cannot be undone: something later builds on it."), "bad")
    return card.rows(
        (w.text("By"), fact.person),
        (w.text("When"), w.instant(fact.at) if fact.at else None),
    ).say(w.text("Undo the later one first, or correct it with a new message."))


def customer_there(fact: facts.CustomerThere, w: Writer) -> Card:
    """Say that the customer is there, and whose it is."""
    card = Card().title(w.text("{customer} is already a customer.", customer=fact.name), "ask")
    if fact.hidden:
        return card.say(w.text("Ask your manager about it."))
    return card.rows((w.text("Owner"), fact.owner or w.text("nobody (pool)")))


def value_unfit(fact: facts.ValueUnfit, w: Writer) -> Card:
    """Say which value would fit."""
    name = FIELD.get(fact.field) or SETTING.get(fact.field)
    card = Card().title(w.text("{value} does not fit there.", value=w.quoted(fact.value)), "ask")
    return card.rows(
        (w.text("Field"), w.text(name) if name else fact.field), (w.text("For example"), fact.example or None)
    )


def question_gone(fact: facts.QuestionGone, w: Writer) -> Card:
    """Say that the question is over, or somebody else's."""
    return Card().say(
        w.text("That question is answered or too old. Just say it again.")
        if fact.mine
        else w.text("That question was put to somebody else.")
    )


def amount_unfit(_: facts.AmountUnfit, w: Writer) -> Card:
    """Say that the amount cannot be."""
    return Card().title(w.text("That amount cannot be right."), "ask").say(w.text("For example: 500k"))


def person_unknown(fact: facts.PersonUnknown, w: Writer) -> Card:
    """Say that nobody of that name is in the team."""
    card = Card().title(w.text("Nobody called {name} is in the team.", name=w.quoted(fact.name)), "ask")
    return card.rows((w.text("Did you mean"), w.join(fact.nearest)))


def late(by: timedelta, w: Writer) -> str:
    """Return the words that something comes late."""
    minutes = int(by.total_seconds() // 60)
    if minutes < 120:
        return w.plural("({n} minute late)", "({n} minutes late)", minutes)
    hours = minutes // 60
    if hours < 48:
        return w.plural("({n} hour late)", "({n} hours late)", hours)
    return w.plural("({n} day late)", "({n} days late)", hours // 24)
