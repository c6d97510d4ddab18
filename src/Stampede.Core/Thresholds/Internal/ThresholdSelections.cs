using Stampede.Results;

namespace Stampede.Engine;

/// <summary>The selections that thresholds make.</summary>
internal static class ThresholdSelections
{
    /// <summary>Which requests have to be counted apart for some thresholds: each selection once, in order.</summary>
    public static IEnumerable<RequestSelection> Of(IEnumerable<Threshold> thresholds) =>
        thresholds.Where(t => t.Rule.IsOfRequests).SelectMany(t => new[] { t.Rule.Selection, t.Rule.Reference }).OfType<RequestSelection>().DistinctBy(s => s.Text);

    /// <summary>Whether a run can have what is selected: a mistyped name must be no data, not a count of 0.</summary>
    public static bool IsPossible(RequestSelection? selection, RunPlan plan) =>
        selection is null
        || (IsOneOf(selection.Class, plan.Classes.Select(c => c.Name))
            && IsOneOf(selection.Load, plan.Load.Parts.Select(p => p.Name))
            && (plan.Classes.Count == 0 || IsOneOf(selection.Tag, plan.Classes.SelectMany(c => c.Tasks).SelectMany(t => t.Tags).DefaultIfEmpty(""))));

    // What was imported has no list of its classes or loads.
    private static bool IsOneOf(string? name, IEnumerable<string> names) => name is null || !names.Any() || names.Contains(name);
}
