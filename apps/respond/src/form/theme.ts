import { BaseTheme } from 'survey-core';

/** The page's own colours and type in SurveyJS's terms. */
const ours: Readonly<Record<string, string>> = {
  '--sjs2-color-project-brand-400': '#3f6fae',
  '--sjs2-color-project-brand-600': '#1f4e8c',
  '--sjs2-color-project-brand-700': '#163a69',
  '--sjs2-color-project-brand-800': '#102b4e',
  '--sjs2-typography-font-family-text': 'inherit',
  '--sjs2-typography-font-size-default': 'var(--size)',
  '--sjs2-typography-font-size-small': '17px',
  '--sjs2-color-utility-surface-survey': '#ffffff',
};

const reference = /^var\((--[\w-]+)\)$/;
const translucent = /^rgba\(from var\((--[\w-]+)\) r g b \/ var\((--[\w-]+)\)\)$/;

/**
 * SurveyJS's base theme in our colours, to be set on the root element itself: its own way, a style element with
 * `:where` and relative colours, is unknown to older web views and refused by a strict content security policy.
 */
export function respondTheme(): Record<string, string> {
  const variables: Record<string, string> = { ...BaseTheme.cssVariables, ...ours };
  const resolved = (value: string | undefined): string => {
    const name = reference.exec(value ?? '')?.[1];
    return name === undefined ? (value ?? '') : resolved(variables[name]);
  };
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => {
      const [, colour, opacity] = translucent.exec(value) ?? [];
      const channels = /^#(..)(..)(..)$/.exec(resolved(variables[colour ?? '']));
      const factor = /\* ?([\d.]+)\)$/.exec(resolved(variables[opacity ?? '']))?.[1];
      if (channels === null || factor === undefined) return [name, value];
      const [red, green, blue] = channels.slice(1).map((hex) => Number.parseInt(hex, 16));
      return [name, `rgba(${red}, ${green}, ${blue}, ${Number(factor) / 100})`];
    }),
  );
}
