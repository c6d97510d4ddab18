using System.Text.RegularExpressions;

namespace Stampede.Tests;

/// <summary>One user of one class, each task once, every request printed.</summary>
public sealed partial class RunOnceTests
{
    [Theory]
    [InlineData(false, "run-once.txt")]
    [InlineData(true, "run-once-details.txt")]
    public async Task It_prints_each_request_exception_and_what_it_came_to(bool details, string snapshot)
    {
        using var server = new TestServer(Answer);
        var printed = new StringWriter { NewLine = "\n" };
        var exitCode = await Test(server, typeof(Buyer)).RunOnce(new RunOnceOptions { Output = printed, Details = details, Seed = 1 });
        Assert.Equal(1, exitCode);
        Snapshot.Matches(snapshot, Plain(printed.ToString(), server));
    }

    [Fact]
    public async Task Where_nothing_failed_the_exit_code_is_zero_and_thresholds_and_load_do_not_count()
    {
        using var server = new TestServer();
        var printed = new StringWriter();
        var test = new LoadTest
        {
            Host = server.Url,
            Users = [typeof(Buyer), typeof(Calm)],
            Load = Load.Users(50, spawnRate: 50).For("10m"),
            Thresholds = ["requests_per_second > 1000"],
        };
        Assert.Equal(0, await test.RunOnce(new RunOnceOptions { UserClass = typeof(Calm), Output = printed }));
        Assert.Equal(["/calm"], server.Requests.Select(r => r.Target));
        Assert.Contains("1 request, 0 failed; 0 exceptions.", printed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Setup_and_teardown_run_and_the_first_class_is_the_default()
    {
        using var server = new TestServer();
        var calls = new List<string>();
        var test = new LoadTest
        {
            Host = server.Url,
            Users = [typeof(Calm), typeof(Buyer)],
            Hooks = new Hooks
            {
                Setup = _ =>
                {
                    calls.Add("setup");
                    return new("/data");
                },
                Request = r => calls.Add(r.Name),
                Teardown = t =>
                {
                    calls.Add(t.Data<string>());
                    return default;
                },
            },
        };
        Assert.Equal(0, await test.RunOnce(new RunOnceOptions { Output = TextWriter.Null }));
        Assert.Equal(["setup", "/calm", "/data"], calls);
    }

    [Fact]
    public async Task A_start_that_fails_is_not_repeated_and_the_exit_code_is_one()
    {
        using var server = new TestServer(_ => new Reply(503));
        Assert.Equal(1, await Test(server, typeof(Buyer)).RunOnce(new RunOnceOptions { Output = TextWriter.Null }));
        Assert.Equal("/login", Assert.Single(server.Requests).Target);
    }

    [Theory]
    [InlineData("Calm", "Calm", 1, 0)]
    [InlineData(null, "Calm", 1, 0)]
    [InlineData("Buyer", "Buyer", 13, 1)]
    public async Task The_command_line_runs_the_named_class_or_the_first(string? name, string runs, int requests, int exitCode)
    {
        using var server = new TestServer(Answer);
        var run = new PlayedRun { Test = new LoadTest { Users = [typeof(Calm), typeof(Buyer)], Thresholds = ["requests > 1000"] } };
        string[] args = ["--run-once", "-H", server.Url, "-L", "DEBUG"];
        Assert.Equal(exitCode, await run.Run(name is null ? args : [.. args, name]));
        Assert.StartsWith(runs + ": one user", run.Out, StringComparison.Ordinal);
        Assert.Contains($"{requests} request", run.Out, StringComparison.Ordinal);
        Assert.Contains("    > User-Agent: Stampede", run.Out, StringComparison.Ordinal);
        Assert.Null(run.Options);
    }

    [Fact]
    public async Task The_command_line_refuses_two_classes()
    {
        var run = new PlayedRun { Test = new LoadTest { Users = [typeof(Calm), typeof(Buyer)] } };
        Assert.Equal(2, await run.Run("--run-once", "Calm", "Buyer"));
        Assert.Contains("--run-once runs one user class, and 2 are named: Calm, Buyer.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mistakes_of_the_test_are_thrown() =>
        await Assert.ThrowsAsync<LoadTestException>(() => new LoadTest { Host = "localhost", Users = [typeof(Calm)] }.RunOnce());

    private static LoadTest Test(TestServer server, Type userClass) => new() { Host = server.Url, Users = [userClass] };

    private static Reply Answer(TestRequest request) => request.Target switch
    {
        "/login" => new Reply(200, """{"token": "t0ps3cret"}""", ("Set-Cookie", "sid=abc; Path=/")),
        "/old" => Reply.Redirect(302, "/new"),
        "/long" => new Reply(200, string.Concat(Enumerable.Repeat("0123456789", 120))),
        "/missing" or "/gone" => new Reply(404, "no such thing", ("Content-Type", "text/plain")),
        "/hangup" => new Reply { Hangup = true },
        _ => new Reply(200, "fine"),
    };

    // Times, the port and the places of a stack are different each time.
    private static string Plain(string printed, TestServer server)
    {
        var plain = printed.Replace(server.Url["http://".Length..], "server", StringComparison.Ordinal);
        return Stack().Replace(Milliseconds().Replace(plain, "# ms"), "     at …\n");
    }

    [GeneratedRegex(@"[\d.,]+ ms")]
    private static partial Regex Milliseconds();

    [GeneratedRegex(@"( +at .*\n)+")]
    private static partial Regex Stack();

    private sealed class Calm : HttpUser
    {
        public override double Weight => 2;

        // Would take long, were it kept.
        public override WaitTime WaitTime => WaitTime.Constant(3600);

        [Task]
        public async ValueTask Look() => await Http.Get("/calm");
    }

    private sealed class Buyer : HttpUser
    {
        public override WaitTime WaitTime => WaitTime.Constant(3600);

        protected internal override async ValueTask OnStart()
        {
            var login = await Http.Post("/login", new { user = "ann", password = "hunter2" });
            login.Require(200);
            Http.BearerToken(login.Json("token").GetString()!);
        }

        [Task(weight: 9)]
        public async ValueTask Find()
        {
            await Http.Get("/old");
            (await Http.Get("/missing")).Expect(200, 404);
            (await Http.Get("/items/7?token=t0ps3cret", name: "/items/{id}")).Expect(false, "it costs too much");
        }

        [Task]
        public async ValueTask Break()
        {
            await Http.Get("/hangup");
            (await Http.Get("/gone")).Require(200);
        }

        [Task]
        public void Throw() => throw new InvalidOperationException("out of stock");

        [Task]
        public async ValueTask Last()
        {
            await Http.Get("/long");
            await Measure("a query", () => default(ValueTask));
        }

        protected internal override async ValueTask OnStop() => await Http.Post("/logout");

        [Task]
        private sealed class Shelf : TaskSet
        {
            protected internal override async ValueTask OnStart() => await Http.Get("/shelf");

            [Task]
            public async ValueTask Upper() => await Http.Get("/upper");

            [Task]
            public async ValueTask Lower() => await Http.Get("/lower");

            protected internal override async ValueTask OnStop() => await Http.Get("/away");
        }
    }
}
