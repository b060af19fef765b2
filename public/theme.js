// Runs before the first paint: applies the theme that the visitor chose. No choice means the system's.
try {
  var theme = localStorage.getItem("theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch (_) {}
