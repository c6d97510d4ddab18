namespace Stampede.Metrics;

/// <summary>Names that differ in ids only: <c>/orders/17/</c> and <c>/orders/42/</c> are <c>/orders/{id}/</c>. A name that nothing else is like keeps its id.</summary>
internal sealed class IdNames
{
    private readonly Dictionary<RequestKey, RequestKey> _to = [];

    public IdNames(IEnumerable<RequestKey> keys)
    {
        foreach (var group in keys.Select(key => (key, To: key with { Name = IdPattern.Replace(key.Name) })).Where(k => k.key != k.To).GroupBy(k => k.To))
        {
            var names = group.Select(g => g.key).ToArray();
            if (names.Length > 1)
            {
                Groups.Add((group.Key, names.Length));
                foreach (var name in names)
                {
                    _to[name] = group.Key;
                }
            }
        }
    }

    /// <summary>What the names that are alike are called together, and how many they are.</summary>
    public List<(RequestKey Key, int Rows)> Groups { get; } = [];

    /// <summary>How many names have others that they differ from in ids only.</summary>
    public int Rows => _to.Count;

    /// <summary>The names that others are called by together.</summary>
    public IEnumerable<RequestKey> Targets => _to.Values;

    /// <summary>What a name is called together with those that it differs from in ids only; itself where there are none.</summary>
    public RequestKey Of(RequestKey key) => _to.GetValueOrDefault(key, key);
}
