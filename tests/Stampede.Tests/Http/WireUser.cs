using Stampede.Engine;
using Stampede.Metrics;

namespace Stampede.Tests;

/// <summary>One user's HTTP session on a loop of its own, without a run around it.</summary>
internal sealed class WireUser : IAsyncDisposable
{
    private static readonly TimeSpan Hanging = TimeSpan.FromMinutes(2);

    private readonly MetricsRecorder _recorder = new(new MetricsLimits());
    private readonly RequestStats _total = new();

    private readonly bool _ownsEngine;

    /// <param name="transport">The transport of its engine.</param>
    /// <param name="host">Its base address.</param>
    /// <param name="options">Default: a timeout of 20 s.</param>
    /// <param name="engine">One that it shares with others; default one of its own.</param>
    public WireUser(Transport transport, string? host = null, HttpOptions? options = null, HttpEngine? engine = null)
    {
        _ownsEngine = engine is null;
        Engine = engine ?? new HttpEngine(1, transport == Transport.Sockets);
        Assert.Equal(transport == Transport.Epoll, Engine.UsesEpoll);
        Loop = Engine.Loops[0];
        var mark = new object();
        Context = new UserContext
        {
            Loop = Loop,
            Engine = Engine,
            Recorder = _recorder,
            Shard = _recorder.NewShard(),
            Random = new Random(1),
            ClassName = nameof(WireUser),
            Number = 0,
            Http = new HttpDefaults(options ?? new HttpOptions { Timeout = TimeSpan.FromSeconds(20) }, host is null ? null : UrlTarget.Parse(host)),
            Time = TimeProvider.System,
            Stopping = CancellationToken.None,
            Mark = mark,
            Waiter = new UserWait(Loop, mark),
        };
        Http = new HttpSession(Context);
        Context.Session = Http;
    }

    public HttpEngine Engine { get; }

    public EventLoop Loop { get; }

    public UserContext Context { get; }

    public HttpSession Http { get; }

    /// <summary>All requests settled so far.</summary>
    public RequestStats Total
    {
        get
        {
            foreach (var stats in _recorder.Flush(DateTimeOffset.UnixEpoch).Requests.Values)
            {
                _total.Add(stats);
            }

            return _total;
        }
    }

    /// <summary>Runs a task of the user on its loop and settles what it leaves open. A task that hangs fails the test.</summary>
    public async Task Run(Func<HttpSession, Task> task)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = OnLoop();
        await over.Task.WaitAsync(Hanging);

        async Task OnLoop()
        {
            try
            {
                await Task.Yield();
                await new LoopSwitch(Loop, Context.Mark);
                await task(Http);
                await new LoopSwitch(Loop, Context.Mark);
                Http.EndTask();
                over.SetResult();
            }
            catch (Exception exception)
            {
                over.SetException(exception);
            }
        }
    }

    /// <summary>Sends one request as a task of its own.</summary>
    public async Task<WireOutcome> Send(Func<HttpSession, ValueTask<Response>> request)
    {
        WireOutcome? outcome = null;
        await Run(async http => outcome = WireOutcome.Of(await request(http)));
        return outcome!;
    }

    public Task<WireOutcome> Get(string url = "/") => Send(http => http.Get(url));

    public Task<WireOutcome> Post(object body, string url = "/") => Send(http => http.Post(url, body));

    /// <summary>Waits until the loop has seen what its sockets have to say.</summary>
    public async Task UntilOpenSocketsAre(int count)
    {
        for (var left = 500; left > 0 && Engine.OpenSockets != count; left--)
        {
            await Task.Delay(10);
        }

        Assert.Equal(count, Engine.OpenSockets);
    }

    public async ValueTask DisposeAsync()
    {
        await Run(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });
        if (_ownsEngine)
        {
            Engine.Dispose();
        }
    }
}
