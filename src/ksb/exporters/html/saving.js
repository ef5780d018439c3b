// Progress as files: saved as CSV and JSON, and restored from them.

// One row for each KSB of the pathway, as `ksb coverage` reads it: a row without evidence does not count.
const COLUMNS = ["ksb", "definition", "evidence", "status", "date", "link", "notes"];

function table() {
  const rows = ksbs
    .filter(({ element, code }) => within(element, state.pathway) || progress.has(code))
    .map(({ element, code }) => {
      const row = entry(code);
      return {
        ksb: code,
        definition: $(".text", element).textContent,
        evidence: row.done ? row.evidence || row.link || "Ticked off" : "",
        status: row.done ? "done" : "",
        date: row.date ?? "",
        link: row.link ?? "",
        notes: [row.done ? "" : row.evidence, row.notes].filter(Boolean).join("\n"),
      };
    });
  return rows;
}

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  tell(`Saved ${name}.`);
}

// A spreadsheet takes a cell that starts with one of these for a formula; an apostrophe before it says it is text.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const cell = (value) => `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

$("#save-csv").addEventListener("click", () => {
  const lines = [COLUMNS.join(","), ...table().map((row) => COLUMNS.map((name) => cell(row[name])).join(","))];
  // Excel reads a file with this mark as UTF-8.
  save("progress.csv", "text/csv", `\ufeff${lines.join("\r\n")}\r\n`);
});
$("#save-json").addEventListener("click", () => {
  const value = {
    version: 1,
    standard: document.title,
    pathway: state.pathway ? Number(state.pathway) : null,
    records: table(),
  };
  save("progress.json", "application/json", `${JSON.stringify(value, null, 2)}\n`);
});

/** Read a table as spreadsheets save it: with commas, semicolons or tabs, whichever its first line has. */
function parseCsv(text) {
  const [separator] = text.match(/[,;\t]/) ?? [","];
  const rows = [[""]];
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const row = rows.at(-1);
    const sign = text[i];
    if (quoted) {
      if (sign !== '"') row[row.length - 1] += sign;
      else if (text[i + 1] === '"') row[row.length - 1] += text[++i];
      else quoted = false;
    } else if (sign === '"' && !row.at(-1)) quoted = true;
    else if (sign === separator) row.push("");
    else if (sign === "\n") rows.push([""]);
    else if (sign !== "\r") row[row.length - 1] += sign;
  }
  const [names, ...lines] = rows.filter((row) => row.some((value) => value.trim()));
  const columns = (names ?? []).map((name) => name.trim().toLowerCase());
  return lines.map((line) =>
    Object.fromEntries(columns.map((name, i) => {
      const value = line[i] ?? "";
      return [name, value[0] === "'" && FORMULA.test(value.slice(1)) ? value.slice(1) : value];
    })));
}

/** Return a date as a form takes it: spreadsheets write 2026-03-02 as 02/03/2026. */
const isoDate = (date) =>
  date.replace(/^(\d\d?)[/.](\d\d?)[/.](\d{4})$/, (_, day, month, year) =>
    `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`);

async function textOf(file) {
  const bytes = await file.arrayBuffer();
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes); // as Excel saves "CSV"
  }
}

$("#restore").addEventListener("change", async (event) => {
  const [file] = event.target.files;
  if (!file) return;
  event.target.value = "";
  try {
    const text = await textOf(file);
    const read = /^\s*[[{]/.test(text) ? JSON.parse(text) : parseCsv(text);
    const rows = Array.isArray(read) ? read : read.records;
    if (!Array.isArray(rows) || !rows.some((row) => typeof row?.ksb === "string")) {
      tell(`${file.name} has no column “ksb”: nothing was changed.`);
      return;
    }
    const unknown = [];
    let count = 0;
    for (const row of rows) {
      const code = String(row?.ksb ?? "").trim().toUpperCase();
      if (!byCode.has(code)) {
        if (code) unknown.push(code);
        continue;
      }
      const given = Object.fromEntries(FIELDS.map((name) => [name, String(row[name] ?? "")]));
      given.date = isoDate(given.date);
      const done = Boolean(given.evidence.trim());
      if (given.evidence === "Ticked off" || given.evidence === given.link) given.evidence = "";
      if (!done && FIELDS.every((name) => !given[name])) continue;
      progress.set(code, { ksb: code, done, ...given });
      count++;
    }
    keep();
    fill();
    tell(`Restored ${count} ${count === 1 ? "KSB" : "KSBs"} from ${file.name}.` +
      (unknown.length ? ` Not in this standard, and left out: ${unknown.join(", ")}.` : ""));
  } catch {
    tell(`${file.name} can’t be read: it is neither CSV nor JSON as this page saves it. Nothing was changed.`);
  }
});

$("#clear").addEventListener("click", () => {
  if (!progress.size || !confirm("Delete the progress that is kept in this browser for this standard?")) return;
  progress.clear();
  keep();
  fill();
  tell("Deleted.");
});
addEventListener("storage", (event) => {
  if (event.key === KEY) { read(); fill(); }
});
