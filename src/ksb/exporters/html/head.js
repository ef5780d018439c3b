// Runs before the page is drawn, so that it is never drawn twice: what needs a script is shown, and the theme is set.
document.documentElement.classList.add("js");
try {
  const theme = localStorage.getItem("ksb:theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser may refuse to keep anything; the theme is the system's then.
}
