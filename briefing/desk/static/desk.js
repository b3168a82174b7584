// The desk works without this. It adds keys (j, k, x, p, u, e, ?), keeps the reader's place after a change and the words
// of a note that was not added yet, and says that an edition is being built. It reads nothing that a source says: it clicks
// buttons that stand on the page.
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
  "؟": () => location.assign("/help#keys"),
};

// A keyboard of another script has the same keys: where the character is no Latin one, the place of the key counts.
function actionOf(event) {
  if (/^[\x20-\x7e]$/.test(event.key) || event.key in actions) return actions[event.key];
  const letter = !event.shiftKey && event.key.length === 1 ? event.code.match(/^Key([A-Z])$/)?.[1].toLowerCase() : null;
  return letter ? actions[letter] : undefined;
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const action = actionOf(event);
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

// What takes a while says so, and is asked for once. A page that comes back from the browser's memory is as it was.
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button");
  if (!event.target.dataset.working || !button) return;
  button.dataset.label = button.textContent;
  button.textContent = event.target.dataset.working;
  for (const one of document.querySelectorAll("form[data-working] button")) one.disabled = true;
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const one of document.querySelectorAll("form[data-working] button")) {
    one.disabled = false;
    one.textContent = one.dataset.label ?? one.textContent;
  }
});

// The words of a note stay in this tab until the note is added.
const keptName = (field) => `note ${location.pathname} ${field.dataset.kept}`;
function keepNotes() {
  for (const field of document.querySelectorAll("textarea[data-kept]")) {
    const kept = sessionStorage.getItem(keptName(field));
    if (kept && !field.value) {
      field.value = kept;
      field.closest("details").open = true;
    }
    field.addEventListener("input", () => sessionStorage.setItem(keptName(field), field.value));
    field.form.addEventListener("submit", (event) => {
      if (event.submitter?.value === "note") sessionStorage.removeItem(keptName(field));
    });
  }
}
addEventListener("DOMContentLoaded", keepNotes);
addEventListener("hashchange", focusTarget);
