/* The till, when there is a script: fewer presses, and it keeps selling when the network is gone.
   A sale's id is made here. What could not be sent is kept in this browser until it is, under that
   id, so the server writes it once however often it is sent. Counting sheets add themselves up. */
"use strict";

const yuan = (text) => {
  const read = /^\s*¥?(\d{1,7})(?:\.(\d{1,2}))?\s*元?\s*$/.exec((text || "").normalize("NFKC"));
  return read ? Number(read[1]) * 100 + Number((read[2] || "").padEnd(2, "0")) : null;
};

const spoken = (fen) => {
  const whole = Math.floor(fen / 100).toLocaleString("en-US");
  return fen % 100 ? `¥${whole}.${String(fen % 100).padStart(2, "0")}` : `¥${whole}`;
};

for (const counts of document.querySelectorAll("[data-counts]")) {
  const sum = () => {
    const pieces = [...counts.querySelectorAll("[data-fen]")];
    const fen = pieces.reduce((total, each) => total + Number(each.dataset.fen) * Number(each.value || 0), 0);
    counts.querySelector("[data-sum]").textContent = spoken(fen);
  };
  counts.addEventListener("input", sum);
  sum();
}

const page = document.getElementById("till-list");
if (page) openTill(JSON.parse(page.textContent));

function openTill(known) {
  const find = (name) => document.querySelector(`[data-${name}]`);
  const [add, sell, cart, row, say, undo] = ["add", "sell", "cart", "row", "say", "undo"].map(find);
  const box = add.querySelector("[name=code]");
  const { words } = known;

  // What waits ------------------------------------------------------------------------------
  let busy = false;
  const waiting = new Waiting({
    place: `linli-till-${known.till}`,
    token: () => sell.elements.csrfmiddlewaretoken.value,
    words,
    sign: find("stuck"),
    tell,
    busy: () => busy,
    mine: (target) => target === add || target === sell,
  });
  for (const [, fields] of waiting.queue) forget(fields);

  function forget(fields) {
    for (const [name, value] of fields) if (name === "code") delete known.items[value];
  }

  // The cart --------------------------------------------------------------------------------
  const rows = () => [...cart.children];
  const part = (line, name) => line.querySelector(`[name=${name}]`);
  const total = () => rows().reduce((sum, line) => sum + (yuan(part(line, "charged").value) || 0), 0);

  function codeIn(text) {
    const typed = text.normalize("NFKC").trim().replace(/\/+$/, "");
    return typed.split("/").pop().toUpperCase().replace(/[\s-]/g, "");
  }

  function put(code) {
    const item = known.items[code];
    if (!item) return tell(`${words.unknown}${code}`, true);
    tell("");
    find("done").hidden = true;
    if (rows().some((line) => part(line, "code").value === code)) return;
    const line = row.content.firstElementChild.cloneNode(true);
    line.querySelector("[data-title]").textContent = item[0];
    line.querySelector("[data-code]").textContent = code;
    part(line, "code").value = code;
    part(line, "price_fen").value = item[1];
    part(line, "charged").value = item[1] % 100 ? (item[1] / 100).toFixed(2) : item[1] / 100;
    part(line, "drop").value = code;
    cart.append(line);
    show();
  }

  function show() {
    const sum = total();
    find("total").textContent = spoken(sum);
    const cash = sell.elements.way.value === "cash";
    for (const field of document.querySelectorAll("[data-cash]")) field.hidden = !cash;
    const handed = yuan(sell.elements.handed_fen.value);
    const keeps = sell.elements.keep_change.checked;
    find("change").hidden = !cash || handed === null || handed <= sum || keeps;
    find("change-sum").textContent = handed === null ? "" : spoken(Math.max(0, handed - sum));
  }

  function tell(text, wrong = false, button = null) {
    say.replaceChildren();
    if (!text) return;
    const line = document.createElement("p");
    line.className = wrong ? "wrong" : "lead";
    line.textContent = text;
    say.append(line, ...(button ? [button] : []));
  }

  function wrongWith(sum) {
    for (const line of rows()) {
      const item = known.items[part(line, "code").value];
      const charged = yuan(part(line, "charged").value);
      const price = Number(part(line, "price_fen").value);
      const free = charged === 0 && known.free > 0;
      if (charged === null || charged > price || (item && charged < item[2] && !free)) return words.low;
    }
    const handed = yuan(sell.elements.handed_fen.value);
    const cash = sell.elements.way.value === "cash";
    return cash && sell.elements.handed_fen.value.trim() && (handed === null || handed < sum) ? words.short : "";
  }

  // Selling ---------------------------------------------------------------------------------
  async function pay(insist) {
    const sum = total();
    if (busy || !rows().length) return;
    const wrong = wrongWith(sum);
    if (wrong) return tell(wrong, true);
    busy = true;
    const fields = [...new FormData(sell)].filter(([name]) => name !== "csrfmiddlewaretoken");
    fields.push(["made_at", String(Date.now())]);
    if (insist) fields.push(["insist", "on"]);
    const handed = yuan(sell.elements.handed_fen.value);
    const cash = sell.elements.way.value === "cash" && !sell.elements.keep_change.checked;
    const change = cash && handed ? handed - sum : 0;
    try {
      const said = await sendFields(sell.action, fields, waiting.token(), false);
      if (said.ok) done(fields, `${words.paid} ${said.paid}`, said.change, said);
      else tell(said.words, true, insist ? null : again());
    } catch {
      waiting.add(sell.action, fields, sell.elements.sale_id.value.slice(0, 8));
      done(fields, `${words.paid} ${spoken(sum)}`, spoken(change), null);
    }
    busy = false;
    waiting.show();
  }

  function again() {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words.insist;
    button.addEventListener("click", () => pay(true));
    return button;
  }

  function done(fields, paid, change, said) {
    forget(fields);
    const id = sell.elements.sale_id.value;
    find("done").hidden = false;
    find("done-words").textContent = said ? `${paid} · ${said.slip}` : `${paid} · ${words.noNumber}${id.slice(0, 8)}`;
    find("done-change").textContent = `${words.change} ${change}`;
    const slip = find("done-slip");
    slip.hidden = !said;
    slip.textContent = words.slip;
    if (said) slip.href = said.url;
    undo.hidden = !said;
    if (said) {
      undo.elements.sale_id.value = id;
      undo.elements.return_id.value = newId();
      undo.querySelector("button").textContent = `${words.undo} ${said.slip}`;
    }
    sell.elements.sale_id.value = newId();
    cart.replaceChildren();
    sell.elements.handed_fen.value = "";
    sell.elements.keep_change.checked = false;
    tell(said ? "" : words.queued);
    show();
    box.focus();
  }

  // Hands -----------------------------------------------------------------------------------
  add.addEventListener("submit", (event) => {
    if (event.submitter?.name === "drop") return;
    event.preventDefault();
    if (box.value.trim()) put(codeIn(box.value));
    box.value = "";
    box.focus();
  });
  cart.addEventListener("click", (event) => {
    if (!event.target.closest("[name=drop]")) return;
    event.preventDefault();
    event.target.closest("li").remove();
    show();
  });
  sell.addEventListener("submit", (event) => {
    event.preventDefault();
    pay(false);
  });
  sell.addEventListener("input", show);
  sell.addEventListener("change", show);
  readCodes(find("camera"), find("video"), (text) => put(codeIn(text)));

  show();
  waiting.show();
  waiting.flush();
}
