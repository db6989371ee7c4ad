/* The door, when there is a script: names are narrowed while one types, and a press that finds no
   network waits in this browser and is sent, once, when it is back. */
"use strict";

const script = document.getElementById("door-script");
if (script) keepDoor(JSON.parse(script.textContent));

function keepDoor({ session, words }) {
  const find = (name) => document.querySelector(`[data-${name}]`);
  const say = find("say");

  function tell(text, wrong = false) {
    say.replaceChildren();
    if (!text) return;
    const line = document.createElement("p");
    line.className = wrong ? "wrong" : "lead";
    line.textContent = text;
    say.append(line);
  }

  const waiting = new Waiting({
    place: `linli-door-${session}`,
    token: () => document.querySelector("[name=csrfmiddlewaretoken]").value,
    words,
    sign: find("waiting"),
    tell,
    mine: (target) => Boolean(target.closest("form[data-press], form[data-find]")),
    sent: () => location.reload(),
  });

  function noted(form) {
    const party = form.closest("[data-party]");
    if (!party) return;
    const state = party.querySelector("[data-state]");
    state.textContent = words.noted;
    for (const each of party.querySelectorAll("form[data-press]")) each.remove();
    for (const each of party.querySelectorAll("details")) each.open = false;
  }
  for (const [, fields] of waiting.queue) {
    const ids = fields.filter(([name]) => name === "people").map(([, value]) => value);
    const box = [...document.querySelectorAll("[data-press] [name=people]")].find((each) => ids.includes(each.value));
    if (box) noted(box.form);
  }

  let busy = false;
  for (const form of document.querySelectorAll("form[data-press]")) {
    form.addEventListener("submit", (event) => {
      if (event.submitter?.hasAttribute("formaction")) return;
      event.preventDefault();
      press(form);
    });
  }

  async function press(form) {
    if (busy) return;
    busy = true;
    const fields = [...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken");
    fields.push(["pressed_at", String(Date.now())]);
    const name = form.closest("[data-party]")?.dataset.party.trim() || words.card;
    try {
      if (!navigator.onLine) throw new Error("offline");
      const said = await sendFields(form.action, fields, waiting.token(), false);
      if (said.url) location.assign(said.url);
      else if (said.ok) location.reload();
      else tell(said.words, true);
    } catch {
      waiting.add(form.action, fields, name);
      tell(words.queued);
      noted(form);
    }
    if ("card" in form.dataset) {
      form.elements.token.value = "";
      form.elements.key.value = newId();
      form.elements.camera.value = "";
    }
    busy = false;
  }

  const card = find("card");
  if (card) {
    readCodes(find("camera"), find("video"), (text) => {
      card.elements.token.value = text;
      card.elements.camera.value = "on";
      press(card);
    });
  }

  find("find")?.elements.find.addEventListener("input", (event) => {
    const typed = event.target.value.trim();
    for (const party of document.querySelectorAll("[data-party]")) {
      party.hidden = /[\u4e00-\u9fff]/.test(typed) && !party.dataset.party.includes(typed);
    }
  });
  find("find")?.addEventListener("submit", (event) => {
    if (navigator.onLine) return;
    event.preventDefault();
    tell(words.stay, true);
  });

  waiting.show();
  waiting.flush();
}
