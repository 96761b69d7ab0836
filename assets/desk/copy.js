// Buttons that copy what stands in a field. Without this file they are not there, and one copies by hand.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      globalThis.deskSay(button.dataset.copied);
    } catch {
      field.select(); // the browser said no: one copies by hand
    }
  });
}
