"""Where results and complaints go: standard output, a file, standard error."""

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from tempfile import SpooledTemporaryFile
from textwrap import fill
from typing import IO, Any, Literal, Self, TextIO

from rich.console import Console, RenderableType

from ksb.cli import discard
from ksb.cli.pager import Paged, pager
from ksb.cli.writing import replace
from ksb.display.parts import Lines
from ksb.errors import KsbError, reason
from ksb.escape import for_log, without_commands
from ksb.objects import dumps

Color = Literal["auto", "always", "never"]

# What `ksb` draws with, for a terminal that has ASCII only.
_ASCII = str.maketrans("●·–—’‘“”█░→", "x.--''\"\"#.>") | {ord("…"): "..."}
_IN_MEMORY = 1 << 24
"""Maximum size of a result, in bytes, that is kept in memory until it replaces a file."""


class _Console(Console):
    """A console that doesn't exit when the reader closes the pipe, as Rich would."""

    def on_broken_pipe(self) -> None:
        """Discard the rest of standard output."""
        discard(sys.stdout)


class Output:
    """Where the results of one command go: a file, standard output (through a pager if it is long), standard error.

    Everything written in a `with` block goes to one place; a call outside one is complete by itself. A file gets its
    new content at the end of the block, and keeps the old content if the block raises.
    """

    def __init__(
        self, file: Path | None, color: Color, *, aside: bool = False, paged: bool = True, overwrite: bool = False
    ) -> None:
        """Write to `file`; for None or `-` to standard output, or with `aside` to standard error.

        Raises `KsbError` if the file is a standard or a filled-in tracker, unless `overwrite` is set.
        """
        self.file = None if file == Path("-") else file
        if self.file and not overwrite:
            keep_work(self.file)
        self._color = color
        self._paged = paged and not aside
        self._stream: TextIO | None = sys.stderr if aside else sys.stdout
        self._put: Callable[[bytes], object] | None = None
        self._closing = ExitStack()

    @property
    def width(self) -> int | None:
        """Columns of the terminal, or `COLUMNS`; None for a pipe or a file, where no line is wrapped or cut."""
        return None if self.file else _columns(self._stream)

    def draw(self, *renderables: RenderableType) -> None:
        """Write renderables, for people."""
        self.write(self.drawn(*renderables))

    def drawn(self, *renderables: RenderableType) -> str:
        """Return renderables as text for the place that this writes to, with its width and colours."""
        with self._console.capture() as capture:
            self._console.print(Lines(*renderables), soft_wrap=self.width is None)
        return capture.get()

    def write(self, text: str | Iterable[str]) -> None:
        """Write text for people, whole or in pieces, in the encoding of the terminal."""
        encoding = "utf-8" if self.file else getattr(sys.stdout, "encoding", None) or "utf-8"
        self._write(_encoded(without_commands(piece), encoding) for piece in _pieces(text))

    def write_data(self, text: str | Iterable[str]) -> None:
        """Write text for programs, whole or in pieces, in UTF-8 whatever the terminal.

        Half a character, which a file's name may hold, is written as JSON does: `\\udcff`.
        """
        self._write(piece.encode(errors="backslashreplace") for piece in _pieces(text))

    def write_json(self, value: Any) -> None:
        """Write a value as JSON."""
        self.write_data(dumps(value))

    def write_bytes(self, content: bytes) -> None:
        """Write content as it is."""
        self._write([content])

    def __enter__(self) -> Self:
        """Open the place that everything in the block goes to. Raises `KsbError` if standard output is closed."""
        self._closing = ExitStack()
        if self.file:
            self._spool = self._closing.enter_context(SpooledTemporaryFile(max_size=_IN_MEMORY))
            self._put = self._spool.write
            return self
        self._closing.callback(self._to_stream)
        self._to_stream()
        self._put = self._to_stream
        screen = self._screen()
        if screen:
            page = Paged(pager(), screen, self._to_stream)
            self._closing.callback(page.close)
            self._put = page.write
        return self

    def __exit__(self, error: type[BaseException] | None, *rest: object) -> None:
        """Replace the file, or write what is left and wait for the pager. Raises `KsbError` if that fails."""
        self._put = None
        with self._closing:
            if self.file and error is None:
                self._spool.seek(0)
                replace(self.file, iter(lambda: self._spool.read(1 << 16), b""))

    def _write(self, contents: Iterable[bytes]) -> None:
        if self._put is None:
            with self:
                self._write(contents)
            return
        for content in contents:
            self._put(content)

    def _to_stream(self, content: bytes | None = None) -> None:
        """Write content to the stream; without content, flush it."""
        try:
            if self._stream is None:
                raise OSError(0, "standard output is closed")
            if content is None:
                self._stream.flush()
            else:
                self._stream.buffer.write(content)
        except BrokenPipeError:
            discard(sys.stdout)
        except OSError as error:
            discard(sys.stdout)
            raise KsbError(f"can't write the result: {reason(error)}") from None

    def _screen(self) -> os.terminal_size | None:
        """Return the size of the terminal if long output is to be paged."""
        if not (self._paged and self._stream and is_terminal(self._stream) and pager()):
            return None
        screen = os.get_terminal_size(self._stream.fileno())
        return screen if screen.columns and screen.lines else None

    @cached_property
    def _console(self) -> Console:
        """What draws, with the colours that the stream, the environment and `--color` allow.

        `NO_COLOR` removes colours but not bold and underline; `FORCE_COLOR` styles a pipe too; `--color` overrides
        both.
        """
        by_itself = self._color == "auto" and not self.file
        return _Console(
            file=self._stream if by_itself else io.StringIO(),
            color_system="auto" if by_itself else "standard" if self._color == "always" else None,
            force_terminal=None if by_itself else self._color == "always",
            no_color=False if self._color == "always" else None,
            width=self.width or 80,  # nothing is wrapped or cut where there is no width
            height=25,  # without one, Rich ignores the width on a terminal that it takes for a dumb one
            markup=False,
            emoji=False,
            highlight=False,
            legacy_windows=False,
        )


