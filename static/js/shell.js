// Drempel as an app: a worker that keeps the frame of it, and an offer to put it on the home screen.
(function () {
  "use strict";

  var script = document.currentScript;
  if ("serviceWorker" in navigator) {
    // After the page itself, which somebody waits for.
    window.addEventListener("load", function () {
      navigator.serviceWorker.register(script.dataset.worker).catch(function () {});
    });
  }

  // Shown only where the browser can do it.
  var offer = document.querySelector("[data-install]");
  var prompt = null;
  window.addEventListener("beforeinstallprompt", function (event) {
    event.preventDefault();
    prompt = event;
    if (offer) offer.hidden = false;
  });
  window.addEventListener("appinstalled", function () {
    if (offer) offer.hidden = true;
  });
  if (offer) {
    offer.querySelector("button").addEventListener("click", function () {
      if (prompt) prompt.prompt();
      prompt = null;
      offer.hidden = true;
    });
  }
})();
