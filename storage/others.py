"""Other processes on the same store: their commits ring our bell too."""

from threading import Event, Thread

from sqlalchemy.exc import SQLAlchemyError

from storage.store import Store
from storage.unit import CHANNEL

LOOK_AGAIN = 0.25
"""Seconds between two looks at SQLite's change counter (3 µs each, names.md)."""
LISTEN_FOR = 1.0
"""Seconds after which a listener looks whether it should end."""


class Others:
    """A thread that rings the store's bell when another process has committed."""

    def __init__(self, store: Store) -> None:
        """Listen to the others on `store` once started."""
        self._store = store
        self._stopping = Event()
        look = self._watch_file if store.engines.sqlite else self._listen
        self._thread = Thread(target=look, name="others", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def stop(self) -> None:
        """Listen no more."""
        self._stopping.set()
        if self._thread.ident is not None:
            self._thread.join()

    def _watch_file(self) -> None:
        with self._store.engines.reading.connect() as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            seen = None
            while not self._stopping.wait(LOOK_AGAIN):
                version = driver.execute("PRAGMA data_version").fetchone()[0]
                if seen is not None and version != seen:
                    self._store.bell.ring()
                seen = version

    def _listen(self) -> None:
        import psycopg

        url = self._store.engines.writing.url.set(drivername="postgresql").render_as_string(
            hide_password=False
        )
        while not self._stopping.is_set():
            try:
                with psycopg.connect(url, autocommit=True) as connection:
                    connection.execute(f"LISTEN {CHANNEL}")
                    self._store.bell.ring()
                    while not self._stopping.is_set():
                        for told in connection.notifies(timeout=LISTEN_FOR, stop_after=1):
                            if told.payload != self._store.bell.name:
                                self._store.bell.ring()
            except (psycopg.OperationalError, SQLAlchemyError):
                self._stopping.wait(LISTEN_FOR)
