import { CustomChart } from 'echarts/charts';
import { GraphicComponent, GridComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Figure } from '../figure';
import { figureWidth, printFace, webFace } from '../palette';

use([CustomChart, GraphicComponent, GridComponent, SVGRenderer]);

/** Draws a figure as an SVG document without a browser, in the report's own face. The same figure gives the same bytes. */
export function toSvg(figure: Pick<Figure, 'option' | 'height'>): string {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: figureWidth, height: figure.height });
  try {
    chart.setOption(figure.option);
    return withoutCounters(chart.renderToSVGString());
  } finally {
    chart.dispose();
  }
}

/** A drawing with the face of the reader's own system: labels are laid out by the widths of characters in any face. */
export function inWebFace(svg: string): string {
  return svg.replaceAll(`font-family:${printFace}`, `font-family:${webFace}`);
}

/** ECharts numbers its charts and clip paths through the life of the process, which would make bytes depend on the past. */
function withoutCounters(svg: string): string {
  const names = new Map<string, string>();
  return svg.replace(/zr\d+-([a-z]+)-?\d+/gu, (name, kind: string) => {
    const known = names.get(name) ?? `f-${kind}-${names.size}`;
    names.set(name, known);
    return known;
  });
}
