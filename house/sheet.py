"""The one page a tablet may read before it trusts us: `python -m house.sheet FOLDER ADDRESS PORT`.

Plain HTTP, because HTTPS is what the page is about. It serves two files and knows nothing else:
the sheet, and the authority's certificate, which is public. Whoever forges this page on the Wi-Fi
is found out by the fingerprint on paper.
"""

from __future__ import annotations

import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

SLOW_SECONDS = 10
FILES = {
    "/": ("sheet.html", "text/html; charset=utf-8"),
    "/linli-ca.crt": ("linli-ca.crt", "application/x-x509-ca-cert"),
}
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class SheetHandler(BaseHTTPRequestHandler):
    """Answers for two paths, read anew each time: a renewed sheet needs no new start."""

    folder: Path
    timeout = SLOW_SECONDS
    server_version = "Linli"
    sys_version = ""

    def do_GET(self) -> None:
        name, kind = FILES.get(self.path.partition("?")[0], ("", ""))
        if not name:
            self.send_error(404)
            return
        content = (self.folder / name).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        for header, value in HEADERS.items():
            self.send_header(header, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet: an address of a tablet is nobody's business."""


def main() -> None:
    folder, address, port = sys.argv[1:]
    handler = type("Handler", (SheetHandler,), {"folder": Path(folder)})
    ThreadingHTTPServer((address, int(port)), handler).serve_forever()


if __name__ == "__main__":
    main()
