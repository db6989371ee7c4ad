"""Work out a season's suggestion again: python3 -I recount.py season.json

Needs nothing but Python 3 and the file from the round's page.
只用本文件和页面上下载的 season.json。
"""

import hashlib
import hmac
import json
import sys


def recount(told):
    """The hours, in the order of giving: ticket, rank, room, weekday, from, until."""
    rooms = {one["id"]: one for one in sorted(told["rooms"], key=lambda r: (r["people"], r["id"]))}
    asks = {one["ticket"]: one for one in told["applications"]}
    own, got, tried, hours, grew = {t: set() for t in asks}, dict.fromkeys(asks, 0), set(), [], True
    free = {r: set() for r in rooms}
    for r, (day, start, end) in ((one, span) for one in rooms for span in rooms[one]["open"]):
        free[r] |= {(day, at) for at in range(start, end, 15)}

    def place(t):
        lot = hmac.new(told["seed"].encode(), t.encode(), hashlib.sha256).hexdigest()
        return -sum(told["rule"][one] for one in asks[t]["counts"]), lot, t

    def had(t, r, quarters):
        if not quarters <= free[r] or quarters & own[t]:
            return False
        own[t] |= quarters
        for other in rooms:  # whoever has a room has every room that shares a part with it
            if {*rooms[other]["leaves"]} & {*rooms[r]["leaves"]}:
                free[other] -= quarters
        return True

    def give(t, rank, day, first, last, least, _most, named):
        for r, room in rooms.items():
            fits = room["people"] >= asks[t]["people"] and {*asks[t]["needs"]} <= {*room["has"]}
            for at in range(first, last - least + 1, 15) if fits and r in (named or rooms) else ():
                if had(t, r, {(day, each) for each in range(at, at + least, 15)}):
                    return hours.append([t, rank, r, day, at, at + least]) or 1
        return 0

    order = sorted(asks, key=place)
    for turn, step, t in ((n, s, t) for n in range(1, 8) for s in range(10) for t in order):
        if got[t] < min(turn, asks[t]["times"]) and (t, step) not in tried:
            tried.add((t, step))
            got[t] += sum(give(t, *wish) for wish in asks[t]["wishes"][step : step + 1])
    while grew:
        grew = False
        for hour in hours:
            t, rank, r, day, start, end = hour
            _, _, first, last, _, most, _ = asks[t]["wishes"][rank - 1]
            for more, a, b in ((end, start, end + 15), (start - 15, start - 15, end)):
                inside = first <= a and b <= last and b - a <= most
                if inside and had(t, r, {(day, more)}):
                    hour[4:], grew = [a, b], True
                    break
    return hours


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        told = json.load(file)
    committed = hashlib.sha256(f"linli lottery seed {told['seed']}".encode()).hexdigest()
    same = committed == told["commitment"] and recount(told) == told["hours"]
    print(told["round"], "OK 和公布的一样" if same else "✗ differs 不一样")
    sys.exit(0 if same else 1)
