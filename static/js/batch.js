// Keeps the progress of long work up to date while its page is open, and loads the page anew at the end.
(() => {
  "use strict";
  const card = document.querySelector("[data-batch-state]");
  if (!card) return;
  const bar = card.querySelector("progress");
  const count = card.querySelector("[data-ended]");

  async function look() {
    if (document.hidden) return;
    try {
      const answer = await fetch(card.dataset.batchState, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      const state = await answer.json();
      bar.value = state.ended;
      count.textContent = state.ended;
      if (state.ended >= state.total) location.reload();
    } catch {
      // No network just now: the next look finds it.
    }
  }

  setInterval(look, 2000);
})();
