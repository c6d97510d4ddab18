// How the response times of a name are spread: a histogram, and the curve of its percentiles.

import { chart } from "./chart.js";
import { axisTime, count, milliseconds, percent, time } from "./figures.js";

// The percentile axis: 50, 90, 99, 99.9 … are equally far apart.
const nines = percentile => -Math.log10(1 - percentile / 100);

export function distribution(row, perDoubling) {
  if (row.buckets.length === 0) {
    return [];
  }
  const total = row.buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  const first = row.buckets[0].index;
  const last = row.buckets[row.buckets.length - 1].index;
  const micros = bucket => 2 ** (bucket / perDoubling);
  const histogram = chart({
    title: "Distribution", note: "requests per step of response time, ms, logarithmic",
    x: row.buckets.map(bucket => bucket.index + 0.5),
    series: [{ label: "Requests", values: row.buckets.map(bucket => bucket.count), ink: "p50", fill: true, bars: true }],
    format: value => `${count(value)} (${percent(value, total)})`, axisFormat: count, height: 180,
    xAxis: {
      what: "Time", range: () => [Math.min(first, last - 3) - 1, last + 2], format: value => `${milliseconds(micros(value - 0.5))} to ${time(micros(value + 0.5))}`,
      splits: (_, __, min, max) => decades(min, max, perDoubling), values: (_, splits) => splits.map(value => axisTime(Math.round(micros(value)))),
    },
  });
  const curve = row.curve.filter(([percentile]) => percentile >= 1);
  return [histogram, chart({
    title: "Percentiles", note: "ms at or below which this share of the successes stayed",
    x: curve.map(([percentile]) => nines(percentile)),
    series: [{ label: "Response time", values: curve.map(([, value]) => value), ink: "p99" }],
    format: time, axisFormat: axisTime, logToggle: true, height: 180,
    xAxis: {
      what: "Percentile", range: () => [0, nines(curve[curve.length - 1][0]) + 0.05], format: value => "p" + percentileName(value),
      splits: (_, __, min, max) => [0, 50, 90, 99, 99.9, 99.99, 99.999, 99.9999].map(nines).filter(value => value >= min && value <= max),
      values: (_, splits) => splits.map(value => "p" + percentileName(value)),
    },
  })];
}

function percentileName(value) {
  return String(Number((100 * (1 - 10 ** -value)).toFixed(value > 3 ? 4 : 2)));
}

// 1, 2 and 5 times the powers of ten, as buckets; only powers of ten where there are many.
function decades(min, max, perDoubling) {
  const factors = (max - min) / perDoubling > 10 ? [1] : (max - min) / perDoubling > 2 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9];
  const splits = [];
  for (let power = 0; power <= 10; power++) {
    for (const factor of factors) {
      const bucket = Math.log2(factor * 10 ** power) * perDoubling;
      if (bucket >= min && bucket <= max) {
        splits.push(bucket);
      }
    }
  }
  return splits;
}
