"""Saved views in the SQLite store. They are no part of the data, so that the history does not name them."""

import sqlite3

from mapapp.errors import InputError
from mapapp.store.base import MOST_VIEW_NAME, MOST_VIEWS, SavedView


def listed(connection: sqlite3.Connection) -> list[SavedView]:
    """All of them, the one saved first first."""
    found = connection.execute("SELECT number, name, query, saved FROM views ORDER BY number")
    return [SavedView(number=number, name=name, query=query, saved=saved) for number, name, query, saved in found]


def save(connection: sqlite3.Connection, name: str, query: str, now: str) -> int:
    """See `Store.save_view`."""
    name = " ".join(name.split())
    if not 0 < len(name) <= MOST_VIEW_NAME or not name.isprintable():
        raise InputError(f"A view needs a name of 1 to {MOST_VIEW_NAME} characters; give it one.")
    there = connection.execute("SELECT number FROM views WHERE name = ?", (name,)).fetchone()
    if there:
        connection.execute("UPDATE views SET query = ?, saved = ? WHERE number = ?", (query, now, there[0]))
        return int(there[0])
    if connection.execute("SELECT count(*) FROM views").fetchone()[0] >= MOST_VIEWS:
        raise InputError(f"There are {MOST_VIEWS} saved views; delete one before you save another.")
    added = connection.execute("INSERT INTO views (name, query, saved) VALUES (?, ?, ?)", (name, query, now))
    return int(added.lastrowid or 0)


def delete(connection: sqlite3.Connection, number: int) -> bool:
    """See `Store.delete_view`."""
    return connection.execute("DELETE FROM views WHERE number = ?", (number,)).rowcount > 0
