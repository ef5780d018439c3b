// Runs before the page is drawn, so that it is never drawn twice: what needs a script is shown, and the theme is set.
{
  const { classList } = document.documentElement;
  // A browser that is too old for the script has everything to read, as without one.
  const without = () => classList.remove("js");
  classList.add("js");
  addEventListener("error", without);
  addEventListener("load", () => removeEventListener("error", without));
}
try {
  const theme = localStorage.getItem("ksb:theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // A browser may refuse to keep anything; the theme is the system's then.
}
