// The code of a QR code stands behind the hash: it goes into the form and out of the address, and so into no history.
(() => {
  "use strict";
  const form = document.querySelector("[data-letter-check]");

  function take() {
    let code = location.hash.slice(1);
    try {
      code = decodeURIComponent(code);
    } catch {
      // As it stands: the server says that it is mistyped.
    }
    if (!form || !code || document.getElementById(code)) return;
    history.replaceState(null, "", location.pathname + location.search);
    form.elements.code.value = code;
    form.requestSubmit();
  }

  take();
  window.addEventListener("hashchange", take);

  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", () => window.print());
  }
})();
