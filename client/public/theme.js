// Before the first paint: a remembered choice of theme must not flash in the other one.
try {
  var theme = localStorage.getItem('turnabout.theme');
  if (theme === 'light' || theme === 'dark') globalThis.document.documentElement.dataset.theme = theme;
} catch {
  // Storage may be closed to us; the system's preference then holds.
}
