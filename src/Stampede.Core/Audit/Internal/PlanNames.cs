using System.Text.RegularExpressions;
using Stampede.Metrics;

namespace Stampede.Auditing;

/// <summary>Which names of a run are those of a planned class. A name that several classes may have sent counts for none alone.</summary>
internal sealed class PlanNames
{
    private readonly Dictionary<AuditPlanClass, List<RequestKey>> _own = [];

    public PlanNames(AuditPlan plan, IEnumerable<RequestKey> names)
    {
        var patterns = plan.Classes.ToDictionary(c => c, c => c.Requests.Select(r => (r.Method, Name: Pattern(r.Name))).ToArray());
        foreach (var key in names)
        {
            var senders = patterns.Where(c => c.Value.Any(p => (p.Method is null || key.Method.Length == 0 || p.Method == key.Method) && p.Name.IsMatch(key.Name))).ToArray();
            if (senders is [var (sender, _)])
            {
                (_own.TryGetValue(sender, out var own) ? own : _own[sender] = []).Add(key);
            }
        }
    }

    /// <summary>The names that only this class can have sent.</summary>
    public IReadOnlyList<RequestKey> Of(AuditPlanClass one) => _own.GetValueOrDefault(one) ?? [];

    /// <summary>The planned requests of a class that no other class makes, by their patterns.</summary>
    public static IReadOnlyList<AuditPlanRequest> Exclusive(AuditPlan plan, AuditPlanClass one) =>
        [.. one.Requests.Where(r => plan.Classes.All(c => ReferenceEquals(c, one) || c.Requests.All(o => !Same(o, r))))];

    /// <summary>Whether a name is that of a planned request: <c>{…}</c> is one part of a path, <c>*</c> anything.</summary>
    public static bool Matches(AuditPlanRequest request, RequestKey key) =>
        (request.Method is null || key.Method.Length == 0 || request.Method == key.Method) && Pattern(request.Name).IsMatch(key.Name);

    private static bool Same(AuditPlanRequest a, AuditPlanRequest b) =>
        (a.Method is null || b.Method is null || a.Method == b.Method)
        && (a.Name == b.Name || Pattern(a.Name).IsMatch(b.Name) || Pattern(b.Name).IsMatch(a.Name));

    /// <summary>What a name has to look like: <c>{…}</c> is one part of a path, <c>*</c> anything.</summary>
    public static Regex Pattern(string name) => new(
        "^" + Regex.Replace(Regex.Escape(name), @"\\\{[^/}]*\}|\\\*", m => m.Value == @"\*" ? ".*" : "[^/?]+") + "$",
        RegexOptions.CultureInvariant | RegexOptions.Singleline,
        TimeSpan.FromSeconds(1));
}
