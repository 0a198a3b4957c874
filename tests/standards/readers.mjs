// What other people's feed readers see in feeds: node readers.mjs FILE… prints, of each file and reader, its entries
// as {title, date, guid, link, text}. Readers are told no more than they need: options are those of their manuals.

import { readFileSync } from "node:fs";
import { extractFromJson, extractFromXml } from "@extractus/feed-extractor";
import { parseFeed } from "feedsmith";
import RssParser from "rss-parser";

const iso = (date) => (date ? new Date(date).toISOString() : "");
const entry = (title, date, guid, link, text) => ({ title, date: iso(date), guid, link, text: text ?? "" });

function inFeedsmith(document) {
  const { format, feed } = parseFeed(document);
  switch (format) {
    case "rss":
      return feed.items.map((one) =>
        entry(one.title, one.pubDate, one.guid.value, one.link, one.content?.encoded ?? one.description),
      );
    case "atom":
      return feed.entries.map((one) =>
        entry(one.title.value, one.published, one.id, alternate(one.links), one.content?.value),
      );
    default:
      return feed.items.map((one) => entry(one.title, one.date_published, one.id, one.url, one.content_html));
  }
}

// RFC 4287 4.2.7.2: a link that does not say what it is for is an alternate.
const alternate = (links) => links.find((link) => (link.rel ?? "alternate") === "alternate").href;

async function inRssParser(document) {
  const { items } = await new RssParser().parseString(document);
  return items.map((one) =>
    entry(one.title, one.isoDate, one.guid ?? one.id, one.link, one["content:encoded"] ?? one.content),
  );
}

function inFeedExtractor(document) {
  // It shortens texts; the whole one it leaves to whoever asks for it.
  const options = { getExtraEntryFields: (raw) => ({ text: textOf(raw) }) };
  const { entries } = document.startsWith("{")
    ? extractFromJson(JSON.parse(document), options)
    : extractFromXml(document, options);
  return entries.map((one) => entry(one.title, one.published, one.id, one.link, one.text));
}

function textOf(raw) {
  const found = raw["content:encoded"] ?? raw.content ?? raw.content_html ?? raw.description;
  return found?.["#text"] ?? found;
}

const READERS = { feedsmith: inFeedsmith, "rss-parser": inRssParser, "feed-extractor": inFeedExtractor };
const JSON_READERS = ["feedsmith", "feed-extractor"];

const seen = {};
for (const path of process.argv.slice(2)) {
  const document = readFileSync(path, "utf8");
  seen[path] = {};
  for (const name of document.startsWith("{") ? JSON_READERS : Object.keys(READERS)) {
    seen[path][name] = await READERS[name](document);
  }
}
process.stdout.write(JSON.stringify(seen));
