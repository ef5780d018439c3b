// The search over all standards: titles at once, statements as their pieces arrive, a few milliseconds at a time.

const MOST = 50; // statements listed
const SCREENFUL = 20; // standards that come into view
const SLICE = 6; // milliseconds of work between two frames

const entries = $$(".standard").map((element) => {
  const link = $("a", element);
  return {
    element, page: link.getAttribute("href"), title: link.textContent,
    facts: $("p", element).textContent, text: indexed(element.textContent), shown: true,
  };
});

// ---- The statements, in pieces

const total = Number(root.dataset.pieces);
const pieces = [];
window.ksbPiece = (number, piece) => {
  pieces[number] = piece.flatMap(([entry, parts]) => parts.map(([code, text]) => {
    const [, prefix, digits] = code.match(/^([A-Z]+)(\d+)$/);
    return { entry: entries[entry], code, prefix, number: Number(digits), text, index: indexed(text) };
  }));
};

let loading = false;
async function load() {
  if (loading) return;
  loading = true;
  for (let number = 0; number < total; number++) {
    await new Promise((done) => {
      const script = document.createElement("script");
      script.src = `data/${number}.js`;
      script.onload = script.onerror = done;
      document.head.append(script);
    });
    if (isAsked()) go();
  }
}

// ---- The search

const search = $("#search");
const list = $("#found");
const { example } = root.dataset;
let asked = { codes: [], words: [] };
let run = 0;
const isAsked = () => asked.codes.length > 0 || asked.words.length > 0;

/** Yield each statement that is found, and now and then null. With a code, the words may be those of the standard. */
function* matching() {
  const { codes, words } = asked;
  const texts = (one) => (codes.length ? one.entry.text + one.index : one.index);
  let looked = 0;
  for (const one of pieces.flatMap((piece) => piece ?? [])) {
    const named = !codes.length || codes.some((code) => isIn(code, one.prefix, one.number));
    if (named && holds(texts(one), words)) yield one;
    else if (++looked % 50 === 0) yield null;
  }
}

function row({ entry, code, text }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = `${entry.page}#${code}`;
  const chip = document.createElement("span");
  chip.className = `code ${code.replace(/\d+$/, "").toLowerCase()}`;
  chip.textContent = code;
  const title = document.createElement("span");
  title.className = "title";
  title.textContent = entry.title;
  link.append(chip, " ", title);
  const facts = document.createElement("span");
  facts.className = "muted";
  facts.textContent = ` ${entry.facts}`;
  const wording = document.createElement("p");
  wording.className = "text words";
  wording.textContent = text;
  item.append(link, facts, wording);
  return item;
}

/** Show the standards that match: a screenful at once, the next with each frame. */
function draw(mine, from) {
  let next = from;
  for (let drawn = 0; next < entries.length && drawn < SCREENFUL; next++) {
    const { element, shown } = entries[next];
    if (element.classList.contains("unmatched") === shown) {
      element.classList.toggle("unmatched", !shown);
      if (shown) drawn++;
    }
  }
  if (next < entries.length) requestAnimationFrame(() => setTimeout(() => mine === run && draw(mine, next)));
}

function go() {
  const mine = ++run;
  const { codes, words } = asked;
  // A code alone is in nearly all standards.
  for (const entry of entries) entry.shown = !codes.length || words.length ? holds(entry.text, words) : false;
  const standards = entries.filter((entry) => entry.shown).length;
  draw(mine, 0);
  $("#statements").hidden = true;
  $("#standards").hidden = !standards;
  list.replaceChildren();
  if (!isAsked()) {
    $("#results").textContent = "";
    paint();
    return;
  }
  let count = 0;
  const found = matching();
  const say = (whole) => {
    const ready = pieces.filter(Boolean).length;
    const rest = ready < total ? ` (${Math.floor((ready / total) * 100)} % of the statements read so far)` : "";
    $("#statements").hidden = !count;
    if (whole && !rest && !count && !standards) {
      $("#results").textContent = `Nothing has “${search.value.trim()}”. Type words of a title or of a statement` +
        `${example && `, or a code with words of a title, such as “${example}”`}.`;
      return;
    }
    const statements = `${count} ${count === 1 ? "statement" : "statements"}${count > MOST ? `, the first ${MOST} listed` : ""}`;
    const first = standards || !codes.length ? `${standards} ${standards === 1 ? "standard" : "standards"}, ` : "";
    const hint = whole && codes.length && !words.length && count > 1
      ? `. For those of one standard, add words of its title, such as “${example}”.` : "";
    $("#results").textContent = `${first}${statements}${whole ? "" : " so far"}${rest}${hint}`;
  };
  const slice = () => {
    if (mine !== run) return;
    const end = performance.now() + SLICE;
    const rows = document.createDocumentFragment();
    let step = found.next();
    for (; !step.done; step = found.next()) {
      if (step.value && ++count <= MOST) rows.append(row(step.value));
      if (performance.now() > end) break;
    }
    list.append(rows);
    say(step.done);
    paint();
    if (!step.done) setTimeout(slice);
  };
  slice();
}

function paint() {
  const shown = entries.filter((entry) => entry.shown).slice(0, MOST).flatMap((entry) => $$(".words", entry.element));
  highlight([...shown, ...$$(".words", list)], asked.words);
}

function take(text) {
  const { codes, words } = references(text, ({ prefix }) => prefix !== "O");
  asked = { codes, words: sought(words) };
  go();
}

let writing = 0;
search.addEventListener("input", () => {
  load();
  take(search.value);
  clearTimeout(writing);
  writing = setTimeout(() => {
    try {
      const query = search.value ? `?${new URLSearchParams({ q: search.value })}` : "";
      history.replaceState(null, "", `${location.pathname}${query}`);
    } catch {
      // The address stays as it is where the browser does not let a page change it.
    }
  }, 150);
});
search.addEventListener("focus", load, { once: true });

const query = new URLSearchParams(location.search).get("q");
if (query) {
  search.value = query;
  load();
  take(query);
}
