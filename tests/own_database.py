"""A small database of its own: real commits and real processes, and the demo stays as it was."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import psycopg
from django.db import connection, connections


@contextmanager
def own_database(folder: Path, *models) -> Iterator[str]:
    """Gives the DATABASE_URL of a new database with the tables of these models alone.

    Until the end it is the default of this process, its new threads included.
    """
    before, demo = connections.settings["default"], connections["default"]
    if demo.vendor == "sqlite":
        name = str(folder / f"{uuid4().hex}.sqlite3")
        address = f"sqlite:///{name}"
    else:
        name = f"own_{uuid4().hex}"
        server = "{USER}@{HOST}:{PORT}".format(**before)
        address = f"postgres://{server}/{name}"
        run(server, f"CREATE DATABASE {name}")
    connections.settings["default"] = {**before, "NAME": name}
    connections["default"] = own = connections.create_connection("default")
    try:
        with own.schema_editor() as editor:
            for model in models:
                editor.create_model(model)
        yield address
    finally:
        own.close()
        connections.settings["default"] = before
        connections["default"] = demo
        if demo.vendor != "sqlite":
            run(server, f"DROP DATABASE {name} WITH (FORCE)")


def empty(*models) -> None:
    """Takes every row of these models away, without a look for rows elsewhere that go with them."""
    with connection.cursor() as cursor:
        for model in models:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")


def run(server: str, command: str) -> None:
    """Tells a PostgreSQL server something that needs no database of its own."""
    with psycopg.connect(f"postgres://{server}/postgres", autocommit=True) as connection:
        connection.execute(command)
