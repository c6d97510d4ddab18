// The part of the run that all charts show.

export class TimeAxis {
  constructor(end) {
    this.end = Math.max(end, 1);
    this.from = 0;
    this.to = this.end;
    this.listeners = new Set();
  }

  get isWhole() {
    return this.from <= 0 && this.to >= this.end;
  }

  // Seconds after the start; kept inside the run and at least two seconds long.
  show(from, to) {
    const least = Math.min(2, this.end);
    let length = Math.max(to - from, least);
    length = Math.min(length, this.end);
    const middle = (from + to) / 2;
    const start = Math.min(Math.max(middle - length / 2, 0), this.end - length);
    if (start === this.from && start + length === this.to) {
      return;
    }
    this.from = start;
    this.to = start + length;
    this.listeners.forEach(listener => listener());
  }

  showAll() {
    this.show(0, this.end);
  }

  onChange(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // What a key does on a focused chart; whether it does anything.
  press(key) {
    const length = this.to - this.from;
    switch (key) {
      case "+": case "=": this.show(this.from + length / 4, this.to - length / 4); return true;
      case "-": case "_": this.show(this.from - length / 2, this.to + length / 2); return true;
      case "ArrowLeft": this.show(this.from - length / 4, this.to - length / 4); return true;
      case "ArrowRight": this.show(this.from + length / 4, this.to + length / 4); return true;
      case "0": case "Escape": case "Home": this.showAll(); return true;
      default: return false;
    }
  }
}
