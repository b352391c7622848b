"""Running a program and saying what it cost: wall and CPU seconds, memory of its whole family of processes."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_PAGE = os.sysconf("SC_PAGE_SIZE")
_SAMPLE_SECONDS = 0.03


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run cost."""

    wall: float  #: seconds
    cpu: float  #: user and system seconds of the program and the children it waited for
    memory: float  #: peak MB of all its processes: what each has for itself, and the largest shared part once
    code: int  #: exit status, 124 where the time was up
    output: str  #: the last of what it wrote to stdout and stderr


def run(command: Sequence[str], *, env: Mapping[str, str], seconds: float = 300.0, cwd: Path | None = None) -> Cost:
    """Run `command` to its end, at most `seconds`, in a session of its own."""
    began = time.perf_counter()
    with subprocess.Popen(
        command,
        env=dict(env),
        cwd=cwd,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        peak = Peak(process.pid)
        peak.start()
        timer = threading.Timer(seconds, os.killpg, (process.pid, signal.SIGKILL))
        timer.start()
        assert process.stdout is not None
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        process.returncode = os.waitstatus_to_exitcode(status)
        was_stopped = not timer.is_alive()
        timer.cancel()
        memory = peak.stop()
    code = 124 if was_stopped else process.returncode
    return Cost(wall, usage.ru_utime + usage.ru_stime, memory, code, output.decode(errors="replace")[-4000:])


class Peak(threading.Thread):
    """Watches the memory of a process and its descendants."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._end = threading.Event()
        self._most = 0.0

    def run(self) -> None:
        """Sample until stopped."""
        while not self._end.wait(_SAMPLE_SECONDS):
            self._most = max(self._most, memory_of(self._root))

    def stop(self) -> float:
        """The peak so far in MB."""
        self._end.set()
        self.join()
        return self._most


def has_children(root: int) -> bool:
    """Whether a process has any of its own now."""
    return bool(Path(f"/proc/{root}/task/{root}/children").read_text().split())


def memory_of(root: int) -> float:
    """MB that a process and its descendants hold now: each its own part, and the largest shared part once."""
    parents, sizes = {}, {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            fields = Path(f"/proc/{name}/stat").read_text().rpartition(")")[2].split()
            resident, mapped = map(int, Path(f"/proc/{name}/statm").read_text().split()[1:3])
        except (OSError, ValueError):
            continue
        parents[int(name)] = int(fields[1])
        sizes[int(name)] = (resident - mapped, mapped)
    family, more = {root}, {root}
    while more:
        more = {pid for pid, parent in parents.items() if parent in more} - family
        family |= more
    mine = [sizes[pid] for pid in family if pid in sizes]
    return (sum(own for own, _ in mine) + max((shared for _, shared in mine), default=0)) * _PAGE / 1e6


def folder_size(folder: Path) -> float:
    """MB of the files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
