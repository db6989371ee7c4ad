/* Records up to two minutes and lays the file into the form. Without it one chooses a file. */
"use strict";

const LONGEST = 120000;
const KINDS = ["audio/mp4", "audio/webm;codecs=opus", "audio/webm", "audio/ogg"];
const form = document.querySelector(".recorder");
const part = form.querySelector("[data-recorder]");
const said = part.querySelector("[data-said]");
const start = part.querySelector("[data-record]");
const stop = part.querySelector("[data-stop]");
const kind = window.MediaRecorder && KINDS.find((each) => MediaRecorder.isTypeSupported(each));

if (kind && navigator.mediaDevices) part.hidden = false;

start.addEventListener("click", async () => {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  } catch {
    said.textContent = said.dataset.denied;
    return;
  }
  const recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 48000 });
  const pieces = [];
  const began = Date.now();
  recorder.addEventListener("dataavailable", (event) => pieces.push(event.data));
  recorder.addEventListener("stop", () => {
    for (const track of stream.getTracks()) track.stop();
    const held = new DataTransfer();
    held.items.add(new File(pieces, "voice", { type: kind.split(";")[0] }));
    form.elements.sound.files = held.files;
    form.elements.told_seconds.value = Math.max(1, Math.min(120, Math.round((Date.now() - began) / 1000)));
    said.textContent = said.dataset.done;
    start.hidden = false;
    stop.hidden = true;
  });
  recorder.start();
  said.textContent = said.dataset.now;
  start.hidden = true;
  stop.hidden = false;
  const end = () => recorder.state === "recording" && recorder.stop();
  stop.addEventListener("click", end, { once: true });
  setTimeout(end, LONGEST - 500);
});

/* A file that was chosen by hand tells its own length. */
form.elements.sound.addEventListener("change", () => {
  form.elements.told_seconds.value = "";
});
