"""What kinds, stages, tiers and fields are called. `_` marks words for the catalogues; they are looked up
when they are written."""


def _(words: str) -> str:
    return words


KIND = {
    "visit": _("Visit"),
    "meeting": _("Meeting"),
    "demo": _("Demo"),
    "call": _("Call"),
    "message": _("Message"),
    "email": _("E-mail"),
    "note": _("Note"),
    "follow_up": _("Follow-up"),
    "callback": _("Callback"),
    "task": _("Task"),
}

SORT = {
    "photo": _("Photo"),
    "voice": _("Voice note"),
    "audio": _("Audio"),
    "video": _("Video"),
    "document": _("File"),
    "place": _("Place"),
}
"""Kinds of attachments."""

STAGE = {
    "lead": _("Lead"),
    "qualified": _("Qualified"),
    "proposal": _("Proposal"),
    "negotiation": _("Negotiation"),
    "won": _("Won"),
    "lost": _("Lost"),
}

TIER = {"key": _("Key account"), "standard": _("Standard"), "small": _("Small")}

LIFECYCLE = {
    "lead": _("Lead"),
    "prospect": _("Prospect"),
    "customer": _("Customer"),
    "loyal": _("Loyal customer"),
    "dormant": _("Dormant"),
    "lost": _("Lost customer"),
}

REPEAT = {
    "daily": _("every day"),
    "weekdays": _("every working day"),
    "weekly": _("every week"),
    "biweekly": _("every two weeks"),
    "monthly": _("every month"),
    "quarterly": _("every quarter"),
    "yearly": _("every year"),
}

SLOT = {
    "customer": _("Customer"),
    "contact": _("Contact"),
    "kind": _("Kind"),
    "at": _("When"),
    "note": _("Note"),
    "stage": _("Stage"),
    "amount": _("Amount"),
    "close": _("Expected close"),
    "title": _("Deal name"),
    "phone": _("Phone"),
    "email": _("E-mail address"),
    "industry": _("Industry"),
    "region": _("Region"),
    "tier": _("Tier"),
    "value": _("Value"),
    "owner": _("Owner"),
    "team": _("Team"),
    "field": _("Field"),
    "assignee": _("For"),
    "repeat": _("Repeats"),
    "outcome": _("Outcome"),
    "source": _("Source"),
    "currency": _("Currency"),
    "reason": _("Reason"),
    "request": _("Request"),
    "business": _("Tier"),
}

CHOICE = {
    "in_an_hour": _("In an hour"),
    "tomorrow_morning": _("Tomorrow 9:00"),
    "next_monday": _("Next Monday 9:00"),
    "deal": _("Deal"),
    "erase": _("Yes, erase it"),
    **{f"slot.{slot}": words for slot, words in SLOT.items()},
    **{f"kind.{kind}": words for kind, words in KIND.items()},
    **{f"stage.{stage}": words for stage, words in STAGE.items()},
    **{f"tier.{tier}": words for tier, words in TIER.items()},
}
"""Answers to a question that stand in no record."""

PART = {
    "log": _("Activity"),
    "note": _("Note"),
    "attach": _("File"),
    "remind": _("Reminder"),
    "update_deal": _("Deal"),
    "add_deal": _("New deal"),
    "add_customer": _("New customer"),
    "set_customer": _("Change"),
    "reschedule": _("Reminder"),
}
"""What an action's part of a card is called where several stand on it."""

FIELD = {
    "tier": _("Tier"),
    "alias": _("Also known as"),
    "tag": _("Tags"),
    "industry": _("Industry"),
    "region": _("Region"),
    "phone": _("Phone"),
    "email": _("E-mail address"),
    "address": _("Address"),
    "birthday": _("Birthday"),
    "renewal": _("Contract renewal"),
    "name": _("Name"),
    "source": _("Source"),
    "lifecycle": _("Lifecycle"),
    "interest": _("Interested in"),
    "credit": _("Credit grade"),
    "no_contact": _("Do not contact"),
    "title": _("Title"),
    "left": _("Has left"),
    "service": _("Service contact"),
    "co_owner": _("Co-owner"),
}

