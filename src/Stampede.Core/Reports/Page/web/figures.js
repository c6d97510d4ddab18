// How figures are written for people: the same as in the console's summary (Figures.cs), to the last digit.

const grouped = text => text.replace(/\B(?=(\d{3})+(?!\d))/g, ",");

// Fifteen significant digits, then rounded half away from zero.
function fixed(value, digits) {
  const [mantissa, exponent] = Math.abs(value).toExponential(14).split("e");
  let number = BigInt(mantissa.replace(".", ""));
  const surplus = 14 - Number(exponent) - digits;
  if (surplus > 0) {
    const unit = 10n ** BigInt(surplus);
    number = (number + unit / 2n) / unit;
  } else {
    number *= 10n ** BigInt(-surplus);
  }
  const text = number.toString().padStart(digits + 1, "0");
  const whole = text.length - digits;
  const sign = value < 0 && number > 0n ? "-" : "";
  return sign + grouped(text.slice(0, whole)) + (digits > 0 ? "." + text.slice(whole) : "");
}

const trimmed = text => text.includes(".") ? text.replace(/\.?0+$/, "") : text;

export function count(value) {
  return fixed(value, 0);
}

// A response time in milliseconds to three significant digits, whole above 100.
export function milliseconds(microseconds) {
  if (microseconds === null) {
    return "unknown"; // the file of an imported run does not tell it
  }
  const ms = microseconds / 1000;
  return fixed(ms, ms < 0.9995 ? 3 : ms < 9.995 ? 2 : ms < 99.95 ? 1 : 0);
}

export function time(microseconds) {
  return microseconds === null ? "unknown" : milliseconds(microseconds) + " ms";
}

// A mark on an axis: no more digits than needed.
export function axisTime(microseconds) {
  return trimmed(fixed(microseconds / 1000, 3));
}

export function rate(value) {
  return value === 0 ? "0" : fixed(value, value < 9.995 ? 2 : value < 999.95 ? 1 : 0);
}

export function percent(part, whole) {
  if (part === 0 || whole === 0) {
    return "0 %";
  }
  if (part === whole) {
    return "100 %";
  }
  const value = 100 * part / whole;
  return value < 0.01 ? "<0.01 %" : value > 99.99 ? ">99.99 %" : fixed(value, value < 1 || value > 99 ? 2 : 1) + " %";
}

// Any number, with as many digits as say something.
export function number(value) {
  const size = Math.abs(value);
  return trimmed(fixed(value, size >= 1000 ? 0 : size >= 10 ? 1 : 3));
}

export function span(seconds) {
  if (seconds === null) {
    return "unknown";
  }
  if (seconds < 59.95) {
    return trimmed(fixed(seconds, 1)) + " s";
  }
  const whole = Math.round(seconds);
  return [[Math.floor(whole / 3600), "h"], [Math.floor(whole / 60) % 60, "min"], [whole % 60, "s"]]
    .filter(([value]) => value > 0).map(([value, unit]) => `${value} ${unit}`).join(" ");
}

// A time since the start of the run: 00:05:07.
export function clock(seconds) {
  const whole = Math.max(0, Math.floor(seconds + 1e-6));
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(part => String(part).padStart(2, "0")).join(":");
}

export function bytes(value) {
  const scaled = (size, unit) => fixed(size, size < 99.95 ? 1 : 0) + " " + unit;
  return value < 1e3 ? `${value} B` : value < 1e6 ? scaled(value / 1e3, "kB") : value < 1e9 ? scaled(value / 1e6, "MB") : scaled(value / 1e9, "GB");
}

export function plural(value, one, many) {
  return `${count(value)} ${value === 1 ? one : many ?? one + "s"}`;
}

// An instant: milliseconds since 1970, in UTC.
export function instant(value) {
  return value === null || value === undefined ? "unknown" : new Date(value).toISOString().slice(0, 19).replace("T", " ") + " UTC";
}
