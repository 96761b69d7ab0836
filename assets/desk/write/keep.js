// What is typed is sent at every pause; while the server does not answer it is kept in this window, and sent when it does.
const SOON = 3000;

export function connect(form, refresh) {
  const place = `avtale:${form.action}:${form.elements.at?.value ?? ""}`;
  const status = () => document.getElementById("kept-status");
  let waiting = false;
  let timer = 0;

  const values = () => [...new FormData(form)].filter(([name]) => name.startsWith("f:") || name === "text");
  const fillIn = (kept) => {
    const many = new Map();
    for (const [name, value] of kept) many.set(name, [...(many.get(name) ?? []), value]);
    for (const field of form.elements) {
      if (!many.has(field.name)) continue;
      if (field.type === "checkbox") field.checked = many.get(field.name).includes(field.value);
      else if (field.type !== "hidden") field.value = many.get(field.name)[0];
    }
  };

  form.addEventListener("input", () => {
    waiting = true;
    sessionStorage.setItem(place, JSON.stringify(values()));
  });
  form.addEventListener("htmx:beforeRequest", (event) => { if (event.detail.elt === form) waiting = false; });
  form.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== form) return;
    if (event.detail.successful) {
      if (!waiting) sessionStorage.removeItem(place);
      refresh();
      return;
    }
    waiting = true;
    const told = status();
    const why = event.detail.xhr?.status ? event.detail.xhr.getResponseHeader("X-Say") : null;
    if (told) told.textContent = why ? decodeURIComponent(why) : told.dataset.lost;
    if (why) return; // it was refused, and would be again
    clearTimeout(timer);
    timer = setTimeout(() => form.dispatchEvent(new Event("retry")), SOON);
  });
  form.addEventListener("submit", () => { waiting = false; sessionStorage.removeItem(place); });
  // Who goes on before the pause is over loses nothing.
  addEventListener("pagehide", () => {
    if (!waiting) return;
    const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
    fetch(form.action, { method: "POST", body, keepalive: true, headers: { "HX-Request": "true" } });
  });
  const kept = sessionStorage.getItem(place);
  if (kept) {
    fillIn(JSON.parse(kept));
    sessionStorage.removeItem(place);
    setTimeout(() => form.dispatchEvent(new Event("retry")), 100);
  }
}
