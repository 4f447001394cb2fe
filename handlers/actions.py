"""The list of all the bot can do: joined by hand, so that one file shows it."""

from handlers import (
    activities,
    attachments,
    chats,
    customers,
    deals,
    erasing,
    help,
    linking,
    notes,
    personal,
    reminders,
    reports,
    requests,
    topics,
    undo,
)
from handlers.declare import Action

ACTIONS: dict[str, Action] = {
    action.name: action
    for action in (
        *activities.ACTIONS,
        *notes.ACTIONS,
        *attachments.ACTIONS,
        *reminders.ACTIONS,
        *customers.ACTIONS,
        *deals.ACTIONS,
        *erasing.ACTIONS,
        *reports.ACTIONS,
        *personal.ACTIONS,
        *chats.ACTIONS,
        *topics.ACTIONS,
        *requests.ACTIONS,
        *linking.ACTIONS,
        *undo.ACTIONS,
        *help.ACTIONS,
    )
}
