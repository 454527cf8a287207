"""The program under test as a process of its own."""

import re
import signal
import subprocess
import threading
import time
from pathlib import Path

# A debug build on a busy machine fills the made-up gym within this.
START_S_MAX = 240
# Ten seconds of drain, and room.
END_S_MAX = 30


class Service:
    """`rustdag serve`, started and listening."""

    def __init__(self, program: Path, folder: Path, *arguments: str):
        self.output: list[str] = []
        self.errors: list[str] = []
        self._process = subprocess.Popen(
            [program, "serve", "--listen", "127.0.0.1:0", *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._readers = [
            threading.Thread(target=self._read, args=(stream, lines), daemon=True)
            for stream, lines in ((self._process.stdout, self.output), (self._process.stderr, self.errors))
        ]
        for reader in self._readers:
            reader.start()
        try:
            self.address = self._wait_until_ready()
        except BaseException:
            self.kill()
            raise

    @staticmethod
    def _read(stream, lines: list[str]) -> None:
        for line in stream:
            lines.append(line.rstrip("\n"))

    def _wait_until_ready(self) -> str:
        """Reads where it listens; the last line of the greeting says that all of it is there."""
        deadline = time.monotonic() + START_S_MAX
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            found = (re.search(r"http://(127\.0\.0\.1:\d+)", line) for line in self.output)
            address = next(filter(None, found), None)
            if address and any("Ctrl-C" in line for line in self.output):
                return address.group(1)
            time.sleep(0.05)
        raise AssertionError(f"the program did not say where it listens:\n{self.said()}")

    def said(self) -> str:
        return "\n".join(self.output + self.errors)

    def interrupt(self) -> int:
        """Ctrl-C; answers the status it ended with."""
        self._process.send_signal(signal.SIGINT)
        return self._end()

    def kill(self) -> None:
        """Ends it without a chance to tidy up: `kill -9`."""
        if self._process.poll() is None:
            self._process.kill()
        self._end()

    def _end(self) -> int:
        try:
            status = self._process.wait(END_S_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"it did not end within {END_S_MAX} s") from None
        for reader in self._readers:
            reader.join()
        return status
