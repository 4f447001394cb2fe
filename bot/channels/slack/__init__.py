"""Slack over Bolt: Socket Mode or signed HTTP in, the Web API out."""

NAME = "slack"
