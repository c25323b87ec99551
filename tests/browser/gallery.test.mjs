// The example gallery: photos that open over the feed, and are pages of their own.

import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, describe, test } from "node:test";
import { chromium } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";
import { watch } from "./support/watch.mjs";

describe("the gallery", { timeout: 180_000 }, () => {
  let site, browser, page, watched;
  before(async () => { [site, browser] = await Promise.all([startExample("gallery"), chromium.launch()]); });
  after(async () => {
    await browser?.close();
    site?.stop();
  });
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(10_000);
    watched = await watch(page);
  });
  afterEach(async () => {
    assert.deepEqual(await watched.troubles(), []);
    await page.close();
  });

  const open = (path) => page.goto(site.url + path, { waitUntil: "load" });
  const path = () => page.evaluate(() => location.pathname + location.search);
  const tile = (number) => page.locator(`.tile[href^="/photos/${number}"]`);
  const dialog = () => page.locator("dialog[open]");
  const title = () => dialog().locator("h2").innerText();
  const closed = () => page.waitForFunction(() => !document.querySelector("dialog[open]"));
  async function openPhoto(number, from = "/") {
    await open(from);
    await page.evaluate(() => { window.stays = true; });
    await tile(number).click();
    await dialog().waitFor();
  }

  test("a photo opens over the feed, which stays as it is", async () => {
    await openPhoto(35);
    assert.equal(await title(), "The ferry is late");
    assert.equal(await path(), "/photos/35");
    assert.equal(await page.title(), "The ferry is late");
    assert.equal(await page.locator(".grid .tile").count(), 12);
    assert.equal(await page.evaluate(() => window.stays), true, "no page was loaded");
  });

  test("next and previous go on in the dialog, within the subject", async () => {
    await openPhoto(35, "/?tag=sea");
    await dialog().getByRole("link", { name: "Next" }).click();
    await page.waitForURL("**/photos/29?tag=sea");
    await page.waitForFunction(() => document.querySelector("dialog[open] h2")?.innerText === "Low tide");
    assert.equal(await page.locator(".page-head h1").innerText(), "Sea", "the feed is still beneath");
    await dialog().getByRole("link", { name: "Previous" }).click();
    await page.waitForFunction(() => document.querySelector("dialog[open] h2")?.innerText === "The ferry is late");
    assert.equal(await path(), "/photos/35?tag=sea");
  });

  test("a photo that was just closed opens again, though the closing is still on its way", async () => {
    await openPhoto(35);
    await dialog().getByRole("link", { name: "Next" }).click();
    await page.waitForFunction(() => document.querySelector("dialog[open] h2")?.innerText !== "The ferry is late");
    const href = await path();
    await page.route("**/*", async (route) => {
      if (route.request().headers()["transom-have"]) await new Promise((done) => setTimeout(done, 1_000));
      await route.continue().catch(() => {});
    });
    const closing = page.waitForRequest((request) => request.url() === `${site.url}/`);
    await page.keyboard.press("Escape");
    await closing;
    await page.evaluate((href) => document.querySelector(`.tile[href^="${href}"]`).click(), href);
    await dialog().waitFor();
    await page.unroute("**/*");
    await page.keyboard.press("Escape");
    await closed();
    await page.waitForURL(`${site.url}/`);
  });

  for (const [way, close] of [
    ["Esc", () => page.keyboard.press("Escape")],
    ["a click outside", async () => { await page.waitForTimeout(600); await page.mouse.click(5, 450); }],
    ["the button", () => dialog().getByRole("button", { name: "Close" }).click()],
    ["back", () => page.goBack()],
  ]) {
    test(`${way} closes it, and forward opens it again`, async () => {
      await openPhoto(34, "/?tag=city");
      await close();
      await closed();
      await page.waitForURL("**/?tag=city");
      assert.equal(await page.title(), "Photos");
      assert.equal(await page.locator(".page-head h1").innerText(), "City");
      await page.goForward();
      await dialog().waitFor();
      assert.equal(await title(), "Rooftops");
      assert.equal(await page.evaluate(() => window.stays), true, "no page was loaded");
    });
  }

  test("after next, Esc leads to the page beneath with its own title, and back opens what was open", async () => {
    await openPhoto(35, "/?tag=sea");
    const beneath = await page.innerText(".page-head");
    await dialog().getByRole("link", { name: "Next" }).click();
    await page.waitForURL("**/photos/29?tag=sea");
    await page.waitForFunction(() => document.title === "Low tide");
    await page.keyboard.press("Escape");
    await closed();
    await page.waitForURL("**/?tag=sea");
    await page.waitForFunction(() => document.title === "Photos");
    assert.equal(await page.innerText(".page-head"), beneath);
    await page.goBack();
    await page.waitForFunction(() => document.querySelector("dialog[open] h2")?.innerText === "Low tide");
    assert.equal(await page.title(), "Low tide");
    await page.goForward();
    await closed();
    await page.waitForFunction(() => document.title === "Photos");
    assert.equal(await page.evaluate(() => window.stays), true, "no page was loaded");
  });

  test("back to a dialog over a reload, and out of it: the title is always that of what is seen", async () => {
    await openPhoto(35, "/?tag=sea");
    await dialog().getByRole("link", { name: "Next" }).click();
    await page.waitForFunction(() => document.title === "Low tide");
    await page.reload({ waitUntil: "load" });
    assert.equal(await page.title(), "Low tide");
    await page.goBack();
    await dialog().waitFor();
    await page.waitForFunction(() => document.title === "The ferry is late");
    await page.keyboard.press("Escape");
    await closed();
    await page.waitForFunction(() => document.title === "Photos");
    assert.equal(await page.locator(".page-head h1").innerText(), "Sea");
    assert.equal(await path(), "/?tag=sea");
  });

  test("a reload and a new tab show the photo's own page", async () => {
    await openPhoto(33);
    await page.reload({ waitUntil: "load" });
    assert.equal(await page.locator("dialog").count(), 0);
    assert.equal(await page.locator("h1").innerText(), "After the rain");
    await open("/photos/33");
    assert.equal(await page.locator("h1").innerText(), "After the rain");
    await page.getByRole("link", { name: "Next" }).click();
    await page.waitForURL("**/photos/32");
    await page.waitForFunction(() => document.querySelector("h1")?.innerText === "Noon");
    assert.equal(await page.locator("dialog").count(), 0, "from a page it goes on as a page");
  });

  test("the link that opts out shows the page", async () => {
    await openPhoto(33);
    await dialog().getByRole("link", { name: "Open as a page" }).click();
    await page.waitForFunction(() => document.querySelector("h1")?.innerText === "After the rain");
    assert.equal(await page.locator("dialog").count(), 0);
  });

  test("a like counts in the dialog, beneath it and among the favourites", async () => {
    await openPhoto(31);
    const likes = (place) => page.evaluate((place) =>
      Number(/\d+/.exec(document.querySelector(place).innerText.replace("Like", ""))[0]), place);
    const places = ["dialog[open] .like", "li:has(.tile[href='/photos/31']) .likes", ".best li:has([href='/photos/31']) .likes"];
    const before = await likes(places[0]);
    await dialog().getByRole("button", { name: "Like" }).click();
    await page.waitForFunction(([place, before]) =>
      document.querySelector(place)?.innerText.includes(String(before + 1)), [places[0], before]);
    for (const place of places) assert.equal(await likes(place), before + 1, place);
    assert.equal(await path(), "/photos/31");
  });

  test("all of it works with the keyboard", async () => {
    await open("/");
    await tile(36).focus();
    await page.keyboard.press("Enter");
    await dialog().waitFor();
    assert.ok(await page.evaluate(() => document.querySelector("dialog").contains(document.activeElement)));
    await page.keyboard.press("Escape");
    await closed();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute("href")), "/photos/36");
  });

  test("without scripts a photo is a page, and a like leads back to it", async () => {
    await open("/");
    const context = await browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${site.url}/?tag=night`);
    await plain.locator(".tile").first().click();
    assert.equal(await plain.locator("h1").innerText(), "No wind");
    await plain.getByRole("button", { name: "Like" }).click();
    assert.equal(new URL(plain.url()).pathname, "/photos/31");
    await context.close();
  });

  for (const width of [360, 1440]) {
    test(`nothing is wider than ${width} px`, async () => {
      await page.setViewportSize({ width, height: 800 });
      for (const path of ["/", "/?page=3", "/photos/36", "/people/1"]) {
        await open(path);
        const widest = await page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(widest <= width, `${path} is ${widest} px wide`);
      }
    });
  }
});
