// The open counter screen: hears of changes, says when it cannot ask, and leaves nothing on view longer than needed.
//
// [data-counter-state]  the page's part that knows the register: data-state, data-state-url
// [data-vanishes]       what is about somebody; goes as soon as it may be no longer true
// [data-close-after]    closes by itself after so many seconds, to data-close-url
// [data-say]            where it is said, from <template data-text="…">
(function () {
  "use strict";

  var EVERY = 5000;
  var PATIENCE = 4000;
  var watch = document.querySelector("[data-counter-state]");
  var line = document.querySelector("[data-say]");
  if (!watch) return;

  function say(text) {
    if (!line || line.dataset.said === text) return;
    var template = text && document.querySelector('template[data-text="' + text + '"]');
    line.dataset.said = text;
    line.replaceChildren(template ? template.content.cloneNode(true) : "");
  }

  function cover(yes) {
    document.documentElement.classList.toggle("covered", yes);
  }

  // What is about somebody goes; the form that somebody is typing in stays.
  function takeAway() {
    var away = document.querySelectorAll("[data-vanishes]");
    var focused = Array.prototype.some.call(away, function (part) { return part.contains(document.activeElement); });
    away.forEach(function (part) { part.remove(); });
    if (focused) document.getElementById("main").focus();
    return away.length > 0;
  }

  function leave(address) {
    takeAway();
    window.location.replace(address);
  }

  // --- Asking whether something changed ------------------------------------------------

  var state = watch.dataset.state;
  var misses = 0;
  var asking = null;
  var timer;

  function heard(answer) {
    misses = 0;
    if (line && line.dataset.said === "unreachable") say("");
    if (answer !== state && takeAway()) {
      say("changed");
      closesAt = Infinity;
    }
    state = answer;
    cover(false);
  }

  function missed() {
    if (document.hidden) return;
    misses += 1;
    say("unreachable");
    // Ten seconds without an answer: what stands here may be true no longer.
    if (misses > 1) cover(true);
  }

  function ask() {
    window.clearTimeout(timer);
    if (document.hidden || asking) return;
    asking = new AbortController();
    var patience = window.setTimeout(function () { asking.abort(); }, PATIENCE);
    window.fetch(watch.dataset.stateUrl, { cache: "no-store", redirect: "manual", signal: asking.signal })
      .then(function (answer) {
        if (answer.status === 200) return answer.json().then(function (body) { heard(body.state); });
        if (answer.status >= 429) throw new Error("not now");
        // Logged out, or no counter any more.
        leave("/");
      })
      .catch(missed)
      .then(function () {
        window.clearTimeout(patience);
        asking = null;
        timer = window.setTimeout(ask, EVERY);
      });
  }

  // --- Closing by itself -----------------------------------------------------------------

  var closing = document.querySelector("[data-close-after]");
  var closesAt = closing && Date.now() + Number(closing.dataset.closeAfter) * 1000;

  function count() {
    var left = Math.ceil((closesAt - Date.now()) / 1000);
    if (left <= 0) return leave(closing.dataset.closeUrl);
    document.querySelectorAll("[data-seconds]").forEach(function (number) { number.textContent = left; });
    // Once, for who hears the page; the figure itself is for the eye.
    if (left <= 10 && line && !line.dataset.said) say("closing");
    window.setTimeout(count, 250);
  }

  // --- Out of sight ------------------------------------------------------------------------

  document.addEventListener("visibilitychange", function () {
    if (document.hidden) {
      // Nothing of it stands in the list of open apps, and nothing comes back before it was asked for again.
      cover(true);
      if (asking) asking.abort();
    } else {
      ask();
    }
  });
  window.addEventListener("pagehide", function () { cover(true); });
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) leave(closing ? closing.dataset.closeUrl : window.location.pathname);
  });
  window.addEventListener("online", ask);
  window.addEventListener("offline", missed);

  // Who hears the page hears the answer first.
  var answer = document.querySelector("[data-answer] [tabindex]");
  if (answer) answer.focus();
  if (closing) count();
  timer = window.setTimeout(ask, EVERY);
})();
