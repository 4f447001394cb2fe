"""Channels: each reads raw events, and sends documents."""
