// A random clicker for any application: it clicks links, sends forms, goes back, forward and reloads. After each step
// the page must be what its reload is, and after a slot link what that opens in a new tab, unless something is open
// over it; and nothing may have been complained of.

import { chance } from "./chance.mjs";
import { install } from "./in-page.mjs";

const WEIGHTS = { link: 60, form: 16, back: 10, forward: 7, reload: 3, escape: 4 };
const IMPATIENT = { link: 60, back: 20, forward: 10, escape: 10 };
const WORDS = ["", "a", "tea", "x y", "ü&=+", "2026-01-31", "7"];
const SLOWEST = 15_000;

/**
 * Clicks through the site until the time is over. `start`: paths to begin at. `avoid`: what is never clicked.
 * Fails with the seed and the steps that led there.
 */
export async function clickThrough(browser, site, { seed, milliseconds, start = ["/"], avoid = "", cookies = [] }) {
  const random = chance(seed);
  const steps = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  await context.addCookies(cookies.map((cookie) => ({ url: site.url, ...cookie })));
  await install(context);
  const troubles = [];
  const [page, mirror] = [await newPage(context), await newPage(context)];
  listen(page, troubles);
  const counts = {};
  try {
    await page.goto(site.url + random.pick(start));
    for (const end = Date.now() + milliseconds; Date.now() < end; ) {
      const kind = random.weighted(WEIGHTS);
      counts[kind] = (counts[kind] ?? 0) + 1;
      let { text, tab } = await step(page, kind, random, avoid);
      steps.push(text);
      // Now and then impatient: the next before this one is done.
      if (random.below(8) === 0) {
        steps.push((await step(page, random.weighted(IMPATIENT), random, avoid)).text);
        tab = null;
      }
      await settle(page);
      steps[steps.length - 1] += ` → ${page.url().slice(site.url.length)}`;
      await compare(page, mirror, troubles, "its reload", () => page.url());
      if (tab) await compare(page, mirror, troubles, "a new tab with its link", () => tab);
    }
  } catch (error) {
    const last = steps.slice(-25).map((step, at) => `  ${steps.length - Math.min(25, steps.length) + at + 1}. ${step}`);
    throw new Error(`seed ${seed}, step ${steps.length}, at ${page.url()}\n${error.message}\n${last.join("\n")}`);
  } finally {
    await context.close();
  }
  return { steps: steps.length, counts };
}

// A page that knows what it is still asking for. A document that goes takes its requests with it.
async function newPage(context) {
  const page = await context.newPage();
  page.asked = new Set();
  page.on("request", (request) => page.asked.add(request));
  for (const end of ["requestfinished", "requestfailed"]) page.on(end, (request) => page.asked.delete(request));
  page.on("load", () => page.asked.clear());
  return page;
}

// Chromium reports answers that say no in the console, whoever asked: a refused form (422) is no mistake.
function listen(page, troubles) {
  page.on("pageerror", (error) => troubles.push(`${error.message}\n${error.stack}`));
  page.on("console", (message) => {
    if (message.type() === "error" && !/status of 422/.test(message.text())) {
      troubles.push(`${message.text()} ${message.location().url}`);
    }
  });
}

/** Its text, and for a slot link where a new tab would be. */
async function step(page, kind, random, avoid) {
  const number = random.below(1 << 30);
  const word = random.pick(WORDS);
  try {
    switch (kind) {
      case "link": return await click(page, number, avoid);
      case "form": return { text: await send(page, number, word, avoid) };
      case "escape": await page.keyboard.press("Escape"); return { text: "Escape" };
      case "reload": await page.reload({ waitUntil: "commit" }); return { text: "reload" };
      default: return { text: await travel(page, kind) };
    }
  } catch (error) {
    return { text: `${kind}: ${tooLate(error)}` };
  }
}

// The page went on under our hands.
function tooLate(error) {
  if (/context was destroyed|navigat|detached|closed/i.test(error.message)) return "too late";
  throw error;
}

