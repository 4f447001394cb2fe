"""The libraries' own log lines are not written: they hold texts, names and tickets."""

import logging

QUIET = logging.getLogger("salesbot.slack")
QUIET.setLevel(logging.CRITICAL + 1)
