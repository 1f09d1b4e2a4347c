// On the page without network: says it when there is network again. Pressing the button is left to the reader.
(function () {
  "use strict";

  var lines = document.querySelectorAll("[data-back]");

  var timer;

  function look() {
    window.clearTimeout(timer);
    window.fetch("/livez", { cache: "no-store" }).then(function (answer) {
      if (!answer.ok) throw new Error();
      lines.forEach(function (line) { line.textContent = line.dataset.back; });
    }).catch(function () {
      lines.forEach(function (line) { line.textContent = ""; });
    }).then(function () {
      timer = window.setTimeout(look, document.hidden ? 30000 : 5000);
    });
  }

  window.addEventListener("online", look);
  timer = window.setTimeout(look, 3000);
})();
