using System.Collections.Concurrent;
using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Two runs at once in one process keep apart what is theirs.</summary>
public class TwoRunsTests
{
    [Fact]
    public async Task Figures_hooks_data_and_notes_of_two_runs_at_once_are_kept_apart()
    {
        using var firstServer = new TestServer("first");
        using var secondServer = new TestServer(_ => new Reply(500));
        using var bothRun = new Barrier(2);
        var runs = await Task.WhenAll(
            Task.Run(() => Run(firstServer, "/first", 3, bothRun)),
            Task.Run(() => Run(secondServer, "/second", 5, bothRun)));

        var (first, second) = (runs[0], runs[1]);
        Check(first, firstServer, "/first", failed: false);
        Check(second, secondServer, "/second", failed: true);
        Assert.Equal((3, 5), (first.Result.Classes[0].Running, second.Result.Classes[0].Running));
        Assert.Empty(first.Result.Failures);
        Assert.Equal((3ul, 5ul), (first.Result.Plan.Seed, second.Result.Plan.Seed));
    }

    private static async Task<Finished> Run(TestServer server, string path, int users, Barrier bothRun)
    {
        var events = new ConcurrentQueue<RequestEvent>();
        var headers = 0;
        var script = new Script
        {
            WaitTime = WaitTime.Constant(0.01),
            EndsWhen = script => script.UsersStarted == users && script.IterationsOver > 5 * users,
            Hooks = new Hooks
            {
                Setup = _ =>
                {
                    // Neither begins before the other is there.
                    bothRun.SignalAndWait(TimeSpan.FromSeconds(60));
                    return new(path);
                },
                Request = e =>
                {
                    events.Enqueue(e);
                    throw new InvalidOperationException($"thrown by the hook of {path}");
                },
                RequestFilter = draft =>
                {
                    Interlocked.Increment(ref headers);
                    draft.SetHeader("X-Run", path);
                },
            },
            Task = async user =>
            {
                await user.Http.Get(user.Data<string>());
                user.Check("of " + path, true);
                throw new InvalidOperationException($"thrown by a user of {path}");
            },
        };
        var result = await script.Run(server, new RunOptions { Users = users, SpawnRate = 1000, Seed = (ulong)users, Loops = 1 });
        return new Finished(result, [.. events], headers);
    }

    private static void Check(Finished run, TestServer server, string path, bool failed)
    {
        var result = run.Result;
        Assert.Equal("GET " + path, Assert.Single(result.Requests).Key.ToString());
        Assert.All(server.Requests, r => Assert.Equal((path, path), (r.Target, r.Header("X-Run"))));
        var unfinished = result.Unfinished?.Count ?? 0;

        // What was cut off may not have reached the server.
        Assert.InRange(server.Requests.Count, result.Total().Settled, result.Total().Settled + unfinished);
        Assert.Equal(run.Filtered, result.Total().Settled + unfinished);
        Assert.Equal(result.Total().Settled, run.Events.Count);
        Assert.All(run.Events, e => Assert.Equal((path, failed), (e.Name, e.IsFailed)));
        Assert.Equal(failed ? result.Total().Settled : 0, result.Total().Failed);
        Assert.Equal("of " + path, Assert.Single(result.Checks).Key);
        Assert.Equal($"thrown by a user of {path}", Assert.Single(result.UserErrors).Message);
        Assert.Contains($"thrown by the hook of {path} ({run.Events.Count:N0} times", result.Note("HOOK-FAILED")!.Text, StringComparison.Ordinal);
        result.SumsAgree();
    }

    private sealed record Finished(RunResult Result, IReadOnlyList<RequestEvent> Events, int Filtered);
}
