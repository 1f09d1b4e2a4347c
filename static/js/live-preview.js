// Shows what is typed in the letter beside the form, a moment after the typing stops. Without this script the button
// does the same.
(() => {
  "use strict";
  const form = document.querySelector("[data-live-preview]");
  if (!form) return;
  const WAIT = 600;
  // The letter lies within this page, whose policy lets in a style by this name alone.
  const { nonce } = document.currentScript;
  const shown = document.querySelector("[data-preview]");
  const none = document.querySelector("[data-no-preview]");
  const told = document.querySelector("[data-preview-told]");
  let timer = 0;
  let asking = new AbortController();
  // A logo goes over the line once; after that it comes back as the server rebuilt it.
  let logo = { file: null, kept: "" };

  function typed() {
    const data = new FormData(form);
    data.set("show", "page");
    if (logo.file && logo.file === form.elements.logo.files[0]) {
      data.delete("logo");
      data.set("kept_logo", logo.kept);
    }
    return data;
  }

  function tell(sentence, reasons = []) {
    told.replaceChildren();
    if (!sentence) return;
    const notice = document.createElement("p");
    notice.className = "notice notice--warning";
    notice.textContent = [sentence, ...reasons].join(" ");
    told.append(notice);
  }

  function show(letter) {
    const own = letter.replace(/<style nonce="[^"]*">/, `<style nonce="${nonce}">`);
    shown.hidden = false;
    none.hidden = true;
    const frame = shown.querySelector("iframe");
    if (own !== frame.getAttribute("srcdoc")) {
      // A new one: Chromium paints nothing in a frame that was hidden when the page came.
      const renewed = frame.cloneNode();
      renewed.setAttribute("srcdoc", own);
      frame.replaceWith(renewed);
    }
    // What the page said of an earlier text holds no more.
    document.getElementById("errors")?.remove();
    tell("");
  }

  async function look() {
    asking.abort();
    asking = new AbortController();
    const file = form.elements.logo.files[0] || null;
    try {
      const answer = await fetch(location.href, { method: "POST", body: typed(), signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const letter = page.querySelector("[data-preview] iframe")?.getAttribute("srcdoc");
      const reasons = [...page.querySelectorAll("#errors li")].map((line) => line.textContent.trim());
      const kept = page.querySelector("[name=kept_logo]")?.value;
      if (letter && kept) logo = { file, kept };
      if (letter) show(letter);
      else if (reasons.length) tell(told.dataset.refused, reasons);
      else tell(told.dataset.away);
    } catch (error) {
      if (error.name !== "AbortError") tell(told.dataset.away);
    }
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, WAIT);
  });
})();
