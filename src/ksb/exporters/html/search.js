// The search: which items match, drawn a screenful at a time, with the matches highlighted.

// Of KSBs that are found, the duties that need them are shown, too; `own` counts duties that match by themselves.
const found = { ksb: 0, duty: 0, own: 0, kinds: new Map(), elsewhere: [], codes: [], words: [] };

// The wordings of an item; those of the KSBs that a duty cites are theirs.
const textsOf = (item) => (item.texts ??= item.words
  .filter((node) => !node.closest("li")?.querySelector("a.code")).map((node) => indexed(node.textContent)));
const citedBy = (item) => (item.cites ??= $$(".citations .code", item.element).map((code) => code.textContent));
// Before the first key is pressed, if the browser has the time.
(window.requestIdleCallback ?? setTimeout)(() => items.forEach((item) => textsOf(item) && citedBy(item)));

const isNamed = (item, code) => code.prefix === "O"
  ? pathways.get(item.element)?.some((option) => isIn(code, "O", Number(option)))
  : isIn(code, item.prefix, item.number);
const optionsOf = (code) => $$(".option").filter((option) => isIn(code, "O", Number(option.dataset.pathways)));
const exists = (code) => (code.prefix === "O" ? optionsOf(code).length > 0 : items.some((item) => isNamed(item, code)));

/** Decide which items match; nothing is drawn here. */
function find({ q, pathway }) {
  const asked = references(q, exists);
  const words = sought(asked.words);
  const everything = !asked.codes.length && !words.length;
  const matches = (item) => (!asked.codes.length || asked.codes.some((code) => isNamed(item, code))) &&
    (!words.length || textsOf(item).some((text) => holds(text, words)));
  Object.assign(found, { ksb: 0, duty: 0, own: 0, kinds: new Map(), elsewhere: [], codes: asked.codes, words });
  const codes = new Set();
  for (const item of [...ksbs, ...dutyItems]) {
    const own = everything || matches(item);
    item.matches = own || (item.kind === "duty" && citedBy(item).some((code) => codes.has(code)));
    if (own && item.kind !== "duty") codes.add(item.code);
    if (!item.matches) continue;
    if (!within(item.element, pathway)) {
      if (own) found.elsewhere.push(item);
      continue;
    }
    found[item.kind === "duty" ? "duty" : "ksb"]++;
    if (own && item.kind === "duty") found.own++;
    found.kinds.set(item.kind, (found.kinds.get(item.kind) ?? 0) + 1);
  }
}

/** Return the view in which to show what is found: the one that is shown, unless it has nothing and another has. */
function landing(view) {
  const kinds = { ksbs: "ksb", matrix: "ksb", duties: "duty" };
  if (found[kinds[view]] || (kinds[view] && !found.ksb && !found.duty)) return view;
  return found.ksb || !found.duty ? "ksbs" : "duties";
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
  count();
  $("#results").replaceChildren(...(state.q.trim() ? results() : []));
  paint();
}

const counts = $$("[data-count]").filter((count) => count.dataset.count !== "done");

/** Say how many of each there are on the pathway, and how many of these are found. */
function count() {
  for (const place of counts) {
    const kind = place.dataset.count;
    const all = items.filter((item) => (kind === "ksb" ? item.kind !== "duty" : item.kind === kind));
    const total = all.filter((item) => within(item.element, state.pathway)).length;
    // The overview, and what is printed from it, shows everything.
    const whole = !state.q.trim() || place.closest(".figures") || (state.view.id === "overview" && place.closest("h3"));
    place.textContent = whole ? total : `${kind === "ksb" ? found.ksb : found.kinds.get(kind) ?? 0} of ${total}`;
    const noun = place.nextElementSibling;
    if (noun) noun.textContent = total === 1 ? noun.dataset.one : noun.dataset.many;
  }
}

const listed = (texts) => texts.join(", ").replace(/, ([^,]*)$/, " and $1");

/** Return the line that says what was found, as nodes. */
function results() {
  const asked = `“${state.q.trim()}”`;
  const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const link = (id, text) => {
    const part = document.createElement(document.getElementById(id) ? "a" : "span");
    if (part.localName === "a") part.href = `#${id}`;
    part.textContent = text;
    return part;
  };
  const having = found.words.length ? ` with ${asked}` : "";
  const needing = found.duty - found.own;
  const line = [];
  if (found.ksb) line.push(link("ksbs", counted(found.ksb, "KSB", "KSBs")));
  if (found.own) line.push(found.ksb ? " and " : "", link("duties", counted(found.own, "duty", "duties")));
  if (line.length) line.push(having);
  if (needing && found.own) {
    line.push(", and ", link("duties", counted(needing, "duty that needs", "duties that need")), " these KSBs");
  } else if (needing) line.push(", needed by ", link("duties", counted(needing, "duty", "duties")));
  if (!line.length) line.push(nothing(asked));
  else if (found.elsewhere.length) line.push(". ");
  if (found.elsewhere.length) line.push(...elsewhere());
  const options = found.codes.flatMap(optionsOf).filter((option) => within(option, state.pathway));
  for (const option of options) line.push(" · ", link(option.id, `About option ${option.dataset.pathways}`));
  return line;
}

/** Say why nothing was found on this pathway. */
function nothing(asked) {
  if (found.elsewhere.length) return found.words.length ? `Nothing on pathway ${state.pathway} has ${asked}. ` : "";
  if (/^\s*(?:duty|option)\s*$/i.test(state.q)) return "Type its number as well.";
  const { codes, words } = references(state.q, () => true);
  if (codes.length && !sought(words).length) {
    const only = choose?.options.length === 1 ? `, which shows pathway ${state.pathway} only` : "";
    return `There is no ${state.q.trim().toUpperCase()} on this page${only}.`;
  }
  return sought(state.q).length > 1
    ? `No wording has all of ${asked}. Try fewer words, or fewer letters: a word is found by its start.`
    : `Nothing has ${asked}. A word is found by its start: try fewer letters.`;
}

const MOST_NAMED = 4;

/** Name what was found outside the pathway, with a button that shows it. */
function elsewhere() {
  const kind = found.elsewhere.some((item) => item.kind !== "duty") ? "ksb" : "duty";
  const mine = found.elsewhere.filter((item) => (item.kind === "duty") === (kind === "duty"));
  const named = mine.slice(0, MOST_NAMED).map((item) => {
    const options = pathways.get(item.element);
    return `${item.code} (option${options.length > 1 ? "s" : ""} ${listed(options)})`;
  });
  if (mine.length > MOST_NAMED) named.push(`${mine.length - MOST_NAMED} more`);
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Show all pathways";
  button.addEventListener("click", () => {
    go({ pathway: "", target: "" });
    search.focus();
  });
  const where = found.words.length ? "On other pathways" : `Not on pathway ${state.pathway}`;
  return [`${where}: ${listed(named)}. `, button];
}

// Only what is on the screen is highlighted.
const onScreen = new Set();
const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (entry.isIntersecting) onScreen.add(entry.target);
    else onScreen.delete(entry.target);
  }
  if (found.words.length) paint();
}, { rootMargin: "200px" });
for (const item of items) for (const node of item.words) watcher.observe(node);

const paint = () => highlight(onScreen, found.words);

search.addEventListener("input", () => {
  // What is found starts at the top of the list.
  const top = $(".masthead").offsetHeight;
  if (scrollY > top) scrollTo(0, top);
  type({ q: search.value });
});
search.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && search.value) {
    event.preventDefault();
    type({ q: "" });
  }
});
