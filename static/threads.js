// Threads: members to mention are offered while one types "@", and focus stays where the answer of htmx stands.
// Without this script a mention is typed, and every form works as a form.
"use strict";

const MENTION = /(^|[^A-Za-z0-9._+@/%-])@([\p{L}\p{N}_.+-]*)$/u;
const MOST = 6;
const lists = new Map(); // address -> promise of members
let offer = null; // {field, box, people, chosen, start}

function membersFor(field) {
  const holder = field.closest("[data-members]");
  if (!holder) return Promise.resolve([]);
  const address = holder.dataset.members;
  if (!lists.has(address)) {
    const asked = fetch(address, { headers: { Accept: "application/json" } })
      .then((answer) => (answer.ok ? answer.json() : { members: [] }))
      .then((told) => told.members)
      .catch(() => []);
    lists.set(address, asked);
  }
  return lists.get(address);
}

function typedMention(field) {
  if (field.selectionStart !== field.selectionEnd) return null;
  const found = MENTION.exec(field.value.slice(0, field.selectionStart));
  return found && { start: field.selectionStart - found[2].length, typed: found[2].toLowerCase() };
}

function close() {
  if (!offer) return;
  offer.box.remove();
  offer.field.setAttribute("aria-expanded", "false");
  offer.field.removeAttribute("aria-activedescendant");
  offer.field.removeAttribute("aria-controls");
  offer = null;
}

function choose(index) {
  offer.chosen = (index + offer.people.length) % offer.people.length;
  Array.from(offer.box.children).forEach((row, at) => row.setAttribute("aria-selected", String(at === offer.chosen)));
  const row = offer.box.children[offer.chosen];
  offer.field.setAttribute("aria-activedescendant", row.id);
  row.scrollIntoView({ block: "nearest" });
}

function take(index) {
  const { field, people, start } = offer;
  field.setRangeText(`${people[index].username} `, start, field.selectionStart, "end");
  close();
  field.focus();
}

function row(person, index) {
  const made = document.createElement("li");
  made.id = `mention-${index}`;
  made.setAttribute("role", "option");
  const name = document.createElement("b");
  name.textContent = person.name;
  const username = document.createElement("span");
  username.textContent = `@${person.username}`;
  made.append(name, " ", username);
  made.addEventListener("mousedown", (event) => {
    event.preventDefault(); // the field keeps the focus
    take(index);
  });
  return made;
}

async function look(field) {
  if (!typedMention(field)) return close();
  const members = await membersFor(field);
  const mention = typedMention(field); // what is typed by now
  if (!mention || document.activeElement !== field) return close();
  const fits = (person) =>
    person.username.toLowerCase().startsWith(mention.typed) ||
    person.name.toLowerCase().split(/\s+/).concat(person.name.toLowerCase()).some((part) => part.startsWith(mention.typed));
  const people = members.filter(fits).slice(0, MOST);
  close();
  if (!people.length) return undefined;
  const box = document.createElement("ul");
  box.id = "mentions";
  box.className = "mentions";
  box.setAttribute("role", "listbox");
  box.setAttribute("aria-label", field.dataset.mentions);
  box.append(...people.map(row));
  field.after(box);
  offer = { field, box, people, chosen: 0, start: mention.start };
  field.setAttribute("aria-expanded", "true");
  field.setAttribute("aria-controls", box.id);
  choose(0);
  return undefined;
}

const KEYS = {
  ArrowDown: () => choose(offer.chosen + 1),
  ArrowUp: () => choose(offer.chosen - 1),
  Enter: () => take(offer.chosen),
  Tab: () => take(offer.chosen),
  Escape: () => close(),
};

function press(event) {
  if (!offer || event.target !== offer.field || event.isComposing || !KEYS[event.key] || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  KEYS[event.key]();
}

function isField(element) {
  return element instanceof HTMLTextAreaElement && "mentions" in element.dataset;
}

document.addEventListener("focusin", ({ target }) => {
  if (!isField(target) || target.hasAttribute("role")) return;
  target.setAttribute("role", "combobox");
  target.setAttribute("aria-autocomplete", "list");
  target.setAttribute("aria-haspopup", "listbox");
  target.setAttribute("aria-expanded", "false");
  target.setAttribute("autocomplete", "off");
});
document.addEventListener("input", ({ target }) => isField(target) && look(target));
document.addEventListener("focusout", ({ target }) => offer && target === offer.field && close());
document.addEventListener("keydown", press, true);

// After an act the focus goes to what was refused, else to the thread: the button that had it is gone.
document.addEventListener("htmx:afterSettle", ({ detail }) => {
  const swapped = detail.elt;
  if (!swapped || !swapped.closest || !swapped.closest(".threads") || document.activeElement !== document.body) return;
  const next = swapped.querySelector("[aria-invalid], .comment-field textarea[autofocus]") || swapped.querySelector("form.reply-form textarea[id^='body-edit-']") || swapped.closest(".thread, #thread-new");
  if (next) next.focus({ preventScroll: next.matches(".thread, #thread-new") });
});
