// Looks at the HTML part of a built mail, without a network.
//
//   node quality/mail/check.js EDITION/brief.eml…
//
// Every property and element of its body is looked up in the data of caniemail.com: the layout must be supported, fully
// or in part, by every client of CLIENTS. What stands in the head's <style> is an enhancement and only counted. The HTML
// is validated; nothing remote, no relative link, 102,400 bytes at most. Exit code 1 if anything failed.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { HtmlValidate } from "html-validate/node";
import { Parser } from "htmlparser2";

const data = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("caniemail/caniemail.json"), "utf-8")).data;
const features = new Map(data.map((feature) => [feature.slug, feature]));

// docs/mail.md names these.
const CLIENTS = [
  "apple-mail.macos", "apple-mail.ios", "gmail.desktop-webmail", "gmail.android", "gmail.ios", "gmail.mobile-webmail",
  "outlook.windows", "outlook.windows-mail", "outlook.macos", "outlook.outlook-com", "outlook.ios", "outlook.android",
  "yahoo.desktop-webmail", "yahoo.android", "yahoo.ios", "aol.desktop-webmail", "thunderbird.macos", "thunderbird.windows",
  "protonmail.desktop-webmail", "protonmail.ios", "protonmail.android", "fastmail.desktop-webmail", "samsung-email.android",
  "gmx.desktop-webmail", "web-de.desktop-webmail",
];
// No layout hangs on these. Rules and underlines may go; a number that does not lead to its note still names it; clients
// that put a mail into an element of their page drop <body>, whose colours the cell repeats; where display: none is not
// kept, the preheader is a line of one pixel; `dir` matters to right-to-left text only.
const ORNAMENT = new Set(["css-border", "css-text-decoration", "html-lang", "html-dir", "html-role", "html-anchor-links", "html-body", "css-display-none"]);
// Properties as old as CSS that the data does not list, for no client drops them.
const PLAIN = new Set(["color", "font-family", "font-style", "mso-hide"]);
const failed = [];
const fail = (where, what) => failed.push(`${where}: ${what}`);

/** The newest word on a feature in a client: y, a (in part), n, u, or "" where the data has none. */
function support(slug, client) {
  const [family, platform] = client.split(".");
  const versions = features.get(slug)?.stats[family]?.[platform];
  return versions ? Object.values(versions).at(-1)[0] : "";
}

function property(name, value, element, used, where) {
  if (PLAIN.has(name)) return;
  if (name === "display") return used(`css-display-${value}`, `display: ${value}`);
  const slug = [`css-${name}`, `css-${name.replace(/-(top|right|bottom|left)$/, "")}`].find((known) => features.has(known));
  if (!slug) return fail(where, `nothing is known of the property ${name}`);
  if (slug === "css-padding" && !["td", "th"].includes(element) && !/^0(px)?$/.test(value)) {
    fail(where, `padding on <${element}>, which Outlook keeps on table cells only`);
  }
  used(slug, name);
}

const ELEMENTS = { h1: "html-h1-h6", h2: "html-h1-h6", h3: "html-h1-h6", p: "html-p", div: "html-div", table: "html-table", span: "html-span", body: "html-body", ol: "html-lists", ul: "html-lists", li: "html-lists", b: "html-strong" };
const ATTRIBUTES = { lang: "html-lang", dir: "html-dir", role: "html-role", width: "html-width", align: "html-align", cellpadding: "html-cellpadding", cellspacing: "html-cellspacing" };

function look(html, where) {
  const found = new Map(); // slug → what of ours uses it
  const used = (slug, what) => found.set(slug, what);
  let style = "";
  let inStyle = false;
  new Parser({
    onopentag(name, attributes) {
      inStyle = name === "style";
      if (ELEMENTS[name]) used(ELEMENTS[name], `<${name}>`);
      if (name === "a" && attributes.href?.startsWith("#")) used("html-anchor-links", "a link to a note");
      for (const attribute of Object.keys(attributes)) if (ATTRIBUTES[attribute]) used(ATTRIBUTES[attribute], attribute);
      for (const declaration of (attributes.style ?? "").split(";").filter((text) => text.trim())) {
        const [key, ...value] = declaration.split(":");
        property(key.trim(), value.join(":").trim(), name, used, where);
      }
      if (["script", "form", "iframe", "img", "link", "video", "object"].includes(name)) fail(where, `<${name}>`);
      if (attributes.src || /url\(/i.test(attributes.style ?? "")) fail(where, "loads something");
      if (name === "a" && !/^(#|https?:|mailto:)/.test(attributes.href ?? "")) fail(where, `a relative link: ${attributes.href}`);
    },
    ontext(text) {
      if (inStyle) style += text;
    },
    onclosetag() {
      inStyle = false;
    },
  }).end(html);
  if (/url\(|@import/i.test(style)) fail(where, "the style loads something");
  let full = 0, partial = 0, ornament = 0, unknown = 0;
  for (const [slug, what] of found) {
    for (const client of CLIENTS) {
      const word = support(slug, client);
      if (word === "y") full += 1;
      else if (word === "a") partial += 1;
      else if (word === "n" && ORNAMENT.has(slug)) ornament += 1;
      else if (word === "n") fail(where, `${what} is not kept by ${client}`);
      else unknown += 1;
    }
  }
  return `${found.size} features in ${CLIENTS.length} clients: ${full} full, ${partial} in part, ${ornament} ornaments not kept, ${unknown} without data`;
}

/** The HTML part of a mail whose parts are quoted-printable. */
function htmlOf(file) {
  const raw = readFileSync(file, "latin1");
  const start = raw.indexOf("\r\n\r\n", raw.search(/Content-Type: text\/html/i)) + 4;
  const end = raw.indexOf("\r\n--=_brief", start);
  const bytes = raw.slice(start, end).replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf-8");
}

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:recommended", "html-validate:document"],
  // A mail client reads HTML as it was in 2000: widths and spacing as attributes, styles in the elements.
  rules: { "no-inline-style": "off", "no-deprecated-attr": "off", "no-trailing-whitespace": "off", "no-conditional-comment": "off" },
});
const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("usage: node quality/mail/check.js EDITION/brief.eml…");
  process.exit(2);
}
for (const file of files) {
  const html = htmlOf(file);
  const size = Buffer.byteLength(html);
  if (size > 102_400) fail(file, `${size} bytes of HTML`);
  const report = await validator.validateString(html);
  for (const result of report.results) for (const message of result.messages) fail(file, `html-validate ${message.ruleId} at line ${message.line}: ${message.message}`);
  console.log(`${file}: ${size} bytes; ${look(html, file)}`);
}
for (const line of failed.slice(0, 60)) console.log(line);
console.log(`check-mail: ${files.length} mails, ${failed.length} failed`);
process.exit(failed.length ? 1 : 0);
