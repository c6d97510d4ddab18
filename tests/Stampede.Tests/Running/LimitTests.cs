using Stampede.Results;

namespace Stampede.Tests;

/// <summary>Limits of iterations and requests: exactly so many, and then the run is over.</summary>
public sealed class LimitTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public async Task So_many_iterations_in_all(int users)
    {
        var result = await new Script { Load = Load.Users(users, 1000).Iterations(100), WaitTime = WaitTime.None }.Run(options: Long);
        Assert.Equal((RunEnding.Completed, 100), (result.Ending, result.Classes[0].Iterations));
    }

    [Fact]
    public async Task So_many_iterations_of_each_user()
    {
        var result = await new Script { Load = Load.Users(5, 1000).IterationsPerUser(3), WaitTime = WaitTime.Constant(0.01) }.Run(options: Long);
        Assert.Equal((RunEnding.Completed, 15, 0), (result.Ending, result.Classes[0].Iterations, result.Classes[0].Running));
        Assert.Contains(result.Notes, n => n.Id == "DONE-EARLY");
    }

    [Fact]
    public async Task Users_that_wait_do_not_hold_up_the_end()
    {
        var result = await new Script { Load = Load.Users(5, 1000).Iterations(5), WaitTime = WaitTime.Constant(3600) }.Run(options: Long);
        Assert.Equal((RunEnding.Completed, 5), (result.Ending, result.Classes[0].Iterations));
        Assert.True(result.Duration < TimeSpan.FromSeconds(30));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public async Task So_many_requests_and_not_one_more(int users)
    {
        using var server = new TestServer();
        var script = new Script
        {
            Load = Load.Users(users, 1000).Requests(50),
            WaitTime = WaitTime.None,
            Task = async user =>
            {
                (await user.Http.Get("/a")).Expect(200);
                (await user.Http.Get("/b")).Expect(200);
                (await user.Http.Get("/c")).Expect(200);
            },
            OnStop = async user => await user.Http.Get("/logout"),
        };
        var result = await script.Run(server, Long);
        Assert.Equal((RunEnding.Completed, 50, 0), (result.Ending, result.Total().Settled, result.Total().Failed));
        Assert.Equal(50, server.Requests.Count);
        Assert.Null(result.Unfinished);
        Assert.Empty(result.UserErrors);
    }

    [Fact]
    public async Task Arrivals_end_after_so_many_iterations()
    {
        var result = await new Script { Load = Load.Arrivals(500).Iterations(40) }.Run(options: Long with { Loops = 2 });
        Assert.Equal((RunEnding.Completed, 40, 40), (result.Ending, result.Classes[0].Iterations, result.Arrivals[0].Started));
    }

    [Fact]
    public async Task The_options_limit_all_loads_together()
    {
        var script = new Script { Load = Load.Parallel(Load.Users(2, 1000), Load.Users(3, 1000)), WaitTime = WaitTime.None };
        var result = await script.Run(options: Long with { Iterations = 60 });
        Assert.Equal(60, result.Classes[0].Iterations);
        Assert.All(result.Plan.Load.Parts, p => Assert.Equal(60, p.Iterations));
    }

    private static RunOptions Long => new() { RunTime = TimeSpan.FromSeconds(60) };
}
