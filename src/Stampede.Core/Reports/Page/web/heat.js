// Response times over time: how many requests took how long, per point of time and step of time, darker for more.

import { el } from "./dom.js";
import { axisTime, clock, count, milliseconds } from "./figures.js";
import { color, isDark, isPrinting, onThemeChange } from "./theme.js";
import { gutter } from "./chart.js";
import { paintMarks } from "./marks.js";

const height = 240;
const bottom = 26;
const top = 8;

// From few to many; the eye reads the steps as even.
const light = [[222, 235, 247], [158, 202, 225], [66, 146, 198], [8, 81, 156], [8, 38, 84]];
const dark = [[24, 44, 70], [28, 84, 128], [40, 138, 178], [128, 200, 190], [246, 246, 190]];

function ink(share) {
  const stops = isDark() ? dark : light;
  const at = Math.min(share, 1) * (stops.length - 1);
  const i = Math.min(Math.floor(at), stops.length - 2);
  return `rgb(${stops[i].map((value, c) => Math.round(value + (stops[i + 1][c] - value) * (at - i))).join(",")})`;
}

function bounds(model) {
  const used = model.heat.filter(point => point.counts.length > 0);
  return used.length === 0 ? null : {
    low: Math.min(...used.map(point => point.first)),
    high: Math.max(...used.map(point => point.first + point.counts.length)),
    most: Math.max(...used.map((point, i) => Math.max(...point.counts))),
  };
}

export function heatMap(model, axis, marks) {
  const range = bounds(model);
  if (range === null) {
    return null;
  }
  const perDoubling = model.bucketsPerDoubling;
  const micros = bucket => 2 ** (bucket / perDoubling);
  const canvas = el("canvas", { "aria-hidden": "true" });
  const selection = el("div", { class: "heat-select" });
  const reading = el("p", { class: "reading", "aria-live": "off" }, "Point at the map to read it.");
  const body = el("div", { class: "plot heat", tabindex: 0, role: "group", "aria-label": "Heat map of response times. Keys: plus and minus zoom, arrows move, 0 shows the whole run." }, canvas, selection);
  const figure = el("figure", { class: "chart" },
    el("figcaption", null, el("h3", null, "Heat map of response times"), el("span", { class: "note" }, "ms on a logarithmic scale, successes; more requests, stronger colour")), body, reading);
  let area = null;

  function draw() {
    const width = isPrinting() ? Math.min(690, body.clientWidth || 690) : body.clientWidth;
    if (width <= 0) {
      return;
    }
    const scale = devicePixelRatio || 1;
    canvas.width = width * scale;
    canvas.height = height * scale;
    canvas.style.width = width + "px";
    canvas.style.height = height + "px";
    const ctx = canvas.getContext("2d");
    ctx.scale(scale, scale);
    const low = Math.max(0, range.low - 1);
    const high = range.high + 1;
    area = { left: gutter.left, top, width: width - gutter.left - gutter.right, height: height - top - bottom, low, high };
    area.x = value => area.left + (value - axis.from) / (axis.to - axis.from) * area.width;
    area.y = bucket => area.top + area.height * (1 - (bucket - low) / (high - low));
    drawScale(ctx);
    ctx.save();
    ctx.beginPath();
    ctx.rect(area.left, area.top, area.width, area.height);
    ctx.clip();
    model.heat.forEach((point, i) => drawPoint(ctx, point, model.grid.from[i], model.grid.seconds[i]));
    ctx.restore();
    paintMarks({ ctx, ...area, scale: 1 }, marks, color);
  }

  function drawPoint(ctx, point, from, seconds) {
    const start = area.x(from);
    const end = area.x(from + seconds);
    if (end < area.left || start > area.left + area.width) {
      return;
    }
    point.counts.forEach((value, k) => {
      if (value > 0) {
        const y = area.y(point.first + k + 1);
        ctx.fillStyle = ink(range.most > 1 ? 0.08 + 0.92 * Math.log(value) / Math.log(range.most) : 0.5);
        ctx.fillRect(start, y, Math.max(end - start, 1) + 0.5, area.y(point.first + k) - y + 0.5);
      }
    });
  }

  function drawScale(ctx) {
    ctx.font = "11px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif";
    ctx.fillStyle = color("muted");
    ctx.strokeStyle = color("grid");
    ctx.textAlign = "right";
    ctx.textBaseline = "middle";
    let free = Infinity;
    for (let power = 0; power <= 10; power++) {
      for (const factor of [1, 2, 5]) {
        const value = factor * 10 ** power;
        const bucket = Math.log2(value) * perDoubling;
        if (bucket >= area.low && bucket <= area.high) {
          const y = Math.round(area.y(bucket)) + 0.5;
          if (free - y >= 16) {
            free = y;
            ctx.beginPath();
            ctx.moveTo(area.left, y);
            ctx.lineTo(area.left + area.width, y);
            ctx.stroke();
            ctx.fillText(axisTime(value), area.left - 8, y);
          }
        }
      }
    }
    ctx.textAlign = "center";
    ctx.textBaseline = "top";
    const steps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 28800, 86400];
    const step = steps.find(s => s / (axis.to - axis.from) * area.width >= 90) ?? 86400;
    for (let at = Math.ceil(axis.from / step) * step; at <= axis.to; at += step) {
      ctx.fillText(clock(at), area.x(at), area.top + area.height + 8);
    }
  }

  function read(event) {
    const box = canvas.getBoundingClientRect();
    const at = axis.from + (event.clientX - box.left - area.left) / area.width * (axis.to - axis.from);
    const bucket = Math.floor(area.low + (1 - (event.clientY - box.top - area.top) / area.height) * (area.high - area.low));
    const i = model.grid.from.findIndex((from, k) => at >= from && at < from + model.grid.seconds[k]);
    if (i < 0) {
      return;
    }
    const point = model.heat[i];
    const value = point.counts[bucket - point.first] ?? 0;
    const from = model.grid.from[i];
    reading.textContent = `${clock(from)} to ${clock(from + model.grid.seconds[i])}, ${milliseconds(micros(bucket))} to ${milliseconds(micros(bucket + 1))} ms: ${value === 1 ? "1 request" : count(value) + " requests"}`;
  }

  let start = null;
  const place = event => Math.min(Math.max(event.clientX - canvas.getBoundingClientRect().left, area.left), area.left + area.width);
  body.addEventListener("pointerdown", event => {
    if (area && event.button === 0) {
      start = place(event);
      body.setPointerCapture(event.pointerId);
    }
  });
  body.addEventListener("pointermove", event => {
    if (!area) {
      return;
    }
    read(event);
    if (start !== null) {
      selection.style.left = Math.min(start, place(event)) + "px";
      selection.style.width = Math.abs(place(event) - start) + "px";
    }
  });
  body.addEventListener("pointerup", event => {
    if (start !== null) {
      const [from, to] = [Math.min(start, place(event)), Math.max(start, place(event))];
      start = null;
      selection.style.width = "0";
      if (to - from > 4) {
        const value = pixel => axis.from + (pixel - area.left) / area.width * (axis.to - axis.from);
        axis.show(value(from), value(to));
      }
    }
  });
  body.addEventListener("dblclick", () => axis.showAll());
  body.addEventListener("keydown", event => {
    if (!event.ctrlKey && !event.metaKey && !event.altKey && axis.press(event.key)) {
      event.preventDefault();
    }
  });
  axis.onChange(draw);
  onThemeChange(draw);
  new ResizeObserver(() => requestAnimationFrame(() => { if (!isPrinting()) { draw(); } })).observe(body);
  return figure;
}
