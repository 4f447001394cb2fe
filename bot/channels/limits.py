"""How fast a bot may send on each platform: the one table of these limits, each with where it is written.

They are a little slower than is asked: what leaves evenly does not arrive evenly.
"""

from reminders.pace import Limit, Limits

FAQ = "core.telegram.org/bots/faq, My bot is hitting limits; telegram.constants.FloodLimit"
RATES = "docs.slack.dev/apis/web-api/rate-limits"
POSTING = "docs.slack.dev/reference/methods/chat.postMessage, Rate limiting"

TELEGRAM = Limits(
    bot=(Limit(28, 1.0, f"{FAQ}: 30 a second over all chats"),),
    chat=(Limit(3, 3.2, f"{FAQ}: one a second, short bursts pass"),),
    group=(Limit(20, 61.0, f"{FAQ}: 20 a minute"),),
    is_group=lambda chat: chat.startswith("-"),
)
SLACK = Limits(
    bot=(Limit(200, 61.0, f"{POSTING}: several hundred a minute in a workspace"),),
    chat=(Limit(3, 3.2, f"{RATES}: one a second in a channel, short bursts pass"),),
)
