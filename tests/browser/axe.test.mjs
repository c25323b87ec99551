// The examples as axe sees them: no serious finding, on plain pages, after soft navigation and with a dialog open.

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { chromium } from "./support/engines.mjs";
import { startExample } from "./support/example.mjs";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Paths to look at; and what to click there, to look once more. */
const EXAMPLES = {
  dashboard: [["/", "nav[aria-label=Main] a:has-text('Orders')"], ["/products"], ["/customers"], ["/no/such/page"]],
  gallery: [["/", ".tile"], ["/people/1"], ["/photos/35"]],
  mail: [["/", "a[href^='/messages/']"], ["/messages/21"]],
};
const COOKIES = { mail: [{ name: "mail-user", value: "ada" }] };

describe("accessibility", { timeout: 180_000 }, () => {
  for (const [name, pages] of Object.entries(EXAMPLES)) {
    test(`no serious finding in ${name}`, async () => {
      const [site, browser] = await Promise.all([startExample(name), chromium.launch()]);
      try {
        // Axe is no part of the page, so its policy does not hold for it.
        const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1440, height: 900 } });
        await context.addCookies((COOKIES[name] ?? []).map((cookie) => ({ url: site.url, ...cookie })));
        const page = await context.newPage();
        const found = [];
        const look = async (where) => {
          await page.waitForFunction(() => !document.querySelector("[aria-busy=true]"));
          await page.evaluate(AXE);
          const { violations } = await page.evaluate(() => axe.run());
          for (const { impact, id, nodes } of violations) {
            if (impact === "serious" || impact === "critical") found.push(`${where}: ${id} ${nodes.map(({ html }) => html).join("\n  ")}`);
          }
        };
        for (const [path, click] of pages) {
          await page.goto(site.url + path, { waitUntil: "load" });
          await look(path);
          if (!click) continue;
          const before = page.url();
          await page.locator(click).first().click();
          await page.waitForFunction((before) => location.href !== before, before);
          await look(`${path}, then ${click}`);
        }
        assert.deepEqual(found, []);
      } finally {
        await browser.close();
        site.stop();
      }
    });
  }
});
