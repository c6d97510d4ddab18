// Whether the run can be believed: what the audit found, what the engine noted, and the rules that had nothing to say.

import { el, foreign, plainTable } from "./dom.js";
import { plural } from "./figures.js";

const severities = { invalid: ["Invalid", "bad"], warning: ["Warning", "careful"], note: ["Note", "quiet"] };
const shown = 10;

// What stands in the verdict of a run that must not be believed: why, before any figure.
export function reasons(model) {
  const found = (model.audit?.findings ?? []).filter(finding => finding.severity === "invalid" && finding.accepted === undefined);
  const noted = model.findings.filter(note => note.severity === "invalid");
  const all = [...found.map(finding => [finding.rule, finding.subject, finding.meaning]), ...noted.map(note => [note.id, undefined, note.text])];
  if (all.length === 0) {
    return null;
  }
  return el("div", { class: "reasons" },
    el("ul", null, all.slice(0, shown).map(([rule, subject, text]) => el("li", null, el("span", { class: "code" }, rule), " ", subject ? [foreign(subject, "code"), ": "] : null, foreign(text)))),
    all.length > shown ? el("p", null, `${plural(all.length - shown, "further reason")} below.`) : null);
}

export function findingsView(model) {
  const found = model.audit?.findings ?? [];
  const items = [...found.map(findingItem), ...model.findings.map(noteItem)];
  return el("div", { id: "findings" }, el("h3", null, "Findings"),
    items.length === 0 ? el("p", { class: "note" }, "None.") : el("ul", { class: "findings" }, items.slice(0, shown)),
    items.length > shown ? el("details", null, el("summary", null, `${plural(items.length - shown, "further finding")}`), el("ul", { class: "findings" }, items.slice(shown))) : null,
    model.audit ? otherRules(model.audit) : el("p", { class: "note" }, "The run was not audited."));
}

function findingItem({ rule, title, severity, subject, meaning, numbers, advice, examples, accepted }) {
  const [word, tone] = severities[severity];
  return el("li", { class: accepted === undefined ? tone : "quiet" },
    el("strong", null, accepted === undefined ? word : `${word}, accepted`), " ", el("span", { class: "code", title }, rule), " ",
    subject ? [foreign(subject, "code"), " "] : null, foreign(meaning),
    numbers.length > 0 ? el("p", { class: "note" }, foreign(numbers.join("; "))) : null,
    examples.length > 0 ? el("p", { class: "note" }, examples.map((example, i) => [i > 0 ? ", " : "", foreign(example, "code")])) : null,
    el("p", null, foreign(advice)),
    accepted === undefined ? null : el("p", null, "Accepted: ", foreign(accepted)));
}

function noteItem({ severity, id, text }) {
  const [word, tone] = severities[severity];
  return el("li", { class: tone }, el("strong", null, word), " ", el("span", { class: "code" }, id), " ", foreign(text));
}

function otherRules({ summary, clean, notApplicable }) {
  const row = outcome => ([rule, title, why]) => [el("span", { class: "code" }, rule), foreign(title), outcome, foreign(why)];
  return el("details", { id: "rules" }, el("summary", null, summary),
    plainTable([["Rule", true], ["What it looks at", true], ["Outcome", true], ["Why", true]],
      [...clean.map(row("clean")), ...notApplicable.map(row("does not apply"))], "Rules without a finding"));
}
