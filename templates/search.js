// Search over all editions without a server: series/MONTH.js of each month is loaded, the newest first, and its statements
// are looked through. Texts are folded as briefing/language/folding.py does it. Nothing else is loaded, nothing is sent.
(() => {
  "use strict";
  const box = document.getElementById("search");
  const words = document.getElementById("words");
  const results = document.getElementById("results");
  const count = document.getElementById("count");
  const more = document.getElementById("more");
  const list = document.getElementById("list");
  const names = box.dataset.months.trim().split(" ");
  const PAGE = 50;
  const WHY = { "source changed": box.dataset.sourceChanged, "source withdrawn": box.dataset.sourceWithdrawn, superseded: box.dataset.superseded };
  const loaded = new Map();
  /** What was put right: day of the edition and id of the statement → the first edition that did, and why. */
  const later = new Map();
  let run = 0;
  let shown = PAGE;

  const UNSPACED = "\\u3005-\\u3007\\u3040-\\u30ff\\u3105-\\u312f\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9f\\u0e01-\\u0e3a\\u0e40-\\u0e4e\\u0e81-\\u0eb9\\u0ebb-\\u0ebd\\u0ec0-\\u0ecd\\u1000-\\u103f\\u1780-\\u17d3\\u{20000}-\\u{3ffff}";
  const ACCENTS = "\\u0300-\\u036f\\u0483-\\u0487\\u0591-\\u05bd\\u05bf\\u05c1\\u05c2\\u05c4\\u05c5\\u05c7\\u0610-\\u061a\\u0640\\u064b-\\u065f\\u0670\\u06d6-\\u06dc";
  const VOWELS = "\\u0900-\\u0963\\u0966-\\u0dff";
  const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}${VOWELS}]`;
  const PIECE = new RegExp(`([${UNSPACED}]+)|${LETTER}(?:${LETTER}|(?![${UNSPACED}])[${ACCENTS}])*`, "gu");
  const ACCENT = new RegExp(`[${ACCENTS}]`, "gu");
  const NO_WORD = new RegExp(`[^\\p{L}\\p{N}${VOWELS}]`, "gu");
  const LETTERS = { "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ı": "i", "ħ": "h", "ß": "ss", "ς": "σ" };

  function folded(word) {
    const small = word.toLowerCase();
    if (/^[a-z0-9]*$/.test(small)) return small;
    const plain = small.normalize("NFKD").toLowerCase().replace(ACCENT, "");
    return plain.replace(/[øđłæœþðıħßς]/g, (letter) => LETTERS[letter]).replace(NO_WORD, "").normalize("NFC");
  }

  /** The words and the runs without spaces of a text: [folded, start, end, unspaced?]. */
  function pieces(text) {
    const found = [];
    for (const match of text.matchAll(PIECE)) {
      const run = match[1] !== undefined;
      const piece = run ? match[0].normalize("NFKC") : folded(match[0]);
      if (piece) found.push([piece, match.index, match.index + match[0].length, run]);
    }
    return found;
  }

  /** What is asked for: terms of words that follow each other, and of runs. */
  function parsed(text) {
    const terms = [];
    for (const match of text.replace(/[“”„«»「」]/g, '"').matchAll(/"([^"]*)"?(\*?)|([^\s"]+)/g)) {
      const part = match[1] || match[3] || "";
      const found = pieces(part);
      const open = Boolean(match[2]) || part.endsWith("*");
      const term = { words: found.filter((p) => !p[3]).map((p) => p[0]), runs: found.filter((p) => p[3]).map((p) => p[0]) };
      term.open = open && found.length > 0 && !found[found.length - 1][3];
      if (found.length) terms.push(term);
    }
    return terms;
  }

  /** Where the terms stand in a statement, as ranges of its text; null where one of them does not. */
  function marks(terms, text) {
    const found = pieces(text);
    const spaced = found.filter((p) => !p[3]);
    const unspaced = found.filter((p) => p[3]);
    const marked = [];
    for (const term of terms) {
      const size = term.words.length;
      let met = size === 0;
      for (let at = 0; size && at + size <= spaced.length; at++) {
        const fits = term.words.every((word, i) => (term.open && i === size - 1 ? spaced[at + i][0].startsWith(word) : spaced[at + i][0] === word));
        if (fits) {
          met = true;
          marked.push([spaced[at][1], spaced[at + size - 1][2]]);
        }
      }
      for (const run of term.runs) {
        const here = unspaced.filter((p) => p[0].includes(run));
        met = met && here.length > 0;
        for (const p of here) {
          const same = p[0].length === p[2] - p[1];
          for (let at = p[0].indexOf(run); at >= 0; at = same ? p[0].indexOf(run, at + run.length) : -1) {
            marked.push(same ? [p[1] + at, p[1] + at + run.length] : [p[1], p[2]]);
          }
        }
      }
      if (!met) return null;
    }
    return marked.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  }

  function element(name, text, className) {
    const made = document.createElement(name);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function link(href, text) {
    const made = element("a", text);
    made.setAttribute("href", href);
    return made;
  }

  function marked(text, ranges) {
    const made = element("bdi");
    let at = 0;
    for (const [start, end] of ranges) {
      if (start < at) continue;
      made.append(text.slice(at, start), element("mark", text.slice(start, end)));
      at = end;
    }
    made.append(text.slice(at));
    return made;
  }

  function address(edition, id) {
    if (edition.files.includes("brief.html")) return `${edition.name}/brief.html#${id}`;
    return edition.files.includes("brief.txt") ? `${edition.name}/brief.txt` : null;
  }

  function row(edition, said, ranges) {
    const [id, text, speaker, outlet, story, section] = said;
    const made = element("li");
    made.append(marked(text, ranges));
    const about = element("p", "", "facts");
    for (const part of [speaker, outlet, section]) {
      if (!part) continue;
      if (about.childNodes.length) about.append(" · ");
      about.append(element("bdi", part));
    }
    const headline = edition.stories[story] ? edition.stories[story][1] : "";
    const href = address(edition, id);
    about.append(about.childNodes.length ? " · " : "");
    const place = href ? link(href, "") : element("span");
    place.append(element("bdi", headline || id));
    about.append(place);
    made.append(about);
    const found = later.get(`${edition.name.slice(-10)} ${id}`);
    if (found) made.append(putRight(...found));
    return made;
  }

  function putRight(by, why) {
    const made = element("p", "", "facts");
    const words = element("strong");
    const says = box.dataset.putRight.replace("{n}", day(by));
    const href = address(by, "corrections");
    words.append(href ? link(href, says) : says, `: ${WHY[why] || why}`);
    made.append(words);
    return made;
  }

  /** What a month's file calls. The months come newest first, as the editions in each: the first one that put a statement
   * right is noted last, and all that did are noted before the edition that printed it is looked through. */
  window.briefingMonth = (month, editions) => {
    loaded.set(month, editions);
    for (const edition of editions) for (const [of, id, why] of edition.put_right) later.set(`${of} ${id}`, [edition, why]);
  };

  function load(month) {
    if (loaded.has(month)) return Promise.resolve();
    return new Promise((done) => {
      const script = document.createElement("script");
      script.src = `series/${month}.js`;
      script.charset = "utf-8";
      script.onload = done;
      script.onerror = () => {
        loaded.set(month, []);
        done();
      };
      document.head.append(script);
    });
  }

  function day(edition) {
    const heading = document.getElementById(`d${edition.name}`);
    const named = heading && (heading.querySelector("a") || heading);
    return named ? named.textContent : edition.name;
  }

  async function search() {
    const mine = ++run;
    const terms = parsed(words.value);
    results.replaceChildren();
    list.hidden = terms.length > 0;
    more.hidden = true;
    count.textContent = "";
    history.replaceState(null, "", words.value ? `#q=${encodeURIComponent(words.value)}` : location.pathname + location.search);
    if (!terms.length) return;
    let number = 0;
    for (const month of names) {
      await load(month);
      if (mine !== run) return;
      for (const edition of loaded.get(month)) {
        let part = null;
        for (const said of edition.said) {
          const ranges = marks(terms, said[1]);
          if (ranges === null) continue;
          number += 1;
          if (number > shown) continue;
          if (part === null) {
            part = element("ul", "", "found");
            const heading = element("h2");
            const href = address(edition, "brief");
            heading.append(href ? link(href.replace("#brief", ""), day(edition)) : day(edition));
            results.append(heading, part);
          }
          part.append(row(edition, said, ranges));
        }
      }
      count.textContent = box.dataset.found.replace("{n}", String(number)) + (month === names[names.length - 1] ? "" : " …");
      await new Promise((next) => setTimeout(next));
      if (mine !== run) return;
    }
    more.hidden = number <= shown;
    box.dataset.done = String(run);
  }

  let waiting = 0;
  words.addEventListener("input", () => {
    shown = PAGE;
    clearTimeout(waiting);
    waiting = setTimeout(search, 200);
  });
  more.addEventListener("click", () => {
    shown += PAGE;
    search();
  });
  function asked() {
    if (!location.hash.startsWith("#q=")) return;
    try {
      words.value = decodeURIComponent(location.hash.slice(3));
    } catch {
      return;
    }
    search();
  }
  window.addEventListener("hashchange", asked);
  box.hidden = false;
  asked();
})();
