// How the dashboard looks: at a phone's width and a desk's, light and dark. Pictures are kept in
// target/screenshots for people to look at.

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import { pictures, startDashboard } from "./support/dashboard.mjs";
import { chromium } from "./support/engines.mjs";
import { watch } from "./support/watch.mjs";

const PAGES = { overview: "/", orders: "/orders", products: "/products", customers: "/customers",
  failing: "/?fail=activity,revenue", missing: "/no/such/page" };

describe("the dashboard's looks", { timeout: 180_000 }, () => {
  let site, browser;
  before(async () => { [site, browser] = await Promise.all([startDashboard(), chromium.launch()]); });
  after(async () => {
    await browser?.close();
    site?.stop();
  });

  for (const width of [360, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      test(`nothing is wider than ${width} px (${colorScheme})`, async () => {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
        for (const [name, path] of Object.entries(PAGES)) {
          const page = await context.newPage();
          await page.goto(site.url + path, { waitUntil: "load" });
          await page.screenshot({ path: `${pictures}/${name}-${width}-${colorScheme}.png`, fullPage: true });
          const widest = await page.evaluate(() => document.documentElement.scrollWidth);
          assert.ok(widest <= width, `${path} is ${widest} px wide`);
          await page.close();
        }
        await context.close();
      });
    }
  }

  test("it can be seen while it loads", async () => {
    const page = await browser.newPage({ viewport: { width: 1440, height: 800 } });
    const watched = await watch(page);
    await page.goto(`${site.url}/?delay=main:1900,analytics:1900,revenue:1900,activity:1900`, { waitUntil: "commit" });
    await page.waitForSelector("[data-slot='dashboard@activity']");
    // Asked of the browser itself, as the usual way waits until the page has loaded.
    const browserItself = await page.context().newCDPSession(page);
    const { data } = await browserItself.send("Page.captureScreenshot");
    assert.deepEqual(await watched.settled(), [], "the picture was taken in time");
    await writeFile(`${pictures}/loading-1440-light.png`, Buffer.from(data, "base64"));
    await page.close();
  });

  test("light and dark differ", async () => {
    const background = async (colorScheme) => {
      const page = await browser.newPage({ colorScheme });
      await page.goto(site.url);
      const colour = await page.evaluate(() =>
        [document.documentElement, document.body].map((part) => getComputedStyle(part).backgroundColor).join());
      await page.close();
      return colour;
    };
    assert.notEqual(await background("light"), await background("dark"));
  });

  test("its policy is strict, and nothing breaks it", async () => {
    const page = await browser.newPage();
    const watched = await watch(page);
    const response = await page.goto(`${site.url}/?delay=analytics:200&fail=activity`, { waitUntil: "load" });
    const policy = response.headers()["content-security-policy"] ?? "";
    assert.match(policy, /(script-src|default-src) 'self'/);
    assert.match(policy, /require-trusted-types-for 'script'/);
    assert.match(policy, /trusted-types transom/);
    assert.doesNotMatch(policy, /unsafe-inline|unsafe-eval|data:/);
    assert.deepEqual(await watched.troubles(), []);
    await page.close();
  });

  test("each page says what it is", async () => {
    const page = await browser.newPage();
    const titles = new Set();
    for (const path of ["/", "/orders", "/products", "/customers"]) {
      await page.goto(site.url + path, { waitUntil: "load" });
      titles.add(await page.title());
      assert.equal(await page.locator("h1").count(), 1, `${path} has one h1`);
      assert.ok(await page.getAttribute("html", "lang"), `${path} names its language`);
    }
    assert.equal(titles.size, 4, [...titles].join());
    await page.close();
  });
});
