"""Options and arguments that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tui_reader.errors import QueryError
from tui_reader.query import CLAIM_FIELDS, CLAIM_FLAGS, Field, Flag, Query, complete, insert, leaves, parse

F = TypeVar("F", bound=Callable[..., Any])

as_json: Callable[[F], F] = click.option("--json", "is_json", is_flag=True, help="One JSON object a line.")


def limit(default: int) -> Callable[[F], F]:
    """`--limit N`."""
    return click.option(
        "-n", "--limit", type=click.IntRange(0), default=default, show_default=True, help="At most so many; 0 for all."
    )


def query(words: tuple[str, ...]) -> Query | None:
    """The filter made of the words of a call; None where there are none.

    Raises QueryError with a message that shows the place.
    """
    text = " ".join(words)
    if not text.strip():
        return None
    try:
        return parse(text)
    except QueryError as error:
        near = text[max(0, error.position - 12) : error.position + 12]
        raise QueryError(f"{error} (at character {error.position + 1}, near “{near}”)", error.position) from None


def is_about_claims(query: Query | None) -> bool:
    """Whether only articles that are split into claims can answer."""
    return query is not None and any(
        (isinstance(leaf, Field) and leaf.name in CLAIM_FIELDS) or (isinstance(leaf, Flag) and leaf.name in CLAIM_FLAGS)
        for leaf in leaves(query.root)
    )


def complete_query(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """What a shell may offer for a word of a filter: the whole word, with the ~ or ( before it."""
    return [insert(incomplete, len(incomplete), atom)[0].rstrip() for atom in complete(incomplete, len(incomplete))]


filter_words: Callable[[F], F] = click.argument(
    "query_words", metavar="[QUERY]...", nargs=-1, shell_complete=complete_query
)
