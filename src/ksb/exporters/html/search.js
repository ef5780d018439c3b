// The search: which items match, drawn a screenful at a time, with the matches highlighted.

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
