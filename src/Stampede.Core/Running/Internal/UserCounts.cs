namespace Stampede.Engine;

/// <summary>How many users of one class are where. Written on the loops, read once a second.</summary>
internal sealed class UserCounts
{
    private int _started;
    private int _lost;
    private int _ended;

    public int Running => Volatile.Read(ref _started) - Volatile.Read(ref _lost) - Volatile.Read(ref _ended);

    public int Started => Volatile.Read(ref _started);

    public int Lost => Volatile.Read(ref _lost);

    public void Start() => Interlocked.Increment(ref _started);

    public void Lose() => Interlocked.Increment(ref _lost);

    public void End() => Interlocked.Increment(ref _ended);
}
