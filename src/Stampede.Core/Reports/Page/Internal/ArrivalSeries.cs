using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>What became of a load's arrivals over time.</summary>
/// <param name="areDelaysKnown">Whether it is known which of them were late and how many were under way, which an imported run may lack.</param>
internal sealed class ArrivalSeries(bool areDelaysKnown)
{
    private ArrivalSample? _open;

    /// <summary>Per point: scheduled, started, late, dropped, and in flight at its end; null where it is unknown.</summary>
    public List<long?>[] Columns { get; } = [[], [], [], [], []];

    /// <summary>Adds what an interval has.</summary>
    public void Add(ArrivalSample sample) => _open = _open is not { } sum ? sample : sample with
    {
        Scheduled = sum.Scheduled + sample.Scheduled,
        Started = sum.Started + sample.Started,
        Late = sum.Late + sample.Late,
        Dropped = sum.Dropped + sample.Dropped,
    };

    /// <summary>Ends the open point.</summary>
    public void Close()
    {
        Columns[0].Add(_open?.Scheduled ?? 0);
        Columns[1].Add(_open?.Started ?? 0);
        Columns[2].Add(areDelaysKnown ? _open?.Late ?? 0 : null);
        Columns[3].Add(_open?.Dropped ?? 0);
        Columns[4].Add(areDelaysKnown ? _open?.InFlight ?? 0 : null);
        _open = null;
    }
}
