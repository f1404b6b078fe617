const brought = new Map<string, Promise<void>>();

/**
 * Loads a part of a page that was split off by the build: first every file it
 * needs, then the module. It rejects without a trace when one cannot be had, so
 * that it may be tried again: some browsers never fetch a module again that
 * failed once, and a page must not stand there without its style.
 * deps: paths of scripts and styles from the root, without the first slash.
 */
export async function preload<M>(load: () => Promise<M>, deps: readonly string[] = []): Promise<M> {
  await Promise.all(deps.map(bringOnce));
  return load();
}

function bringOnce(dep: string): Promise<void> {
  const known = brought.get(dep);
  if (known) return known;
  const href = `/${dep}`;
  // What the page itself named is there.
  if (document.querySelector(`link[href="${href}"],script[src="${href}"]`)) return Promise.resolve();
  const bringing = (dep.endsWith('.css') ? link('stylesheet', href) : script(href)).catch((fault: unknown) => {
    brought.delete(dep);
    throw fault;
  });
  brought.set(dep, bringing);
  return bringing;
}

/** Where the browser cannot preload modules, its cache does: the name of a file never means anything else. */
async function script(href: string): Promise<void> {
  if (document.createElement('link').relList?.supports?.('modulepreload')) return link('modulepreload', href);
  const response = await fetch(href);
  if (!response.ok) throw new Error(`${href}: ${response.status}`);
  await response.arrayBuffer();
}

function link(rel: string, href: string): Promise<void> {
  const element = document.createElement('link');
  element.rel = rel;
  element.href = href;
  return new Promise((resolve, reject) => {
    element.onload = () => resolve();
    element.onerror = () => {
      element.remove();
      reject(new Error(href));
    };
    document.head.append(element);
  });
}
