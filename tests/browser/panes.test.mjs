// The example dashboard's panes, each navigated alone.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { startDashboard } from "./support/dashboard.mjs";
import { chromium } from "./support/engines.mjs";
import { watch } from "./support/watch.mjs";

describe("the dashboard's panes", { timeout: 180_000 }, () => {
  let site, browser, page, watched;
  before(async () => { [site, browser] = await Promise.all([startDashboard(), chromium.launch()]); });
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

  async function open(path) {
    await page.goto(site.url + path, { waitUntil: "load" });
    await page.evaluate(() => { window.stays = true; });
  }
  const path = () => page.evaluate(() => location.pathname + location.search);
  const tab = (pane, name) => page.locator(`.${pane} .tabs`).getByRole("link", { name });
  const shows = (place, text) => page.waitForFunction(([place, text]) =>
    document.querySelector(place)?.innerText.includes(text), [place, text]);
  const stayed = async () => assert.equal(await page.evaluate(() => window.stays), true, "no page was loaded");

  test("tabs of two panes are chosen alone, and all of it survives a reload", async () => {
    await open("/orders?q=porto");
    await page.fill("#q", "half typed");
    await tab("analytics", "Weekdays").click();
    await shows(".analytics", "an average day");
    await tab("revenue", "Regions").click();
    await shows(".revenue", "Nordics");
    assert.equal(await page.inputValue("#q"), "half typed", "what is typed elsewhere stays");
    assert.equal(await path(), "/orders?q=porto&@analytics=/analytics/weekdays&@revenue=/revenue/regions");
    assert.equal(await tab("analytics", "Weekdays").getAttribute("aria-current"), "page");
    assert.equal(await tab("analytics", "Quarter").getAttribute("aria-current"), null);
    await stayed();
    const before = await page.innerText(".panes");
    await page.reload({ waitUntil: "load" });
    assert.equal(await page.innerText(".panes"), before);
    await page.goBack();
    await shows(".revenue", "in detail");
    await shows(".analytics", "an average day");
  });

  test("links of two panes count both, however fast they are clicked, and so does one of the main pane after them", async () => {
    await open("/orders");
    const click = (...names) => page.evaluate((names) => {
      const links = [...document.querySelectorAll(".tabs a"), ...document.querySelectorAll(".sections a")];
      for (const name of names) links.find((link) => link.innerText === name).click();
    }, names);
    await click("Weekdays", "Regions");
    await shows(".analytics", "an average day");
    await shows(".revenue", "Nordics");
    assert.equal(await path(), "/orders?@analytics=/analytics/weekdays&@revenue=/revenue/regions");
    // The last one of a pane is the one that counts.
    await click("Month", "Products", "Quarter");
    await page.waitForFunction(() => location.search.endsWith("@revenue=/revenue/products"));
    await shows(".analytics", "per week");
    await click("Weekdays", "Customers");
    await shows("main h1", "Customers");
    await shows(".analytics", "an average day");
    assert.equal(await path(), "/customers?@analytics=/analytics/weekdays&@revenue=/revenue/products");
    await stayed();
    const before = await page.innerText(".panes");
    await page.reload({ waitUntil: "load" });
    assert.equal(await page.innerText(".panes"), before);
  });

  test("what is typed in one pane stays as it is while two others go on ten times", async () => {
    await open("/orders");
    await page.fill("#q", "half typed");
    await page.evaluate(() => {
      const field = document.querySelector("#q");
      field.setSelectionRange(2, 6);
      field.focus();
      window.field = field;
    });
    const tabs = [["analytics", "Weekdays", "an average day"], ["revenue", "Regions", "Nordics"], ["analytics", "Month", "per day"],
      ["revenue", "Products", "Products"], ["analytics", "Quarter", "per week"]];
    for (const [pane, name, text] of [...tabs, ...tabs]) {
      // As somebody's other hand: the field keeps the focus.
      await tab(pane, name).evaluate((link) => link.click());
      await shows(`.${pane}`, text);
      await page.waitForFunction(([pane, name]) =>
        document.querySelector(`.${pane} .tabs [aria-current=page]`)?.innerText === name, [pane, name]);
      assert.deepEqual(await page.evaluate(() => {
        const field = document.querySelector("#q");
        return [field === window.field, field === document.activeElement, field.value, field.selectionStart, field.selectionEnd];
      }), [true, true, "half typed", 2, 6], name);
    }
    await stayed();
  });

  test("a layout within the layout stays when the page in it goes on", async () => {
    await open("/products");
    const stock = await page.innerText("section.stock");
    await page.evaluate(() => { window.pane = document.querySelector("section.stock"); });
    await page.locator("main td a[href^='/products/']").first().click();
    await page.waitForFunction((before) => document.querySelector("section.stock").innerText !== before, stock);
    assert.ok(await page.evaluate(() => window.pane.isConnected), "the pane is the same element");
    await page.goBack();
    await page.waitForFunction((before) => document.querySelector("section.stock").innerText === before, stock);
    await stayed();
  });

  test("a pane's link opens in a new tab what a click on it shows, whatever has moved since", async () => {
    await open("/orders");
    await tab("revenue", "Regions").click();
    await shows(".revenue", "Nordics");
    await page.locator(".sections").getByRole("link", { name: "Customers" }).click();
    await shows("main h1", "Customers");
    const href = await tab("analytics", "Weekdays").evaluate((link) => link.href);
    await tab("analytics", "Weekdays").click();
    await shows(".analytics", "an average day");
    const other = await browser.newPage();
    await other.goto(href, { waitUntil: "load" });
    assert.match(await other.innerText(".revenue"), /Nordics/);
    assert.match(await other.innerText(".analytics"), /an average day/);
    assert.equal(await other.innerText("main h1"), "Customers");
    await other.close();
    await stayed();
  });

  test("a pane whose override is spelt otherwise in the address moves by the first click", async () => {
    await open("/orders?%40analytics=%2Fanalytics%2Fweekdays");
    await shows(".analytics", "an average day");
    await tab("analytics", "Month").click();
    await shows(".analytics", "per day");
    assert.equal(await path(), "/orders?@analytics=/analytics?span=month");
    await stayed();
  });

  test("panes stay when the main pane goes on", async () => {
    await open("/");
    await tab("analytics", "Month").click();
    await shows(".analytics", "per day");
    await page.locator(".sections").getByRole("link", { name: "Orders" }).click();
    await shows("main h1", "Orders");
    await shows(".analytics", "per day");
    assert.equal(await path(), "/orders?@analytics=/analytics?span=month");
    await stayed();
  });

  test("a range of days is asked for in its own pane", async () => {
    await open("/customers");
    await tab("analytics", "Range").click();
    await page.fill("#from", "2026-01-05");
    await page.locator(".range button").click();
    await page.waitForFunction(() => location.search.includes("from=2026-01-05"));
    assert.equal(await page.inputValue("#from"), "2026-01-05");
    assert.equal(await page.locator("main h1").innerText(), "Customers");
    await stayed();
  });

  test("a pane goes back to its default by a link", async () => {
    await open("/activity/iberia");
    await tab("activity", "Everywhere").click();
    await page.waitForFunction(() => document.querySelector(".activity [aria-current]")?.innerText === "Everywhere");
    await stayed();
  });

  test("the books are there for administrators, and gone for guests", async () => {
    await open("/");
    assert.equal(await page.locator(".books").innerText(), "");
    await page.getByRole("button", { name: "Administrator" }).click();
    await shows(".books", "Given back");
    await stayed();
    await page.reload({ waitUntil: "load" });
    await shows(".books", "Given back");
    await page.getByRole("button", { name: "Guest" }).click();
    await page.waitForFunction(() => document.querySelector(".books").innerText === "");
  });

  test("a button upsets one pane, and its own link mends it", async () => {
    await open("/");
    await page.getByRole("button", { name: "Activity failing" }).click();
    await shows(".activity", "could not be shown");
    assert.equal(await page.locator("[data-error]").count(), 1);
    await stayed();
    await page.getByRole("button", { name: "All on time" }).click();
    await shows(".activity", "placed");
    assert.equal(await page.locator("[data-error]").count(), 0);
  });
});
