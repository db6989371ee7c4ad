/* What is pressed while the network is gone waits in this browser until it can be sent, under the id
   it was pressed with, so that the server counts it once however often it is sent. Used by the
   shop's till and the hall's door; a page without a script needs none of it. */
"use strict";

function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((each) => each.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/* Send fields as a form would. Says what the server said; throws while there is no network. */
async function sendFields(url, fields, token, queued) {
  const body = new URLSearchParams(fields);
  body.set("csrfmiddlewaretoken", token);
  if (queued) body.set("queued", "on");
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), 8000);
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" }, signal: late.signal });
    if (answer.status >= 500) throw new Error(answer.status);
    const said = await answer.json().catch(() => ({ words: String(answer.status) }));
    return { ok: answer.ok, ...said };
  } finally {
    clearTimeout(timer);
  }
}

/* place: its name in this browser; token(): the form token now; words: waiting, stuck, sent, stay;
   sign: where it stands what waits; tell(text, wrong): says something to who is here; busy(): not
   now; mine(form): a form the page answers for itself. A waiting press: [url, fields, name]. */
class Waiting {
  constructor({ place, token, words, sign, tell, busy = () => false, mine, sent = () => {} }) {
    Object.assign(this, { place, token, words, sign, tell, busy, mine, sent, sending: false });
    document.addEventListener("submit", (event) => this.leaving(event));
    document.addEventListener("click", (event) => event.target.closest("a[href]") && this.leaving(event));
    window.addEventListener("beforeunload", (event) => this.queue.length && event.preventDefault());
    window.addEventListener("online", () => this.flush());
    setInterval(() => this.flush(), 5000);
  }

  kept(name) {
    return JSON.parse(localStorage.getItem(`${this.place}-${name}`) || "[]");
  }

  keep(name, list) {
    localStorage.setItem(`${this.place}-${name}`, JSON.stringify(list));
  }

  get queue() {
    return this.kept("queue");
  }

  add(url, fields, name) {
    this.keep("queue", [...this.queue, [url, fields, name]]);
    this.show();
  }

  async flush() {
    if (this.sending || this.busy() || !this.queue.length) return;
    this.sending = true;
    try {
      while (this.queue.length) {
        const [[url, fields, name]] = this.queue;
        const said = await sendFields(url, fields, this.token(), true);
        if (!said.ok) this.keep("stuck", [...this.kept("stuck"), [name, said.words]]);
        this.keep("queue", this.queue.slice(1));
      }
      this.tell(this.words.sent);
      this.sent();
    } catch {
      /* still no network: they stay where they are */
    }
    this.sending = false;
    this.show();
  }

  show() {
    const queue = this.queue.length;
    const stuck = this.kept("stuck");
    this.sign.hidden = !queue && !stuck.length;
    this.sign.replaceChildren();
    const lines = queue ? [`${this.words.waiting}${queue}`] : [];
    if (stuck.length) lines.push(this.words.stuck, ...stuck.map(([name, why]) => `${name} ${why}`));
    for (const text of lines) {
      const line = document.createElement("p");
      line.textContent = text;
      this.sign.append(line);
    }
  }

  /* Without network this page is all there is: no press may lead away from it. */
  leaving(event) {
    if (this.mine(event.target) || navigator.onLine) return;
    event.preventDefault();
    this.tell(this.words.stay, true);
  }
}
