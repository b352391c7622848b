"""The reader in a browser, driven by headless Chromium: the page loads, keys move, a claim is bookmarked."""

from __future__ import annotations

import asyncio
import contextlib
import json
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from tui_reader.newsroom import Newsroom

pytest.importorskip("textual_serve", reason="the extra newsread[serve] is not installed")
aiohttp: Any = pytest.importorskip("aiohttp", reason="it comes with textual-serve")
CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
PATIENCE = 120.0  # seconds: a browser and a server start on a machine that may be busy


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Browser:
    """A page of a headless browser, by the DevTools protocol."""

    def __init__(self, socket: Any) -> None:
        self.socket = socket
        self.number = 0

    async def ask(self, method: str, **parameters: Any) -> Any:
        """Send one command and wait for its answer."""
        self.number += 1
        await self.socket.send_json({"id": self.number, "method": method, "params": parameters})
        while True:
            answer = json.loads((await self.socket.receive()).data)
            if answer.get("id") == self.number:
                return answer.get("result")

    async def script(self, source: str) -> Any:
        """Value of a JavaScript expression on the page."""
        return (await self.ask("Runtime.evaluate", expression=source))["result"].get("value")

    async def press(self, key: str) -> None:
        """Press one letter."""
        code, number = f"{'Digit' if key.isdigit() else 'Key'}{key.upper()}", ord(key.upper())
        known = {"key": key, "code": code, "windowsVirtualKeyCode": number}
        await self.ask("Input.dispatchKeyEvent", type="keyDown", text=key, **known)
        await self.ask("Input.dispatchKeyEvent", type="keyUp", **known)


@asynccontextmanager
async def process(*command: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """A child that is ended with its block."""
    child = await asyncio.create_subprocess_exec(*command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield child
    finally:
        if child.returncode is None:
            child.terminate()
        await child.wait()


@asynccontextmanager
async def browser(address: str, folder: Path) -> AsyncIterator[Browser]:
    """A headless browser that looks at `address`."""
    flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--remote-debugging-port=0"]
    async with process(CHROMIUM, *flags, f"--user-data-dir={folder}", address) as child:
        told = folder / "DevToolsActivePort"  # the browser writes there which port it took
        while not (told.exists() and told.read_text().strip()):
            assert child.returncode is None, "the browser ended"
            await asyncio.sleep(0.05)
        port = int(told.read_text().splitlines()[0])
        async with aiohttp.ClientSession() as web:
            async with web.get(f"http://127.0.0.1:{port}/json") as answer:
                page = next(target for target in await answer.json() if target["type"] == "page")
            async with web.ws_connect(page["webSocketDebuggerUrl"], max_msg_size=0) as socket:
                yield Browser(socket)


async def listening(port: int, child: asyncio.subprocess.Process) -> None:
    """Wait until somebody listens on `port`."""
    while child.returncode is None:
        try:
            _, writer = await asyncio.open_connection("127.0.0.1", port)
        except OSError:
            await asyncio.sleep(0.05)
        else:
            writer.close()
            return
    raise AssertionError("the server ended")


def saved(database: Path) -> int:
    """Number of saved claims."""
    with Newsroom.open(database) as room:
        return len(room.library.bookmarks())


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here")
async def test_a_claim_is_bookmarked_in_the_browser(database: Path, tmp_path: Path) -> None:
    config, port = tmp_path / "c.toml", free_port()
    config.write_text("[app]\nrefresh_on_start = false\n[news]\nrefresh_minutes = 0\n")
    before = saved(database)
    command = ["-m", "tui_reader", "--config", str(config), "--db", str(database), "serve", "--port", str(port)]
    async with asyncio.timeout(PATIENCE), process(sys.executable, *command) as server:
        await listening(port, server)
        async with browser(f"http://127.0.0.1:{port}/", tmp_path / "profile") as page:
            while not await page.script("document.querySelector('.xterm-helper-textarea') !== null"):
                await asyncio.sleep(0.05)
            await page.script("document.querySelector('.xterm-helper-textarea').focus()")
            while saved(database) == before:  # the app may still be starting behind the page: go on until it hears
                for key in ("2", "j", "l", "j", "b"):
                    await page.press(key)
                await asyncio.sleep(0.5)


def windows(database: Path) -> list[int]:
    """Processes that show `database`, the server itself and shells left out."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            words = path.read_bytes().split(b"\0")
            if str(database).encode() in words and b"serve" not in words:
                found.append(int(path.parent.name))
    return found


async def opened(web: Any, address: str, **headers: str) -> Any:
    """The socket that a page at `address` opens, or the status that refuses it."""
    try:
        return await web.ws_connect(f"{address}/ws?width=80&height=24", headers=headers)
    except aiohttp.WSServerHandshakeError as error:
        return error.status


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="counts processes as Linux shows them")
async def test_only_its_own_page_is_answered_and_no_window_outlives_its_tab_or_the_server(
    database: Path, tmp_path: Path
) -> None:
    config, port = tmp_path / "c.toml", free_port()
    config.write_text("[app]\nrefresh_on_start = false\n[news]\nrefresh_minutes = 0\n")
    address = f"http://127.0.0.1:{port}"
    command = ["-m", "tui_reader", "--config", str(config), "--db", str(database), "serve", "--port", str(port)]
    async with (
        asyncio.timeout(PATIENCE),
        process(sys.executable, *command) as server,
        aiohttp.ClientSession() as web,
    ):
        await listening(port, server)
        async with web.get(address) as page:
            assert page.headers["Content-Security-Policy"] == "frame-ancestors 'none'"
        for strange in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}, {"Origin": "null"}):
            assert await opened(web, address, **strange) == 403
        assert windows(database) == []
        tab = await opened(web, address, Origin=address)
        await tab.receive()  # its first paint
        assert len(windows(database)) == 1
        await tab.close()
        while windows(database):
            await asyncio.sleep(0.02)
        tab = await opened(web, address, Origin=address)
        await tab.receive()
        server.send_signal(signal.SIGINT)
        async for _ in tab:
            pass  # as a browser would: until the socket is closed
        await server.wait()
        while windows(database):
            await asyncio.sleep(0.02)


@pytest.mark.parametrize(
    ("host", "origin", "is_local", "is_answered"),
    [
        ("127.0.0.1:8000", "", True, True),
        ("localhost:8000", "http://localhost:8000", True, True),
        ("[::1]:8000", "http://[::1]:8000", True, True),
        ("127.0.0.1:8000", "http://localhost:8000", True, False),
        ("127.0.0.1:8000", "http://127.0.0.1:8001", True, False),
        ("evil.example:8000", "http://evil.example:8000", True, False),
        ("127.0.0.1.evil.example", "", True, False),
        ("", "", True, False),
        ("[::1", "", True, False),
        ("127.0.0.1:8000", "http://[", True, False),
        ("news.lan:8000", "http://news.lan:8000", False, True),
        ("news.lan:8000", "http://evil.example", False, False),
    ],
)
def test_whose_page_asks(host: str, origin: str, is_local: bool, is_answered: bool) -> None:
    from tui_reader.cli.browser import is_own

    assert is_own(host, origin, is_local=is_local) is is_answered
