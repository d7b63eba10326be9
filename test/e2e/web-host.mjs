/**
 * VS Code's server with the extension in the workbench's own browser, as on a site without Node: a front before the server hands the
 * extension out over HTTP and names it in the workbench's configuration, so that it runs in the web extension host, a web worker.
 */
import { createReadStream, existsSync } from "node:fs";
import { createServer, request } from "node:http";
import { connect } from "node:net";
import { extname, join, normalize } from "node:path";

const types = { ".js": "text/javascript", ".json": "application/json", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png" };
const place = "/extension-under-test";

/** `port` is the server's; the answer is the port of the front, to be used in its stead. */
export async function startFront(port, extension) {
  const front = createServer((asked, answer) => {
    const { pathname } = new URL(asked.url, "http://front");
    if (pathname.startsWith(`${place}/`)) handOut(join(extension, normalize(pathname.slice(place.length))), answer);
    else if (pathname === "/") void configured(port, asked, answer, front.address().port);
    else pass(port, asked, answer);
  });
  front.on("upgrade", (asked, socket, head) => joinSockets(port, asked, socket, head));
  await new Promise((done) => front.listen(0, "127.0.0.1", done));
  const stop = async () => {
    front.closeAllConnections();
    await new Promise((done) => front.close(done));
  };
  return { port: front.address().port, stop };
}

function handOut(path, answer) {
  if (!existsSync(path)) return answer.writeHead(404).end();
  answer.writeHead(200, { "content-type": types[extname(path)] ?? "text/plain" });
  createReadStream(path).pipe(answer);
}

/** The page of the workbench, with the extension added to those under development. */
async function configured(port, asked, answer, frontPort) {
  const page = await fetch(`http://127.0.0.1:${port}${asked.url}`);
  const extensions = [{ scheme: "http", authority: `127.0.0.1:${frontPort}`, path: place }];
  const added = `&quot;developmentOptions&quot;:{&quot;extensions&quot;:${JSON.stringify(extensions).replaceAll('"', "&quot;")},`;
  const text = (await page.text()).replace("&quot;developmentOptions&quot;:{", added);
  if (!text.includes(place)) throw new Error("The workbench's page has no developmentOptions to add the extension to.");
  answer.writeHead(200, Object.fromEntries([...page.headers].filter(([name]) => !/length|encoding/.test(name)))).end(text);
}

function pass(port, asked, answer) {
  const onward = request({ host: "127.0.0.1", port, path: asked.url, method: asked.method, headers: asked.headers }, (got) => {
    answer.writeHead(got.statusCode ?? 502, got.headers);
    got.pipe(answer);
  });
  onward.on("error", () => answer.writeHead(502).end());
  asked.pipe(onward);
}

/** Joins a web socket of the page with one of the server. */
function joinSockets(port, asked, socket, head) {
  const onward = connect(port, "127.0.0.1", () => {
    const lines = asked.rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${asked.rawHeaders[at + 1]}`] : []));
    onward.write(`${asked.method} ${asked.url} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
  });
  onward.on("error", () => socket.destroy());
  socket.on("error", () => onward.destroy());
}
