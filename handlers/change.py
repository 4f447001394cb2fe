"""What *Change* can put right."""

from collections.abc import Mapping

CHANGEABLE: Mapping[str, tuple[str, ...]] = {
    "log": ("customer", "kind", "contact", "at", "note"),
    "note": ("customer", "contact", "note"),
    "attach": ("customer", "note"),
    "remind": ("customer", "kind", "at", "contact", "note"),
    "update_deal": ("customer", "stage", "amount", "close"),
    "add_deal": ("customer", "title", "stage", "amount", "close"),
    "add_customer": ("customer", "contact", "phone", "industry", "region", "tier"),
    "set_customer": ("customer", "value"),
    "reschedule": ("at",),
}
"""The slots of each action that *Change* offers."""
