// Sentences for who does not see the page: an answer to htmx tells its own in the header X-Say.
const region = () => document.getElementById("live");

export function say(text) {
  const place = region();
  if (!place || !text) return;
  place.textContent = "";
  setTimeout(() => { place.textContent = text; }, 50); // the same sentence twice is told twice
}

document.addEventListener("htmx:afterRequest", (event) => {
  const told = event.detail.xhr?.getResponseHeader("X-Say");
  if (told) say(decodeURIComponent(told));
  if (event.detail.successful) document.getElementById("problem")?.replaceChildren();
});
document.addEventListener("htmx:sendError", () => say(region()?.dataset.lost));
document.addEventListener("DOMContentLoaded", () => say(document.getElementById("notice")?.textContent.trim()));
globalThis.deskSay = say;
