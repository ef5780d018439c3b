// What the page of a standard and the index share: the words of a text, highlights, and the theme.

const root = document.documentElement;
const $ = (selector, within = document) => within.querySelector(selector);
const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];

// The same words as `ksb search` compares: a word sought is found where a word of the text starts with it.
const plain = (text) =>
  " " + text.normalize("NFC").toLowerCase().replaceAll("’", "'").replace(/[^\p{L}\p{N}']+/gu, " ")
    .replace(/(^| )'+/g, " ").trim() + " ";

// ---- Highlights, in a sheet of their own: validators don't know the selector yet

const marker = new CSSStyleSheet();
marker.replaceSync(
  "::highlight(found) { background-color: var(--found); color: var(--ink); text-decoration: underline; }",
);
document.adoptedStyleSheets.push(marker);

// ---- The theme

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
