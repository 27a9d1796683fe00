// The reader's ease: cards over what is claimed, a panel for what is selected, steps from mark to mark.
// Without this script every mark is a link to its claim, and every figure one to the page with the panel open.
// Offsets are code points of the document's text; the browser counts UTF-16 units, so every count goes through a string.
"use strict";

const page = document.querySelector("[data-reader]");
const text = page.querySelector(".text");
const place = page.querySelector("[data-panel-place]");
const card = page.querySelector("[data-card]");
const said = page.querySelector("[data-said]");
const writes = page.dataset.writes === "yes";
const narrow = matchMedia("(max-width: 767px)");

// ---- where in the document's text a point of the page is ----

const pointsOf = (string) => {
  let points = 0;
  for (const _ of string) points += 1;
  return points;
};

// The offset of a boundary point; one between two blocks is the start of the next, or the end of the text.
function offsetOf(node, at) {
  const run = (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement).closest("[data-start]");
  if (run) {
    const before = document.createRange();
    before.setStart(run, 0);
    before.setEnd(node, at);
    return Number(run.dataset.start) + pointsOf(before.toString());
  }
  const point = document.createRange();
  point.setStart(node, at);
  for (const next of text.querySelectorAll("[data-start]")) {
    if (point.comparePoint(next, 0) >= 0) return Number(next.dataset.start);
  }
  const last = [...text.querySelectorAll("[data-start]")].at(-1);
  return Number(last.dataset.start) + pointsOf(last.textContent);
}

function selectedSpan() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return null;
  if (!range.toString().trim()) return null;
  return { start: offsetOf(range.startContainer, range.startOffset), end: offsetOf(range.endContainer, range.endOffset) };
}

// ---- what is said and fetched ----

let silence;
function say(words, { aloudOnly = false } = {}) {
  said.classList.toggle("visually-hidden", aloudOnly);
  said.textContent = words;
  clearTimeout(silence);
  silence = setTimeout(() => { said.textContent = ""; }, 6000);
}

async function fetched(address, parameters) {
  const answer = await fetch(`${address}?${new URLSearchParams(parameters)}`);
  if (answer.redirected) location.reload(); // signed out
  return answer.text();
}

const fragment = (html) => document.createRange().createContextualFragment(html);

// ---- the card ----

const cards = new Map(); // by what was asked for, until something is written
let shown = null; // the mark whose card is open
let pinned = false;
let waiting;

function subjectOf(target) {
  const mark = target.closest?.("[data-claims], [data-figure]");
  return mark && text.contains(mark) ? mark : null;
}

function asked(mark) {
  if (mark.dataset.claims) return { claims: claimsAround(mark) };
  const [start, end] = mark.dataset.figure.split("-");
  return { start, end };
}

// A value shows its own claims; the words around it those of all passages they are part of, the innermost first.
function claimsAround(mark) {
  if (mark.matches(".value")) return mark.dataset.claims;
  const claims = new Set();
  for (let each = mark; each; each = each.parentElement.closest("[data-claims]")) {
    for (const claim of each.dataset.claims.split(" ")) claims.add(claim);
  }
  return [...claims].join(" ");
}

async function showCard(mark, { pin = false, focus = false } = {}) {
  clearTimeout(waiting);
  if (shown !== mark) closeCard();
  shown = mark;
  pinned = pin;
  mark.classList.add("shown");
  const parameters = asked(mark);
  const key = JSON.stringify(parameters);
  if (!cards.has(key)) cards.set(key, await fetched(page.dataset.cards, parameters));
  if (shown !== mark) return;
  card.replaceChildren(fragment(cards.get(key)));
  card.hidden = false;
  beside(mark);
  if (focus) card.focus({ preventScroll: true });
}

