// Looks at a built edition with a browser.
//
//   node quality/page/check.js EDITION [--shots DIR] [--no-lighthouse]
//
// axe-core (every rule it has, incomplete counts as failed) in light, dark, at 360 px and with a pop-up open;
// html-validate on every page; Lighthouse's accessibility score; no console message, no request but for the page itself.
// Of the list of editions beside it: the search, from a server and from the folder, against what a scan of brief.json
// finds; the ways from an edition to its neighbours; and that nothing but the months is loaded.
// Needs a Chromium: Debian's, or the one named in CHROMIUM. Exit code 1 if anything failed.
import { createServer } from "node:http";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, normalize, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { FileSystemConfigLoader, HtmlValidate } from "html-validate/node";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const options = process.argv.slice(2);
const edition = resolve(options.find((word) => !word.startsWith("--")) ?? "");
const shots = options.includes("--shots") ? resolve(options[options.indexOf("--shots") + 1]) : null;
const binary = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const SOURCE_PAGES = 12; // looked at in the browser; all are validated
const failed = [];

function fail(where, what) {
  failed.push(`${where}: ${what}`);
}

/** The edition's folder and the list beside it, on the loopback interface. */
async function serve(root) {
  const server = createServer((request, response) => {
    const path = join(root, normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname)));
    if (!path.startsWith(root) || !existsSync(path)) return response.writeHead(404).end();
    response.writeHead(200, { "content-type": path.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/html; charset=utf-8" }).end(readFileSync(path));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { origin: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

async function look(browser, url, name, settings, before) {
  const context = await browser.newContext({ viewport: settings.viewport ?? { width: 1280, height: 900 }, colorScheme: settings.scheme ?? "light", bypassCSP: false });
  const page = await context.newPage();
  page.on("console", (message) => fail(name, `console: ${message.text()}`));
  page.on("pageerror", (error) => fail(name, `error: ${error.message}`));
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url && !request.url().startsWith("data:") && !settings.loads?.test(request.url())) fail(name, `request: ${request.url()}`);
  });
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  if (before) await before(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fail(name, `${wide} px wider than the window`);
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: settings.whole ?? true });
  await page.evaluate(`${axe};0`); // through the debugger, which the page's own policy does not concern
  // Without the words in pictures, whose ground it cannot know; they have the colours of all other small print.
  const found = await page.evaluate(() => window.axe.run({ exclude: [["svg text"]] }, { resultTypes: ["violations", "incomplete"] }));
  for (const kind of ["violations", "incomplete"]) {
    for (const rule of found[kind]) fail(name, `axe ${kind} ${rule.id}: ${rule.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} (${(node.any[0] ?? node.all[0] ?? node.none[0])?.message})`).join(" | ")}`);
  }
  await context.close();
  return found.passes.length;
}

/** The words of a statement that stand in no other one's place: its longest word, and a phrase of two. */
function asked(text) {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  const longest = [...words].sort((a, b) => b.length - a.length)[0] ?? "";
  return { word: longest, beginning: `${longest.slice(0, 4)}*`, phrase: words.length > 2 ? `"${words[1]} ${words[2]}"` : longest };
}

/** How many statements hold these words in a row, found in another way than the page does. */
function scanned(statements, query) {
  const plain = (text) => ` ${text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim()} `;
  const open = query.endsWith("*");
  const wanted = plain(query).trimEnd() + (open ? "" : " ");
  return statements.filter((text) => plain(text).includes(wanted)).length;
}

async function searchFor(page, name, query, expected) {
  await page.fill("#words", "");
  await page.evaluate(() => delete document.getElementById("search").dataset.done);
  await page.fill("#words", query);
  await page.waitForFunction(() => document.getElementById("search").dataset.done, null, { timeout: 20000 });
  const count = Number((await page.textContent("#count")).replace(/\D/g, ""));
  const shown = await page.locator("#results li").count();
  if (count !== expected || shown !== Math.min(expected, 50)) fail(name, `search ${query}: found ${count}, ${shown} shown, expected ${expected}`);
  if (expected && !(await page.locator("#results li mark").count())) fail(name, `search ${query}: no words are marked`);
  if (await page.locator("#list").isVisible()) fail(name, "the list shows beside what was found");
}

/** Searches in the list of editions, as it is served and as it is opened from the folder. */
async function search(page, name, statements) {
  for (const query of Object.values(asked(statements[0]))) await searchFor(page, name, query, scanned(statements, query));
  await searchFor(page, name, "<b>nothing</b> xyzzy", 0);
  await searchFor(page, name, asked(statements[0]).word, scanned(statements, asked(statements[0]).word));
}

/** From an edition to the list and to its neighbours, those that there are. */
async function follow(browser, out, name, neighbours) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const home = pathToFileURL(out).href;
  await page.goto(`${home}/${name}/editions.html`);
  await page.waitForURL(`${home}/index.html#d${name}`);
  for (const way of neighbours) {
    await page.goto(`${home}/${name}/${way}.html`);
    await page.waitForURL(/brief\.html$/, { timeout: 5000 }).catch(() => fail(way, `leads to ${page.url()}, which is no edition`));
  }
  await page.goto(`${home}/index.html`);
  const found = page.locator("#list article li a").first();
  if (await found.count()) {
    const id = (await found.getAttribute("href")).split("#")[1];
    await found.click();
    if (!(await page.locator(`[id="${id}"]`).count())) fail("index", `a headline leads to #${id}, which is not there`);
  }
  await context.close();
}

