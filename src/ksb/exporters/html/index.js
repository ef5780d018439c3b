// The search over all standards: titles at once, statements as their pieces arrive, a few milliseconds at a time.

const MOST = 50; // statements listed
const SCREENFUL = 20; // standards that come into view
const SLICE = 6; // milliseconds of work between two frames

const entries = $$(".standard").map((element) => {
  const link = $("a", element);
  return {
    element, page: link.getAttribute("href"), title: link.textContent, reference: element.dataset.reference,
    facts: $("p", element).textContent, text: plain(element.textContent), shown: true,
  };
});

// ---- The statements, in pieces

const total = Number(root.dataset.pieces);
const pieces = [];
window.ksbPiece = (number, piece) => {
  const texts = piece.flatMap(([entry, parts]) => parts.map(([code, text]) => ({ entry: entries[entry], code, text })));
  // One string for each piece: looking through it takes microseconds.
  const lowered = texts.map(({ text }) => text.normalize("NFC").toLowerCase());
  const starts = [];
  let length = 0;
  for (const text of lowered) {
    starts.push(length);
    length += text.length + 1;
  }
  pieces[number] = { texts, starts, all: lowered.join("\n") };
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
    if (words.length) go();
  }
}

// ---- The search

const search = $("#search");
const list = $("#found");
let words = [];
let run = 0;

function* matching() {
  // Without apostrophes, of which a text may have either.
  const parts = words.flatMap((word) => word.split("'"));
  const longest = parts.reduce((one, other) => (other.length > one.length ? other : one));
  const starts = words.map((word) => ` ${word}`);
  for (const piece of pieces) {
    if (!piece) continue;
    let item = 0;
    for (let at = piece.all.indexOf(longest); at >= 0; at = piece.all.indexOf(longest, at)) {
      while (item + 1 < piece.starts.length && piece.starts[item + 1] <= at) item++;
      const found = piece.texts[item];
      const text = plain(found.text);
      yield starts.every((start) => text.includes(start)) ? found : null;
      if (item + 1 >= piece.starts.length) break;
      at = piece.starts[item + 1];
    }
    yield null;
  }
}

/** "K18 of ST0105": the statements that the code and the reference name. */
function named() {
  const code = words.find((word) => /^(?:k|s|b|tk|ts|esb|d)\d+$/.test(word) && !entries.some((it) => it.reference === word));
  const meant = entries.filter((entry) => entry.reference && words.includes(entry.reference));
  if (!code || !meant.length) return null;
  const texts = pieces.flatMap((piece) => piece?.texts ?? []);
  return meant.map((entry) => {
    const known = texts.find((one) => one.entry === entry && one.code === code.toUpperCase());
    return known ?? (pieces.filter(Boolean).length < total ? { entry, code: code.toUpperCase(), text: "" } : null);
  }).filter(Boolean);
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
  const words = document.createElement("p");
  words.className = "text words";
  words.textContent = text;
  item.append(link, facts, words);
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
  const starts = words.map((word) => ` ${word}`);
  const direct = words.length ? named() : null;
  let standards = 0;
  for (const entry of entries) {
    const shown = direct ? direct.some((one) => one.entry === entry) : starts.every((start) => entry.text.includes(start));
    if (shown) standards++;
    entry.shown = shown;
  }
  draw(mine, 0);
  $("#statements").hidden = !words.length;
  $("#standards").hidden = !standards;
  list.replaceChildren();
  if (!words.length) {
    $("#results").textContent = "";
    paint();
    return;
  }
  let count = 0;
  const found = direct ? direct.values() : matching();
  const say = (whole) => {
    const ready = pieces.filter(Boolean).length;
    const statements = `${count} ${count === 1 ? "statement" : "statements"}${count > MOST ? `, the first ${MOST} listed` : ""}`;
    const rest = ready < total ? ` (${Math.floor((ready / total) * 100)} % of the statements read so far)` : "";
    $("#results").textContent =
      `${standards} ${standards === 1 ? "standard" : "standards"}, ${statements}${whole ? "" : " so far"}${rest}`;
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
  if (!window.Highlight) return;
  CSS.highlights.delete("found");
  if (!words.length) return;
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replaceAll("'", "['’]")).join("|")})`, "giu");
  const ranges = [];
  const shown = [...entries.filter((entry) => entry.shown).slice(0, MOST).flatMap((entry) => $$(".words", entry.element)),
    ...$$(".words", list)];
  for (const node of shown) {
    const text = node.firstChild;
    for (const match of text?.data.matchAll(pattern) ?? []) {
      ranges.push(new StaticRange({
        startContainer: text, startOffset: match.index, endContainer: text, endOffset: match.index + match[0].length,
      }));
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

function take(text) {
  words = plain(text).trim().split(" ").filter((word) => word && word !== "of");
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
addEventListener("keydown", (event) => {
  if (event.key === "/" && document.activeElement !== search && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    search.focus();
  }
});

const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  search.value = asked;
  load();
  take(asked);
}
