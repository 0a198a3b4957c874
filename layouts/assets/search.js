// Search in the browser: the indexes of all languages, each with the words of its own, asked together.
//
// Strategy: nothing is loaded before somebody begins to type. Every language has indexes by year; the newest of them
// brings what reads them (Pagefind), and the others are merged into it. A year is told of each index as it is merged, and
// a source is known once an article is loaded: Pagefind writes filters of its own in another order each time.

const box = document.getElementById("search");
const asked = document.getElementById("asked");
const told = document.getElementById("told");
const found = document.getElementById("found");
const MOST = 20;
const MOST_LOOKED_AT = 300;
let readers;
let turn = 0;

// What else is asked for: nothing where a digest has no choice of it.
const choices = ["language", "source", "year"].map((name) => document.getElementById(name)).filter(Boolean);

function chosen(name) {
  return document.getElementById(name)?.value ?? "";
}

function indexesByLanguage() {
  const languages = new Map();
  for (const { dataset } of box.querySelectorAll("[data-lang]")) {
    languages.set(dataset.lang, [...(languages.get(dataset.lang) ?? []), dataset]);
  }
  return languages;
}

async function reader([newest, ...others]) {
  const pagefind = await import(`${newest.href}pagefind.js`);
  await pagefind.options({ baseUrl: box.dataset.home, noWorker: true, mergeFilter: { year: newest.year } });
  await pagefind.init();
  for (const { href, year } of others) {
    await pagefind.mergeIndex(href, { baseUrl: box.dataset.home, mergeFilter: { year } });
  }
  return pagefind;
}

async function search(words) {
  readers ??= new Map([...indexesByLanguage()].map(([language, indexes]) => [language, reader(indexes)]));
  const filters = chosen("year") ? { year: chosen("year") } : {};
  const asking = [...readers].filter(([language]) => [language, ""].includes(chosen("language"))).map(([, each]) => each);
  const answers = await Promise.all((await Promise.all(asking)).map((each) => each.search(words || null, { filters })));
  const best = answers.flatMap((answer) => answer.results).sort((one, other) => other.score - one.score);
  const found = [];
  for (let at = 0; at < Math.min(best.length, MOST_LOOKED_AT) && found.length < MOST; at += MOST) {
    const articles = await Promise.all(best.slice(at, at + MOST).map((result) => result.data()));
    found.push(...articles.filter((article) => ["", article.meta.source].includes(chosen("source"))));
  }
  return found.slice(0, MOST);
}

// A day as the page's language writes it.
function shownDate(day) {
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.valueOf())
    ? day
    : date.toLocaleDateString(document.documentElement.lang, { dateStyle: "medium", timeZone: "UTC" });
}

function item(article) {
  const entry = document.createElement("li");
  const link = entry.appendChild(document.createElement("a"));
  link.href = article.url;
  link.textContent = article.meta.title;
  link.dir = "auto";
  const meta = entry.appendChild(document.createElement("p"));
  meta.className = "meta";
  meta.dir = "auto";
  meta.textContent = [article.meta.source, shownDate(article.meta.date)].filter(Boolean).join(" · ");
  const excerpt = entry.appendChild(document.createElement("p"));
  excerpt.dir = "auto";
  excerpt.textContent = article.plain_excerpt;
  return entry;
}

async function answer() {
  const mine = ++turn;
  const words = asked.value.trim();
  const isAsked = words || choices.some((choice) => choice.value);
  const articles = isAsked ? await search(words) : [];
  if (mine !== turn) {
    return;
  }
  found.replaceChildren(...articles.map(item));
  told.textContent = isAsked && !articles.length ? box.dataset.none : "";
}

for (const each of [asked, ...choices]) {
  each.addEventListener("input", () => answer().catch(() => { told.textContent = box.dataset.broken; }));
}
box.hidden = false;
asked.value = new URLSearchParams(location.search).get("q") ?? "";
if (asked.value) {
  answer().catch(() => { told.textContent = box.dataset.broken; });
}
