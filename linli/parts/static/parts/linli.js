/* The one small script. Every page works without it; it only saves a few keystrokes and presses. */
"use strict";

/* "/" goes to the search box, unless somebody is writing. */
document.addEventListener("keydown", (event) => {
  const writing = event.target.closest("input, textarea, select, [contenteditable]");
  const box = document.querySelector("input[type=search]");
  if (event.key === "/" && box && !writing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  }
  if (event.key === "Escape") {
    for (const open of document.querySelectorAll("details.who[open], details.confirm[open]")) {
      open.open = false;
      open.querySelector("summary").focus();
    }
  }
});

document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) window.print();
  const copies = event.target.closest("[data-copy]");
  if (!copies) return;
  const field = document.getElementById(copies.dataset.copy);
  field.select(); /* marked: where copying is not allowed, a long press does it by hand */
  navigator.clipboard?.writeText(field.value).catch(() => {});
});

/* What is to be mended is where one goes on: the next Tab is its first field. */
const wrong = [...document.querySelectorAll("main [role=alert]")].find((each) => each.innerText.trim());
if (wrong && !document.querySelector("[autofocus]")) {
  wrong.tabIndex = -1;
  wrong.focus();
}

/* One press, one sending. The server refuses the second one too; this keeps it from being tried.
   The button stays focusable, and wakes after ten seconds or when one comes back to the page. */
const sleeping = new Set();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "again" in form.dataset) return;
  if (sleeping.has(form)) {
    event.preventDefault();
    return;
  }
  if (event.defaultPrevented) return;
  sleeping.add(form);
  event.submitter?.setAttribute("aria-disabled", "true");
  setTimeout(() => wake(form), 10000);
});

function wake(form) {
  sleeping.delete(form);
  for (const button of form.querySelectorAll("[aria-disabled=true]")) button.removeAttribute("aria-disabled");
}

window.addEventListener("pageshow", () => sleeping.forEach(wake));
