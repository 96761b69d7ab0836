// Sentences for who does not see the page: an answer to htmx tells its own in the header X-Say.
const region = () => document.getElementById("live");

export function say(text) {
  const place = region();
  if (!place || !text) return;
  place.textContent = "";
  setTimeout(() => { place.textContent = text; }, 50); // the same sentence twice is told twice
}

const asks = (event) => event.detail.requestConfig?.elt?.id === "news"; // it asks by itself: what goes wrong there is nobody's act

document.addEventListener("htmx:afterRequest", (event) => {
  if (asks(event) && event.detail.xhr?.status !== 200) return;
  const told = event.detail.xhr?.getResponseHeader("X-Say");
  if (told) say(decodeURIComponent(told));
  if (event.detail.successful && !asks(event)) document.getElementById("problem")?.replaceChildren();
});
document.addEventListener("htmx:sendError", (event) => asks(event) || say(region()?.dataset.lost));
document.addEventListener("htmx:beforeSwap", (event) => {
  if (asks(event) && event.detail.xhr.status !== 200) event.detail.shouldSwap = false;
});
document.addEventListener("DOMContentLoaded", () => say(document.getElementById("notice")?.textContent.trim()));
globalThis.deskSay = say;
