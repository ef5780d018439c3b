// What the page does beyond being read: views, pathway, search, matrix keys, progress. All text is in the document.
"use strict";
(() => {
const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// The same words as `ksb search` compares: a word sought is found where a word of the text starts with it.
const plain = (text) =>
  " " + text.normalize("NFC").toLowerCase().replaceAll("’", "'").replace(/[^\p{L}\p{N}']+/gu, " ")
    .replace(/(^| )'+/g, " ").trim() + " ";

const views = $$(".view");
const items = $$(".item").map((element) => ({
  element,
  view: element.closest(".view"),
  kind: element.classList[2] ?? "duty",
  code: element.id,
  words: $$(".words", element),
  texts: null,
  matches: true,
}));
// Measured: laying out some hundreds of items takes a few milliseconds, a thousand take more than a frame.
root.classList.toggle("large", items.length > 300);
const rows = $$("#grid tbody tr");
const itemOf = new Map(items.map((item) => [item.element, item]));
const ksbs = items.filter((item) => item.element.classList.contains("ksb"));
const byCode = new Map(ksbs.map((item) => [item.code, item]));
const pathways = new Map($$("[data-pathways]").map((element) => [element, element.dataset.pathways.split(" ")]));
const within = (element, pathway) => !pathway || !pathways.has(element) || pathways.get(element).includes(pathway);

// ---- The state, which is in the address: ?pathway=2&q=copyright#K18

const search = $("#search");
const choose = $("#pathway");
let state = { pathway: "", q: "", target: "" };

function decoded(hash) {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return ""; // not a valid escape
  }
}

function fromAddress() {
  const query = new URLSearchParams(location.search);
  const asked = query.get("pathway") ?? "";
  const q = query.get("q") ?? "";
  return {
    pathway: choose && [...choose.options].some((option) => option.value === asked) ? asked : (choose?.options[0].value ?? ""),
    q,
    target: location.hash ? decoded(location.hash) : q.trim() ? "ksbs" : "",
  };
}

function address({ pathway, q, target }) {
  const query = new URLSearchParams();
  if (pathway) query.set("pathway", pathway);
  if (q) query.set("q", q);
  return `${location.pathname}${query.size ? `?${query}` : ""}${target ? `#${encodeURIComponent(target)}` : ""}`;
}

function go(change) {
  const next = { ...state, ...change };
  write("pushState", next);
  show(next);
}

/** Take over what is being typed: drawn at once, in the address a moment later, since browsers limit its changes. */
let writing = 0;
function type(change) {
  show({ ...state, ...change }, true);
  clearTimeout(writing);
  writing = setTimeout(() => write("replaceState", state), 150);
}

function write(how, next) {
  clearTimeout(writing);
  try {
    history[how](null, "", address(next));
  } catch {
    // Some viewers of attachments don't let a page change its address.
  }
}

function show(next, typing = false) {
  const first = !state.view;
  const before = state;
  const element = (next.target && document.getElementById(next.target)) || null;
  const view = element?.closest(".view") ?? (next.target && before.view ? before.view : views[0]);
  state = { ...next, view };
  if (choose) choose.value = next.pathway;
  if (first || before.pathway !== next.pathway) applyPathway();
  if (first || before.q !== next.q || before.pathway !== next.pathway) find();
  if (search.value !== next.q) search.value = next.q;
  if (before.view !== view) {
    if (view.id === "progress") listNoted();
    for (const other of views) other.classList.toggle("current", other === view);
    for (const link of $$(".contents a")) {
      const same = link.hash === `#${view.id}`;
      if (same) {
        link.setAttribute("aria-current", "page");
        const strip = link.closest("nav");
        strip.scrollLeft = link.offsetLeft - (strip.clientWidth - link.offsetWidth) / 2;
      } else link.removeAttribute("aria-current");
    }
  }
  applySearch();
  if (typing) return;
  if (element && (first || before.target !== next.target || before.view !== view)) reach(element);
  else if (before.view !== view && !first) scrollTo(0, 0);
}

let goal = null;

/** Bring an element into view and move the keyboard there. What a filter hides is shown when a link leads to it. */
function reach(element) {
  const item = element.closest(".item");
  if (item) {
    itemOf.get(item).matches = true;
    item.classList.remove("outside", "unmatched");
    item.closest(".kind")?.classList.remove("unmatched");
  }
  for (const old of $$(".reached")) old.classList.remove("reached");
  if (element.matches(".item, .option, .method, .citations li")) element.classList.add("reached");
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  goal = element.classList.contains("view") ? null : element;
  if (goal) settle(goal);
  else scrollTo(0, 0);
}

/** Scroll to an element, again while what comes near it is laid out and takes its true height. */
function settle(element, frames = 4) {
  if (!frames || element !== goal) return;
  element.scrollIntoView({ block: "start" });
  requestAnimationFrame(() => settle(element, frames - 1));
}

// The browser scrolls to the address by itself once all is loaded, before everything has its height.
addEventListener("load", () => goal && settle(goal));
addEventListener("popstate", () => show(fromAddress()));
addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const target = decoded(link.hash);
  if (!document.getElementById(target)?.closest(".view")) return;
  event.preventDefault();
  if (target === state.target) reach(document.getElementById(target));
  else go({ target });
});

// ---- The pathway

const columns = new CSSStyleSheet();
document.adoptedStyleSheets.push(columns);
const dutyItems = items.filter((item) => item.kind === "duty");

function applyPathway() {
  for (const element of pathways.keys()) element.classList.toggle("outside", !within(element, state.pathway));
  const hidden = dutyItems
    .map((item, index) => (within(item.element, state.pathway) ? "" : `#grid tr > :nth-child(${index + 2})`))
    .filter(Boolean);
  columns.replaceSync(hidden.length ? `${hidden.join(",")} { display: none }` : "");
  for (const count of $$("[data-count]")) {
    const kind = count.dataset.count;
    if (kind === "done") continue;
    const counted = kind === "ksb" ? ksbs : items.filter((item) => item.kind === kind);
    count.textContent = counted.filter((item) => within(item.element, state.pathway)).length;
  }
  $("#pathway-line").textContent = state.pathway
    ? `Pathway: the core and option ${choose.selectedOptions[0].textContent}`
    : "";
  countProgress();
}

choose?.addEventListener("change", () => go({ pathway: choose.value }));

// ---- Search

// Of codes, the duties that need them are found, too.
const found = { ksb: 0, duty: 0, kinds: new Set(), needed: false };
let pattern = null;

const textsOf = (item) => (item.texts ??= item.words.map((node) => plain(node.textContent)));
const codesIn = (duty) => $$(".citations .code", duty).map((code) => code.textContent.toLowerCase());
const citedBy = (item) => (item.cites ??= item.kind === "duty" ? codesIn(item.element) : []);
// Before the first key is pressed, if the browser has the time.
(window.requestIdleCallback ?? setTimeout)(() => items.forEach(textsOf));

/** Decide which items match; nothing is drawn here. */
function find() {
  const words = plain(state.q).trim().split(" ").filter(Boolean);
  found.needed = words.length > 0 && dutyItems.length > 0 && words.every((word) => byCode.has(word.toUpperCase()));
  const codes = words.length && words.every((word) => byCode.has(word.toUpperCase()) || /^d\d+$/.test(word));
  const named = (item) => words.includes(item.code.toLowerCase()) || citedBy(item).some((code) => words.includes(code));
  const starts = words.map((word) => ` ${word}`);
  const holds = (text) => starts.every((start) => text.includes(start));
  found.ksb = found.duty = 0;
  found.kinds.clear();
  for (const item of items) {
    item.matches = !words.length || (codes ? named(item) : textsOf(item).some(holds));
    if (item.matches && within(item.element, state.pathway)) {
      found[item.kind === "duty" ? "duty" : "ksb"]++;
      found.kinds.add(item.kind);
    }
  }
  pattern = words.length && !codes
    ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words
        .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("'", "['’]")).join("|")})`, "giu")
    : null;
}

// Measured: showing a row of a matrix with 130 duties takes half a millisecond. A screen holds about this many items.
const AT_ONCE = 14;

/** Draw what `find` decided, for the view that is shown: the first at once, more with each frame. */
let drawing = 0;
function applySearch() {
  const mine = ++drawing;
  const parts = state.view.id === "matrix"
    ? rows.map((element) => ({ element, item: byCode.get(element.dataset.code) }))
    : items.filter((item) => item.view === state.view).map((item) => ({ element: item.element, item }));
  let next = 0;
  const slice = () => {
    if (mine !== drawing) return;
    for (let shown = 0; next < parts.length && shown < AT_ONCE; next++) {
      const { element, item } = parts[next];
      if (element.classList.contains("unmatched") === item.matches) {
        element.classList.toggle("unmatched", !item.matches);
        if (item.matches) shown++;
      }
    }
    if (next < parts.length) requestAnimationFrame(() => setTimeout(slice));
  };
  slice();
  for (const section of $$(".kind", state.view)) {
    section.classList.toggle("unmatched", !found.kinds.has(section.classList[1]));
  }
  const results = $("#results");
  results.replaceChildren();
  if (state.q.trim()) {
    const link = (id, text) => {
      const part = document.createElement(document.getElementById(id) ? "a" : "span");
      if (part.localName === "a") part.href = `#${id}`;
      part.textContent = text;
      return part;
    };
    if (found.ksb + found.duty) {
      results.append(
        link("ksbs", `${found.ksb} ${found.ksb === 1 ? "KSB" : "KSBs"}`),
        found.needed ? ", needed by " : " and ",
        link("duties", `${found.duty} ${found.duty === 1 ? "duty" : "duties"}`),
        found.needed ? "" : ` with “${state.q.trim()}”`,
      );
    } else results.append(`Nothing has “${state.q.trim()}”. A word is found by its start: try fewer letters.`);
  }
  paint();
}

