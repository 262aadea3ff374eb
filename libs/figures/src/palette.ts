/** One deep blue for what is shown, one cinnabar for what needs attention; the rest is ink and greys. */
export const palette = {
  blue: '#1d3f72',
  cinnabar: '#b93a26',
  ink: '#1f2328',
  grey: '#5b6470',
  light: '#c9ced6',
  paper: '#ffffff',
} as const;

export type Language = 'zh-CN' | 'en';
export type Medium = 'web' | 'print';

/** Who draws: the language of the words and the medium, which decides the type face and the width. */
export interface FigureStyle {
  language: Language;
  medium: Medium;
}

/** Print embeds the report's own face; the web takes what the reader's system has for Chinese. */
export function typeFace(medium: Medium): string {
  return medium === 'print'
    ? 'Noto Serif SC'
    : "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
}

/** Width in px of a figure that is drawn without a container, as in print: the type area at its reading size. */
export const figureWidth = 590;
