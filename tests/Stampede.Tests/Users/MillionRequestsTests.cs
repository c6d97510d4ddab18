using Stampede.Results;

namespace Stampede.Tests;

/// <summary>A task may go on for as long as it likes.</summary>
[CollectionDefinition(nameof(MillionRequestsTests), DisableParallelization = true)]
[Collection(nameof(MillionRequestsTests))]
public class MillionRequestsTests
{
    private const int Requests = 1_000_000;

    [Fact]
    public async Task A_million_requests_in_one_task_run_in_constant_memory()
    {
        using var server = new CheapServer();
        using var over = new CancellationTokenSource();
        var (early, late) = (0L, 0L);
        var script = new Script
        {
            Task = async user =>
            {
                for (var i = 0; i < Requests; i++)
                {
                    (await user.Http.Get("/")).Expect(200);
                    if (i == Requests / 10)
                    {
                        early = GC.GetTotalMemory(forceFullCollection: true);
                    }
                }

                late = GC.GetTotalMemory(forceFullCollection: true);
            },
            AfterIteration = _ => over.Cancel(),
        };
        var result = await new LoadTest { Host = server.Url, Users = [typeof(ScriptUser)], Services = new Services().Add(script) }
            .Run(new RunOptions { RunTime = TimeSpan.FromMinutes(10) }, over.Token);
        Assert.Equal(RunEnding.Interrupted, result.Ending);
        Assert.Equal((Requests, 0), (result.Total().Settled, result.Total().Failed));
        Assert.Equal(1, result.Total().ConnectionsOpened);

        // No other test runs beside this one. A single reference kept for each request would be more than twice what is allowed.
        Assert.True(late - early < 3_000_000, $"the heap grew by {late - early:N0} bytes over {Requests * 0.9:N0} requests");
    }
}
