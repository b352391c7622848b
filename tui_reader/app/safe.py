"""The doors to the outside: the browser, the clipboard, the terminal. No shell, no scheme but http and https."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import webbrowser
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from tui_reader.model import Claim

MAX_URL = 4_096  #: characters; longer ones are refused
_BROWSERS: list[subprocess.Popen[bytes]] = []  #: those started here, to be reaped when the next one starts
_UNSAFE = re.compile('[\x00-\x20\x7f-\x9f\u2028-\u202e\u2066-\u2069"<>\\\\^`{|}]')


def openable(url: str) -> str:
    """`url` if a browser may be given it, else "": http(s), a host, no user info, nothing a shell or terminal reads."""
    if len(url) > MAX_URL or _UNSAFE.search(url):
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    is_good = parts.scheme.lower() in ("http", "https") and bool(host) and "@" not in parts.netloc
    return url if is_good and host and not host.startswith("-") else ""


def url_at(url: str, claim: Claim | None) -> str:
    """`url` opening at the claim by a text fragment; "" if a browser may not be given it."""
    if not openable(url) or claim is None:
        return openable(url)
    from tui_reader.export.fragments import fragment_url

    at_claim = fragment_url(url, claim)
    return openable(at_claim) or url


def open_in_browser(url: str, environ: Mapping[str, str] | None = None) -> str:
    """Open a page; "" or one line that says why not. $BROWSER is run by its words, never by a shell.

    Returns at once: the browser is not waited for and writes nothing onto the screen.
    """
    if not openable(url):
        return "this address is not http or https: not opened"
    wanted = (environ if environ is not None else os.environ).get("BROWSER", "")
    commands = [command for command in wanted.split(os.pathsep) if command]
    try:
        if commands:
            words = shlex.split(commands[0])
            has_place = any("%s" in word for word in words)
            argv = [word.replace("%s", url) for word in words] if has_place else [*words, url]
            _BROWSERS[:] = [browser for browser in _BROWSERS if browser.poll() is None]
            browser = subprocess.Popen(
                argv,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
            _BROWSERS.append(browser)
            return ""
        return "" if webbrowser.open(url) else "no browser found: set BROWSER, or Y copies the URL"
    except (OSError, ValueError, webbrowser.Error) as error:
        return f"the browser did not start: {type(error).__name__}; Y copies the URL"


def copyable(text: str) -> str:
    """`text` as the clipboard may have it: no control characters, so that pasting runs nothing."""
    return "".join(char for char in text if char in "\n\t" or char.isprintable())


def editor_argv(environ: Mapping[str, str]) -> list[str]:
    """The reader's editor as words: $VISUAL, $EDITOR, else vi."""
    return shlex.split(environ.get("VISUAL") or environ.get("EDITOR") or "vi")


def edit(file: Path, environ: Mapping[str, str]) -> str:
    """Let the reader edit a file in a terminal that is free for it; "" or one line that says why it failed."""
    before = signal.signal(signal.SIGINT, lambda *_: None)  # ctrl+c is the editor's, and none of ours dies of it
    try:
        words = editor_argv(environ)
        done = subprocess.run([*words, str(file)], check=False)
    except FileNotFoundError:
        return f"no program is called {words[0]}: set VISUAL or EDITOR; the note stays as it was"
    except (OSError, ValueError) as error:
        return f"the editor did not start: {error}: set VISUAL or EDITOR; the note stays as it was"
    finally:
        signal.signal(signal.SIGINT, before)
    return "" if done.returncode == 0 else f"{words[0]} ended with an error; the note stays as it was"


def terminal_problem(environ: Mapping[str, str], *, is_input: bool, is_output: bool) -> str:
    """Why the screen cannot be drawn here, "" when it can."""
    if not (is_input and is_output):
        return "newsread needs a terminal; for pipes and scripts try: newsread river"
    if environ.get("TERM", "") in ("dumb", "unknown"):
        return "this terminal cannot draw a screen (TERM=dumb); try: newsread river"
    return ""


def terminal_here() -> str:
    """`terminal_problem` of this process."""
    return terminal_problem(os.environ, is_input=sys.stdin.isatty(), is_output=sys.stdout.isatty())
