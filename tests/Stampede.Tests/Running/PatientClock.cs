namespace Stampede.Tests;

/// <summary>A clock that stands still while the machine does: between two looks at it no more than a little time goes by. A run looks every 50 ms.</summary>
internal sealed class PatientClock : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly long _most = System.TimestampFrequency / 10;
    private long _time;
    private long _last = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp()
    {
        lock (_gate)
        {
            var now = System.GetTimestamp();
            _time += Math.Min(now - _last, _most);
            _last = now;
            return _time;
        }
    }
}
