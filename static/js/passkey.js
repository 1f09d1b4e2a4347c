// Ties the button of a passkey to its form, as the attributes of the form say; the library does the rest.
// When a passkey is not used (cancelled, unknown, too late), the page says so in words.
(function () {
  "use strict";

  document.addEventListener("allauth.error", function (event) {
    event.preventDefault();
    document.querySelectorAll("[data-passkey-error]").forEach(function (sentence) {
      sentence.hidden = false;
    });
  });

  document.querySelectorAll("form[data-passkey]").forEach(function (form) {
    var kind = form.dataset.passkey;
    var button = form.querySelector("[data-passkey-button]").id;
    var ids = { credential: form.elements.credential.id, data: "js_data" };
    ids[{ addForm: "add", authenticateForm: "authenticate", loginForm: "login" }[kind]] = button;
    if (form.elements.passwordless) ids.passwordless = form.elements.passwordless.id;
    window.allauth.webauthn.forms[kind]({ ids: ids });
  });
})();
