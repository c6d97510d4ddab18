// The data of the page, unpacked: what the views read. The report has it inlined; a live page can feed the same shape.

const versions = [1];

// Settled and failed per point, and times, null where a point has none.
function unpackSeries(packed, grid) {
  if (!packed) {
    return null;
  }
  const [settled, failed, timed, ...columns] = packed;
  const points = timed.length > 0 ? timed : settled.map((value, i) => value > failed[i] ? i : -1).filter(i => i >= 0);
  const spread = column => {
    const values = new Array(settled.length).fill(null);
    points.forEach((point, i) => { values[point] = column ? column[i] : null; });
    return values;
  };
  const perSecond = values => values.map((value, i) => grid.seconds[i] > 0 ? value / grid.seconds[i] : null);
  const [p50, p95, p99, max, service50, service99] = columns;
  return {
    grid, settled, failed, rate: perSecond(settled), failureRate: perSecond(failed),
    p50: spread(p50), p95: spread(p95), p99: spread(p99), max: spread(max),
    service50: service50 ? spread(service50) : null, service99: service99 ? spread(service99) : null,
  };
}

// Offsets and lengths in seconds; x is the middle of each point.
function unpackGrid([starts, lengths]) {
  const from = starts.map(value => value / 1000);
  const seconds = lengths.map(value => value / 1000);
  return { from, seconds, x: from.map((value, i) => value + seconds[i] / 2) };
}

function unpackTimes(packed) {
  if (!packed) {
    return null;
  }
  const [n, sum, min, p50, p95, p99, p999, max] = packed;
  return { n, sum, min, p50, p95, p99, p999, max, mean: sum === null ? null : sum / n };
}

// The 95 % interval of each percentile that has one; upper null: n is too small for it.
function unpackIntervals(packed) {
  return packed ? [0, 1, 2, 3].map(i => ({ lower: packed[2 * i], upper: packed[2 * i + 1] })) : [];
}

function unpackRow(columns, packed, data, nameGrid) {
  const row = Object.fromEntries(columns.map((name, i) => [name, packed[i]]));
  for (const name of ["times", "failedTimes", "serviceTimes", "firstByte", "connect", "tls"]) {
    row[name] = unpackTimes(row[name]);
  }
  row.title = row.method === "" ? row.name : `${row.method} ${row.name}`;
  row.intervals = unpackIntervals(row.interval);
  row.statuses = pairs(row.statuses);
  row.kinds = pairs(row.kinds);
  row.series = unpackSeries(row.series, nameGrid);
  row.curve = row.shape ? row.shape[0].map((value, i) => [data.curve[i], value]) : [];
  row.buckets = row.shape ? unpackBuckets(row.shape[1], data.timeline.bucketsPerDoubling) : [];
  row.rate = data.run.duration !== null && data.run.duration > 0 ? row.settled / data.run.duration : null;
  return row;
}

function pairs(flat) {
  const result = [];
  for (let i = 0; i < flat.length; i += 2) {
    result.push([flat[i], flat[i + 1]]);
  }
  return result;
}

// First index, then counts.
function unpackBuckets([first, ...counts], perDoubling) {
  return counts.map((value, i) => ({ index: first + i, low: 2 ** ((first + i) / perDoubling), high: 2 ** ((first + i + 1) / perDoubling), count: value }));
}

function sum(columns) {
  return columns.length === 0 ? [] : columns[0].map((_, i) => columns.reduce((total, column) => column[i] === null ? total : (total ?? 0) + column[i], null));
}

export function readModel(data) {
  if (!versions.includes(data.version)) {
    throw new Error(`The data of this page have version ${data.version}; this page reads ${versions.join(", ")}.`);
  }
  const timeline = data.timeline;
  const grid = unpackGrid(timeline.grid);
  const nameGrid = unpackGrid(timeline.nameGrid);
  const points = grid.x.length;
  const last = points - 1;
  const row = packed => unpackRow(data.columns, packed, data, nameGrid);
  return {
    run: data.run, verdict: data.verdict, environment: data.environment,
    thresholds: data.thresholds.map(([expression, outcome, measured]) => ({ expression, outcome, measured })),
    findings: data.findings.map(([severity, id, text]) => ({ severity, id, text })),
    audit: data.audit ?? null,
    phases: data.phases.map(([phase, from, length, settled, failed]) => ({ phase, from: from / 1000, to: (from + length) / 1000, settled, failed })),
    loads: data.loads.map(([name, description, from, to, isOpen]) => ({ name, description, isOpen, from: from / 1000, to: to === null ? null : to / 1000 })),
    grid, nameGrid,
    hasIntervals: points > 0,
    hasPlannedUsers: data.loads.length === 0 || data.loads.some(load => !load[4]), // arrivals decide by themselves how many users there are
    end: points > 0 ? grid.from[last] + grid.seconds[last] : data.run.duration ?? 0,
    series: unpackSeries(timeline.total, grid),
    means: timeline.means ?? null, // of an imported run that has no distributions
    knows: part => !data.run.unknown.includes(part),
    heat: timeline.heat.map(packed => packed.length === 0 ? { first: 0, counts: [] } : { first: packed[0], counts: packed.slice(1) }),
    bucketsPerDoubling: timeline.bucketsPerDoubling,
    users: { planned: timeline.planned, lost: timeline.lost, running: timeline.running, total: sum(timeline.running) },
    generator: timeline.generator ?? null,
    percentiles: data.percentiles.map(([percentile, fewest]) => ({ percentile, fewest })),
    total: row(data.total),
    requests: data.requests.map(row),
    transactions: data.transactions.map(row),
    checks: data.checks.map(([name, passed, failed]) => ({ name, passed, failed })),
    metrics: data.metrics.map(([name, kind, n, figures, percentiles, columns]) => ({ name, kind, n, figures, percentiles, columns })),
    failures: data.failures, failureGroups: data.failureGroups,
    errors: data.errors, errorGroups: data.errorGroups,
    classes: data.classes,
    arrivals: data.arrivals.map(([load, scheduled, started, late, dropped, delay], i) => ({ load, scheduled, started, late, dropped, delay: unpackTimes(delay), columns: timeline.arrivals[i] })),
  };
}
