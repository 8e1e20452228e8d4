"use strict";
// The quick check: shows one question at a time and hands the answers back as a file. It opens no connection and keeps
// nothing in the browser. Every text is put on the page as text, never as markup.
(() => {
  const known = JSON.parse(document.getElementById("data").textContent);
  const fixedDate = known.start.ratings[0].date;
  let back = structuredClone(known.start); // what is handed back
  let lang = known.lang;
  let position = 0; // which page is shown; 0 is the first one, behind the last question comes the overview
  let unsaved = false;
  let message = "";

  const rating = () => back.ratings[0];
  const questions = [
    ...known.competencies.map((competency) => ({ competency })),
    ...known.items.map((item) => ({ item, competency: known.competencies.find((one) => one.id === item.competency) })),
  ];
  const overview = questions.length + 1;
  const done = overview + 1;

  // --- Words ---------------------------------------------------------------------------------------------------------

  function words(key, values = {}) {
    return known.texts[lang][key].replace(/\{(\w+)\}/g, (_, name) => values[name]);
  }

  function unknownWord() {
    return words(`unknown.${known.unknown}`);
  }

  function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value === true) made.setAttribute(key, "");
      else if (value !== false && value !== null) made.setAttribute(key, value);
    }
    made.append(...children.filter((child) => child !== null));
    return made;
  }

  function button(key, action, look = "quiet") {
    return element("button", { type: "button", class: look, onclick: action }, words(key));
  }

  // --- Answers -------------------------------------------------------------------------------------------------------

  function levelOf(id) {
    const given = rating().levels[id];
    return given !== null && typeof given === "object" ? given.level : given;
  }

  function setLevel(id, level) {
    const given = rating().levels[id];
    rating().levels[id] = given !== null && typeof given === "object" ? { ...given, level } : level;
    unsaved = true;
  }

  function remarkOf(id, key) {
    const given = rating().levels[id];
    return (given !== null && typeof given === "object" && given[key]) || "";
  }

  function setRemark(id, key, text) {
    const { [key]: _, ...rest } = typeof rating().levels[id] === "object" ? rating().levels[id] : { level: levelOf(id) };
    const rated = text.trim() ? { ...rest, [key]: text.trim() } : rest;
    rating().levels[id] = Object.keys(rated).length > 1 ? rated : rated.level;
    unsaved = true;
  }

  function partsOf(item) {
    return back.items[item.id] ?? item.parts.map(() => null);
  }

  function isAnswered(question) {
    const { item, competency } = question;
    if (!item) return levelOf(competency.id) !== undefined;
    const given = back.items[item.id];
    return given !== undefined && !(Array.isArray(given) && given.includes(null));
  }

  function openCount() {
    return questions.filter((question) => !isAnswered(question)).length;
  }

  // --- Files ---------------------------------------------------------------------------------------------------------

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  function fileName(finished) {
    const parts = [back.person || "answers", back.role, rating().source, rating().rater, finished ? "answers" : "pause"];
    return `${parts.filter(Boolean).join(".").replace(/[^\w.-]/g, "_")}.json`;
  }

  function download(finished) {
    back.finished = finished;
    rating().date = fixedDate ?? today();
    const name = fileName(finished);
    const file = new Blob([`${JSON.stringify(back, null, 1)}\n`], { type: "application/json" });
    const link = element("a", { href: URL.createObjectURL(file), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    unsaved = false;
    return name;
  }

  function pause() {
    if (position === 0 && !takeNames()) return;
    tell(words("paused", { file: download(false) }));
  }

  function finish() {
    download(true);
    go(done);
  }

  async function resume(event) {
    const [file] = event.target.files;
    if (!file) return;
    let saved = null;
    try {
      saved = JSON.parse(await file.text());
    } catch {
      // Whatever is no JSON is no saved answer either: the same sentence below.
    }
    event.target.value = "";
    const problem = problemWith(saved);
    if (problem) tell(words(problem));
    else takeOver(saved);
  }

  function isRecord(value) {
    return value !== null && typeof value === "object" && !Array.isArray(value);
  }

  function problemWith(saved) {
    const round = isRecord(saved) && Array.isArray(saved.ratings) ? saved.ratings[0] : null;
    if (!isRecord(round) || saved.kiframework !== "answers" || !isRecord(round.levels) || !isRecord(saved.items))
      return "resume.broken";
    const own = known.start.ratings[0];
    const framework = (document_) => String(document_.framework).split("@")[0];
    if (saved.role !== back.role || round.source !== own.source || framework(saved) !== framework(back))
      return "resume.other";
    if (own.rater !== null && round.rater !== own.rater) return "resume.other";
    return known.start.person !== null && saved.person !== known.start.person ? "resume.person" : "";
  }

  function takeOver(saved) {
    const levels = Object.entries(saved.ratings[0].levels);
    const items = Object.entries(saved.items);
    const fresh = structuredClone(known.start);
    const fittingLevels = levels.filter(([id, level]) => isLevel(id, level));
    const fittingItems = items.filter(([id, answer]) => isItem(id, answer, saved.asked));
    Object.assign(fresh.ratings[0].levels, Object.fromEntries(fittingLevels));
    Object.assign(fresh.items, Object.fromEntries(fittingItems));
    const rater = saved.ratings[0].rater;
    fresh.ratings[0].rater ??= typeof rater === "string" && known.rater ? rater : null;
    fresh.person = known.start.person ?? (typeof saved.person === "string" ? saved.person : null);
    back = fresh;
    const kept = fittingLevels.length + fittingItems.length;
    const carried = levels.filter(([id]) => id in known.start.ratings[0].levels).length;
    const dropped = levels.length + items.length - kept - carried;
    const first = questions.findIndex((question) => !isAnswered(question));
    message = words("resumed", { count: kept }) + (dropped > 0 ? ` ${words("dropped", { count: dropped })}` : "");
    go(first < 0 ? overview : first + 1);
    unsaved = false;
  }

  function isLevel(id, given) {
    const competency = known.competencies.find((one) => one.id === id);
    const level = isRecord(given) ? given.level : given;
    return Boolean(competency) && (level === known.unknown || (Number.isInteger(level) && level in competency.levels));
  }

  function isItem(id, answer, asked) {
    const item = known.items.find((one) => one.id === id);
    const isChoice = (one) => one === "dont_know" || (Number.isInteger(one) && one >= 1 && one <= item.options.length);
    if (!item || !isRecord(asked) || asked[id] !== known.start.asked[id]) return false;
    if (!item.parts) return isChoice(answer);
    return Array.isArray(answer) && answer.length === item.parts.length && answer.every((one) => one === null || isChoice(one));
  }

  // --- Pages ---------------------------------------------------------------------------------------------------------

  function go(to) {
    position = Math.max(0, Math.min(to, done));
    show();
    window.scrollTo(0, 0);
    document.querySelector("h1").focus();
    tell(message);
    message = "";
  }

  function tell(text) {
    document.getElementById("told").textContent = text;
  }

  function show() {
    document.documentElement.lang = lang;
    document.title = `${words("kind")}: ${known.role[lang]}`;
    const page = document.getElementById("page");
    if (position === 0) page.replaceChildren(...firstPage());
    else if (position === overview) page.replaceChildren(...overviewPage());
    else if (position === done) page.replaceChildren(...donePage());
    else page.replaceChildren(...questionPage(questions[position - 1]));
    document.getElementById("foot").textContent = known.version;
    showLanguages();
  }

  function showLanguages() {
    const choose = (code) => () => {
      lang = code;
      show();
      document.getElementById(`lang-${code}`).focus();
    };
    const names = { de: "Deutsch", en: "English" };
    const made = Object.keys(known.texts).map((code) =>
      element(
        "button",
        { type: "button", id: `lang-${code}`, lang: code, "aria-pressed": String(code === lang), onclick: choose(code) },
        names[code] ?? code,
      ),
    );
    const group = document.getElementById("languages");
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", words("language"));
    group.replaceChildren(...made);
  }

  function heading(text) {
    return element("h1", { tabindex: "-1" }, text);
  }

  function firstPage() {
    const lead = known.unknown === "dont_know" ? "lead.self" : "lead.other";
    const minutes = Math.ceil((known.competencies.length * 20 + known.items.length * 40) / 60);
    const values = { competencies: known.competencies.length, items: known.items.length, minutes };
    return [
      element("p", { class: "kind" }, words("kind")),
      heading(known.role[lang]),
      element("p", { class: "lead" }, words(lead)),
      element("p", {}, words(known.items.length ? "count.items" : "count.plain", values)),
      element("p", {}, words("local")),
      facts(),
      ...nameFields(),
      element("div", { class: "moves" }, button(openCount() < questions.length ? "go-on" : "begin", begin, "main"), resumeField()),
      noticeBlock(),
    ].filter((one) => one !== null);
  }

  function facts() {
    const own = known.start.ratings[0];
    const pairs = [
      ["source", known.source[lang]],
      ["person", known.start.person],
      ["rater", own.rater],
      ["date", fixedDate],
      ["framework", known.framework[lang]],
    ];
    const shown = pairs.filter(([, text]) => text);
    return element("dl", { class: "facts" }, ...shown.map(([key, text]) =>
      element("div", {}, element("dt", {}, words(key)), element("dd", {}, element("bdi", {}, text))),
    ));
  }

  function nameFields() {
    const fields = [];
    const ask = known.unknown === "dont_know" ? "person.ask" : "person.ask.other";
    if (known.start.person === null) fields.push(nameField("person", words(ask), words("person.hint"), back.person));
    if (known.rater) fields.push(nameField("rater", words("rater.ask"), words("rater.hint"), rating().rater));
    return fields;
  }

  function nameField(id, ask, hint, value) {
    const input = element("input", { id, autocomplete: "off", spellcheck: "false", "aria-describedby": `${id}-hint ${id}-wrong` });
    input.value = value ?? "";
    input.addEventListener("keydown", (event) => event.key === "Enter" && begin());
    return element("div", { class: "field" },
      element("label", { for: id }, ask),
      element("p", { class: "hint", id: `${id}-hint` }, hint),
      input,
      element("p", { class: "wrong", id: `${id}-wrong`, role: "alert" }),
    );
  }

  function fits(person) {
    try {
      return new RegExp(`^(?:${known.pattern})$`, "u").test(person);
    } catch {
      return true; // The pattern is written for another language; it is checked when the answers come back.
    }
  }

  function wrongWith(id, text) {
    if (id === "rater") return /[\s@]/u.test(text) ? "rater.wrong" : "";
    if (text === "") return "person.missing";
    return fits(text) ? "" : "person.wrong";
  }

  function takeNames() {
    const inputs = ["person", "rater"].map((id) => document.getElementById(id)).filter((one) => one !== null);
    const refused = inputs.filter((input) => {
      const wrong = wrongWith(input.id, input.value.trim());
      document.getElementById(`${input.id}-wrong`).textContent = wrong ? words(wrong) : "";
      input.setAttribute("aria-invalid", String(Boolean(wrong)));
      return wrong;
    });
    refused[0]?.focus();
    if (refused.length) return false;
    for (const input of inputs) (input.id === "rater" ? rating() : back)[input.id] = input.value.trim() || null;
    return true;
  }

  function begin() {
    if (takeNames()) go(1);
  }

  function resumeField() {
    return element("label", { class: "file quiet" },
      words("resume"),
      element("input", { type: "file", accept: ".json,application/json", onchange: resume }),
    );
  }

  function noticeBlock() {
    const rows = known.notice[lang].map(([label, text]) =>
      element("div", {}, element("dt", {}, label), element("dd", {}, text)),
    );
    return element("section", { class: "notice" }, element("h2", {}, words("notice")), element("dl", {}, ...rows));
  }

  function questionPage(question) {
    const { item, competency } = question;
    const first = item === known.items[0] && item !== undefined;
    const part = `${words(item ? "part.items" : "part.levels")} · ${known.pillars[competency.pillar][lang]}`;
    return [
      progress(),
      element("p", { class: "kind" }, part),
      heading(competency.title[lang]),
      first ? element("p", { class: "aside" }, words("part.items.lead")) : null,
      item?.parts ? workSample(item) : item ? choiceItem(item) : anchors(competency),
      item ? null : remarks(competency),
      moves(question),
    ].filter((one) => one !== null);
  }

  function progress() {
    const values = { number: position, count: questions.length };
    return element("div", { class: "progress" },
      element("label", { for: "progress" }, words("progress", values)),
      element("progress", { id: "progress", max: questions.length, value: questions.filter(isAnswered).length }),
    );
  }

  function options(name, texts, chosen, choose) {
    const made = texts.map(([value, number, text]) => {
      const input = element("input", { type: "radio", name, value: String(value), onchange: () => choose(value) });
      input.checked = value === chosen;
      return element("label", { class: "option" }, input, element("span", { class: "number" }, number), element("span", {}, text));
    });
    return element("div", { class: "options", onkeydown: chooseByDigit }, ...made);
  }

  // Digits choose only while the focus is on one of the options, so they get in nobody's way elsewhere.
  function chooseByDigit(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return;
    const input = event.currentTarget.querySelector(`input[value="${event.key}"]`);
    if (!input) return;
    event.preventDefault();
    input.focus();
    input.click();
  }

  function anchors(competency) {
    const texts = competency.levels.map((level, number) => [number, String(number), level[lang]]);
    texts.push([known.unknown, "", unknownWord()]);
    const choose = (level) => {
      setLevel(competency.id, level);
      refresh();
    };
    return element("fieldset", {},
      element("legend", {}, competency.stem[lang]),
      options("level", texts, levelOf(competency.id), choose),
    );
  }

  function itemOptions(item) {
    return [...item.options.map((option, index) => [index + 1, String(index + 1), option[lang]]), ["dont_know", "", words("unknown.dont_know")]];
  }

  function choiceItem(item) {
    const choose = (choice) => {
      back.items[item.id] = choice;
      unsaved = true;
      refresh();
    };
    return element("fieldset", {}, element("legend", {}, item.stem[lang]), options("item", itemOptions(item), back.items[item.id], choose));
  }

  function workSample(item) {
    const parts = item.parts.map((part, index) => {
      const choose = (choice) => {
        const given = [...partsOf(item)];
        given[index] = choice;
        back.items[item.id] = given;
        unsaved = true;
        refresh();
      };
      const made = options(`part-${index}`, itemOptions(item), partsOf(item)[index], choose);
      return element("fieldset", { class: "part" }, element("legend", {}, `${index + 1}. ${part[lang]}`), made);
    });
    return element("div", {}, element("p", { class: "stem" }, item.stem[lang]), ...parts);
  }

  function remarks(competency) {
    const waiting = levelOf(competency.id) === undefined;
    const keys = known.evidence ? ["comment", "evidence"] : ["comment"];
    const given = keys.some((key) => remarkOf(competency.id, key));
    const fields = keys.flatMap((key) => {
      const area = element("textarea", { id: key, rows: "3", maxlength: "2000", disabled: waiting, onchange: (event) => setRemark(competency.id, key, event.target.value) });
      area.value = remarkOf(competency.id, key);
      return [element("label", { for: key }, words(key)), area];
    });
    return element("details", { class: "remarks", open: given },
      element("summary", {}, words(known.evidence ? "remarks.evidence" : "remarks")),
      element("p", { class: "hint", id: "remarks-hint" }, waiting ? words("remarks.later") : ""),
      ...fields,
    );
  }

  function moves(question) {
    return element("div", { class: "moves" },
      element("button", { type: "button", id: "next", class: "main", onclick: () => go(position + 1) }, words(isAnswered(question) ? "next" : "skip")),
      button("back", () => go(position - 1)),
      button("overview", () => go(overview)),
      button("pause", pause),
    );
  }

  // What an answer changes around it, without touching the options: the focus stays where it is.
  function refresh() {
    const question = questions[position - 1];
    document.getElementById("next").textContent = words(isAnswered(question) ? "next" : "skip");
    document.getElementById("progress").value = questions.filter(isAnswered).length;
    for (const area of document.querySelectorAll(".remarks textarea")) area.disabled = false;
    const hint = document.getElementById("remarks-hint");
    if (hint) hint.textContent = "";
  }

  function answerWord(question) {
    if (!isAnswered(question)) return words("open");
    if (question.item) return words("answered");
    const level = levelOf(question.competency.id);
    return level === known.unknown ? unknownWord() : words("level", { level });
  }

  function titleOf({ item, competency }) {
    if (!item) return competency.title[lang];
    const ladder = known.items.filter((one) => one.competency === competency.id);
    return `${competency.title[lang]} (${ladder.indexOf(item) + 1})`;
  }

  function overviewPage() {
    const left = openCount();
    const row = (question, index) =>
      element("li", {},
        element("button", { type: "button", class: "row", onclick: () => go(index + 1) },
          element("span", {}, titleOf(question)),
          element("span", { class: isAnswered(question) ? "answer" : "answer open" }, answerWord(question)),
        ),
      );
    const rows = questions.map(row);
    const split = known.competencies.length;
    return [
      heading(words("review")),
      element("p", { class: "lead" }, left ? words("review.open", { count: left }) : words("review.all")),
      element("p", {}, words("review.lead")),
      element("div", { class: "moves" },
        button("finish", finish, "main"),
        button("back", () => go(position - 1)),
        button("pause", pause),
      ),
      element("h2", {}, words("part.levels")),
      element("ol", { class: "rows" }, ...rows.slice(0, split)),
      ...(known.items.length ? [element("h2", {}, words("part.items")), element("ol", { class: "rows" }, ...rows.slice(split))] : []),
    ];
  }

  function donePage() {
    return [
      heading(words("done")),
      element("p", { class: "lead" }, words("done.lead", { file: fileName(true) })),
      element("div", { class: "moves" }, button("again", () => download(true)), button("change", () => go(overview))),
    ];
  }

  window.addEventListener("beforeunload", (event) => unsaved && event.preventDefault());
  show();
})();