// Only what is on the screen is highlighted, without touching the document.
const onScreen = new Set();
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) onScreen.add(entry.target);
    else onScreen.delete(entry.target);
  }
  if (pattern) paint();
}, { rootMargin: "200px" });
for (const item of items) for (const node of item.words) watcher.observe(node);

// In a sheet of its own: validators don't know the selector yet.
const marker = new CSSStyleSheet();
marker.replaceSync(
  "::highlight(found) { background-color: var(--found); color: var(--ink); text-decoration: underline; }",
);
document.adoptedStyleSheets.push(marker);

function paint() {
  if (!window.Highlight) return;
  CSS.highlights.delete("found");
  if (!pattern) return;
  const ranges = [];
  for (const node of onScreen) {
    const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      for (const match of text.data.matchAll(pattern)) {
        ranges.push(new StaticRange({
          startContainer: text, startOffset: match.index, endContainer: text, endOffset: match.index + match[0].length,
        }));
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

search.addEventListener("input", () => {
  // What is found starts at the top of the list.
  const top = $(".masthead").offsetHeight;
  if (scrollY > top) scrollTo(0, top);
  const searchable = ["ksbs", "duties", "matrix"].includes(state.view.id);
  type({ q: search.value, ...(searchable ? {} : { target: "ksbs" }) });
});
search.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && search.value) {
    event.preventDefault();
    type({ q: "" });
  }
});
addEventListener("keydown", (event) => {
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement?.tagName ?? "");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    search.focus();
    search.select();
  }
});

