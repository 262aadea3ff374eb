/** One deep blue for what is shown, one cinnabar for what needs attention; the rest is ink and greys. */
export const palette = {
  blue: '#1d3f72',
  cinnabar: '#b93a26',
  ink: '#1f2328',
  grey: '#5b6470',
  light: '#c9ced6',
  /** Behind what cannot be compared. */
  band: '#eceef1',
  paper: '#ffffff',
} as const;

export type Language = 'zh-CN' | 'en';
/** How a figure is drawn: the language of its words. */
export interface FigureStyle {
  language: Language;
}

/** The report's own face, which print embeds. */
export const printFace = 'Noto Serif SC';
/** What a reader's system has for Chinese. */
export const webFace = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";

/** Width in px of a figure that is drawn without a container, as in print: the type area at its reading size. */
export const figureWidth = 590;
