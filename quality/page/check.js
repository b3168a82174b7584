// Looks at a built edition with a browser.
//
//   node quality/page/check.js EDITION [--shots DIR] [--no-lighthouse]
//
// axe-core (every rule it has, incomplete counts as failed) in light, dark, at 360 px and with a pop-up open;
// html-validate on every page; Lighthouse's accessibility score; no console message, no request but for the page itself.
// Needs a Chromium: Debian's, or the one named in CHROMIUM. Exit code 1 if anything failed.
import { createServer } from "node:http";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join, normalize, resolve } from "node:path";
import { fileURLToPath } from "node:url";
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
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(readFileSync(path));
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
    if (request.url().split("#")[0] !== url && !request.url().startsWith("data:")) fail(name, `request: ${request.url()}`);
  });
  await page.goto(url, { waitUntil: "load" });
  await page.evaluate(() => document.fonts.ready.then(() => true));
  if (before) await before(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 0) fail(name, `${wide} px wider than the window`);
  if (shots) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: settings.whole ?? true });
  await page.evaluate(`${axe};0`); // through the debugger, which the page's own policy does not concern
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "incomplete"] }));
  for (const kind of ["violations", "incomplete"]) {
    for (const rule of found[kind]) fail(name, `axe ${kind} ${rule.id}: ${rule.nodes.slice(0, 3).map((node) => `${node.html.slice(0, 160)} (${(node.any[0] ?? node.all[0] ?? node.none[0])?.message})`).join(" | ")}`);
  }
  await context.close();
  return found.passes.length;
}

async function openPopup(page) {
  const button = page.locator("button[popovertarget]").first();
  if ((await button.count()) === 0) return;
  await button.click();
  await page.locator("[popover]:popover-open").waitFor({ state: "visible" });
}

async function lighthouseScore(url) {
  const { default: lighthouse } = await import("lighthouse");
  const browser = await chromium.launch({ executablePath: binary, args: [...flags, "--remote-debugging-port=9333"] });
  try {
    const result = await lighthouse(url, { port: 9333, onlyCategories: ["accessibility"], logLevel: "silent", output: "json" });
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
  const files = [join(edition, "brief.html"), ...sources.map((name) => join(edition, "sources", name)), ...(list ? [join(edition, "..", "index.html")] : [])];
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
    rules += await look(browser, `${at}/brief.html`, "tablet", { viewport: { width: 800, height: 1100 } });
    rules += await look(browser, `${at}/brief.html`, "popup", { whole: false }, openPopup);
    rules += await look(browser, `${at}/brief.html`, "popup-dark", { scheme: "dark", whole: false }, openPopup);
    rules += await look(browser, `${at}/brief.html`, "popup-phone", { viewport: phone, whole: false }, openPopup);
    for (const name of sources.slice(0, SOURCE_PAGES)) {
      const scheme = Number.parseInt(name, 10) % 2 ? "light" : "dark";
      rules += await look(browser, `${at}/sources/${name}`, `source-${name.replace(".html", "")}`, { scheme });
    }
    if (list) rules += await look(browser, `${served.origin}/index.html`, "index", {});
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
