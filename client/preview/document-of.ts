/**
 * The document of a side view: it holds nothing but its style and its script, and may load nothing else.
 * What is shown arrives as a message.
 */
interface Parts {
  readonly title: string;
  /** What VS Code says its own resources come from. */
  readonly source: string;
  readonly style: string;
  readonly script: string;
}

export function documentOf({ title, source, style, script }: Parts): string {
  const nonce = newNonce();
  const policy = `default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<main id="view"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

/** Differs for every document, so that no text that is shown can ever become a script. */
const newNonce = (): string => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
