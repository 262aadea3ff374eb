type Child = Node | string | null;

/** Builds an element; texts become text nodes, so nothing that comes from outside is ever read as markup. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string | boolean | null>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === false) continue;
    made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child !== null) made.append(child);
  return made;
}

/** A button; `kind` is how strongly it calls: the one main action, a second choice, or a quiet link. */
export function button(kind: 'main' | 'second' | 'quiet', label: string, act: () => void): HTMLButtonElement {
  const made = element('button', { type: 'button', class: `button ${kind}` }, label);
  made.addEventListener('click', act);
  return made;
}

/** The bar at the bottom, within the thumb's reach. */
export function bottomBar(...children: Child[]): HTMLElement {
  return element('div', { class: 'bottom-bar' }, element('div', { class: 'bottom-bar-inside' }, ...children));
}
