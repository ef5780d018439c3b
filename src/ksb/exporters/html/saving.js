// Progress as files: saved as CSV and JSON, and restored from them.

// One row for each KSB of the pathway, as `ksb coverage` reads it: a row without evidence does not count.
const COLUMNS = ["ksb", "definition", "evidence", "status", "date", "link", "notes", "remarks"];
const { reference, version } = root.dataset;
const NAMED = reference ? `${document.title} (${reference})` : document.title;
// In a column that `ksb coverage` leaves to people.
const SAVED_FROM = `Saved from ${NAMED}${version && `, version ${version}`}`;

function table() {
  const lines = (...texts) => texts.filter(Boolean).join("\n");
  const mine = ksbs
    .filter(({ element, code }) => within(element, state.pathway) || progress.has(code))
    .map(({ code }) => {
      const row = { ...noted({}), ...entry(code) };
      return {
        ksb: code,
        definition: definition(code),
        evidence: row.done ? row.evidence || row.link || "Ticked off" : "",
        status: row.done ? "done" : "",
        date: row.date,
        link: row.link,
        notes: lines(row.done ? "" : row.evidence, row.notes),
      };
    });
  // Without evidence, for it does not count here.
  const others = left.map((row) => ({
    ...noted(row), ksb: row.ksb, definition: row.definition ?? "", evidence: "", status: "other wording",
    notes: lines(row.evidence || (row.done && "Ticked off"), row.notes),
  }));
  return [...mine, ...others];
}

function save(name, type, text) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  unsaved = false;
  tell(`Saved ${name}.`);
}

// A spreadsheet takes a cell that starts with one of these for a formula; an apostrophe before it says it is text.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const cell = (value) => `"${(FORMULA.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

$("#save-csv").addEventListener("click", () => {
  const rows = table().map((row) => ({ ...row, remarks: SAVED_FROM }));
  const lines = [COLUMNS.join(","), ...rows.map((row) => COLUMNS.map((name) => cell(row[name])).join(","))];
  // Excel reads a file with this mark as UTF-8.
  save("progress.csv", "text/csv", `\ufeff${lines.join("\r\n")}\r\n`);
});
$("#save-json").addEventListener("click", () => {
  const value = {
    version: 1,
    standard: document.title,
    reference: reference || null,
    standard_version: version || null,
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

/** Return what a file says it was saved from: all names of the standard, and its version; "" for what it lacks. */
function origin(read, rows) {
  if (!Array.isArray(read)) {
    return { names: [read.standard, read.reference], name: read.standard, version: read.standard_version };
  }
  const remarks = rows.map((row) => String(row?.remarks ?? "").match(/^Saved from (.*?)(?:, version ([^,]*))?$/));
  const [, name, edition] = remarks.find(Boolean) ?? [];
  return { names: [name, ...(name?.match(/^(.*) \(([^()]+)\)$/)?.slice(1) ?? [])], name, version: edition };
}

/** Return the rows of a file in which something is ticked off or noted. */
function filled(rows) {
  const found = rows.map((row) => {
    const given = Object.fromEntries(FIELDS.map((name) => [name, String(row?.[name] ?? "")]));
    given.date = isoDate(given.date);
    const done = Boolean(given.evidence.trim());
    if (given.evidence === "Ticked off" || given.evidence === given.link) given.evidence = "";
    const ksb = String(row?.ksb ?? "").trim().toUpperCase();
    return { ksb, definition: String(row?.definition ?? "").trim(), done, ...given };
  });
  return found.filter((row) => row.ksb && (row.done || FIELDS.some((name) => row[name])));
}

const same = (one, other) => one.toLowerCase().trim() === other.toLowerCase().trim();
const MOST_MOVED = 5;

/** Take over the rows of a file by their wordings, and return what to say about it. */
function restore(file, rows, from) {
  const { taken, others } = carried(rows);
  const lost = (code, row) => FIELDS.some((name) => entry(code)[name] && entry(code)[name] !== row[name]) ||
    (entry(code).done && !row.done);
  const clash = [...taken].filter(([code, row]) => lost(code, row)).map(([code]) => code);
  if (clash.length && !confirm(`The file has something else on ${listed(clash)} than this browser. Take what the file has?`)) {
    return "Nothing was changed.";
  }
  for (const [code, row] of taken) progress.set(code, row);
  const isListed = (row) => left.some((one) => one.ksb === row.ksb && one.definition === row.definition);
  left.push(...others.filter((row) => !isListed(row)));
  keep();
  fill();
  const counted = `${rows.length} ${rows.length === 1 ? "KSB" : "KSBs"}`;
  const said = [`Restored ${others.length ? `${taken.size} of ${counted}` : counted} from ${file}.`];
  if (from.version && version && !same(String(from.version), version)) {
    said.push(`It was saved from version ${from.version}, and this page shows version ${version}.`);
  }
  const moved = [...taken.values()].filter((row) => row.was !== row.ksb).map((row) => `${row.was} is ${row.ksb}`);
  if (moved.length > MOST_MOVED) moved.splice(MOST_MOVED, moved.length, `${moved.length - MOST_MOVED} more`);
  if (moved.length) said.push(`Some have another code here: ${listed(moved)}.`);
  if (others.length) {
    said.push(`${others.length} of ${rows.length} belong to KSBs whose wording is not on this page, and are not ticked: ` +
      `${listed(others.map((row) => row.ksb))}. They are listed above.`);
  }
  if (!rows.some((row) => row.definition)) said.push("The file holds no wordings, so that only the codes were compared.");
  return said.join(" ");
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
    const from = origin(read, rows);
    const names = from.names.filter((name) => typeof name === "string" && name.trim());
    const mine = [NAMED, document.title, reference].filter(Boolean);
    if (names.length && !names.some((name) => mine.some((one) => same(name, one)))) {
      tell(`${file.name} holds the progress on another standard, “${from.name}”. Nothing was changed.`);
      return;
    }
    const found = filled(rows);
    tell(found.length ? restore(file.name, found, from)
      : `In ${file.name}, nothing is ticked off or noted. Nothing was changed.`);
  } catch {
    tell(`${file.name} can’t be read: it is neither CSV nor JSON as this page saves it. Nothing was changed.`);
  }
});

$("#clear").addEventListener("click", () => {
  if (!(progress.size + left.length) || !confirm("Delete the progress that is kept in this browser for this standard?")) return;
  progress.clear();
  left = [];
  keep();
  fill();
  tell("Deleted.");
});
addEventListener("storage", (event) => {
  if (event.key === KEY) { read(); fill(); }
});
