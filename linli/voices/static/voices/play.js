/* A press plays the voice where one is, a second one stops it. Without script the link opens it. */
"use strict";

let playing = null;

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-voice]");
  if (!link) return;
  event.preventDefault();
  const before = playing;
  if (before) {
    before.sound.pause();
    before.link.removeAttribute("aria-pressed");
    playing = null;
    if (before.link === link) return;
  }
  const sound = new Audio(link.href);
  playing = { link, sound };
  link.setAttribute("role", "button");
  link.setAttribute("aria-pressed", "true");
  sound.addEventListener("ended", () => {
    link.removeAttribute("aria-pressed");
    playing = null;
  });
  sound.play().catch(() => window.location.assign(link.href));
});
