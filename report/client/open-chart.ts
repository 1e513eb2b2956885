import { BarChart, BoxplotChart, CustomChart, LineChart, SankeyChart, ScatterChart } from 'echarts/charts';
import { GraphicComponent, GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';

use([
  BarChart,
  BoxplotChart,
  CustomChart,
  LineChart,
  SankeyChart,
  ScatterChart,
  GraphicComponent,
  GridComponent,
  LabelLayout,
  MarkLineComponent,
  TooltipComponent,
  SVGRenderer,
]);

/** A chart that follows the size of its box, on the screen and on paper. */
export function openChart(box: HTMLElement): EChartsType {
  const chart = init(box, null, { renderer: 'svg' });
  const fit = () => chart.resize({ animation: { duration: 0 } });
  new ResizeObserver(fit).observe(box);
  addEventListener('beforeprint', fit);
  addEventListener('afterprint', fit);
  return chart;
}

/** Colours are those of the style sheet, so that light, dark and paper need no drawing again. */
export const colour = (name: string) => `var(--${name})`;

/** By name, because text is measured where `inherit` means nothing. */
export const textStyle = {
  fontFamily: getComputedStyle(document.body).fontFamily,
  fontSize: 13,
  color: colour('ink'),
};
