/** A change of a filter replaces the page by the server's answer, and stays where the reader is. */
export function followFilters(onReplaced: () => void): void {
  document.addEventListener('change', ({ target }) => {
    const form = (target as Element).closest<HTMLFormElement>('form.filters');
    if (form) void replacePage(form, (target as HTMLInputElement).name, onReplaced);
  });
}

async function replacePage(form: HTMLFormElement, changed: string, onReplaced: () => void): Promise<void> {
  const fields = [...new FormData(form)].filter(([, value]) => value !== '') as [string, string][];
  const address = `/?${new URLSearchParams(fields)}`;
  const output = form.querySelector('output')!;
  output.value = 'Asking…';
  const next = await fetchPage(address).catch(() => undefined);
  if (!next) {
    output.value = 'The server does not answer: start insiders view again.';
    return;
  }
  const { scrollY } = window;
  for (const part of ['#content', 'footer', '#data']) {
    document.querySelector(part)!.replaceWith(next.querySelector(part)!);
  }
  history.replaceState(null, '', `${address}${location.hash}`);
  onReplaced();
  scrollTo(0, scrollY);
  document.querySelector<HTMLElement>(`form.filters [name="${changed}"]`)?.focus({ preventScroll: true });
}

async function fetchPage(address: string): Promise<Document> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return new DOMParser().parseFromString(await answer.text(), 'text/html');
}
