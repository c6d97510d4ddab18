// A line or bar chart: uPlot with this page's colours, keys, marks and time axis.

import { el } from "./dom.js";
import { clock } from "./figures.js";
import { color, isPrinting, onThemeChange } from "./theme.js";
import { drawMarks } from "./marks.js";

const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400];
const printWidth = 690;
const font = "11px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
const leftGutter = 62;

export const gutter = { left: leftGutter, right: 30 };

function lineSeries({ label, values, ink, fill, dash, thin, bars, format }) {
  return {
    label,
    stroke: () => color(ink),
    fill: fill ? () => color(ink + "-fill") : undefined,
    width: thin ? 1 : 1.6,
    dash,
    points: { show: (chart, index) => values.filter(value => value !== null).length < 3 && index > 0 },
    spanGaps: false,
    paths: bars ? uPlot.paths.bars({ size: [0.96, 60] }) : undefined,
    value: (_, value) => value === null || value === undefined ? "–" : format(value),
  };
}

function yRange(isLog) {
  return (_, min, max) => {
    if (isLog) {
      const low = min > 0 ? min : 1;
      return [10 ** Math.floor(Math.log10(low)), 10 ** Math.ceil(Math.log10(Math.max(max ?? 1, low * 10)))];
    }
    return [0, max > 0 ? max * 1.08 : 1];
  };
}

// title: what it shows. x: values of the x axis. series: [{ label, values, ink }]. axis: the shared time axis, or xAxis for another one.
export function chart({ title, note, x, series, axis, marks, format, axisFormat, logToggle, xAxis, height = 190, label }) {
  const body = el("div", { class: "plot", tabindex: axis ? 0 : null, role: axis ? "group" : null, "aria-label": axis ? `${title}. Keys: plus and minus zoom, arrows move, 0 shows the whole run.` : null });
  const summary = el("span", { class: "hidden" }, label ?? "");
  let isLog = false;
  const toggle = logToggle
    ? el("button", { type: "button", class: "quiet", "aria-pressed": "false", onclick: () => { isLog = !isLog; toggle.setAttribute("aria-pressed", String(isLog)); build(); } }, "Log scale")
    : null;
  const figure = el("figure", { class: "chart" }, el("figcaption", null, el("h3", null, title), note ? el("span", { class: "note" }, note) : null, toggle), body, summary);
  let plot = null;

  function options(width) {
    const stroke = () => color("muted");
    const grid = { stroke: () => color("grid"), width: 1 };
    return {
      width, height: isPrinting() ? 150 : height,
      padding: [10, gutter.right, 0, 0],
      scales: {
        x: axis ? { time: false, range: () => [axis.from, axis.to] } : { time: false, range: xAxis?.range },
        y: { distr: isLog ? 3 : 1, range: yRange(isLog) },
      },
      axes: [
        axis
          ? { stroke, grid, ticks: grid, font, incrs: seconds, space: 90, size: 30, values: (_, splits) => splits.map(clock) }
          : { stroke, grid, ticks: grid, font, size: 30, ...xAxis },
        { stroke, grid, ticks: grid, font, size: leftGutter, values: (_, splits) => splits.map(value => value === null ? null : axisFormat(value)) },
      ],
      series: [{ label: axis ? "Time" : xAxis.what, value: (_, value) => value === null || value === undefined ? "–" : axis ? clock(value) : xAxis.format(value) },
        ...series.map(one => lineSeries({ ...one, format: one.format ?? format }))],
      cursor: {
        y: false,
        drag: { x: Boolean(axis), y: false, setScale: false },
        sync: axis ? { key: "run", scales: ["x", null], setSeries: false, filters: { pub: type => type === "mousemove" || type === "mouseleave" } } : undefined,
        bind: { dblclick: () => () => { axis?.showAll(); return null; } },
      },
      select: { show: Boolean(axis) },
      hooks: {
        drawClear: marks ? [chart => drawMarks(chart, marks, color)] : [],
        setSelect: [chart => {
          if (axis && chart.select.width > 4) {
            axis.show(chart.posToVal(chart.select.left, "x"), chart.posToVal(chart.select.left + chart.select.width, "x"));
          }
          if (chart.select.width > 0) {
            chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          }
        }],
      },
    };
  }

  function width() {
    return isPrinting() ? Math.min(printWidth, Math.max(300, body.clientWidth || printWidth)) : body.clientWidth;
  }

  function build() {
    if (width() <= 0) {
      return;
    }
    const hidden = plot ? plot.series.map(one => one.show === false) : [];
    plot?.destroy();
    const values = series.map(one => isLog ? one.values.map(value => value > 0 ? value : null) : one.values);
    plot = new uPlot(options(width()), [x, ...values], body);
    hidden.forEach((isHidden, i) => { if (isHidden) { plot.setSeries(i, { show: false }); } });
    makeLegendUsable();
    body.chart = plot; // for tests and the console
  }

  function makeLegendUsable() {
    body.querySelectorAll(".u-series").forEach((entry, i) => {
      const handle = entry.querySelector("th");
      if (i === 0 || !handle) {
        return;
      }
      handle.tabIndex = 0;
      handle.setAttribute("role", "button");
      handle.title = "Show or hide";
      handle.addEventListener("keydown", event => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          handle.click();
        }
      });
    });
  }

  body.addEventListener("keydown", event => {
    if (axis && event.target === body && !event.ctrlKey && !event.metaKey && !event.altKey && axis.press(event.key)) {
      event.preventDefault();
    }
  });
  const stops = [onThemeChange(build)];
  if (axis) {
    stops.push(axis.onChange(() => plot?.setScale("x", { min: axis.from, max: axis.to })));
  }
  const observer = new ResizeObserver(() => requestAnimationFrame(() => {
    if (!body.isConnected) {
      return;
    }
    if (!plot) {
      build();
    } else if (!isPrinting() && width() > 0 && width() !== plot.width) {
      plot.setSize({ width: width(), height });
    }
  }));
  observer.observe(body);
  figure.dispose = () => {
    observer.disconnect();
    stops.forEach(stop => stop());
    plot?.destroy();
  };
  return figure;
}
