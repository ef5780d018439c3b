// What the page of a standard and the index share: the words of a text, highlights, and the theme.

const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// ---- The words of a search, as `ksb search` compares them

// A word, or words joined by hyphens.
const TOKEN = /[\p{L}\p{N}\p{M}'’]+(?:[-‐‑][\p{L}\p{N}\p{M}'’]+)*/gu;
const longestFirst = (words) => [...words].sort((one, other) => other.length - one.length).join("|");
const AMERICAN = new RegExp(`^(?:${longestFirst(Object.keys(SPELLINGS.american))})`);
const ALREADY = new RegExp(`^(?:${longestFirst(SPELLINGS.british)})`);
const OTHER = new RegExp(`^(?:${longestFirst(Object.keys(SPELLINGS.other))})`);

const lower = (text) => text.normalize("NFC").toLowerCase().replaceAll("’", "'");
const distinct = (values) => [...new Set(values)];

/** Keep a text in this browser, and return whether it can be kept: private windows and framed pages may refuse. */
function store(name, text) {
  try {
    localStorage.setItem(name, text);
    return true;
  } catch {
    return false;
  }
}

/** Return a text that was kept; null without one. */
function stored(name) {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Return a word in one spelling for British and American writers. */
function british(word) {
  let spelt = word.replace(/(?<=[\p{L}\p{N}_]{2}[iy])z/gu, "s");
  if (!ALREADY.test(spelt)) spelt = spelt.replace(AMERICAN, (start) => SPELLINGS.american[start]);
  return spelt.replace(OTHER, (start) => SPELLINGS.other[start]);
}

/** Return the singular of a regular plural; another word as it is. */
function singular(word) {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.length > 3 && /[^\P{L}siu']s$/u.test(word) ? word.slice(0, -1) : word;
}

const forms = (word) => distinct([word, british(word)]);

/** Return the words that a token can be found by: itself without hyphens, and its parts. */
function wordsIn(token) {
  const parts = lower(token).split(/[-‐‑]/).map((part) => part.replace(/^'+|'+$/g, "")).filter(Boolean);
  return parts.length > 1 ? [parts.join(""), ...parts] : parts;
}

const known = new Map();

/** Return a text as the search reads it: all forms of its words, each with a space before and after. */
function indexed(text) {
  const terms = (text.match(TOKEN) ?? []).map((token) => {
    if (!known.has(token)) {
      const all = wordsIn(token).flatMap(forms);
      known.set(token, distinct([...all, ...all.map(singular)]).join(" "));
    }
    return known.get(token);
  });
  return ` ${terms.join(" ")} `;
}

/** Return what is sought: for each word the lists of words of which a text must hold one, a compound being two. */
function sought(text) {
  const ask = (word) => ({
    forms: forms(word),
    starts: forms(word).map((form) => ` ${form}`),
    wholes: distinct(forms(word).map((form) => ` ${singular(form)} `)),
  });
  return distinct(text.match(TOKEN) ?? []).map((token) => wordsIn(token).map(ask))
    .filter((asked) => asked.length)
    .map(([whole, ...parts]) => (parts.length ? [[whole], parts] : [[whole]]));
}

const has = (index, { starts, wholes }) =>
  starts.some((start) => index.includes(start)) || wholes.some((whole) => index.includes(whole));
const holds = (index, words) => words.every((lists) => lists.some((list) => list.every((word) => has(index, word))));

// ---- Codes, as people write them: K18, k1-k5, K1 to K5, D5, Duty 5, Option 2

const LETTERS = { duty: "D", duties: "D", option: "O", options: "O" };
const NAME = "duty|duties|options?|tk|ts|esb|[ksbdo]";
const REFERENCE = new RegExp(
  `(?<![\\p{L}\\p{N}])(${NAME}) *(\\d{1,6})(?:(?: +to +| *[-–‐‑] *)(${NAME})? *(\\d{1,6}))?(?![\\p{L}\\p{N}])`, "giu");

/** Return the codes that a text names, as ranges of one kind, and its other words. `exists` says what is a code. */
function references(text, exists) {
  const codes = [];
  const take = (name, first, last) => {
    const prefix = LETTERS[name.toLowerCase()] ?? name.toUpperCase();
    const [from, to] = [Number(first), Number(last)].sort((one, other) => one - other);
    const range = { prefix, from, to };
    if (exists(range)) codes.push(range);
    return exists(range);
  };
  let words = text.replace(REFERENCE, (all, name, first, other, last) => {
    const range = last && (!other || other.toLowerCase() === name.toLowerCase());
    const taken = take(name, first, range ? last : first);
    return (last && !range ? take(other, last, last) && taken : taken) ? " " : all;
  });
  if (codes.length) words = words.replace(/(?<![\p{L}\p{N}])(?:and|or|of|in)(?![\p{L}\p{N}])/giu, " ");
  return { codes, words };
}

const isIn = ({ prefix, from, to }, letter, number) => prefix === letter && from <= number && number <= to;

// ---- Highlights, in a sheet of their own: validators don't know the selector yet

const marker = new CSSStyleSheet();
marker.replaceSync(
  "::highlight(found) { background-color: var(--found); color: var(--ink); text-decoration: underline; }",
);
document.adoptedStyleSheets.push(marker);

/** Highlight in these elements the words that are sought, without touching the document. */
function highlight(elements, words) {
  if (!window.Highlight) return;
  CSS.highlights.delete("found");
  if (!words.length) return;
  const ranges = [];
  for (const element of elements) {
    const index = indexed(element.textContent);
    const asked = words.flatMap((lists) => lists.find((list) => list.every((word) => has(index, word))) ?? []);
    if (!asked.length) continue;
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    for (let text = walker.nextNode(); text; text = walker.nextNode()) {
      for (const { index: at, 0: token } of text.data.matchAll(TOKEN)) {
        for (const [start, end] of marked(token, asked)) {
          ranges.push(new StaticRange({
            startContainer: text, startOffset: at + start, endContainer: text, endOffset: at + end,
          }));
        }
      }
    }
  }
  CSS.highlights.set("found", new Highlight(...ranges));
}

/** Return the stretches of a token to highlight: the start that was typed, or the whole word in another form. */
function marked(token, asked) {
  const parts = [...token.matchAll(/[^-‐‑]+/g)].map((part) => [part.index, part.index + part[0].length]);
  const stretches = parts.length > 1 ? [...parts, [0, token.length]] : parts;
  return stretches.flatMap(([start, end]) => {
    const [word] = wordsIn(token.slice(start, end));
    const found = word && asked.filter((one) => has(indexed(word), one));
    if (!found?.length) return [];
    const typed = found.flatMap((one) => one.forms).filter((form) => word.startsWith(form)).map((form) => form.length);
    const compound = end - start > word.length;
    return [[start, typed.length && !compound ? start + Math.max(...typed) : end]];
  });
}

// ---- The theme

const theme = $("#theme");
const dark = matchMedia("(prefers-color-scheme: dark)");
const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : dark.matches);
const showTheme = () => theme.setAttribute("aria-pressed", String(isDark()));
theme.addEventListener("click", () => {
  root.dataset.theme = isDark() ? "light" : "dark";
  store("ksb:theme", root.dataset.theme);
  showTheme();
});
dark.addEventListener("change", showTheme);
showTheme();
