// Progress, kept in this browser only.

const KEY = `ksb:progress:${root.dataset.key}`;
const FIELDS = ["evidence", "date", "link", "notes"];
const UNKEPT = "This browser does not keep what you tick off and note: save a file, under My progress, before you close the page.";
let progress = new Map();
/** What was noted about wordings that are not on this page. */
let left = [];
/** Whether something was ticked off or noted that is neither kept in this browser nor saved. */
let unsaved = false;

const definition = (code) => $(".text", byCode.get(code).element).textContent;
const wordsOf = (text) => (lower(text).match(TOKEN) ?? []).join(" ");
const codeOf = new Map([...ksbs].reverse().map(({ code }) => [wordsOf(definition(code)), code]));

/** Return the code that a KSB of another file has here, by its wording; undefined where the page lacks the wording. */
function codeHere({ ksb, definition: wording }) {
  if (byCode.has(ksb) && (!wording || wordsOf(definition(ksb)) === wordsOf(wording))) return ksb;
  return wording ? codeOf.get(wordsOf(wording)) : undefined;
}

/** Sort rows by the code that each has here: those to take over, and those that are left. */
function carried(rows) {
  const taken = new Map();
  const others = [];
  for (const row of rows) {
    const code = codeHere(row);
    if (code && !taken.has(code)) taken.set(code, { ...row, ksb: code, was: row.ksb });
    else others.push(row);
  }
  return { taken, others };
}

function read() {
  try {
    const { taken, others } = carried(JSON.parse(stored(KEY) ?? "[]"));
    progress = taken;
    left = others;
  } catch {
    // Not what this page keeps.
  }
}

function keep() {
  const mine = [...progress].map(([ksb, row]) => ({ ksb, definition: definition(ksb), done: row.done, ...noted(row) }));
  unsaved = !store(KEY, JSON.stringify([...mine, ...left]));
  if (unsaved) for (const place of $$(".keeping")) place.textContent = UNKEPT;
  countProgress();
}
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

const noted = (row) => Object.fromEntries(FIELDS.map((name) => [name, row[name] ?? ""]));
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
function notes(row) {
  const list = document.createElement("dl");
  list.className = "noted";
  for (const name of FIELDS.filter((field) => row[field])) {
    const value = row[name];
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
  const list = notes(entry(code));
  if (list.children.length) body.append(list);
}

/** List under "My progress" what was ticked off or noted, and what is left of other wordings. */
function listNoted() {
  const line = (code, text, row) => {
    const item = document.createElement("li");
    const body = document.createElement("div");
    body.append(part("p", `${row.done ? "✓ " : ""}${text}`, "text"), notes(row));
    item.append(code, body);
    return item;
  };
  const mine = ksbs.filter(({ element, code }) => progress.has(code) && within(element, state.pathway));
  $("#noted").hidden = !mine.length;
  $("#noted ul").replaceChildren(...mine.map(({ element, code, kind }) => {
    const item = line($("h4 .code", element).cloneNode(true), definition(code), entry(code));
    item.className = kind;
    return item;
  }));
  $("#left").hidden = !left.length;
  $("#left ul").replaceChildren(...left.map((row) => line(part("b", row.ksb, "code"), row.definition ?? "", row)));
}

$("#forget").addEventListener("click", () => {
  left = [];
  keep();
  tell("Removed from the list.");
});

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
