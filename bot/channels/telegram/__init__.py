"""Telegram: one bot over the Bot API, by long polling or webhook."""

NAME = "telegram"
