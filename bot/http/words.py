"""The words that pages say from code, as msgids of the catalogues; those of templates stand there."""

BAD_HOST = "Salesbot does not answer under this address."
BAD_FORM = "This page is no longer current. Please reload it and try again."
BAD_MESSAGE = "This message could not be read. Please reload the page and try again."
EMPTY = "There is nothing to send yet."
TOO_LONG = "A message may have {limit} characters; this one has {length}. Please shorten it."
TOO_LARGE = "That is too much for one message. Please send it in parts."
NOT_TAKEN = "Not taken. Please send it again."
NOT_SIGNED_IN = "You are signed out. Please sign in again."
NOT_THERE = "There is nothing here, or it is not yours to see."
NOT_NOW = "Salesbot cannot reach its store right now. Please try again in a moment."
CHECK_NAME = "Please give your name, in at most 60 characters."
CHECK_NOTE = "A note may have 200 characters. Please shorten it."
CHECK_ZONE = "Please choose your time zone."
CHECK_HOURS = "Please give working hours that end after they begin."
ASKED_TOO_MUCH = "Too many people wait for an answer. Please try again later, or ask your admin for a link."
BROKEN = "Something went wrong. Please try again."

CHAT = {
    "sending": "Sending…",
    "not_sent": "Not sent. Tap to try again.",
    "press_failed": "That did not get through. Please press again.",
    "offline": "No connection. Trying again…",
    "too_long": "{count} characters too many",
    "salesbot": "Salesbot",
    "picture": "Enlarge the picture",
}
"""The words of the chat's script, by the names it knows them under."""