const click = (page, number, avoid) => page.evaluate(([number, avoid]) => {
  const links = clickable(avoid);
  const link = links[number % links.length];
  if (!link) return { text: "no link" };
  const text = `click "${link.textContent.replace(/\s+/g, " ").trim()}" ${link.getAttribute("href")} ${link.dataset.slotLink ?? ""}`;
  // A link in a dialog is for what is beneath, too.
  const tab = link.dataset.slotLink && !document.querySelector("dialog:modal") ? link.href : null;
  // As a pointer does it: over it first.
  link.dispatchEvent(new PointerEvent("pointerover", { bubbles: true }));
  link.focus();
  link.click();
  return { text, tab };
}, [number, avoid]);

const send = (page, number, word, avoid) => page.evaluate(([number, word, avoid]) => {
  const forms = sendable(avoid);
  const form = forms[number % forms.length];
  if (!form) return "no form";
  for (const field of form.elements) {
    if (field.matches("select")) field.selectedIndex = number % field.options.length;
    else if (field.matches("[type=checkbox],[type=radio]")) field.checked = number % 2 === 0;
    else if (field.matches("textarea,input:not([type=hidden],[type=submit])")) field.value = word;
  }
  const buttons = [...form.querySelectorAll("button:not([type=button]):not([disabled]),input[type=submit]")];
  const button = buttons[number % buttons.length];
  button.click();
  return `send ${form.method} ${form.getAttribute("action")} "${word}" by "${button.textContent.trim()}" ${form.dataset.slotLink ?? ""}`;
}, [number, word, avoid]);

// Not out of the site.
const travel = (page, kind) => page.evaluate((kind) => {
  // Our own note of the entry before tells as much where there is no Navigation API.
  const can = window.navigation ?? { canGoBack: history.state?.transom?.[2], canGoForward: true };
  if (!(kind === "back" ? can.canGoBack : can.canGoForward)) return `no ${kind}`;
  history[kind]();
  return kind;
}, kind);

// Nothing is asked for, and nothing awaited; three looks in a row, as a click may not have begun to work.
async function settle(page) {
  const end = Date.now() + SLOWEST;
  for (let quiet = 0; quiet < 3; ) {
    if (Date.now() > end) throw new Error(`it does not settle: ${await unsettled(page)}`);
    await new Promise((done) => setTimeout(done, 40));
    const isQuiet = page.asked.size === 0 && await page.evaluate(() => isSettled()).catch(() => false);
    quiet = isQuiet ? quiet + 1 : 0;
  }
}

async function unsettled(page) {
  const asked = [...page.asked].map((request) => `${request.method()} ${request.url()} ${JSON.stringify(request.headers())}`);
  const slots = await page.evaluate(() => pendingSlots()).catch((error) => [error.message]);
  return `it asks for [${asked}], and awaits [${slots}]`;
}

// A second look before it is called wrong: the page may just have gone on.
async function compare(page, mirror, troubles, what, address) {
  for (let looks = 1; ; looks++) {
    const wrong = await difference(page, mirror, what, address()).catch(tooLate);
    if (troubles.length > 0) throw new Error(troubles.join("\n"));
    if (!wrong) return;
    if (looks === 3) throw new Error(wrong);
    await settle(page);
  }
}

async function difference(page, mirror, what, url) {
  const response = await mirror.goto(url, { waitUntil: "load" });
  if (response && response.status() !== 200) return `${what} is answered with ${response.status()}`;
  if (await page.evaluate(() => document.querySelector("dialog:modal") !== null)) return null;
  await settle(mirror);
  if (mirror.url() !== url) return `${what} is at ${mirror.url()}`;
  const isAtOneAddress = page.url() === url;
  const [here, there] = await Promise.all([page, mirror].map((one) => one.evaluate((is) => lines(is), isAtOneAddress)));
  const length = Math.max(here.length, there.length);
  const at = Array.from({ length }, (_, at) => at).find((at) => here[at] !== there[at]);
  if (at === undefined) return null;
  const around = (lines) => lines.slice(Math.max(0, at - 6), at + 10).join("\n");
  return `it is not what ${what} is\n  shown:\n${around(here)}\n  there:\n${around(there)}`;
}
