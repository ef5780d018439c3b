// The parts of the page, the view that is shown, and the pathway. All text is in the document.

const views = $$(".view");
const items = $$(".item").map((element) => ({
  element,
  view: element.closest(".view"),
  kind: element.classList[2] ?? "duty",
  code: element.id,
  prefix: element.id.match(/^[A-Z]+/)[0],
  number: parseInt(element.id.match(/\d+/)[0], 10),
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
    return hash.slice(1); // not a valid escape
  }
}

function fromAddress(otherwise = "") {
  const query = new URLSearchParams(location.search);
  const asked = query.get("pathway") ?? otherwise;
  const q = query.get("q") ?? "";
  return {
    pathway: choose && [...choose.options].some((option) => option.value === asked) ? asked : (choose?.options[0].value ?? ""),
    q,
    target: decoded(location.hash),
  };
}

function address({ pathway, q, target }) {
  const query = new URLSearchParams();
  if (pathway) query.set("pathway", pathway);
  if (q) query.set("q", q);
  return `${location.pathname}${pathway || q ? `?${query}` : ""}${target ? `#${encodeURIComponent(target)}` : ""}`;
}

function go(change) {
  const next = { ...state, ...change };
  if (writing) write("replaceState", state);
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
  writing = 0;
  try {
    history[how](null, "", address(next));
  } catch {
    // Some viewers of attachments don't let a page change its address.
  }
}

function show(next, typing = false) {
  const first = !state.view;
  const before = state;
  if (first || before.q !== next.q || before.pathway !== next.pathway) find(next);
  if (next.q.trim() && (typing || !next.target)) {
    const id = landing(before.view?.id);
    if (!next.target || id !== before.view?.id) next.target = id;
  }
  const element = (next.target && document.getElementById(next.target)) || null;
  const view = element?.closest(".view") ?? (next.target && before.view ? before.view : views[0]);
  state = { ...next, view };
  if (choose) choose.value = next.pathway;
  if (first || before.pathway !== next.pathway) applyPathway();
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
  $("#pathway-line").textContent = state.pathway
    ? `Pathway: the core and option ${choose.selectedOptions[0].textContent}`
    : "";
  countProgress();
}

// A page opened without a pathway in its address has the one that was chosen last.
const CHOSEN = `ksb:pathway:${root.dataset.key}`;
choose?.addEventListener("change", () => {
  store(CHOSEN, choose.value);
  go({ pathway: choose.value });
});
