/* A press copies a text. Without script, or where copying is forbidden, the text can be selected. */
"use strict";

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy);
  text.focus();
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    document.execCommand("copy"); // an old browser, or one inside a chat program
  }
  button.parentElement.querySelector("[data-copied]").hidden = false;
});