function beside(mark) {
  if (narrow.matches) {
    card.style.top = card.style.left = "";
    const hidden = mark.getBoundingClientRect().bottom - (innerHeight - card.offsetHeight) + 24;
    if (pinned && hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
    return;
  }
  const first = mark.getClientRects()[0] ?? mark.getBoundingClientRect();
  const last = [...mark.getClientRects()].at(-1) ?? first;
  const below = last.bottom + 8;
  const fits = below + card.offsetHeight < innerHeight || first.top - card.offsetHeight - 8 < 0;
  const frame = card.offsetParent.getBoundingClientRect();
  const top = fits ? below : first.top - card.offsetHeight - 8;
  const left = Math.min(Math.max(first.left, 8), innerWidth - card.offsetWidth - 16);
  card.style.top = `${top - frame.top}px`;
  card.style.left = `${left - frame.left}px`;
}

function closeCard() {
  clearTimeout(waiting);
  if (card.contains(document.activeElement)) shown?.focus({ preventScroll: true });
  shown?.classList.remove("shown");
  card.hidden = true;
  shown = null;
  pinned = false;
}

text.addEventListener("pointerover", (event) => {
  if (event.pointerType !== "mouse" || pinned || event.buttons) return;
  const mark = subjectOf(event.target);
  clearTimeout(waiting);
  if (mark === shown) return;
  const value = mark?.matches(".value, .figure");
  waiting = setTimeout(mark ? () => showCard(mark) : closeCard, mark ? (value ? 120 : 350) : 250);
});
text.addEventListener("pointerleave", () => {
  clearTimeout(waiting);
  if (shown && !pinned) waiting = setTimeout(closeCard, 250);
});
card.addEventListener("pointerenter", () => clearTimeout(waiting));
card.addEventListener("pointerleave", () => { if (!pinned) waiting = setTimeout(closeCard, 250); });
text.addEventListener("focusin", (event) => {
  const mark = subjectOf(event.target);
  if (mark && event.target.matches(":focus-visible")) showCard(mark);
});
text.addEventListener("focusout", (event) => {
  if (!pinned && !card.contains(event.relatedTarget)) closeCard();
});

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const dragged = event.detail > 0 && !getSelection().isCollapsed; // the end of a selection is no click
  const figure = event.target.closest("a[data-figure], a[data-whole]");
  if (dragged && text.contains(event.target)) {
    event.preventDefault();
    return;
  }
  if (figure) {
    event.preventDefault();
    const [start, end] = (figure.dataset.figure ?? figure.dataset.whole).split("-");
    closeCard();
    openPanel({ start, end }, { focus: true, from: figure });
    return;
  }
  const mark = subjectOf(event.target);
  if (mark) {
    event.preventDefault();
    // A click of the keyboard has no place on the screen: whoever pressed Enter goes into the card.
    showCard(mark, { pin: true, focus: event.detail === 0 });
    return;
  }
  const copy = event.target.closest("[data-copy]");
  if (copy && navigator.clipboard) {
    event.preventDefault();
    navigator.clipboard.writeText(copy.href).then(() => say(said.dataset.copied), () => { location = copy.href; });
    return;
  }
  if (event.target.closest("[data-close]")) {
    event.preventDefault();
    closePanel();
    return;
  }
  if (pinned && !card.contains(event.target)) closeCard();
});

// ---- the panel ----

let opened = null; // the span the panel is open for
let cameFrom = null;

async function openPanel(span, { focus = false, from = null } = {}) {
  opened = span;
  cameFrom = from;
  const html = await fetched(page.dataset.panel, span);
  if (opened !== span) return;
  showPanel(html);
  if (focus) place.querySelector("h2").focus({ preventScroll: true });
  keepSeen();
  askQuestions();
}

function showPanel(html) {
  place.replaceChildren(fragment(html));
  place.closest(".beside").scrollTop = 0;
}

// The words the panel is about stay in sight above it, where it lies over the text.
function keepSeen() {
  const panel = place.querySelector(".panel");
  if (!panel || getComputedStyle(panel).position !== "fixed") return;
  const range = getSelection().rangeCount && !getSelection().isCollapsed ? getSelection().getRangeAt(0) : null;
  const box = (range ?? cameFrom)?.getBoundingClientRect();
  if (box && box.bottom > innerHeight - panel.offsetHeight - 16) {
    scrollBy({ top: box.top - Math.max(80, (innerHeight - panel.offsetHeight) / 2), behavior: "instant" });
  }
}

function closePanel() {
  if (!opened && !place.firstElementChild) return;
  const inside = place.contains(document.activeElement);
  opened = null;
  place.replaceChildren();
  if (inside) (cameFrom?.isConnected ? cameFrom : text).focus?.({ preventScroll: true });
  if (location.search) history.replaceState(null, "", location.pathname + location.hash);
}

