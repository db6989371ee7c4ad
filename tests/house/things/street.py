"""What nobody has: numbers and tokens that lead nowhere."""

from tests.house.things.base import Parameters, Village


def no_token(village: Village) -> Parameters:
    return {"token": "nobodys"}


def no_receipt(village: Village) -> Parameters:
    return {"series": "JA", "number": 1}


def no_takings(village: Village) -> Parameters:
    return {"book": "no-book", "seq": 1}
