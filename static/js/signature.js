// A signature drawn with a finger, a pen or a mouse, sent as a picture with the form; and no form is lost for want of
// a network. Without this script one signs on paper.
(() => {
  "use strict";
  const form = document.querySelector("[data-hand-over]");
  const pad = document.querySelector("[data-signature]");
  if (!form || !pad) return;
  const canvas = pad.querySelector("canvas");
  const kept = form.elements.signature;
  const pen = canvas.getContext("2d");
  // Wide enough for paper; a larger picture only takes longer to send.
  const WIDEST = 800;
  let strokes = [];
  let before = null;
  let stroke = null;

  function draw() {
    const scale = canvas.width / canvas.clientWidth;
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    if (before) {
      const fit = Math.min(1, canvas.width / before.width, canvas.height / before.height);
      pen.drawImage(before, 0, 0, before.width * fit, before.height * fit);
    }
    pen.setTransform(scale, 0, 0, scale, 0, 0);
    pen.strokeStyle = pen.fillStyle = "#000";
    pen.lineWidth = 3;
    pen.lineCap = pen.lineJoin = "round";
    for (const points of strokes) {
      pen.beginPath();
      pen.moveTo(points[0].x, points[0].y);
      for (const point of points) pen.lineTo(point.x, point.y);
      pen.stroke();
    }
  }

  function fit() {
    if (!canvas.clientWidth) return;
    const scale = Math.min(window.devicePixelRatio || 1, WIDEST / canvas.clientWidth);
    canvas.width = Math.round(canvas.clientWidth * scale);
    canvas.height = Math.round(canvas.clientHeight * scale);
    draw();
  }

  function keep() {
    kept.value = strokes.length || before ? canvas.toDataURL("image/png") : "";
    pad.querySelector("[data-drawn]").hidden = !kept.value;
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  canvas.addEventListener("pointerdown", (event) => {
    if (!event.isPrimary || event.button > 0) return;
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    stroke = [place(event)];
    strokes.push(stroke);
    draw();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!stroke || !event.isPrimary) return;
    const passed = event.getCoalescedEvents ? event.getCoalescedEvents() : [];
    stroke.push(...(passed.length ? passed : [event]).map(place));
    draw();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, () => {
      if (!stroke) return;
      stroke = null;
      keep();
    });
  }
  pad.querySelector("[data-clear]").addEventListener("click", () => {
    strokes = [];
    before = null;
    draw();
    keep();
  });

  function show() {
    const chosen = form.querySelector('[name="receipt"]:checked');
    pad.hidden = !chosen || chosen.value !== "screen";
    fit();
  }
  form.addEventListener("change", show);
  window.addEventListener("resize", fit);
  document.documentElement.classList.add("can-draw");

  // A form that came back with a question keeps what was drawn.
  if (kept.value) {
    const image = new Image();
    image.addEventListener("load", () => {
      before = image;
      draw();
      keep();
    });
    image.src = kept.value;
  }
  show();

  // Before the form goes: is anybody there? Else it stays as it is, with what was typed and drawn.
  let answered = false;
  const problems = [...document.querySelectorAll("[data-problem]")];

  async function look() {
    try {
      const options = { method: "HEAD", cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(8000) };
      const answer = await fetch(location.href, options);
      return answer.ok ? "" : "session";
    } catch {
      return "network";
    }
  }

  form.addEventListener("submit", async (event) => {
    if (answered) return;
    event.preventDefault();
    const button = event.submitter;
    button.setAttribute("aria-disabled", "true");
    const wrong = await look();
    button.removeAttribute("aria-disabled");
    for (const told of problems) told.hidden = told.dataset.problem !== wrong;
    if (wrong) return;
    answered = true;
    form.requestSubmit(button);
  });
  window.addEventListener("pageshow", () => (answered = false));
})();