// ---- The matrix: one stop for the Tab key, arrow keys inside, row and column picked out

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
      if (link?.checkVisibility()) {
        link.focus({ preventScroll: true });
        link.closest("td, th").scrollIntoView({ block: "nearest", inline: "nearest" });
        return;
      }
      line += step[0];
      column += step[1];
    }
  });
}

// ---- Progress, kept in this browser only

const KEY = `ksb:progress:${root.dataset.key}`;
const FIELDS = ["evidence", "date", "link", "notes"];
let progress = new Map();
let kept = true;

function read() {
  try {
    const rows = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    progress = new Map(rows.map((row) => [row.ksb, row]));
  } catch {
    kept = false;
  }
}

function keep() {
  try {
    localStorage.setItem(KEY, JSON.stringify([...progress.values()]));
    kept = true;
  } catch {
    kept = false;
  }
  if (!kept) tell("This browser does not let the page keep anything: save a file before you close it.");
  countProgress();
}

const tell = (text) => { $("#progress-says").textContent = text; };
const entry = (code) => progress.get(code) ?? { ksb: code, done: false };

function put(code, change) {
  const row = { ...entry(code), ...change };
  if (row.done || FIELDS.some((name) => row[name])) progress.set(code, row);
  else progress.delete(code);
  keep();
  note(code);
}

const LABELS = new Map($$("[name]", $("#fields").content)
  .map((field) => [field.name, field.closest("label").firstChild.textContent.trim()]));

/** Return what was noted about a KSB, as text: a form is cut off where it is printed. */
function notes(code) {
  const list = document.createElement("dl");
  list.className = "noted";
  for (const name of FIELDS.filter((field) => entry(code)[field])) {
    const value = entry(code)[name];
    list.append(part("dt", LABELS.get(name)), part("dd", name === "date" ? ukDate(value) : value));
  }
  return list;
}

