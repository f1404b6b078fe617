import type { File } from '$shared/model/wire';

/** The bytes of a file that travelled in JSON. */
export function bytesOf({ data }: Pick<File, 'data'>): Uint8Array<ArrayBuffer> {
  const text = atob(data);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

/** Hands a file to the browser, which keeps it where downloads go. */
export function download(file: File): void {
  const address = URL.createObjectURL(new Blob([bytesOf(file)], { type: file.type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = file.name;
  document.body.append(link);
  link.click();
  link.remove();
  // Safari reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
