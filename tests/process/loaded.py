"""The whole program with what it imports late, its phrases compiled: what `prepared` forks processes from."""

import gc

import alembic.command  # noqa: F401
import psycopg  # noqa: F401

import bot.channels.slack.line
import bot.channels.telegram.line
import bot.cli  # noqa: F401
from handlers import understanding

understanding.warm_up()
gc.collect()
gc.freeze()
