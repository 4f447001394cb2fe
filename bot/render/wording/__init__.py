"""Facts in the reader's language: one entry for each kind of fact, and a test that none is missing."""

from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any

from bot.render.wording import (
    activities,
    customers,
    deals,
    erasing,
    files,
    people,
    questions,
    reminders,
    reports,
    talk,
)
from bot.render.wording.card import Card
from bot.render.wording.writer import Writer, muted
from domain import facts, turn
from domain.facts import Fact
from domain.outgoing import Button, Document, Paragraph, Reader

WORDING: dict[type[Fact], Callable[[Any, Writer], Card]] = {
    facts.Logged: activities.logged,
    facts.Attached: files.attached,
    facts.FileLost: files.file_lost,
    facts.FileTooLarge: files.file_too_large,
    facts.ReminderSet: reminders.reminder_set,
    facts.ReminderDone: reminders.reminder_done,
    facts.ReminderMoved: reminders.reminder_moved,
    facts.ReminderCancelled: reminders.reminder_cancelled,
    facts.TasksListed: reminders.tasks_listed,
    facts.RemindersRang: reminders.reminders_rang,
    facts.KeyAccountQuiet: reminders.key_account_quiet,
    facts.CustomerAdded: customers.customer_added,
    facts.ContactAdded: customers.contact_added,
    facts.CustomerChanged: customers.customer_changed,
    facts.CustomerShown: customers.customer_shown,
    facts.ShareChanged: customers.share_changed,
    facts.SharedWithYou: customers.shared_with_you,
    facts.OwnsIt: customers.owns_it,
    facts.NotShared: customers.not_shared,
    facts.DealAdded: deals.deal_added,
    facts.DealChanged: deals.deal_changed,
    facts.PipelineShown: deals.pipeline_shown,
    facts.DigestReady: reports.digest_ready,
    facts.Asked: questions.asked,
    turn.Closed: questions.closed,
    facts.SettingChanged: talk.setting_changed,
    facts.BusinessChanged: talk.business_changed,
    facts.HelpShown: talk.help_shown,
    facts.Undone: talk.undone,
    facts.Brief: talk.brief,
    facts.NotToContact: customers.not_to_contact,
    facts.Erased: erasing.erased,
    facts.ErasedForGood: erasing.erased_for_good,
    facts.ContactUnknown: erasing.contact_unknown,
    facts.Glimpse: talk.glimpse,
    facts.RestInPrivate: talk.rest_in_private,
    facts.OthersActed: talk.others_acted,
    facts.Dropped: talk.dropped,
    facts.Joined: people.joined,
    facts.LinkReady: people.link_ready,
    facts.PrivateOnly: people.private_only,
    facts.LinkedAlready: people.linked_already,
    facts.JoinWanted: people.join_wanted,
    facts.JoinWaits: people.join_waits,
    facts.JoinDeclined: people.join_declined,
    facts.SeemsGone: people.seems_gone,
    facts.AccountClosed: people.account_closed,
    facts.Decided: people.decided,
    facts.AlreadyDecided: people.already_decided,
    facts.NotUnderstood: talk.not_understood,
    facts.NotYetPossible: talk.not_yet_possible,
    facts.WentWrong: talk.went_wrong,
    facts.ChatTied: talk.chat_tied,
    facts.TopicSet: talk.topic_set,
    facts.StrangeGroup: talk.strange_group,
    facts.ChatLost: talk.chat_lost,
    facts.AnswerUnsent: talk.answer_unsent,
    facts.MessageParked: talk.message_parked,
    facts.NoticeUnsent: talk.notice_unsent,
    facts.DiskFull: talk.disk_full,
    facts.DiskMended: talk.disk_mended,
    facts.Stranger: people.stranger,
    facts.TimeIsPast: talk.time_is_past,
    facts.ReminderClosed: talk.reminder_closed,
    facts.NothingOpen: talk.nothing_open,
    facts.NoSuchThing: talk.no_such_thing,
    facts.NotAllowed: talk.not_allowed,
    facts.NothingToUndo: talk.nothing_to_undo,
    facts.GroupOnly: talk.group_only,
    facts.EditTooLate: talk.edit_too_late,
    facts.UndoTooLate: talk.undo_too_late,
    facts.BuiltUpon: talk.built_upon,
    facts.CustomerThere: talk.customer_there,
    facts.ValueUnfit: talk.value_unfit,
    facts.QuestionGone: talk.question_gone,
    facts.AmountUnfit: talk.amount_unfit,
    facts.PersonUnknown: talk.person_unknown,
}


def word(fact: Fact, reader: Reader) -> Document:
    """Return one fact as a document."""
    return word_all((fact,), reader)


def word_all(
    told: Iterable[Fact], reader: Reader, *, act: int | None = None, changeable: bool = True
) -> Document:
    """Return the facts as one document; one that tells of an act has *Undo* under it, and *Change* where
    there is something to change."""
    w = Writer(reader)
    card = Card()
    told = tuple(_flat(told))
    for fact in told:
        part = WORDING[type(fact)](fact, w)
        card.blocks.extend(part.blocks)
        card.buttons.extend(part.buttons)
    if act is not None and not any(isinstance(fact, facts.Erased) for fact in told):
        undo, change = (
            Button(w.text("Undo"), f"undo act-{act}"),
            Button(w.text("Change"), f"change act-{act}"),
        )
        card.press(*((undo, change) if changeable else (undo,)))
    return card.document(reader.language)


def _flat(told: Iterable[Fact]) -> Iterable[Fact]:
    for fact in told:
        if isinstance(fact, facts.Corrected):
            yield from fact.facts
        else:
            yield fact


def with_lateness(document: Document, by: timedelta) -> Document:
    """Return the document with the word that it comes late."""
    w = Writer(Reader(document.language, "UTC"))
    line = Paragraph(muted(talk.late(by, w)))
    return Document(document.language, (*document.blocks[:1], line, *document.blocks[1:]), document.buttons)
