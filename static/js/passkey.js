// When a passkey is not used (cancelled, unknown, too late), the page says so in words.
(function () {
  "use strict";

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-error]").forEach(function (sentence) {
      sentence.hidden = false;
    });
  });
})();
