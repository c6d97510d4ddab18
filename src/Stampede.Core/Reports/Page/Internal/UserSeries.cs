using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Users per class over time: as they were at the end of a point.</summary>
internal sealed class UserSeries
{
    private readonly UserClassSample?[] _last;
    private readonly bool _isPlanKnown;

    /// <summary>Makes an empty one.</summary>
    /// <param name="classes">Number of user classes.</param>
    /// <param name="isPlanKnown">Whether planned and lost users are known, which an imported run may lack.</param>
    public UserSeries(int classes, bool isPlanKnown)
    {
        _isPlanKnown = isPlanKnown;
        _last = new UserClassSample?[classes];
        Running = [.. Enumerable.Range(0, classes).Select(_ => new List<long?>())];
    }

    /// <summary>Planned users of all classes per point; null where it is unknown.</summary>
    public List<long?> Planned { get; } = [];

    /// <summary>Users lost so far, of all classes; null where it is unknown.</summary>
    public List<long?> Lost { get; } = [];

    /// <summary>Running users per class and point.</summary>
    public List<long?>[] Running { get; }

    /// <summary>Adds what an interval has.</summary>
    public void Add(IReadOnlyList<UserClassSample> classes)
    {
        for (var i = 0; i < Math.Min(classes.Count, _last.Length); i++)
        {
            _last[i] = classes[i];
        }
    }

    /// <summary>Ends the open point.</summary>
    public void Close()
    {
        var known = _last.OfType<UserClassSample>().ToArray();
        Planned.Add(known.Length == 0 || !_isPlanKnown ? null : known.Sum(c => (long)c.Planned));
        Lost.Add(known.Length == 0 || !_isPlanKnown ? null : known.Sum(c => (long)c.Lost));
        for (var i = 0; i < _last.Length; i++)
        {
            Running[i].Add(_last[i]?.Running);
        }

        Array.Clear(_last);
    }
}
