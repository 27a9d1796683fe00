// The queue by keyboard. Every key presses a button or follows a link that is on the page without this script too,
// the reason of a dismissal aside: it is asked for here and not on a page of its own.
"use strict";

const queue = document.querySelector("[data-queue]");
const rows = [...queue.querySelectorAll("[data-row]")];
const said = queue.querySelector("[data-said]");
const bar = queue.querySelector(".queue-bar");
const KEYS_OFF = "queue keys off";
const LEFT_AT = "queue left at";

const dialog = (name) => queue.querySelector(`[data-dialog="${name}"]`);
const linkOf = (row) => row.querySelector(".asked a");
const boxOf = (row) => row.querySelector('[name="chosen"]');
let current = -1;

// Words come from the page, in its language; a screen reader is told by the status line.
const tell = (words) => {
  said.textContent = "";
  requestAnimationFrame(() => { said.textContent = words; });
};

// ---- the row one is at ----

function goTo(number) {
  if (!rows.length) return;
  current = Math.max(0, Math.min(rows.length - 1, number));
  linkOf(rows[current]).focus();
  rows[current].scrollIntoView({ block: "nearest" });
}

queue.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) current = rows.indexOf(row);
});

// After an act the page comes anew: one goes on at the same conflict, or at the one that took its place.
function leave(row) {
  const held = { page: location.pathname + location.search, id: row.id, number: rows.indexOf(row) };
  sessionStorage.setItem(LEFT_AT, JSON.stringify(held));
}

function comeBack() {
  const held = JSON.parse(sessionStorage.getItem(LEFT_AT) || "null");
  sessionStorage.removeItem(LEFT_AT);
  if (!held || held.page !== location.pathname + location.search) return;
  const same = rows.findIndex((row) => row.id === held.id);
  goTo(same >= 0 ? same : held.number);
}

// ---- choosing many ----

function count() {
  if (!bar) return;
  const chosen = rows.filter((row) => boxOf(row).checked).length;
  const words = bar.querySelector("[data-chosen]");
  words.hidden = !chosen;
  words.textContent = words.dataset.words.replace("{count}", chosen);
  bar.classList.toggle("some", chosen > 0);
  const all = bar.querySelector("[data-choose-all]");
  all.textContent = chosen === rows.length ? all.dataset.none : all.dataset.all;
}

function choose(row) {
  const box = boxOf(row);
  if (!box) return;
  box.checked = !box.checked;
  count();
  tell(box.checked ? bar.querySelector("[data-chosen]").textContent : queue.dataset.unchosen);
}

if (bar) {
  const all = bar.querySelector("[data-choose-all]");
  all.addEventListener("click", (event) => {
    event.preventDefault();
    const every = rows.every((row) => boxOf(row).checked);
    for (const row of rows) boxOf(row).checked = !every;
    count();
    tell(bar.querySelector("[data-chosen]").textContent);
  });
  queue.addEventListener("change", (event) => { if (event.target.name === "chosen") count(); });
  count();
}

// ---- acts on one ----

function take(row) {
  const button = row.querySelector('[name="take"]');
  if (!button) return tell(queue.dataset.nothing);
  leave(row);
  button.click();
}

function dismiss(row) {
  const button = row.querySelector('[name="dismiss"]');
  if (!button) return tell(queue.dataset.nothing);
  const asked = dialog("dismiss");
  asked.querySelector("[data-dismissed]").value = row.dataset.key;
  asked.querySelector("[data-dismissed-question]").textContent = linkOf(row).textContent;
  asked.showModal();
  asked.querySelector("textarea").focus();
  current = rows.indexOf(row);
}

queue.addEventListener("click", (event) => {
  const button = event.target.closest('[name="dismiss"][value], [name="take"]');
  if (button?.closest("[data-row]")) {
    const row = button.closest("[data-row]");
    if (button.name === "take") return leave(row);
    event.preventDefault();
    dismiss(row);
  }
  if (event.target.closest("[data-close]")) event.target.closest("dialog").close();
  const opener = event.target.closest("[data-open]");
  if (opener) dialog(opener.dataset.open).showModal();
});

dialog("dismiss").addEventListener("submit", () => { if (current >= 0) leave(rows[current]); });
dialog("dismiss").addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) event.target.form?.requestSubmit();
});
dialog("dismiss").addEventListener("close", () => goTo(current));

// ---- keys ----

const keysOn = dialog("keys").querySelector("[data-keys-on]");
keysOn.checked = !localStorage.getItem(KEYS_OFF);
keysOn.addEventListener("change", () => {
  if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
  else localStorage.setItem(KEYS_OFF, "yes");
});
for (const opener of queue.querySelectorAll("[data-open]")) opener.hidden = false;

const withRow = (act) => () => { if (current >= 0) act(rows[current]); else goTo(0); };
const KEYS = {
  j: () => goTo(current + 1),
  k: () => goTo(current - 1),
  a: withRow(take),
  d: withRow(dismiss),
  x: withRow(choose),
  u: () => document.querySelector('[form="undo-form"]')?.click(),
  "/": () => document.getElementById("words").focus(),
  "?": () => dialog("keys").showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keysOn.checked) return;
  if (event.target.closest("dialog[open], textarea, select, [contenteditable], input:not([type=checkbox])")) return;
  const act = KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

comeBack();
