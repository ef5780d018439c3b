// The matrix: one stop for the Tab key, arrow keys inside, row and column picked out.

const grid = $("#grid");
if (grid) {
  const lit = new CSSStyleSheet();
  document.adoptedStyleSheets.push(lit);
  const links = $$("a", grid);
  for (const link of links.slice(1)) link.tabIndex = -1;
  let stop = links[0];
  const headings = $$("thead a", grid);

  const say = (cell) => {
    const row = cell?.closest("tbody tr");
    const column = cell ? cell.cellIndex : -1;
    lit.replaceSync(column > 0 ? `#grid tr > :nth-child(${column + 1}) { background-color: var(--lit) }` : "");
    const lines = [];
    if (row) lines.push(`${row.dataset.code} ${$("th .text", row).textContent}`);
    if (column > 0) {
      const heading = headings[column - 1];
      lines.push(`${heading.textContent.replace("DutyD", "Duty ")} ${heading.title}`);
    }
    $("#says-cell").replaceChildren(...lines.map((line) => {
      const part = document.createElement("span");
      part.textContent = line;
      return part;
    }));
  };
  let last = null;
  const follow = (event) => {
    const cell = event.target.closest("td, th");
    if (cell && cell !== last) say(last = cell);
  };
  grid.addEventListener("pointerover", follow);
  grid.addEventListener("focusin", (event) => {
    follow(event);
    stop.tabIndex = -1;
    stop = event.target;
    stop.tabIndex = 0;
  });
  grid.addEventListener("pointerleave", () => {
    last = null;
    say(grid.contains(document.activeElement) ? document.activeElement.closest("td, th") : null);
  });
  grid.addEventListener("focusout", () => { last = null; say(null); });
  grid.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    const cell = event.target.closest("td, th");
    if (!step || !cell) return;
    event.preventDefault();
    let line = [...grid.rows].indexOf(cell.parentElement) + step[0];
    let column = cell.cellIndex + step[1];
    while (grid.rows[line]?.cells[column]) {
      const link = $("a", grid.rows[line].cells[column]);
      if (link?.getClientRects().length) {
        link.focus({ preventScroll: true });
        link.closest("td, th").scrollIntoView({ block: "nearest", inline: "nearest" });
        return;
      }
      line += step[0];
      column += step[1];
    }
  });
}
