// Looks again every few seconds while something is unfinished, as the link on the page does.
"use strict";

const LOOK_AGAIN_AFTER = 4000; // milliseconds

function isAtWork() {
  const focused = document.activeElement;
  return document.hidden || (focused && focused.matches("input, select, textarea, summary"));
}

function lookAgain() {
  if (isAtWork()) setTimeout(lookAgain, LOOK_AGAIN_AFTER);
  else location.reload();
}

if (document.querySelector("[data-unfinished]")) setTimeout(lookAgain, LOOK_AGAIN_AFTER);
