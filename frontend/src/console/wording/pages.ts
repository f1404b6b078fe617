import type { PDFDocumentProxy } from 'pdfjs-dist';

/** One page of a document: its picture, and its text for who does not see it. */
export interface DrawnPage {
  canvas: HTMLCanvasElement;
  text: string;
}

/**
 * What reads PDF files, loaded when the first is shown: it is large. It works in
 * the page itself: the window's scheme gives a worker no origin to be loaded
 * from, and a sample has a page or two.
 */
async function reader() {
  const [pdf, worker] = await Promise.all([import('pdfjs-dist/legacy/build/pdf.mjs'), import('pdfjs-dist/legacy/build/pdf.worker.mjs')]);
  Object.assign(globalThis, { pdfjsWorker: worker });
  return pdf;
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));

/** Draws every page of a PDF, given as base64, as wide as it will be shown, in CSS pixels. */
export async function drawPages(base64: string, width: number): Promise<DrawnPage[]> {
  const { getDocument } = await reader();
  // Letters are drawn as outlines: the policy of the page lets no font in that it did not bring.
  const task = getDocument({ data: bytesOf(base64), disableFontFace: true, useSystemFonts: false, isEvalSupported: false, useWasm: false, verbosity: 0 });
  const document = await task.promise;
  try {
    return await Promise.all(Array.from({ length: document.numPages }, (_, index) => drawPage(document, index + 1, width)));
  } finally {
    void task.destroy();
  }
}

async function drawPage(document: PDFDocumentProxy, number: number, width: number): Promise<DrawnPage> {
  const page = await document.getPage(number);
  const sharp = Math.min(3, Math.max(1, window.devicePixelRatio));
  const viewport = page.getViewport({ scale: (width * sharp) / page.getViewport({ scale: 1 }).width });
  const canvas = window.document.createElement('canvas');
  canvas.width = Math.round(viewport.width);
  canvas.height = Math.round(viewport.height);
  await page.render({ canvas, viewport }).promise;
  const { items } = await page.getTextContent();
  return { canvas, text: items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? ' ' : ''}` : '')).join('') };
}
