// Posts the chosen files one at a time and shows what came of each, with a progress bar. Many of them, or a zip, are
// sent in portions as one batch, whose page is opened then.
// Without this script the form posts them all at once; the server does the same either way.
"use strict";

const form = document.querySelector("[data-import]");
const list = document.querySelector("[data-outcomes]");
const found = document.querySelector("[data-conflicts]");
const PORTION = { files: 20, bytes: 20e6 };

function show(outcome) {
  const item = document.createElement("li");
  item.className = outcome.good ? "good" : "bad";
  const name = document.createElement("strong");
  if (outcome.url) {
    const link = document.createElement("a");
    link.href = outcome.url;
    link.textContent = outcome.name;
    name.append(link);
  } else {
    name.textContent = outcome.name;
  }
  item.append(name, ` ${outcome.words}`);
  if (outcome.offer) {
    const offer = document.querySelector("[data-offer]").content.cloneNode(true);
    offer.querySelector("form").action = outcome.offer;
    item.append(offer);
  }
  list.append(item);
}

async function send(fields) {
  const name = fields.get("documents") instanceof File ? fields.get("documents").name : form.dataset.pasted;
  try {
    const answer = await fetch(form.action || location.href, {
      method: "POST", body: fields, headers: { Accept: "application/json" },
    });
    const said = await answer.json();
    said.errors.forEach((words) => show({ name, words, good: false }));
    said.outcomes.forEach(show);
    return said.conflicts;
  } catch {
    show({ name, words: form.dataset.unanswered, good: false });
    return 0;
  }
}

function portions(files) {
  const made = [];
  let bytes = 0;
  for (const file of files) {
    if (!made.length || made.at(-1).length === PORTION.files || bytes + file.size > PORTION.bytes) {
      made.push([]);
      bytes = 0;
    }
    made.at(-1).push(file);
    bytes += file.size;
  }
  return made;
}

async function sendBatch(files, progress) {
  let batch = null;
  const every = portions(files);
  for (const [number, some] of every.entries()) {
    const fields = new FormData(form);
    fields.delete("documents");
    if (number) ["text", "address"].forEach((field) => fields.delete(field)); // sent with the first portion
    some.forEach((file) => fields.append("documents", file));
    if (batch) fields.append("batch", batch.batch);
    if (number < every.length - 1) fields.append("more", "1");
    try {
      const answer = await fetch(form.dataset.batch, {
        method: "POST", body: fields, headers: { Accept: "application/json" },
      });
      const said = await answer.json();
      if (said.errors.length) {
        said.errors.forEach((words) => show({ name: some[0].name, words, good: false }));
        return null;
      }
      batch = said;
    } catch {
      show({ name: some[0].name, words: form.dataset.unanswered, good: false });
      return batch && batch.url;
    }
    progress.value += some.length;
  }
  return batch.url;
}

form.addEventListener("submit", async (event) => {
  const whole = new FormData(form);
  const files = whole.getAll("documents").filter((file) => file.name);
  if (!files.length) return;
  event.preventDefault();
  const button = form.querySelector("button");
  const progress = form.querySelector("progress");
  button.disabled = true;
  progress.hidden = false;
  progress.max = files.length;
  const isMany = files.length > Number(form.dataset.immediate) || files.some((file) => /\.zip$/i.test(file.name));
  if (isMany) {
    progress.value = 0;
    const url = await sendBatch(files, progress);
    if (url) location.assign(url);
    button.disabled = false;
    return;
  }
  let conflicts = 0;
  for (const [done, file] of files.entries()) {
    progress.value = done;
    const fields = new FormData(form);
    fields.delete("documents");
    if (done) ["text", "address"].forEach((field) => fields.delete(field)); // sent with the first file
    fields.append("documents", file);
    if (done < files.length - 1) fields.append("more", "1"); // compared once all of them are there
    conflicts += await send(fields);
  }
  progress.value = files.length;
  found.hidden = false;
  found.querySelector("[data-count]").textContent = conflicts;
  button.disabled = false;
  form.querySelector("[type=file]").value = "";
});
