using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Auditing;

/// <summary>Gathers a timeline one interval at a time.</summary>
internal sealed class TimelineBuilder
{
    private const int MostPoints = 3_600;

    private readonly List<AuditPoint> _points = [];
    private readonly PointSum _sum = new();
    private TimeSpan _width = TimeSpan.Zero;
    private int _ofWidth;

    /// <summary>Adds an interval; its histograms are not kept.</summary>
    public void Add(IntervalSnapshot interval)
    {
        // A point is of one phase, and never shorter than its width; a hair before a whole second is that second.
        if (_sum.Count > 0 && (interval.Phase != _sum.Phase || _sum.Length >= _width - TimeSpan.FromSeconds(0.3)))
        {
            Close();
        }

        _sum.Add(interval);
    }

    /// <summary>The timeline so far.</summary>
    public AuditTimeline Build()
    {
        if (_sum.Count > 0)
        {
            Close();
        }

        return new AuditTimeline([.. _points]);
    }

    private void Close()
    {
        _points.Add(_sum.Take());
        if (++_ofWidth == MostPoints)
        {
            // Longer than fits: what follows is coarser.
            (_width, _ofWidth) = (_width == TimeSpan.Zero ? TimeSpan.FromSeconds(2) : _width * 2, 0);
        }
    }
}