async function withoutScript(browser, out) {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${pathToFileURL(out).href}/index.html`);
  if (await page.locator("#words").isVisible()) fail("index", "the search shows where scripts are off");
  if (!(await page.locator("#list article").first().isVisible())) fail("index", "no list where scripts are off");
  await context.close();
}

async function openPopup(page) {
  const button = page.locator("button[popovertarget]").first();
  if ((await button.count()) === 0) return;
  await button.click();
  await page.locator("[popover]:popover-open").waitFor({ state: "visible" });
}

/** Without the size of targets: a number within a sentence is exempt (WCAG 2.5.8, "Inline"), which it does not see of a button. */
async function lighthouseScore(url) {
  const { default: lighthouse } = await import("lighthouse");
  const browser = await chromium.launch({ executablePath: binary, args: [...flags, "--remote-debugging-port=9333"] });
  try {
    const result = await lighthouse(url, { port: 9333, onlyCategories: ["accessibility"], skipAudits: ["target-size"], logLevel: "silent", output: "json" });
    for (const audit of Object.values(result.lhr.audits)) {
      if (audit.score === 0) fail("lighthouse", `${audit.id}: ${JSON.stringify(audit.details?.items?.[0]?.node?.snippet ?? "")}`);
    }
    return Math.round(result.lhr.categories.accessibility.score * 100);
  } finally {
    await browser.close();
  }
}

const flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--disable-sync"];

async function main() {
  if (!existsSync(join(edition, "brief.html")) || !binary) {
    console.error(binary ? "usage: node quality/page/check.js EDITION [--shots DIR] [--no-lighthouse]" : "no Chromium: apt-get install chromium, or set CHROMIUM");
    process.exit(2);
  }
  if (shots) mkdirSync(shots, { recursive: true });
  const sources = existsSync(join(edition, "sources")) ? readdirSync(join(edition, "sources")).filter((name) => name.endsWith(".html")).sort() : [];
  const list = existsSync(join(edition, "..", "index.html"));

  const validator = new HtmlValidate(new FileSystemConfigLoader({ ...JSON.parse(readFileSync(join(here, ".htmlvalidate.json"), "utf-8")) }));
  const ways = ["earlier", "later", "editions"].map((name) => join(edition, `${name}.html`)).filter(existsSync);
  const files = [join(edition, "brief.html"), ...ways, ...sources.map((name) => join(edition, "sources", name)), ...(list ? [join(edition, "..", "index.html")] : [])];
  for (const file of files) {
    const report = await validator.validateString(readFileSync(file, "utf-8"));
    for (const result of report.results) for (const message of result.messages) fail(basename(file), `html-validate ${message.ruleId} at line ${message.line}: ${message.message}`);
  }

  const served = await serve(dirname(edition));
  const at = `${served.origin}/${basename(edition)}`;
  const browser = await chromium.launch({ executablePath: binary, args: flags });
  let rules = 0;
  try {
    const phone = { width: 360, height: 780 };
    rules += await look(browser, `${at}/brief.html`, "light", {});
    rules += await look(browser, `${at}/brief.html`, "dark", { scheme: "dark" });
    rules += await look(browser, `${at}/brief.html`, "phone", { viewport: phone });
    rules += await look(browser, `${at}/brief.html`, "phone-dark", { viewport: phone, scheme: "dark" });
    rules += await look(browser, `${at}/brief.html`, "tablet", { viewport: { width: 768, height: 1024 } });
    rules += await look(browser, `${at}/brief.html`, "desk", { viewport: { width: 1100, height: 900 } });
    rules += await look(browser, `${at}/brief.html`, "popup", { whole: false }, openPopup);
    rules += await look(browser, `${at}/brief.html`, "popup-dark", { scheme: "dark", whole: false }, openPopup);
    rules += await look(browser, `${at}/brief.html`, "popup-phone", { viewport: phone, whole: false }, openPopup);
    for (const name of sources.slice(0, SOURCE_PAGES)) {
      const scheme = Number.parseInt(name, 10) % 2 ? "light" : "dark";
      rules += await look(browser, `${at}/sources/${name}`, `source-${name.replace(".html", "")}`, { scheme });
    }
    if (list) {
      const out = dirname(edition);
      const editions = readdirSync(out).filter((name) => existsSync(join(out, name, "brief.json")));
      const briefs = editions.map((name) => JSON.parse(readFileSync(join(out, name, "brief.json"), "utf-8")));
      const statements = briefs.flatMap((brief) => brief.stories.flatMap((story) => [...story.sections.flatMap((section) => section.statements), ...story.evidence.not_known, ...story.evidence.timeline.map((event) => event.statement)])).map((one) => one.text);
      const loads = /\/series\/[\d-]+\.js$/;
      rules += await look(browser, `${served.origin}/index.html`, "index", {});
      rules += await look(browser, `${served.origin}/index.html`, "index-dark", { scheme: "dark", viewport: phone });
      for (const [name, url] of [["index-search", `${served.origin}/index.html`], ["index-search-from-the-folder", `${pathToFileURL(out).href}/index.html`]]) {
        rules += await look(browser, url, name, { loads }, (page) => search(page, name, statements));
      }
      rules += await look(browser, `${served.origin}/index.html`, "index-search-dark", { loads, scheme: "dark", viewport: phone }, (page) => search(page, "index-search-dark", statements));
      const own = basename(edition);
      await follow(browser, out, own, [...(editions.some((name) => name < own) ? ["earlier"] : []), ...(editions.some((name) => name > own) ? ["later"] : [])]);
      await withoutScript(browser, out);
    }
  } finally {
    await browser.close();
  }
  const score = options.includes("--no-lighthouse") ? null : await lighthouseScore(`${at}/brief.html`);
  if (score !== null && score < 100) fail("lighthouse", `accessibility ${score}`);
  served.close();
  for (const line of failed.slice(0, 60)) console.log(line);
  console.log(`check-page: ${files.length} pages validated, ${rules} axe rules passed, Lighthouse accessibility ${score ?? "not run"}, ${failed.length} failed`);
  process.exit(failed.length ? 1 : 0);
}

await main();
