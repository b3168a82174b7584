// The desk works without this. It adds keys (j, k, x, p, u, e, ?), and keeps the reader's place after a change. It reads
// nothing that a source says: it clicks buttons that stand on the page.
"use strict";

const statements = () => [...document.querySelectorAll(".statement")];
const current = () => document.activeElement?.closest(".statement") ?? null;

function go(step) {
  const all = statements();
  if (!all.length) return;
  const now = current();
  const seen = all.findIndex((one) => one.getBoundingClientRect().bottom > 80);
  const at = now ? all.indexOf(now) + step : Math.max(0, seen);
  const next = all[Math.min(all.length - 1, Math.max(0, at))];
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
}

function press(where, key) {
  where?.querySelector(`button[data-key="${key}"]:not([disabled])`)?.click();
}

const actions = {
  j: () => go(1),
  k: () => go(-1),
  x: () => press(current(), "x"),
  p: () => press(current(), "p"),
  u: () => press(document, "u"),
  e: () => current()?.querySelector("a")?.click(),
  "?": () => location.assign("/help#keys"),
};

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const action = actions[event.key];
  if (action) {
    event.preventDefault();
    action();
  }
});

// After a change the page comes back at the statement: it gets the focus too, so that the next key goes on from there.
function focusTarget() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target?.classList.contains("statement")) target.focus();
}
addEventListener("DOMContentLoaded", focusTarget);
addEventListener("hashchange", focusTarget);
