"""Rich renderables to a string, for a terminal of some width or for a pipe."""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import RenderableType

UNLIMITED = 1_000_000


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a text is drawn on."""

    width: int | None = None
    """Columns; None for a pipe, where no line is wrapped."""
    styled: bool = False
    """Whether bold, underline and the like may be used."""
    colored: bool = False
    """Whether colours may be used, where styles may."""

    def draw(self, *renderables: RenderableType) -> str:
        """Return the renderables one below the other, as text without trailing spaces."""
        from rich.console import Console

        stream = StringIO()
        console = Console(
            file=stream,
            width=self.width or UNLIMITED,
            force_terminal=self.styled,
            color_system="standard" if self.styled else None,
            no_color=not self.colored,
            legacy_windows=False,
            highlight=False,
            markup=False,
            emoji=False,
        )
        for renderable in renderables:
            console.print(renderable, soft_wrap=False)
        return "".join(f"{line.rstrip(' ')}\n" for line in stream.getvalue().split("\n")[:-1])
