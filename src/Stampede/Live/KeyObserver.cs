using Stampede.Engine;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>Keys that change the number of users while they run, Locust's: <c>w</c> and <c>W</c> start 1 and 10, <c>s</c> and <c>S</c> end as many.</summary>
/// <param name="log">Where changes are noted.</param>
internal sealed class KeyObserver(RunLog log) : IRunObserver
{
    private int _asked;
    private int _changed;
    private bool _isRefused;

    /// <summary>What the view says about the keys.</summary>
    public string Footer => "w +1  W +10  s -1  S -10 users" + (_isRefused ? ": this load has no users to change" : _changed == 0 ? "" : $": {Sign(_changed)}");

    /// <summary>A key was pressed. From any thread; it is done at the end of the second.</summary>
    public void Press(char key)
    {
        Interlocked.Add(ref _asked, key switch
        {
            'w' => 1,
            'W' => 10,
            's' => -1,
            'S' => -10,
            _ => 0,
        });
    }

    /// <inheritdoc />
    public ValueTask Started(RunStart start, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <inheritdoc />
    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        var change = Interlocked.Exchange(ref _asked, 0);
        if (change == 0)
        {
            return ValueTask.CompletedTask;
        }

        _isRefused = !run.AddUsers(change);
        _changed += _isRefused ? 0 : change;
        log.Write(LogLevel.Info, _isRefused ? "Keys pressed, but this load has no users to change" : $"Users changed by key: {Sign(change)}");
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Ended(RunResult result, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    private static string Sign(int change) => change.ToString("+0;-0", System.Globalization.CultureInfo.InvariantCulture);
}
