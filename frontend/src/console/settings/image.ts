/** The kind of image that base64 text begins like; undefined for what a document cannot carry. */
export function mimeOf(base64: string): 'image/png' | 'image/jpeg' | undefined {
  if (base64.startsWith('iVBORw0KGgo')) return 'image/png';
  return base64.startsWith('/9j/') ? 'image/jpeg' : undefined;
}

/** The bytes of a file as base64. */
export function readBase64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^data:[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('unreadable'));
    reader.readAsDataURL(file);
  });
}
