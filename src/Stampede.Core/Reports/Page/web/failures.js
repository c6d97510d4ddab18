// What went wrong, and what came back: status codes, failures with an example each, exceptions of users' code, checks.

import { definitions, el, foreign, plainTable, section } from "./dom.js";
import { count, instant, percent, plural, time } from "./figures.js";
import { facts } from "./requests.js";

export function answersView(model) {
  const { total } = model;
  if (total.settled === 0) {
    return null;
  }
  const answered = total.statuses.reduce((sum, [, n]) => sum + n, 0);
  return section("answers", "Answers",
    el("div", { class: "pair" },
      el("div", null, el("h3", null, "Status codes"),
        total.statuses.length === 0 ? el("p", { class: "note" }, "No status is known.")
          : plainTable([["Status", true], ["Requests"], ["Share"]], total.statuses.map(([status, n]) =>
            [el("span", { class: status === 0 || status >= 400 ? "bad" : null }, status === 0 ? "no answer" : String(status)), count(n), percent(n, answered)]), "Status codes")),
      facts({ ...total, statuses: [] }, model)));
}

export function failuresView(model) {
  if (model.failures.length === 0) {
    return null;
  }
  const hidden = model.failureGroups - model.failures.length;
  return section("failures", "Failures",
    el("p", { class: "note" }, `${plural(model.total.failed, "request")} failed, in ${plural(model.failureGroups, "group")} by name and reason.`),
    el("ul", { class: "failures" }, model.failures.map(failure => el("li", null, failureItem(failure, model)))),
    hidden > 0 ? el("p", { class: "note" }, `${plural(hidden, "further group is", "further groups are")} not shown: those with the fewest failures.`) : null);
}

function failureItem(failure, model) {
  const head = [el("strong", { class: "bad" }, `${count(failure.count)}×`), " ", foreign((failure.method === "" ? "" : failure.method + " ") + failure.name, "code"), " ", foreign(failure.text), el("span", { class: "note" }, ` ${failure.kind}, ${percent(failure.count, model.total.failed)} of failures`)];
  const { sample } = failure;
  if (!sample) {
    return el("div", { class: "plain" }, head, el("span", { class: "note" }, ", no example"));
  }
  return el("details", null, el("summary", null, head),
    definitions([
      ["URL", foreign(sample.url, "code")],
      ["Answer", `${sample.status === 0 ? "no answer" : sample.status} in ${time(sample.time)}`],
      ["At", instant(sample.at)],
      ["First and last seen", `${instant(failure.first)}, ${instant(failure.last)}`],
      ...Object.entries(sample.headers).map(([name, value]) => [foreign(name), foreign(value, "code")]),
    ]),
    sample.body.length > 0 ? el("pre", { tabindex: 0, "aria-label": "Body of the answer", dir: "auto" }, sample.body) : el("p", { class: "note" }, "The answer had no body."));
}

export function errorsView(model) {
  if (model.errors.length === 0) {
    return null;
  }
  const hidden = model.errorGroups - model.errors.length;
  return section("errors", "Errors in users' code",
    el("ul", { class: "failures" }, model.errors.map(error => el("li", null, el("details", null,
      el("summary", null, el("strong", { class: "bad" }, `${count(error.count)}×`), " ", foreign(`${error.class}.${error.where}`, "code"), " ", foreign(`${error.type}: ${error.message}`)),
      error.stack.length > 0 ? el("pre", { tabindex: 0, "aria-label": "Stack trace" }, error.stack) : el("p", { class: "note" }, "The stack trace is unknown."))))),
    hidden > 0 ? el("p", { class: "note" }, `${plural(hidden, "further error is", "further errors are")} not shown.`) : null);
}

export function checksView(model) {
  return model.checks.length === 0 ? null : section("checks", "Checks",
    plainTable([["Check", true], ["Held"], ["Did not"], ["Rate"]], model.checks.map(({ name, passed, failed }) =>
      [foreign(name), count(passed), el("span", { class: failed > 0 ? "bad" : null }, count(failed)), passed + failed === 0 ? "-" : percent(passed, passed + failed)]), "Checks"));
}
