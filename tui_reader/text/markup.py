"""`html_to_body`: HTML as blocks of words, by what is rendered and never by what should be removed."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Mapping
from html import unescape
from typing import TYPE_CHECKING, Any, Protocol

from tui_reader.model import Body
from tui_reader.text.blocks import assemble, text_to_body
from tui_reader.text.elements import UNCOUNTED
from tui_reader.text.renderer import Renderer

if TYPE_CHECKING:
    from lxml import etree

LONGEST_HTML = 4_000_000
"""Characters of one body that are read at all; the rest is cut."""
DEEPEST = 400
"""Open elements above which further ones are ignored: libxml2 walks all of them at each stray end tag."""

_FRAME = re.compile(r"<iframe\b[^<>]*>(?:[^<]*</iframe\s*>)?|</iframe\s*>", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]*)")


class Target(Protocol):
    """What receives the events of a page, in order."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names in lower case."""

    def end(self, tag: str) -> None:
        """An element ends, whether the page says so or not."""

    def data(self, data: str) -> None:
        """Characters, in pieces, entities undone."""

    def close(self) -> None:
        """The page ends."""


def html_to_body(html: str, base_url: str = "") -> Body:
    """Return the words of an HTML fragment or page as blocks, links resolved against `base_url`.

    Scripts, styles, frames, forms' controls and hidden parts are not rendered; nothing is fetched. Pictures become
    captions (their alternative text) with an image link. One `<br>` is a blank whose place the block keeps, two part
    paragraphs. Items of ordered lists keep their numbers as labels, outside the text. Input without any tag is
    read as plain text. Linear in the length of the input, without recursion, cut at `LONGEST_HTML`.
    """
    if "<" not in html:
        return text_to_body(unescape(html[:LONGEST_HTML]))
    thread = _Thread.current()
    thread.renderer.begin(base_url)
    if not _read(html, thread.parser):
        _Thread.local.thread = None
    return assemble(thread.renderer.finish())


def walk_html(html: str, target: Target) -> None:
    """Hand the elements and words of `html` to `target`; as bounded as `html_to_body`. Never raises for its content."""
    _read(html, _parser(target))


def _parser(target: Target) -> etree.HTMLParser:
    from lxml.etree import HTMLParser  # 45 ms of import that commands without feeds need not pay

    any_target: Any = target  # the stubs also ask for events that are switched off
    return HTMLParser(target=any_target, huge_tree=True, remove_comments=True, remove_pis=True, encoding="utf-8")


def _read(html: str, parser: etree.HTMLParser) -> bool:
    """Run `parser` over `html`; False where it stumbled: over nothing but blanks or comments, as a rule."""
    from lxml.etree import LxmlError, fromstring

    try:
        fromstring(_prepared(html[:LONGEST_HTML]).encode("utf-8", "ignore"), parser)
    except (LxmlError, ValueError):
        return False
    return True


class _Thread:
    """A parser with its renderer: making one costs as much as a short article, so each thread keeps its own."""

    local = threading.local()

    def __init__(self) -> None:
        self.renderer = Renderer()
        self.parser = _parser(self.renderer)

    @classmethod
    def current(cls) -> _Thread:
        """The calling thread's own."""
        thread: _Thread | None = getattr(cls.local, "thread", None)
        if thread is None:
            thread = cls.local.thread = cls()
        return thread


def _prepared(html: str) -> str:
    """What libxml2 can be trusted with: no NUL, no frames (an open one silences all behind it), not too deep."""
    html = html.replace("\x00", "")
    return _flattened(_FRAME.sub(" ", html) if "iframe" in html or "IFRAME" in html else html)


def _flattened(html: str) -> str:
    """Rename start tags beyond `DEEPEST` open elements to a void one; ordinary documents come back as they are."""
    if html.count("<") <= 2 * DEEPEST:
        return html
    open_tags: Counter[str] = Counter()
    depth = 0

    def judge(match: re.Match[str]) -> str:
        nonlocal depth
        is_end, name = bool(match[1]), match[2].lower()
        if name in UNCOUNTED:
            return match[0]
        if is_end:
            if not open_tags[name]:
                return "</area"
            open_tags[name] -= 1
            depth -= 1
            return match[0]
        if depth >= DEEPEST:
            return "<area"
        open_tags[name] += 1
        depth += 1
        return match[0]

    return _TAG.sub(judge, html)
