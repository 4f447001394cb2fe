"""Business settings as they were changed, with their defaults."""

from dataclasses import replace
from typing import Any

from domain.settings import DEFAULTS, Changed, read_setting
from storage.records import Records, Shape, given, selected
from storage.tables import setting


class Settings(Records[Changed]):
    """Business settings; a change is on the record like any other."""

    shape = Shape(setting, Changed)

    def text(self, name: str) -> str:
        """Return the setting as it was typed, or its default."""
        found = self._changed(name)
        return DEFAULTS[name].default if found is None else found.value

    def value(self, name: str) -> Any:
        """Return what the setting says."""
        return read_setting(name, self.text(name))

    def change(self, name: str, text: str) -> None:
        """Set it; refuse a text that does not fit."""
        read_setting(name, text)
        before = self._changed(name)
        if before is None:
            self.add(Changed(name=name, value=text))
        else:
            self.save(replace(before, value=text))

    def _changed(self, name: str) -> Changed | None:
        return self.first(_NAMED, {"the_name": name})


_NAMED = selected(Settings.shape).where(given(setting.c.name))
