using System.Threading.Channels;
using Spectre.Console;
using Spectre.Console.Rendering;
using Stampede.Results;

namespace Stampede.Reporting;

/// <summary>The live view on a terminal: drawn over itself once a second, and gone when the run has ended.</summary>
/// <param name="console">The terminal.</param>
/// <param name="lines">What the load test itself prints: above the view.</param>
/// <param name="footer">The view's last line; null for none.</param>
internal sealed class ConsoleObserver(IAnsiConsole console, LineWriter lines, Func<string>? footer = null) : IRunObserver, IAsyncDisposable
{
    // One waiting redraw is enough: the view shows the newest state whenever it is drawn.
    private readonly Channel<bool> _redraw = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Lock _lock = new();
    private RunProgress? _progress;
    private Task? _drawing;

    /// <inheritdoc />
    public ValueTask Started(RunStart start, CancellationToken cancellationToken)
    {
        _progress = new RunProgress(start);
        _drawing = Draw(new Locked(new LiveView(_progress, footer), _lock));
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Interval(IntervalSnapshot interval, IRunControl run, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            _progress!.Add(interval);
        }

        _redraw.Writer.TryWrite(true);
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc />
    public ValueTask Ended(RunResult result, CancellationToken cancellationToken) => DisposeAsync();

    /// <summary>Ends the view, also where the run did not come to its end: the terminal must get its cursor back.</summary>
    public async ValueTask DisposeAsync()
    {
        _redraw.Writer.TryComplete();
        if (_drawing is not null)
        {
            await _drawing;
        }

        lines.End();
    }

    private async Task Draw(Locked view)
    {
        await console.Live(view).AutoClear(true).Overflow(VerticalOverflow.Crop).StartAsync(async live =>
        {
            await foreach (var _ in _redraw.Reader.ReadAllAsync())
            {
                lines.Print();
                live.Refresh();
            }
        });
    }

    /// <summary>Draws while nobody changes what is drawn.</summary>
    private sealed class Locked(LiveView view, Lock gate) : IRenderable
    {
        public Measurement Measure(RenderOptions options, int maxWidth) => new(maxWidth, maxWidth);

        public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
        {
            lock (gate)
            {
                return [.. ((IRenderable)view).Render(options, maxWidth)];
            }
        }
    }
}
