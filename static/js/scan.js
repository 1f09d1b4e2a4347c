// Keeps each answer of the walk as soon as it is given. Without this script the button of the page does.
(() => {
  "use strict";
  const form = document.querySelector("[data-scan-room]");
  if (!form) return;

  // One after the other, so that the last answer to a point is the one that stays.
  let line = Promise.resolve();

  async function keep(point) {
    const body = new FormData();
    body.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
    for (const field of point.querySelectorAll("input:checked, textarea")) body.set(field.name, field.value);
    const told = point.querySelector("[role=status]");
    try {
      const headers = { Accept: "application/json" };
      // An answer given on the way to another page still arrives.
      const answer = await fetch(location.href, { method: "POST", body, headers, keepalive: true });
      // Anything else, such as the page to log in, is not ours and kept nothing.
      if (answer.status === 204) told.textContent = form.dataset.saved;
      else if (answer.status === 422) told.textContent = (await answer.json()).message;
      else told.textContent = form.dataset.unsaved;
    } catch {
      told.textContent = form.dataset.unsaved;
    }
  }

  form.addEventListener("change", (event) => {
    const point = event.target.closest("fieldset");
    const photo = point.querySelector("input[type=file]");
    const answered = point.querySelector("input:checked");
    // A photo is looked at at once, on a page of its own.
    if (photo?.files.length && answered) form.requestSubmit();
    else if (event.target !== photo) line = line.then(() => keep(point));
  });
})();
