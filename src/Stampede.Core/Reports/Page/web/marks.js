// Phases and loads on the time axis of a chart: what is left out of the figures is shaded.

const words = { warmUp: "warm-up, left out", coolDown: "cool-down, left out" };

export function marksOf(model) {
  return {
    left: model.phases.filter(phase => phase.phase !== "steady").map(phase => ({ from: phase.from, to: phase.to, text: words[phase.phase] })),
    starts: model.loads.length > 1 ? model.loads.map(load => ({ at: load.from, text: load.name })) : [],
  };
}

// area: { ctx, left, top, width, height, x: seconds → pixel, scale: pixels to a CSS pixel }
export function paintMarks(area, marks, color) {
  const { ctx, left, top, width, height, x, scale } = area;
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.font = `${10 * scale}px system-ui, sans-serif`;
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  for (const { from, to, text } of marks.left) {
    const [start, end] = [x(from), x(to)];
    ctx.fillStyle = color("shade");
    ctx.fillRect(start, top, end - start, height);
    ctx.fillStyle = color("muted");
    if (ctx.measureText(text).width + 8 * scale < end - start) {
      ctx.fillText(text, Math.max(start, left) + 4 * scale, top + 3 * scale);
    }
  }
  ctx.strokeStyle = color("muted");
  ctx.lineWidth = scale;
  ctx.setLineDash([3 * scale, 3 * scale]);
  const below = marks.left.length > 0 ? 1 : 0; // under the phase that may begin there
  marks.starts.forEach(({ at, text }, i) => {
    const start = Math.round(x(at)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(start, top);
    ctx.lineTo(start, top + height);
    ctx.stroke();
    ctx.fillStyle = color("muted");
    ctx.fillText(text, start + 4 * scale, top + (3 + 12 * (i % 4 + below)) * scale);
  });
  ctx.restore();
}

export function drawMarks(chart, marks, color) {
  const { left, top, width, height } = chart.bbox;
  paintMarks({ ctx: chart.ctx, left, top, width, height, x: value => chart.valToPos(value, "x", true), scale: devicePixelRatio || 1 }, marks, color);
}
