export interface Sections {
  /** Opens the section that something is in, and scrolls there. */
  reveal(element: Element): void;
}

/**
 * One section at a time, the one that the address names; those that are hidden are still found by the browser's own
 * search, and printed.
 */
export function openSections(): Sections {
  const sections = [...document.querySelectorAll<HTMLElement>('.dashboard')];
  const links = [...document.querySelectorAll<HTMLAnchorElement>('nav a')];

  const show = (wanted: Element | undefined) => {
    for (const section of sections) {
      if (section === wanted) section.removeAttribute('hidden');
      else section.setAttribute('hidden', 'until-found');
    }
    for (const link of links) {
      if (link.hash === `#${wanted?.id}`) {
        link.setAttribute('aria-current', 'page');
        link.scrollIntoView({ block: 'nearest', inline: 'center' });
      } else link.removeAttribute('aria-current');
    }
  };
  const follow = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    const section = target?.closest('.dashboard') ?? sections[0];
    show(section);
    if (target === null || target === section) scrollTo(0, 0);
    else target.scrollIntoView();
  };

  for (const section of sections) section.addEventListener('beforematch', () => show(section));
  window.onhashchange = follow;
  window.onbeforeprint = () => {
    for (const section of sections) section.removeAttribute('hidden');
  };
  window.onafterprint = follow;
  follow();
  return {
    reveal(element) {
      const section = element.closest('.dashboard')!;
      if (section.hasAttribute('hidden')) {
        show(section);
        history.replaceState(null, '', `#${section.id}`);
      }
      element.scrollIntoView({ block: 'center' });
    },
  };
}
