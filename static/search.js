// "/" goes to the search, from every page of the desk but the queue, where it goes to the queue's own. Whoever turned
// single keys off there has none here either.
"use strict";

addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (event.target.closest("input, textarea, select, dialog, [contenteditable]")) return;
  if (document.querySelector("[data-queue]") || localStorage.getItem("queue keys off")) return;
  const box = [...document.querySelectorAll("[data-search]")].pop();
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});