// The questions come after the panel: the values are read at once, likeness takes a moment longer.
async function askQuestions() {
  const form = place.querySelector(".claim-form");
  if (!form?.querySelector("[data-questions-here]")) return;
  const fields = new FormData(form);
  const parameters = { start: fields.get("start"), end: fields.get("end"), value: fields.get("value") ?? "typed", named: fields.get("named") ?? "" };
  const html = await fetched(page.dataset.questions, parameters);
  const here = form.querySelector("[data-questions-here]");
  if (form.isConnected && new FormData(form).get("value") === fields.get("value")) here.replaceWith(fragment(html));
}

place.addEventListener("change", (event) => {
  const form = event.target.closest(".claim-form");
  if (event.target.name === "value") {
    const statement = form.querySelector("[name=statement]");
    if (event.target.dataset.statement && !statement.dataset.edited) statement.value = event.target.dataset.statement;
    if (event.target.value === "typed") form.querySelector("[name=typed]").focus();
    if (event.target.value === "name") form.querySelector("[name=named]").focus();
    askQuestions();
  }
  if (event.target.name === "question") form.querySelector({ other: "select", new: "#asked" }[event.target.value] ?? null)?.focus();
});
place.addEventListener("input", (event) => {
  if (event.target.name === "statement") event.target.dataset.edited = "yes";
});

// ---- what is posted, and what it changes in place ----

page.addEventListener("submit", async (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  event.preventDefault();
  const button = event.submitter;
  if (button?.getAttribute("aria-busy")) return;
  button?.setAttribute("aria-busy", "true");
  let answer;
  try {
    const response = await fetch(form.action, {
      method: "POST", body: new FormData(form, button), headers: { Accept: "application/json" },
    });
    answer = await response.json();
  } catch {
    say(said.dataset.unsaved);
    return;
  } finally {
    button?.removeAttribute("aria-busy");
  }
  if (answer.panel) {
    showPanel(answer.panel);
    place.querySelector("[role=alert]")?.scrollIntoView({ block: "nearest" });
    const field = place.querySelector("#override_reason");
    (field?.offsetParent ? field : place.querySelector("h2")).focus();
  } else {
    done(answer);
  }
});

function done(answer) {
  cards.clear();
  closeCard();
  getSelection().removeAllRanges();
  closePanel();
  for (const [number, html] of Object.entries(answer.blocks)) {
    document.getElementById(`b${number}`)?.replaceWith(fragment(html));
  }
  page.querySelector("[data-standing]").replaceWith(fragment(answer.standing));
  prepareKey();
  say(answer.words);
  const at = document.getElementById(answer.place);
  if (!at) return;
  if (at.matches("mark")) {
    at.classList.add("found");
    at.addEventListener("animationend", () => at.classList.remove("found"), { once: true });
  }
  at.querySelector("a")?.focus({ preventScroll: true });
  closeCard();
}

// ---- selecting ----

let pressed = false;
let byKeys = false;
let settling;

function settled() {
  clearTimeout(settling);
  if (pressed) return;
  const span = selectedSpan();
  if (!span || (opened && opened.start === span.start && opened.end === span.end)) return;
  closeCard();
  openPanel(span);
}

if (writes) {
  document.addEventListener("pointerdown", () => { pressed = true; byKeys = false; });
  for (const name of ["pointerup", "pointercancel"]) {
    document.addEventListener(name, (event) => {
      pressed = false;
      settling = setTimeout(settled, event.pointerType === "mouse" ? 10 : 350);
    });
  }
  document.addEventListener("selectionchange", () => {
    clearTimeout(settling);
    if (!pressed) settling = setTimeout(settled, byKeys ? 500 : 700);
  });
}

// No selection starts on a link, so while the mouse is pressed on one it is none.
text.addEventListener("pointerdown", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || event.pointerType !== "mouse" || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const address = link.getAttribute("href");
  link.removeAttribute("href");
  for (const name of ["pointerup", "pointercancel", "dragstart"]) {
    document.addEventListener(name, () => setTimeout(() => link.setAttribute("href", address)), { once: true });
  }
});

// ---- coming from a link ----

