// A till locks itself: after two minutes without a touch the page is cleared and the lock screen comes back.
// The server ends the session by its own clock as well; this only spares the next person the sight of the page.
(function () {
  "use strict";

  var script = document.currentScript;
  var lockAt = Number(script.dataset.idle) * 1000;
  var lastTouch = Date.now();
  var lastCall = Date.now();

  function lock() {
    document.body.replaceChildren();
    window.location.replace(script.dataset.lock);
  }

  ["pointerdown", "keydown", "scroll"].forEach(function (kind) {
    document.addEventListener(kind, function () { lastTouch = Date.now(); }, { passive: true });
  });

  window.setInterval(function () {
    var now = Date.now();
    if (now - lastTouch >= lockAt) {
      lock();
    } else if (lastTouch > lastCall && now - lastCall >= 30000) {
      // Somebody is typing without sending anything yet: the server should not take that for absence.
      lastCall = now;
      window.fetch(script.dataset.awake, { redirect: "manual" }).then(function (answer) {
        if (answer.status !== 204) lock();
      }, function () {});
    }
  }, 1000);

  // The back button shows nothing of what was there before: the page is asked for again.
  window.addEventListener("pageshow", function (event) {
    if (event.persisted) window.location.reload();
  });
})();
