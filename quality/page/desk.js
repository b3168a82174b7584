// Plays a whole morning at the desk with a browser, on a copy of the sample day.
//
//   node quality/page/desk.js BRIEFING FOLDER [--shots DIR]
//
// BRIEFING: the command; FOLDER: a scratch folder with sources/, config.yaml and the edition of the day before. Open,
// question, strike, put in, note, reorder, a section by example, several examples, what is new, a story through its days,
// the feeds, approve, a test mail to a server of its own, send, revise; axe-core on every page in light, dark and at 360 px;
// the same with keys alone and without script. Exit code 1 if anything failed.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const [briefing, folder] = process.argv.slice(2);
const shots = process.argv.includes("--shots") ? resolve(process.argv[process.argv.indexOf("--shots") + 1]) : null;
const binary = process.env.CHROMIUM ?? ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");
const DAY = "2026-03-03";
const MOST = 90000; // milliseconds that a step may take
const failed = [];
let steps = 0;
let rules = 0;

function check(what, holds) {
  steps += 1;
  if (!holds) failed.push(what);
}

/** Waits until something stands on the page: counting does not wait, and what never comes is a failed check. */
async function arrives(locator) {
  await locator.first().waitFor().catch(() => {});
}

/** A mail server that keeps what it is given. */
async function mailServer() {
  const mails = [];
  const server = createServer((socket) => {
    let data = null;
    socket.setEncoding("latin1");
    socket.on("error", () => {});
    socket.write("220 desk.test\r\n");
    let rest = "";
    socket.on("data", (chunk) => {
      rest += chunk;
      for (let at = rest.indexOf("\r\n"); at >= 0; at = rest.indexOf("\r\n")) {
        const line = rest.slice(0, at);
        rest = rest.slice(at + 2);
        if (data !== null) {
          if (line === ".") {
            mails.push(data);
            data = null;
            socket.write("250 kept\r\n");
          } else data += `${line}\n`;
        } else if (/^DATA/i.test(line)) {
          data = "";
          socket.write("354 go on\r\n");
        } else if (/^QUIT/i.test(line)) socket.end("221 bye\r\n");
        else socket.write("250 well\r\n");
      }
    });
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { mails, port: server.address().port, close: () => server.close() };
}

/** The desk, and the link that it prints. */
async function desk(port) {
  const env = { ...process.env, BRIEFING_SMTP_HOST: "127.0.0.1", BRIEFING_SMTP_PORT: String(port) };
  const child = spawn(briefing, ["desk", "--date", DAY, "--no-browser", "--config", join(folder, "config.yaml")], { env, cwd: folder });
  let said = "";
  const link = await new Promise((found, lost) => {
    child.stdout.on("data", (chunk) => {
      said += chunk;
      const at = said.match(/http:\S+/);
      if (at) found(at[0]);
    });
    child.stderr.on("data", (chunk) => (said += chunk));
    child.on("exit", () => lost(new Error(`the desk ended: ${said}`)));
  });
  return { link, stop: () => child.kill("SIGINT") };
}

async function look(page, name) {
  await page.waitForLoadState("load");
  for (const [kind, settings] of Object.entries({
    light: { colorScheme: "light", width: 1280 },
    dark: { colorScheme: "dark", width: 1280 },
    tablet: { colorScheme: "light", width: 800 },
    phone: { colorScheme: "light", width: 360 },
    "phone-dark": { colorScheme: "dark", width: 360 },
  })) {
    await page.emulateMedia({ colorScheme: settings.colorScheme });
    await page.setViewportSize({ width: settings.width, height: 900 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(`${name} ${kind}: ${wide} px wider than the window`, wide <= 0);
    if (shots) await page.screenshot({ path: join(shots, `${name}-${kind}.png`), fullPage: true });
    await page.evaluate(`${axe};0`);
    const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations", "incomplete"] }));
    rules += found.passes.length;
    for (const sort of ["violations", "incomplete"]) {
      for (const rule of found[sort]) failed.push(`${name} ${kind}: axe ${sort} ${rule.id}: ${rule.nodes.slice(0, 2).map((node) => `${node.html.slice(0, 140)} (${(node.any[0] ?? node.all[0] ?? node.none[0])?.message})`).join(" | ")}`);
    }
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

function watched(page, name) {
  page.on("console", (message) => message.type() === "error" && !/status of 4|Status Error Code 4|ERR_FAILED|htmx:/.test(message.text()) && failed.push(`${name}: console: ${message.text()}`));
  page.on("pageerror", (error) => failed.push(`${name}: error: ${error.message}`));
  page.on("request", (request) => !/^(http:\/\/127\.0\.0\.1:|data:)/.test(request.url()) && failed.push(`${name}: request: ${request.url()}`));
}

/** Something that changes the edition, and what came of it in its place: by htmx, without another page. */
async function changes(page, what) {
  const done = page.evaluate((most) => new Promise((settled, lost) => {
    document.addEventListener("desk:done", () => settled(), { once: true });
    setTimeout(() => lost(new Error("the change was not made in time")), most);
  }), MOST);
  await what();
  await done;
}

const texts = (page) => page.locator(".statement .text").allTextContents();

/** A morning with the mouse; where there is no script, every step goes by forms alone. */
async function morning(page, at, mail, pictures) {
  const home = `${at}/${DAY}/`;
  await page.goto(home);
  if (pictures) await look(page, "edition");
  const before = await texts(page);
  check("the edition has statements", before.length > 5);

  await page.locator(".statement a", { hasText: "Why it is here" }).first().click();
  await arrives(page.locator("h2", { hasText: "Why it is here" }));
  check("a statement says why it is there", (await page.locator("h2", { hasText: "Why it is here" }).count()) === 1 && (await page.locator("mark").count()) > 0);
  if (pictures) await look(page, "statement");
  await page.getByRole("link", { name: "Back to the edition" }).click();

  for (const text of before.slice(1, 3)) {
    await changes(page, () => page.locator(".statement", { hasText: text }).getByRole("button", { name: /^Strike/ }).click());
  }
  const struck = await texts(page);
  check("two are struck, and none came instead", struck.length === before.length - 2 && !struck.includes(before[1]) && !struck.includes(before[2]));

  await page.getByRole("link", { name: "Sources", exact: true }).click();
  if (pictures) await look(page, "sources");
  await page.locator(".sources a").first().click();
  const sentence = page.locator(".sentence:not(.is-printed):not(.is-struck)").first();
  const words = (await sentence.locator("p").first().textContent()).trim();
  await sentence.locator("summary").click();
  await arrives(sentence.locator("li, form"));
  check("a source says why a sentence is not printed", (await sentence.locator("li").count()) > 0 || (await sentence.locator("form").count()) > 0);
  if (pictures) await look(page, "source");
  await sentence.getByLabel("Reason").fill("It was asked for");
  await sentence.getByRole("button", { name: /^Put in/ }).click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${DAY}/`));
  check("a sentence is put in", (await texts(page)).some((text) => text.includes(words.slice(0, 30))));

  await page.getByRole("link", { name: /^Put a sentence in/ }).first().click();
  if (pictures) await look(page, "missing");
  const more = page.locator(".since > li").first();
  const missing = (await more.locator(".said-text").textContent()).trim();
  await more.getByRole("button", { name: /^Put in/ }).click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${DAY}/`));
  check("a sentence of the story is put in", (await texts(page)).some((text) => text.includes(missing.slice(0, 30))));
  await changes(page, () => page.getByRole("button", { name: "Undo", exact: true }).first().click());

  const story = page.locator("article.story").first();
  await story.locator("summary").first().click();
  await story.getByLabel("Editor’s note").fill("The ministry answers for this at noon.");
  await changes(page, () => story.getByRole("button", { name: "Add the note" }).click());
  check("the panel stays open", await story.locator("details").first().evaluate((one) => one.open));
  check("a note is added, and marked", (await page.locator(".note", { hasText: "The ministry answers" }).textContent()).includes("Editor’s note"));

  const order = () => page.locator("article.story > h2").allTextContents();
  const first = await order();
  await page.locator("article.story").nth(1).locator("summary").first().click();
  await changes(page, () => page.locator("article.story").nth(1).getByRole("button", { name: "Move up" }).click());
  check("stories are moved", (await order())[0] === first[1]);
  await changes(page, () => page.getByRole("button", { name: "Undo", exact: true }).first().click());
  check("and moved back", (await order())[0] === first[0]);
  await changes(page, () => page.getByRole("button", { name: "Redo", exact: true }).click());
  check("and moved again", (await order())[0] === first[1]);
  await page.getByRole("link", { name: "Changes", exact: true }).click();
  await page.waitForURL((url) => url.pathname.endsWith("/changes"));
  check("each change is a line", (await page.locator(".log li").count()) === 5);
  if (pictures) await look(page, "changes");

  await page.goto(home);
  await page.locator(".statement a", { hasText: "Why it is here" }).nth(1).click();
  await page.getByRole("button", { name: "Less like this" }).click();
  await arrives(page.locator("#proposal-h"));
  check("a section by example shows what comes of it", (await page.locator("#proposal-h").count()) === 1);
  if (pictures) await look(page, "section");
  if ((await page.getByRole("button", { name: "Write it" }).count()) === 1) {
    await page.getByRole("button", { name: "Write it" }).click();
    check("and writes it with the comments kept", /like: /.test(readFileSync(join(folder, "config.yaml"), "utf-8")) && /# The language of headings/.test(readFileSync(join(folder, "config.yaml"), "utf-8")));
  }
  if (pictures) {
    await page.goto(`${at}/sections`);
    await look(page, "sections");
    await page.goto(`${at}/help`);
    await look(page, "help");
  }

  if (pictures) {
    await page.goto(`${at}/${DAY}/examples?section=context`);
    const rows = page.locator("fieldset");
    await rows.nth(0).getByLabel("Less like this").check();
    await rows.nth(2).getByLabel("More like this").check();
    await look(page, "examples");
    await page.getByRole("button", { name: "See what changes" }).click();
    await arrives(page.locator("#proposal-h"));
    check("several examples at once show what comes of them", (await page.locator("#proposal-h").count()) === 1 && (await page.getByText(/ like this: \d/).count()) === 2);
    await page.goto(home);
    await page.getByRole("link", { name: "What is new", exact: true }).first().click();
    await page.waitForURL(`**/${DAY}/since`); // counting does not wait for a page
    check("what is new says what ended", (await page.locator("#since-gone").count()) === 1 && (await page.locator("#since-developing").count()) === 1);
    check("a figure that changed stands with both sources", (await page.locator(".turn dd a").count()) >= 2);
    await look(page, "since");
    await page.locator(".headline a", { hasText: "Through its days" }).first().click();
    await arrives(page.locator(".days"));
    check("a story is shown through its days", (await page.locator(".days > li").count()) === 2);
    await look(page, "story");
    await page.goto(`${at}/feeds`);
    check("every feed is listed", (await page.locator(".feeds > li").count()) === 2);
    await look(page, "feeds");
  }

  await page.goto(home);
  await page.getByRole("button", { name: "Approve", exact: true }).first().click();
  check("what takes a while says so", (await page.locator(".htmx-request .working").isVisible()) && (await page.locator(".waits button:not([disabled])").count()) === 0);
  await page.locator(".badge", { hasText: "Approved" }).waitFor({ timeout: 120000 });
  check("the edition is approved", (await page.locator(".badge").textContent()) === "Approved");

  await page.locator(".state summary").click();
  await page.getByLabel("Address").fill("ann@example.org");
  await page.getByRole("button", { name: "Test mail" }).click();
  await page.locator("h1", { hasText: "What happened" }).waitFor();
  check("a test mail arrives, marked as one", mail.mails.length === 1 && /\[TEST\]/.test(mail.mails[0]));
  await page.goto(home);
  await page.locator(".state summary").click();
  await page.getByRole("button", { name: /^Send it to/ }).click();
  await page.locator("h1", { hasText: "What happened" }).waitFor();
  check("the edition is sent", mail.mails.length === 2 && !/\[TEST\]/.test(mail.mails[1]));
  if (pictures) await look(page, "sent");
  await page.goto(home);
  check("what was sent is frozen", (await page.locator(".badge").textContent()) === "Sent" && (await page.getByRole("button", { name: /^Strike/ }).count()) === 0);
  await page.getByLabel("Reason").first().fill("A wrong name");
  await page.getByRole("button", { name: "Open a revision" }).click();
  await arrives(page.getByRole("button", { name: /^Strike/ }));
  check("a revision is open", (await page.locator(".badge").textContent()) === "Revision" && (await page.getByRole("button", { name: /^Strike/ }).count()) > 0);
  if (pictures) {
    await page.goto(`${at}/library?q=canal`);
    check("the library finds what was printed", (await page.locator(".found li").count()) > 0 && /\d statements? found/.test(await page.locator("main [role=status]").textContent()));
    await look(page, "library");
  }
}

/** What the keys do, and that everything can be reached with Tab alone. */
async function keys(page, at) {
  await page.goto(`${at}/${DAY}/`);
  const before = await texts(page);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  check("j goes to the next statement", await page.evaluate(() => document.activeElement.classList.contains("statement")));
  await page.keyboard.press("k");
  const focused = await page.evaluate(() => document.activeElement.querySelector(".text").textContent);
  await changes(page, () => page.keyboard.press("x"));
  check("x strikes it", !(await texts(page)).includes(focused));
  const undo = await page.evaluate(() => document.querySelector(".was-struck").getBoundingClientRect().toJSON());
  check("that it is struck is in sight", undo.top >= 0 && undo.bottom <= page.viewportSize().height);
  check("the next one has the focus", await page.evaluate(() => document.activeElement.classList.contains("statement")));
  await changes(page, () => page.keyboard.press("u"));
  check("u takes it back", (await texts(page)).length === before.length);
  check("and goes to it", (await page.evaluate(() => document.activeElement.querySelector(".text")?.textContent)) === focused);
  await Promise.all([page.waitForNavigation(), page.keyboard.press("?")]);
  check("? says what the keys do", page.url().endsWith("/help#keys"));
  await page.getByRole("button", { name: "Turn the keys off" }).click();
  await page.goto(`${at}/${DAY}/`);
  await page.keyboard.press("j");
  check("the keys can be turned off", await page.evaluate(() => document.activeElement === document.body));
  await page.getByRole("button", { name: "Turn the keys on" }).click();
  await page.goto(`${at}/${DAY}/`);
  let found = false;
  for (let n = 0; n < 60 && !found; n += 1) {
    await page.keyboard.press("Tab");
    found = await page.evaluate(() => document.activeElement.value === "strike");
  }
  check("Tab reaches the buttons", found);
  await changes(page, () => page.keyboard.press("Enter"));
  check("Enter presses them", (await texts(page)).length === before.length - 1);
  await changes(page, () => page.getByRole("button", { name: "Undo", exact: true }).first().click());
}

/** What htmx puts in place: what changed and nothing else, with focus, place and typed words where they were. */
async function parts(page, at) {
  await page.goto(`${at}/${DAY}/`);
  const before = await texts(page);
  const stories = page.locator("article.story");
  await page.evaluate(() => document.querySelectorAll("#regions > *").forEach((one) => (one.stayed = true)));
  const last = stories.nth(2);
  await last.locator("summary").first().click();
  await last.getByLabel("Editor’s note").fill("Not added yet.");
  const second = stories.nth(1).locator(".statement").first();
  await second.scrollIntoViewIfNeeded();
  const asked = [];
  page.on("request", (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`));
  const place = await stories.nth(1).evaluate((one) => one.getBoundingClientRect().top);
  await changes(page, () => second.getByRole("button", { name: /^Down/ }).click());
  const stayed = await page.evaluate(() => [...document.querySelectorAll("article.story")].map((one) => one.stayed === true));
  check(`only the story that changed is another: ${stayed}`, stayed[0] && !stayed[1] && stayed.slice(2).every(Boolean));
  check(`one request: ${asked}`, asked.length === 1 && asked[0] === `POST /${DAY}/edit`);
  check("the page stays where it was", Math.abs((await stories.nth(1).evaluate((one) => one.getBoundingClientRect().top)) - place) < 40);
  check("the focus is on the button that was pressed", await page.evaluate(() => document.activeElement.value === "down" || document.activeElement.classList.contains("statement")));
  check("what was typed elsewhere stays", (await last.getByLabel("Editor’s note").inputValue()) === "Not added yet.");
  await changes(page, () => last.locator(".statement").first().getByRole("button", { name: /^Strike/ }).click());
  check("and in the story that changed", (await last.getByLabel("Editor’s note").inputValue()) === "Not added yet." && (await last.locator("details").first().evaluate((one) => one.open)));
  check("what was done is said", /^Strike/.test(await page.locator("#done").textContent()));
  await changes(page, () => page.keyboard.press("u"));
  await changes(page, () => page.keyboard.press("u"));
  check("changes follow each other on one page", (await texts(page)).join() === before.join());

  // two keys at once, the second before the first is answered
  await page.locator(".statement").first().focus();
  const twice = page.evaluate(() => new Promise((settled) => {
    let n = 0;
    document.addEventListener("desk:done", () => (n += 1) === 2 && settled());
  }));
  await page.keyboard.press("x");
  await page.keyboard.press("x");
  await twice;
  check("keys that are pressed at once are all obeyed", (await texts(page)).join() === before.slice(2).join());
  await changes(page, () => page.keyboard.press("u"));
  await changes(page, () => page.keyboard.press("u"));

  // somebody else changed it meanwhile
  const other = await page.context().newPage();
  watched(other, "other");
  await other.goto(`${at}/${DAY}/`);
  await changes(other, () => other.locator(".statement").first().getByRole("button", { name: /^Strike/ }).click());
  await page.locator(".statement").nth(1).getByRole("button", { name: /^Strike/ }).click();
  await page.getByRole("button", { name: "Make it all the same" }).waitFor();
  check("the second of two is told what the first did", (await page.locator(".log li").count()) >= 1);
  await page.getByRole("button", { name: "Make it all the same" }).click();
  await page.waitForURL((url) => url.pathname.endsWith(`/${DAY}/`));
  check("and nothing is lost", (await texts(page)).join() === before.slice(2).join());
  await other.close();
  for (let n = 0; n < 2; n += 1) await changes(page, () => page.getByRole("button", { name: "Undo", exact: true }).first().click());
  await page.evaluate(() => sessionStorage.clear());

  // nobody answers
  await page.route("**/edit", (route) => route.abort());
  await page.locator(".statement").first().getByRole("button", { name: /^Strike/ }).click();
  await page.locator("#fault", { hasText: "does not answer" }).waitFor();
  await page.unroute("**/edit");
  await page.route("**/edit", (route) => route.fulfill({ status: 403, contentType: "text/plain", body: "open the desk by the link" }));
  await page.locator(".statement").first().getByRole("button", { name: /^Strike/ }).click();
  await page.locator("#fault", { hasText: "open the desk by the link" }).waitFor();
  await page.unroute("**/edit");
}

async function main() {
  if (!binary) {
    console.error("no Chromium: apt-get install chromium, or set CHROMIUM");
    process.exit(2);
  }
  if (shots) mkdirSync(shots, { recursive: true });
  const mail = await mailServer();
  const run = await desk(mail.port);
  const at = new URL(run.link).origin;
  const browser = await chromium.launch({ executablePath: binary, args: ["--no-sandbox", "--disable-gpu", "--no-first-run"] });
  try {
    const context = await browser.newContext({ javaScriptEnabled: true });
    const page = await context.newPage();
    page.setDefaultTimeout(MOST);
    watched(page, "desk");
    await page.goto(run.link);
    check("the link leads in", page.url() === `${at}/${DAY}/`);
    const state = await context.storageState();
    await page.goto(run.link);
    check("the link works once", (await page.textContent("body")).includes("start `briefing desk` again"));
    await keys(page, at);
    await parts(page, at);
    const plain = await browser.newContext({ javaScriptEnabled: false, storageState: state });
    const silent = await plain.newPage();
    await silent.goto(`${at}/${DAY}/`);
    const count = await silent.locator(".statement").count();
    await Promise.all([silent.waitForEvent("load"), silent.getByRole("button", { name: /^Strike/ }).nth(1).click()]);
    check("without script: struck", (await silent.locator(".statement").count()) === count - 1);
    await Promise.all([silent.waitForEvent("load"), silent.getByRole("button", { name: "Undo", exact: true }).first().click()]);
    check("without script: taken back", (await silent.locator(".statement").count()) === count);
    await plain.close();
    await morning(page, at, mail, true);
  } finally {
    await browser.close();
    run.stop();
    mail.close();
  }
  for (const line of failed.slice(0, 60)) console.log(line);
  console.log(`check-desk: ${steps} steps, ${rules} axe rules passed, ${failed.length} failed`);
  process.exit(failed.length ? 1 : 0);
}

await main();
