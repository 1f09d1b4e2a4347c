"""Ask Drempel at a till or a door whether somebody may come in. Standard library alone; copy and change it.

    DREMPEL_ADDRESS=https://…/api/v1/till/checks DREMPEL_TOKEN=… python till.py "de Vries" --given Kees --year 1987

Only "banned" keeps anybody out. Whatever goes wrong becomes "unknown", and who is unknown comes in.
Never write a name to a log or a file: keep the receipt, which stands for the question.
"""

import argparse
import json
import os
import urllib.error
import urllib.request

SECONDS = 5  # a customer waits no longer
OUTCOMES = ("welcome", "warned", "banned", "unknown")
TO_DO = {
    400: "correct_question",  # a field is missing or has the wrong form
    401: "tell_manager",  # this token was withdrawn, or the shop left: stop asking
    422: "correct_question",  # such as no first name and no birth year
    429: "wait",  # asked too fast or too often: not before so many seconds
    503: "try_later",
}


def ask(address: str, token: str, family_name: str, given_name: str = "", birth_year: int | None = None) -> dict:
    """The outcome, the receipt if there is one, and what the till should do if there is not."""
    body = json.dumps({"family_name": family_name, "given_name": given_name, "birth_year": birth_year}).encode()
    headers = {"Authorization": f"Till {token}", "Content-Type": "application/json", "Accept-Language": "nl"}
    try:
        with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=SECONDS) as response:
            answer = json.load(response)
            if answer["outcome"] not in OUTCOMES:
                return unknown("try_later")
            return {"outcome": answer["outcome"], "receipt": answer["receipt"], "to_do": "", "wait": 0}
    except urllib.error.HTTPError as error:
        return unknown(TO_DO.get(error.code, "try_later"), wait=int(error.headers.get("Retry-After") or 0))
    except (OSError, ValueError, KeyError, TypeError):  # no network, too slow, or no answer of Drempel's
        return unknown("try_later")


def unknown(to_do: str, wait: int = 0) -> dict:
    return {"outcome": "unknown", "receipt": "", "to_do": to_do, "wait": wait}


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("family_name")
    options.add_argument("--given", default="")
    options.add_argument("--year", type=int)
    typed = options.parse_args()
    told = ask(os.environ["DREMPEL_ADDRESS"], os.environ["DREMPEL_TOKEN"], typed.family_name, typed.given, typed.year)
    print(json.dumps(told))
