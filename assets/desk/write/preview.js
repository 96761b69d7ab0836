// The preview: it follows what is typed without losing its place, and a click in it leads to the form of what was clicked.
const PAUSE = 700;

export function show(frame, form) {
  const chapters = JSON.parse(frame.dataset.chapters);
  const inside = () => frame.contentDocument;
  const place = () => form.elements.at.value;
  let timer = 0;

  // The part around a text, where that is another's than the text's own.
  const stranger = (text) => {
    const block = text.parentElement.closest("[data-at]");
    const own = !block || text.dataset.at === block.dataset.at || text.dataset.at.startsWith(`${block.dataset.at}/`);
    return own ? null : block;
  };
  const pointerAt = (target) => {
    const text = target.closest("[data-at]");
    if (!text) {
      const chapter = target.closest("section.chapter");
      return chapter ? chapters[chapter.id] : null;
    }
    // The name of a role in a duty is the role's own text; who clicks it there means the duty.
    const block = stranger(text);
    return block ? block.dataset.at : text.dataset.at;
  };
  // What is written of the part one is in; where nothing is yet, of the part around it.
  const mark = (at = place()) => {
    if (!at) return null;
    const all = [...(inside()?.querySelectorAll(`[data-at="${CSS.escape(at)}"], [data-at^="${CSS.escape(at)}/"]`) ?? [])];
    const chapter = Object.keys(chapters).find((id) => chapters[id] === at);
    return all.find((one) => !stranger(one)) ?? (chapter && inside()?.getElementById(chapter)) ?? mark(at.slice(0, at.lastIndexOf("/")));
  };
  let shown = "";
  const point = () => {
    const there = mark();
    if (!there) return;
    there.style.outline = "3px solid #2b6cb0";
    there.style.outlineOffset = "3px";
    const name = there.dataset.at ?? there.id;
    if (name !== shown) frame.contentWindow.scrollTo(0, there.getBoundingClientRect().top + frame.contentWindow.scrollY - 120); // the frame alone, and once
    shown = name;
  };
  const ready = () => {
    const page = inside();
    if (page?.readyState !== "complete" || page.body.dataset.ready) return;
    page.body.dataset.ready = "yes";
    page.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (link?.getAttribute("href")?.startsWith("#")) return;
      event.preventDefault();
      const pointer = pointerAt(event.target);
      if (pointer == null) return;
      const address = new URL(form.action);
      address.searchParams.set("at", pointer);
      address.hash = `f${pointer.replaceAll("/", "--")}`;
      location.assign(address);
    });
    page.body.style.cursor = "pointer";
    shown = "";
    point();
  };
  frame.refresh = () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const answer = await fetch(frame.src).catch(() => null);
      if (!answer?.ok) return;
      // The style is in the frame already, and the policy of this page would have none of it.
      const html = (await answer.text()).replace(/<style[\s\S]*?<\/style>/g, "");
      const made = new DOMParser().parseFromString(html, "text/html");
      const page = inside();
      for (const part of ["header.control", "main"]) {
        const [old, now] = [page.querySelector(part), made.querySelector(part)];
        if (old && now) old.replaceWith(page.importNode(now, true));
        else if (Boolean(old) !== Boolean(now)) return frame.contentWindow.location.reload();
      }
      point();
    }, PAUSE);
  };
  frame.addEventListener("load", ready);
  ready();
}