// What is far off has no layout yet and its height is a guess: the place moves while the way to it is laid out.
function come() {
  const at = /^#p\d+$/.test(location.hash) && document.getElementById(location.hash.slice(1));
  let tries = 30;
  const nearer = () => {
    const box = at.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) at.scrollIntoView({ block: "center", behavior: "instant" });
    if (tries--) requestAnimationFrame(nearer);
  };
  for (const name of ["wheel", "touchstart", "keydown", "pointerdown"]) addEventListener(name, () => { tries = 0; }, { once: true, passive: true });
  if (at) nearer();
}
addEventListener("hashchange", come);
come();

// Where the browser itself looks for words of a link (`:~:text=`), all is laid out until it has found them.
if (performance.getEntriesByType("navigation")[0]?.name.includes(":~:")) {
  text.classList.add("laid-out");
  addEventListener("load", () => setTimeout(() => text.classList.remove("laid-out"), 1500));
}

// ---- stepping ----

let step = null; // which kind of mark is stepped through

const marksOf = (kind) => [...text.querySelectorAll(`.value.is-${kind}:not([tabindex]), .figure.is-${kind}:not([tabindex])`)];

function go(direction) {
  const line = page.querySelector(`[data-step="${step}"]`);
  const marks = marksOf(step);
  if (!marks.length) {
    say(said.dataset.none.replace("{words}", line?.querySelector(".key-words").textContent ?? step));
    return;
  }
  const from = text.querySelector(".at") ?? (text.contains(document.activeElement) ? document.activeElement : null);
  let next;
  if (from) {
    const follows = (mark) => from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING;
    const precedes = (mark) => from.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_PRECEDING;
    next = direction > 0 ? marks.find((mark) => mark !== from && follows(mark)) : marks.findLast((mark) => mark !== from && precedes(mark));
  } else {
    const top = (mark) => mark.getBoundingClientRect().top;
    next = direction > 0 ? marks.find((mark) => top(mark) > 0) : marks.findLast((mark) => top(mark) < 0);
  }
  next ??= direction > 0 ? marks[0] : marks.at(-1);
  from?.classList.remove("at");
  next.classList.add("at");
  next.scrollIntoView({ block: "center", behavior: "instant" });
  if (next.matches("a")) next.focus({ preventScroll: true });
  showCard(next, { pin: narrow.matches });
  const number = marks.indexOf(next) + 1;
  line.querySelector(".key-count").textContent = `${number} / ${marks.length}`;
  const words = line.querySelector(".key-words").textContent;
  say(said.dataset.place.replace("{words}", words).replace("{number}", number).replace("{all}", marks.length), { aloudOnly: true });
}

function prepareKey() {
  page.querySelector("[data-keys]").hidden = false;
  const lines = [...page.querySelectorAll("[data-step]")];
  const held = (line) => Number(line.querySelector(".key-count").dataset.count) > 0;
  step ??= (lines.find(held) ?? lines[0]).dataset.step;
  for (const line of lines) {
    if (line.dataset.step === step) line.setAttribute("aria-current", "true");
    else line.removeAttribute("aria-current");
  }
}

page.addEventListener("click", (event) => {
  const line = event.target.closest("a[data-step][href]");
  if (!line) return;
  event.preventDefault();
  event.stopPropagation();
  step = line.dataset.step;
  prepareKey();
  go(1);
});

document.addEventListener("keydown", (event) => {
  byKeys = true;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typing = event.target.closest("input:not([type=radio]), textarea, select, [contenteditable]");
  if (event.key === "Escape") {
    if (!card.hidden) closeCard();
    else closePanel();
  } else if (!typing && (event.key === "n" || event.key === "p")) {
    event.preventDefault();
    go(event.key === "n" ? 1 : -1);
  } else if (event.key === "Enter" && opened && !event.target.closest("a, button, input, textarea, select, summary")) {
    event.preventDefault(); // from a selection made with the keyboard into its panel
    place.querySelector("h2").focus();
  }
});

addEventListener("resize", () => { if (shown && !card.hidden) beside(shown); });
prepareKey();
if (place.firstElementChild) {
  const parameters = new URLSearchParams(location.search);
  opened = { start: parameters.get("start"), end: parameters.get("end") };
}
