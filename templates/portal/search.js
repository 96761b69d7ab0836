// The search of the portal. Rows come in parts, scripts beside the page that call avtalePart; they are read when
// somebody begins to search. A word is found by any part of it: what is asked for is looked up among the words there are.
(() => {
  "use strict";
  const form = document.getElementById("search"), field = document.getElementById("q");
  const told = document.getElementById("told"), list = document.getElementById("found");
  const lang = form.dataset.lang, parts = Number(form.dataset.parts), MOST = 50, WORDS = 200;
  const words = {};
  for (const term of document.querySelectorAll("#words dt")) words[term.textContent] = term.nextElementSibling.textContent;
  // Letters that not every keyboard has are found by those it has; æ, ø and å are letters of their own.
  const NEAR = { á: "a", à: "a", č: "c", đ: "d", é: "e", ŋ: "n", š: "s", ŧ: "t", ž: "z", ä: "æ", ö: "ø" };
  const fold = (word) => word.normalize("NFC").toLowerCase().replace(/[áàčđéŋšŧžäö]/g, (letter) => NEAR[letter]);
  const split = (text) => text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const rows = [], known = new Set();
  const index = new MiniSearch({
    fields: ["title", "about", "number", "words"],
    tokenize: split,
    processTerm: (word) => { const term = fold(word); known.add(term); return term; },
    searchOptions: { tokenize: (text) => [text], processTerm: (word) => word, boost: { title: 8, number: 4, about: 3 } },
  });
  let read = 0, begun = false;

  globalThis.avtalePart = (part) => {
    for (const [titles, page, kind, state, version, number, about, text] of part) {
      index.add({ id: rows.length, title: Object.values(titles).join(" "), about, number: `${version || ""} ${number}`, words: text });
      rows.push({ titles, page, kind: `${words[kind] || kind} ${version || ""}`, state });
    }
  };

  function load() {
    if (begun) return;
    begun = true;
    const next = () => {
      if (read >= parts) return show();
      const script = document.createElement("script");
      script.src = `../search/${read + 1}.js`;
      script.onload = script.onerror = () => { read += 1; script.remove(); show(); next(); };
      document.head.append(script);
    };
    next();
  }

  // Those the word is, then those it begins, then those it stands in; where there are none, those that are nearly it.
  function query(asked) {
    const found = [];
    for (const word of known) {
      const at = word.indexOf(asked);
      if (at === 0 || (at > 0 && asked.length > 2)) found.push([word === asked ? 0 : at === 0 ? 1 : 2, word.length, word]);
    }
    if (!found.length) return { queries: [asked], fuzzy: asked.length > 4 ? 0.2 : false };
    found.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
    const ranked = [0, 1, 2].map((rank) => found.filter((one) => one[0] === rank).slice(0, WORDS).map((one) => one[2]));
    const weigh = (queries, weight) => ({ queries, combineWith: "OR", boost: { title: 8 * weight, number: 4 * weight, about: 3 * weight, words: weight } });
    return { combineWith: "OR", queries: ranked.map((some, rank) => weigh(some, [4, 2, 1][rank])).filter((one) => one.queries.length) };
  }

  function show() {
    const asked = [...new Set(split(field.value).map(fold))];
    list.replaceChildren();
    if (!asked.length) { told.textContent = ""; return; }
    const hits = index.search({ combineWith: "AND", queries: asked.map(query) });
    for (const hit of hits.slice(0, MOST)) list.append(item(rows[hit.id]));
    const said = hits.length > MOST ? "first" : hits.length ? "found" : "none";
    const count = said === "first" ? MOST : hits.length;
    told.textContent = read < parts ? say("reading", read + 1, parts) : say(said, count, hits.length);
  }

  function say(name, n, all) {
    return told.dataset[name].replace("{n}", n).replace("{all}", all);
  }

  function item(row) {
    const own = row.titles[lang] ? lang : Object.keys(row.titles)[0];
    const line = document.createElement("li"), name = document.createElement("p"), about = document.createElement("p");
    const title = document.createElement(row.page ? "a" : "span");
    if (row.page) title.href = `document/${row.page}.html`;
    title.textContent = row.titles[own];
    if (own !== lang) title.lang = own;
    name.className = "name";
    name.append(title);
    about.className = "about";
    about.append(row.kind);
    if (row.state) {
      const state = document.createElement("span");
      state.className = `state ${row.state}`;
      state.textContent = words[row.state] || row.state;
      about.append(" ", state);
    }
    line.append(name, about);
    return line;
  }

  let waiting;
  field.addEventListener("input", () => { load(); clearTimeout(waiting); waiting = setTimeout(show, 120); });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load();
    show();
    try { history.replaceState(null, "", `?q=${encodeURIComponent(field.value)}`); } catch { /* a page from a file may not */ }
  });
  field.value = new URLSearchParams(location.search).get("q") || "";
  if (field.value) load();
})();