const ukDate = (date) => date.replace(/^(\d{4})-(\d\d)-(\d\d)$/, "$3/$2/$1");

function part(tag, text, name = "") {
  const element = document.createElement(tag);
  element.textContent = text;
  element.className = name;
  return element;
}

/** Put what was noted below a KSB. It is printed, in place of the form. */
function note(code) {
  const body = $(".body", byCode.get(code).element);
  $(".noted", body)?.remove();
  const list = notes(code);
  if (list.children.length) body.append(list);
}

/** List under "My progress" what was ticked off or noted. */
function listNoted() {
  const mine = ksbs.filter(({ element, code }) => progress.has(code) && within(element, state.pathway));
  $("#noted").hidden = !mine.length;
  $("#noted ul").replaceChildren(...mine.map(({ element, code }) => {
    const line = document.createElement("li");
    const body = document.createElement("div");
    body.append(part("p", `${entry(code).done ? "✓ " : ""}${$(".text", element).textContent}`, "text"), notes(code));
    line.append($("h4 .code", element).cloneNode(true), body);
    line.className = element.classList[2];
    return line;
  }));
}

const boxes = new Map();
for (const { element, code } of ksbs) {
  const [tick, details] = $("#ticking").content.cloneNode(true).children;
  const box = $("input", tick);
  box.setAttribute("aria-label", `I have evidence for ${code}`);
  $("summary", details).setAttribute("aria-label", `Evidence and notes for ${code}`);
  box.addEventListener("change", () => put(code, { done: box.checked }));
  details.addEventListener("toggle", () => form(details, code));
  element.append(tick);
  $(".body", element).append(details);
  boxes.set(code, { box, details });
}

/** Build the form of a KSB when it is first opened: most never are. */
function form(details, code) {
  if ($(".fields", details)) return;
  details.append($("#fields").content.cloneNode(true));
  details.addEventListener("input", (event) => {
    put(code, { [event.target.name]: event.target.value });
    opens(details, event.target);
  });
  fillForm(details, code);
}

function fillForm(details, code) {
  for (const field of $$("[name]", details)) {
    const value = entry(code)[field.name] ?? "";
    if (field.value !== value) field.value = value;
    opens(details, field);
  }
}

/** Offer to open the link to the evidence, if it is one of the web. */
function opens(details, field) {
  if (field.name !== "link") return;
  const place = $(".opens", details);
  place.replaceChildren();
  if (/^https?:\/\/\S+$/i.test(field.value)) {
    const link = document.createElement("a");
    link.href = field.value;
    link.rel = "noopener noreferrer";
    link.target = "_blank";
    link.textContent = "Open the evidence";
    place.append(link);
  }
}

function fill() {
  for (const [code, { box, details }] of boxes) {
    const row = entry(code);
    box.checked = row.done;
    details.classList.toggle("filled", FIELDS.some((name) => row[name]));
    fillForm(details, code);
    note(code);
  }
  countProgress();
}

function countProgress() {
  const wanted = (code) => byCode.has(code) && within(byCode.get(code).element, state.pathway);
  for (const row of $$("[data-codes]")) {
    const codes = row.dataset.codes.split(" ").filter(wanted);
    const done = codes.filter((code) => entry(code).done).length;
    $("progress", row).max = codes.length || 1;
    $("progress", row).value = done;
    $("output", row).textContent = done;
    $(".figure span", row).textContent = codes.length;
  }
  for (const chip of $$(".chips [data-code]")) {
    const done = entry(chip.dataset.code).done;
    chip.classList.toggle("done", done);
    chip.classList.toggle("outside", !wanted(chip.dataset.code));
    $("a", chip).setAttribute("aria-label", done ? `${chip.dataset.code}, done` : chip.dataset.code);
  }
  for (const { element, code } of ksbs) element.classList.toggle("done", entry(code).done);
  const done = ksbs.filter(({ code }) => wanted(code) && entry(code).done).length;
  $(".contents [data-count=done]").textContent = done || "";
  if (state.view?.id === "progress") listNoted();
}

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

// ---- Theme, and printing

const theme = $("#theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const showTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
theme.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  try { localStorage.setItem("ksb:theme", root.dataset.theme); } catch { /* the theme lasts as long as the page */ }
  showTheme();
});
dark.addEventListener("change", showTheme);
showTheme();

read();
show(fromAddress());
fill();
})();
