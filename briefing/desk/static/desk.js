// The desk works without this and without htmx, which puts in place what a change altered. This adds keys (j, k, x, p, u,
// e, ?), says to the desk what stands on the page, gives the focus back, and keeps the words of a note that was not added
// yet. It reads nothing that a source says: it clicks buttons that stand on the page.
"use strict";

const statements = () => [...document.querySelectorAll(".statement")];
const current = () => document.activeElement?.closest(".statement") ?? null;

// -- keys

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

// Keys that are pressed while a change is under way wait for it: what they are about may stand elsewhere then.
const waiting = [];
let asking = false;
function next() {
  while (!asking && waiting.length) waiting.shift()();
}

document.addEventListener("keydown", (event) => {
  if (document.body.dataset.keys !== "on" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const action = actionOf(event);
  if (action) {
    event.preventDefault();
    waiting.push(action);
    next();
  }
});

// -- changes that htmx asks for

const fault = (words) => (document.getElementById("fault").textContent = words);

// The desk sends what is another than what stands here: it is told the digests of that.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const regions = [...document.querySelectorAll("#regions > [data-digest]")];
  if (regions.length) detail.parameters.seen = regions.map((one) => `${one.id}:${one.dataset.digest}`).join(" ");
});
document.addEventListener("htmx:beforeRequest", () => {
  asking = true;
  fault("");
});
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful && !detail.xhr.getResponseHeader("hx-retarget")) return; // desk:done follows
  asking = false;
  waiting.length = 0;
});

// What was open stays open.
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  for (const one of detail.target.querySelectorAll("details[open][id]")) {
    detail.fragment.querySelector(`details[id="${one.id}"]`)?.setAttribute("open", "");
  }
});

// The forms of what stayed are based on the same file as those of what came. The focus stays on the button that was
// pressed; from a statement, which was changed by a key, it goes to the place of the change.
document.addEventListener("desk:done", ({ detail }) => {
  for (const field of document.querySelectorAll('input[name="base"]')) field.value = detail.base;
  document.getElementById("done").textContent = detail.said;
  fillNotes();
  if (document.activeElement === document.body || document.activeElement.matches(".statement")) {
    const place = document.getElementById(detail.at);
    place?.focus({ preventScroll: true });
    const said = place?.previousElementSibling?.matches(".was-struck") ? place.previousElementSibling : place; // "Struck – Undo"
    if (said && said.id !== "content") said.scrollIntoView({ block: "nearest" });
  }
  asking = false;
  next();
});

// A whole page came in the place of this one's: it is read from its beginning.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  if (target.id === "content") {
    target.focus({ preventScroll: true });
    fillNotes();
  }
});

// An answer that is no page (the session ended, the form is too large), or none at all.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if ((detail.xhr.getResponseHeader("content-type") ?? "").startsWith("text/html")) return;
  detail.shouldSwap = false;
  fault(detail.xhr.responseText);
});
document.addEventListener("htmx:sendError", () => fault(document.getElementById("fault").dataset.lost));

// -- the place after a change that came as a whole page

function focusTarget() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target?.classList.contains("statement")) target.focus();
  if (target?.tagName === "DETAILS") target.open = true;
}
addEventListener("DOMContentLoaded", focusTarget);
addEventListener("hashchange", focusTarget);

// -- the words of a note stay in this tab until the note is added

const keptName = (field) => `note ${location.pathname} ${field.dataset.kept}`;
function fillNotes() {
  for (const field of document.querySelectorAll("textarea[data-kept]")) {
    const kept = sessionStorage.getItem(keptName(field));
    if (kept && !field.value) {
      field.value = kept;
      field.closest("details").open = true;
    }
  }
}
addEventListener("DOMContentLoaded", fillNotes);
document.addEventListener("input", ({ target }) => {
  if (target.matches("textarea[data-kept]")) sessionStorage.setItem(keptName(target), target.value);
});
document.addEventListener("submit", ({ target, submitter }) => {
  const field = target.querySelector("textarea[data-kept]");
  if (field && submitter?.value === "note") sessionStorage.removeItem(keptName(field));
}, true);
