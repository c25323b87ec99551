// A round robin before several instances of one application: each request goes to the next of them.

import { createServer, request as ask } from "node:http";

/** Starts it before these addresses; `targets` may be changed while it runs. */
export async function startRobin(urls) {
  const robin = { targets: [...urls], asked: urls.map(() => 0) };
  let next = 0;
  const server = createServer((request, response) => {
    const at = next++ % robin.targets.length;
    robin.asked[at]++;
    const { host, ...headers } = request.headers;
    const onward = ask(new URL(request.url, robin.targets[at]), { method: request.method, headers: { ...headers, host } });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    response.on("close", () => onward.destroy());
    request.pipe(onward);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  robin.url = `http://127.0.0.1:${server.address().port}`;
  robin.stop = () => { server.closeAllConnections(); server.close(); };
  return robin;
}
