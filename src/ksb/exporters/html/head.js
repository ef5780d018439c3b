// Runs before the page is drawn, so that it is never drawn twice: what needs a script is shown, and the theme is set.
{
  const { classList } = document.documentElement;
  classList.add("js");
  // Where the script fails, in a browser too old for it, or is cut off, everything is there to read as without one.
  addEventListener("DOMContentLoaded", () => classList.toggle("js", "ready" in window));
}
try {
  const theme = localStorage.getItem("ksb:theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser may refuse to keep anything; the theme is the system's then.
}
