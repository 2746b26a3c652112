"""The floor: a bare Flask application that does the least that could be called the same work.

``POST /`` inserts one row and commits, ``GET /`` renders a template of 8 kB with one query. No headers, no sessions, no
checks: whatever the portal does beyond this is what its ratio to the floor shows.
"""

import os
import uuid
from typing import Any

from flask import Flask, redirect, render_template, request
from jinja2 import DictLoader
from sqlalchemy import create_engine, event, text
from werkzeug.wrappers import Response

engine = create_engine(os.environ["BARE_DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://"))
application = Flask(__name__)

PAGE = (
    "<!doctype html><html lang=de><title>{{ title }}</title><h1>{{ title }}</h1><ul>"
    "{% for row in rows %}<li><a href='/orte/{{ row.id }}'>{{ row.said }}</a></li>{% endfor %}</ul>" + "<p>x</p>" * 800
)


application.jinja_loader = DictLoader({"page.html": PAGE})


@event.listens_for(engine, "connect")
def pragmas(connection: Any, _record: Any) -> None:
    if engine.dialect.name != "sqlite":
        return
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000"):
        connection.execute(f"PRAGMA {pragma}")


@application.get("/")
def page() -> str:
    with engine.connect() as connection:
        rows = connection.execute(text("SELECT id, said FROM bare ORDER BY id LIMIT 20")).all()
    return render_template("page.html", title="Landkreis", rows=rows)


@application.post("/")
def insert() -> Response:
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        values = {"id": uuid.uuid4().hex, "said": request.form["text"]}
        connection.execute(text("INSERT INTO bare (id, said) VALUES (:id, :said)"), values)
        connection.commit()
    return redirect("/", code=303)


def prepare() -> None:
    """Make the table with the twenty rows the page shows."""
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE bare (id VARCHAR(32) PRIMARY KEY, said TEXT NOT NULL)"))
        rows = [{"id": f"{n:032x}", "said": f"Bank am Marktplatz {n}"} for n in range(20)]
        connection.execute(text("INSERT INTO bare (id, said) VALUES (:id, :said)"), rows)
