// Light, dark, or as the system has it. What is drawn on a canvas asks for its colours here and is drawn again when they change.

const listeners = new Set();
const choices = ["auto", "light", "dark"];
const key = "stampede-theme";
let printing = false;

function stored() {
  try {
    return choices.includes(localStorage.getItem(key)) ? localStorage.getItem(key) : "auto";
  } catch {
    return "auto"; // a file on disk may have no storage
  }
}

let choice = stored();

function apply() {
  const theme = printing ? "light" : choice;
  if (theme === "auto") {
    delete document.documentElement.dataset.theme;
  } else {
    document.documentElement.dataset.theme = theme;
  }
  listeners.forEach(listener => listener());
}

export function color(name) {
  return getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
}

export function isDark() {
  return color("scheme") === "dark";
}

export function isPrinting() {
  return printing;
}

export function onThemeChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function themeChoice() {
  return choice;
}

export function chooseTheme(theme) {
  choice = theme;
  try {
    localStorage.setItem(key, theme);
  } catch {
    // it holds for this page alone
  }
  apply();
}

export function startTheme() {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", apply);
  addEventListener("beforeprint", () => { printing = true; apply(); });
  addEventListener("afterprint", () => { printing = false; apply(); });
  apply();
}
