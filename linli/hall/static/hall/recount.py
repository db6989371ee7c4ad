"""Draw the lots of a course again: python3 -I recount.py lots.json

Needs nothing but Python 3 and the file from the course's page; asks nobody. A ticket's lot is
HMAC-SHA256(seed, ticket), the lowest first; whoever was not drawn before goes before everybody who
was. The seed's hash stood on the page before entering closed, so nobody could choose it afterwards.
重新抽一遍签：只用本文件和课程页面上下载的 lots.json，不问任何人。
"""

import hashlib
import hmac
import json
import sys


def lot(seed: str, ticket: str) -> str:
    return hmac.new(seed.encode(), ticket.encode(), hashlib.sha256).hexdigest()


def committed(seed: str) -> str:
    return hashlib.sha256(f"linli lottery seed {seed}".encode()).hexdigest()


def recount(drawing: dict) -> list[str]:
    """What is wrong with a drawing, as sentences."""
    seed, wrong = drawing["seed"], []
    if not seed:
        return ["not drawn yet 还没有抽签"]
    if drawing["commitment"] and committed(seed) != drawing["commitment"]:
        wrong.append("the seed is not the one committed to 种子和事先公布的不符")
    for each in drawing["sets"]:
        told = [row["ticket"] for row in sorted(each["tickets"], key=lambda row: row["rank"])]
        again = sorted(
            each["tickets"],
            key=lambda row: (-row["not_drawn_before"], lot(seed, row["ticket"]), row["ticket"]),
        )
        for place, (row, ticket) in enumerate(zip(again, told, strict=True), start=1):
            same = "" if row["ticket"] == ticket else "   ✗ " + ticket
            print(f"{place:4}  {row['ticket']}  {lot(seed, row['ticket'])[:16]}{same}")
            if same:
                wrong.append(f"place {place} differs 第 {place} 位不符")
    return wrong


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        told = json.load(file)
    print(told["course"])
    faults = [fault for drawing in told["drawings"] for fault in recount(drawing)]
    print("\n".join(faults) or "OK 和公布的一样")
    sys.exit(1 if faults else 0)
