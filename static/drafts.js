// The drafts by keyboard. Every key presses a button or follows a link of the page; without this script the parts for
// editing and rejecting are opened by their own headings.
"use strict";

const page = document.querySelector("[data-drafts]");
const dialog = page.querySelector('[data-dialog="keys"]');
const KEYS_OFF = "draft keys off";

if (dialog) {
  const keysOn = dialog.querySelector("[data-keys-on]");
  keysOn.checked = !localStorage.getItem(KEYS_OFF);
  keysOn.addEventListener("change", () => {
    if (keysOn.checked) localStorage.removeItem(KEYS_OFF);
    else localStorage.setItem(KEYS_OFF, "yes");
  });

  const part = (name) => page.querySelector(`[data-part="${name}"]`);
  const openPart = (name) => {
    const opened = part(name);
    for (const each of page.querySelectorAll("[data-part]")) each.open = each === opened;
    opened.querySelector('textarea, button[name="reason"]').focus();
    opened.scrollIntoView({ block: "nearest" });
  };

  page.classList.add("keyed");
  for (const button of page.querySelectorAll("[data-open-part], [data-open]")) button.hidden = false;
  page.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-open-part]");
    if (opener) openPart(opener.dataset.openPart);
    if (event.target.closest("[data-open]")) dialog.showModal();
    if (event.target.closest("[data-close]")) dialog.close();
  });

  let gone = false; // a second press, before the next draft is there, would act on this one again
  page.addEventListener("submit", (event) => {
    if (gone) event.preventDefault();
    gone = true;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.closest("[data-part]")) event.target.closest("[data-part]").open = false;
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.closest('[data-part="edit"]')) {
      const save = part("edit").querySelector('[value="accept_reworded"], [value="reword"]');
      return save.click();
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keysOn.checked) return;
    if (event.target.closest("dialog[open], textarea, select, input")) return;
    if (event.key === "?") return dialog.showModal();
    const quick = part("reject")?.open && part("reject").querySelector(`[data-quick="${CSS.escape(event.key)}"]`);
    const pressed = quick || page.querySelector(`[data-key="${event.key === "j" ? "s" : CSS.escape(event.key)}"]`);
    if (!pressed) return;
    event.preventDefault();
    pressed.click();
  });
}