SETTING = {
    "language": _("Language"),
    "timezone": _("Time zone"),
    "digest_time": _("Daily digest at"),
    "work_hours": _("Working hours"),
    "mute": _("Muted"),
    "away": _("Away"),
    "cadence": _("Contact rhythm"),
    "quiet_hours": _("Quiet hours"),
    "working_days": _("Working days"),
    "pool_days": _("Days until the pool"),
    "response_time": _("Response time"),
}

ACTION = {
    "log": _("Log a visit, call or meeting"),
    "note": _("Keep a note"),
    "attach": _("Keep a file"),
    "remind": _("Set a reminder"),
    "done": _("Tick a reminder"),
    "reschedule": _("Move a reminder"),
    "cancel": _("Call a reminder off"),
    "add_customer": _("Add a customer"),
    "add_contact": _("Add a contact"),
    "set_customer": _("Change a customer"),
    "add_deal": _("Open a deal"),
    "update_deal": _("Move a deal"),
    "show": _("Show a customer"),
    "list_tasks": _("List what is to do"),
    "pipeline": _("Show the pipeline"),
    "digest": _("Send the digest"),
    "setting": _("Change my settings"),
    "bind": _("Tie a channel to a team"),
    "topic": _("Tie a thread or channel to a customer"),
    "erase": _("Erase somebody's data"),
    "approve": _("Approve"),
    "decline": _("Decline"),
    "link": _("Link another account"),
    "undo": _("Undo"),
    "help": _("Help"),
}

NOT_YOURS = _("That is not yours to change.")
NOT_ALLOWED = {
    "erase": _("Only managers and admins can do that. Ask yours."),
    "configure": _("Only managers and admins can change that for everybody."),
    "share": _("Only its owner or their manager can share a customer."),
    "see_name": _("That is not yours to see."),
    "report": _("That is not yours to see."),
    "log": _("That is not a customer of yours."),
    "log_for": _("You can log only what you did yourself."),
    "assign": _("You can set reminders only for yourself."),
}
"""Why not, by the deed that the policy does not allow."""
ROLE = {
    "partner": _("partner"),
    "rep": _("rep"),
    "manager": _("manager"),
    "admin": _("admin"),
}

CHANNEL = {"telegram": "Telegram", "slack": "Slack"}
"""What the platforms call themselves."""

LATER = {
    "assign": _("Hand a customer over"),
    "claim": _("Claim a customer"),
    "release": _("Release a customer into the pool"),
    "merge": _("Merge two customers"),
    "quote": _("Record a quote"),
    "order": _("Record an order"),
    "payment": _("Record a payment"),
    "ticket": _("Open a ticket"),
    "resolve": _("Close a ticket"),
    "rate": _("Record a rating"),
    "who_owns": _("Tell who owns a customer"),
    "history": _("Show what was done"),
    "list_customers": _("List customers"),
    "tickets": _("List tickets"),
    "forecast": _("Show a forecast"),
    "report": _("Show a report"),
    "find": _("Search"),
    "target": _("Set a target"),
    "campaign": _("Record a campaign"),
    "reassign": _("Give a reminder to somebody else"),
}
"""What is understood and cannot be done yet."""

EXAMPLE = {
    "log": _("visited Acme, talked renewal with Jane"),
    "note": _("note on Acme: budget frozen till April"),
    "remind": _("remind me to call Acme tomorrow 3pm"),
    "done": _("finished the Acme callback"),
    "reschedule": _("push the Acme call to Friday 10am"),
    "cancel": _("cancel the Acme follow-up"),
    "add_customer": _("new customer Initech, contact Bill 555-0100"),
    "add_contact": _("add Jane Doe, CFO, to Acme"),
    "set_customer": _("mark Acme as key account"),
    "add_deal": _("new deal with Acme: 20 servers, $50k, closing in March"),
    "update_deal": _("Acme moved to negotiation"),
    "show": _("show Acme"),
    "list_tasks": _("what's on today"),
    "pipeline": _("pipeline"),
    "digest": _("send me the digest now"),
    "setting": _("digest at 8:30"),
    "bind": _("this is the East team's channel"),
    "topic": _("this thread is about Acme"),
    "erase": _("erase all data of Jane Doe at Acme"),
    "approve": _("approve 31"),
    "decline": _("decline 31"),
    "link": _("link my other account"),
    "undo": _("undo"),
    "help": _("help"),
}
"""One sentence that each action understands, in each language (a test says them to the bot); a file is sent,
not said."""

LANGUAGE = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文"}
