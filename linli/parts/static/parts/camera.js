/* A code read by the camera, where the browser reads codes by itself; elsewhere the button stays away
   and one types or uses a scanner, which is a keyboard. */
"use strict";

function readCodes(button, video, take) {
  if (!("BarcodeDetector" in window) || !navigator.mediaDevices) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } }).catch(() => null);
    if (!stream) return;
    video.srcObject = stream;
    video.hidden = false;
    await video.play();
    const reader = new window.BarcodeDetector({ formats: ["qr_code"] });
    while (!video.hidden) {
      const [seen] = await reader.detect(video).catch(() => []);
      if (seen) {
        take(seen.rawValue);
        video.hidden = true;
      }
      await new Promise((next) => setTimeout(next, 200));
    }
    for (const track of stream.getTracks()) track.stop();
  });
}