def keep(result: Path | None, *read: str | Path | None) -> None:
    """Raise `KsbError` if a result would overwrite a file that is read."""
    # Path raises for a name that no file can have; `os.path` says that there is no such file.
    if result is not None and os.path.isfile(result):  # noqa: PTH113
        for file in read:
            if file is not None and os.path.isfile(file) and os.path.samefile(result, file):  # noqa: PTH113, PTH121
                raise KsbError(f"refusing to overwrite input {result} with the output", "name another file")


def keep_work(file: Path, hint: str = "name another file", *, form: bool = False, update: bool = False) -> None:
    """Raise `KsbError` if a result would overwrite a standard or a filled-in tracker.

    With `form` the result is a form to fill in: it overwrites no workbook or document that was changed by hand. With
    `update` it may overwrite what an earlier update wrote.
    """
    readable = file.suffix.lower() in (".yaml", ".yml", ".xlsx")
    if not (form or readable) or not os.path.isfile(file):  # noqa: PTH113
        return
    try:
        content = file.read_bytes()
    except OSError:
        return  # writing says what is wrong
    if content.startswith(b"PK"):
        # Imported here: it takes as long as a look-up, and few results replace a workbook.
        from ksb.exporters.filled_in import has_evidence
        from ksb.exporters.sheets import is_as_written

        if not is_as_written(content, updated=update) and (form or has_evidence(content)):
            raise KsbError(f"refusing to overwrite {file}: it was filled in, or changed since ksb wrote it", hint)
    elif readable and re.search(rb"^format:", content, re.MULTILINE):
        raise KsbError(f"refusing to overwrite {file}: it is a standard", hint)


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
    if is_terminal(sys.stderr):
        text = _wrapped(text, _columns(sys.stderr) or 80)
        if style and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb":
            label, colon, rest = text.partition(":")
            text = f"{style}{label}{colon}\x1b[0m{rest}"
    encoding = sys.stderr.encoding or "utf-8"
    text = text.encode(encoding, "backslashreplace").decode(encoding)
    try:
        print(text, file=sys.stderr, flush=True)
    except OSError:
        return


def _wrapped(text: str, width: int) -> str:
    """Return a line, wrapped between words; a longer word, such as a path, stays whole."""
    indent = " " * (len(text) - len(text.lstrip()) + 2)
    return fill(text, max(width, 20), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _columns(stream: TextIO | None) -> int | None:
    """Return what `COLUMNS` says, else the width of a terminal; None for another stream."""
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns) > 0:
        return min(int(columns), 10_000)
    return os.get_terminal_size(stream.fileno()).columns or 80 if stream and is_terminal(stream) else None


def is_terminal(stream: IO[str] | None) -> bool:
    """Return whether a stream is a terminal. A closed stream is not one."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


@contextmanager
def counting(what: str, total: int | None = None) -> Iterator[Callable[[], None]]:
    """Show progress on a terminal; the block calls what this yields after each item."""
    if not is_terminal(sys.stderr):
        yield lambda: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn(what), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        yield lambda: progress.advance(task)
