// The button beside a field that is shown once copies it. Without this the field can be selected by hand.
document.querySelectorAll("[data-copy]").forEach((button) => {
  const field = button.previousElementSibling;
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.textContent = button.dataset.copy;
  });
});
