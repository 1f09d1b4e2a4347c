// Ask Drempel at a till or a door whether somebody may come in. No dependency; copy it and change what you like.
//
//     DREMPEL_ADDRESS=https://…/api/v1/till/checks DREMPEL_TOKEN=… node till.js "de Vries" Kees 1987
//
// Only "banned" keeps anybody out. Whatever goes wrong becomes "unknown", and who is unknown comes in.
// Never write a name to a log or a file: keep the receipt, which stands for the question.
// It belongs in the program of the till, not in a web page: there everybody could read the token.
"use strict";

const MILLISECONDS = 5000; // a customer waits no longer
const OUTCOMES = ["welcome", "warned", "banned", "unknown"];
const TO_DO = {
  400: "correct_question", // a field is missing or has the wrong form
  401: "tell_manager", // this token was withdrawn, or the shop left: stop asking
  422: "correct_question", // such as no first name and no birth year
  429: "wait", // asked too fast or too often: not before so many seconds
  503: "try_later",
};

const unknown = (toDo, wait = 0) => ({ outcome: "unknown", receipt: "", to_do: toDo, wait });

async function ask(address, token, familyName, givenName = "", birthYear = null) {
  const body = JSON.stringify({ family_name: familyName, given_name: givenName, birth_year: birthYear });
  const headers = { Authorization: `Till ${token}`, "Content-Type": "application/json", "Accept-Language": "nl" };
  try {
    const signal = AbortSignal.timeout(MILLISECONDS);
    const response = await fetch(address, { method: "POST", body, headers, signal, redirect: "error" });
    if (response.status !== 201) {
      return unknown(TO_DO[response.status] ?? "try_later", Number(response.headers.get("Retry-After") ?? 0));
    }
    const { outcome, receipt } = await response.json();
    return OUTCOMES.includes(outcome) ? { outcome, receipt, to_do: "", wait: 0 } : unknown("try_later");
  } catch {
    return unknown("try_later"); // no network, too slow, or no answer of Drempel's
  }
}

if (typeof require !== "undefined" && require.main === module) {
  const [familyName, givenName, year] = process.argv.slice(2);
  const { DREMPEL_ADDRESS: address, DREMPEL_TOKEN: token } = process.env;
  ask(address, token, familyName, givenName, year ? Number(year) : null).then((told) => console.log(JSON.stringify(told)));
}
if (typeof module !== "undefined") module.exports = { ask };
