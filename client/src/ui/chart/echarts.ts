import { CustomChart, LineChart, RadarChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent, RadarComponent } from 'echarts/components';
import { use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

// Drawn as SVG, so that colours are our tokens themselves: they follow the theme, and the paper, without a redraw.
use([CustomChart, LineChart, RadarChart, GridComponent, MarkLineComponent, RadarComponent, SVGRenderer]);
