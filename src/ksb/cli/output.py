"""Where results and complaints go: standard output, a file, standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Literal, NamedTuple

from ksb.errors import KsbError, reason
from ksb.escape import for_log, without_commands

if TYPE_CHECKING:
    from ksb.layout import Block, Canvas

Color = Literal["auto", "always", "never"]

# What `ksb` draws with, for a terminal that has ASCII only.
_ASCII = str.maketrans({"●": "x", "·": ".", "…": "...", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"'})


class Output(NamedTuple):
    """Where the results of one command go."""

    file: Path | None
    color: Color
    aside: bool = False
    """Whether standard output is taken, so that what has no file goes to standard error."""

    @property
    def canvas(self) -> Canvas:
        """What text for people is drawn on: a terminal's width and colours, or a pipe's lack of both.

        `NO_COLOR` takes the colours and leaves bold and underline; `--color` overrules it.
        """
        from ksb.layout import Canvas

        stream = sys.stderr if self.aside else sys.stdout
        terminal = self.file is None and is_terminal(stream)
        width: int | None = None
        if terminal:
            width = os.get_terminal_size(stream.fileno()).columns or 80
        columns = os.environ.get("COLUMNS", "")
        if self.file is None and columns.isascii() and columns.isdigit() and int(columns) > 0:
            width = min(int(columns), 10_000)
        styled = self.color == "always" or (self.color == "auto" and terminal and os.environ.get("TERM") != "dumb")
        colored = self.color == "always" or not os.environ.get("NO_COLOR")
        return Canvas(width, styled, colored)

    def draw(self, *blocks: Block) -> None:
        """Write blocks of text, for people."""
        self.write(self.canvas.draw(*blocks))

    def write(self, text: str | Iterable[str]) -> None:
        """Write text for people, whole or in pieces, in the encoding of the terminal."""
        encoding = "utf-8" if self.file else getattr(sys.stdout, "encoding", None) or "utf-8"
        self._put(_encoded(without_commands(piece), encoding) for piece in _pieces(text))

    def write_data(self, text: str | Iterable[str]) -> None:
        """Write text for programs, whole or in pieces, in UTF-8 whatever the terminal.

        Half a character, which a file's name may hold, is written as JSON does: `\\udcff`.
        """
        self._put(piece.encode(errors="backslashreplace") for piece in _pieces(text))

    def write_bytes(self, content: bytes) -> None:
        """Write content as it is."""
        self._put([content])

    def _put(self, contents: Iterable[bytes]) -> None:
        if self.file:
            from ksb.cli.writing import replace

            replace(self.file, contents)
            return
        stream = sys.stderr if self.aside else sys.stdout
        try:
            if stream is None:
                raise OSError(0, "standard output is closed")
            stream.flush()
            for content in contents:
                stream.buffer.write(content)
            stream.buffer.flush()
        except BrokenPipeError:
            silence_stdout()
        except OSError as error:
            silence_stdout()
            raise KsbError(f"can't write the result: {reason(error)}") from None


def keep(result: Path | None, *read: str | Path | None) -> None:
    """Raise `KsbError` where a result would take the place of a file that is read."""
    # A name that can't be a file's is none to `os.path`; Path raises.
    if result is not None and os.path.isfile(result):  # noqa: PTH113
        for file in read:
            if file is not None and os.path.isfile(file) and os.path.samefile(result, file):  # noqa: PTH113, PTH121
                raise KsbError(f"{result} is read; what comes of it can't take its place", "name another file")


def _pieces(text: str | Iterable[str]) -> Iterable[str]:
    return (text,) if isinstance(text, str) else text


def _encoded(text: str, encoding: str) -> bytes:
    try:
        return text.encode(encoding)
    except UnicodeEncodeError:
        return text.translate(_ASCII).encode(encoding, "replace")


def hint(text: str) -> None:
    """Write a hint to standard error."""
    _say(text, "")


def complain(message: str | Sequence[str], hint: str | None = None) -> None:
    """Write an error, in one line or several, and what to do about it, to standard error."""
    first, *more = [message] if isinstance(message, str) else message
    _say(f"error: {first}", "\x1b[1;31m")
    for line in more:
        _say(line, "")
    if hint:
        _say(f"hint: {hint}", "")


def _say(text: str, style: str) -> None:
    if sys.stderr is None:
        return
    text = for_log(text)
    if style and is_terminal(sys.stderr) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
        label, colon, rest = text.partition(":")
        text = f"{style}{label}{colon}\x1b[0m{rest}"
    encoding = sys.stderr.encoding or "utf-8"
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        return


def is_terminal(stream: IO[str] | None) -> bool:
    """Return whether a stream is a terminal; a closed one is none."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def silence_stdout() -> None:
    """Let what Python still holds for standard output go nowhere at exit."""
    if sys.stdout is not None:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
