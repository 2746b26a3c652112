"""Who types `portal … --help` reads German, like everybody else."""

import re
from collections.abc import Callable, Iterator

import click
from flask import Flask

ENGLISH = re.compile(r"\b(?:the|a|and|of|to|anew|with|is|until|everything)\b")
#: Commands that come with the libraries.
NOT_OURS = frozenset({"db", "routes", "run", "shell"})


def told(command: click.Command, called: str) -> Iterator[tuple[str, str]]:
    yield called, command.help or ""
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            yield f"{called} {parameter.opts[0]}", parameter.help or ""
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from told(below, f"{called} {name}")


def test_every_command_and_option_of_ours_is_explained_in_german(make_app: Callable[..., Flask]) -> None:
    with click.Context(click.Command("portal")):
        ours = {name: one for name, one in make_app().cli.commands.items() if name not in NOT_OURS}
    texts = [line for name, one in ours.items() for line in told(one, name)]

    assert {"accounts", "audit", "needs", "demo", "worker", "outbox"} <= set(ours)
    assert [called for called, text in texts if not text] == []
    assert [called for called, text in texts if ENGLISH.search(text)] == []
