using Stampede.Metrics;

namespace Stampede.Tests;

public class MetricsLimitsTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_known_name_keeps_its_id_and_methods_are_kept_apart()
    {
        var recorder = new MetricsRecorder(new MetricsLimits());
        var get = recorder.RequestId("GET", "/a");

        Assert.Equal(get, recorder.RequestId("GET", string.Concat("/", "a")));
        Assert.NotEqual(get, recorder.RequestId("PUT", "/a"));
        Assert.NotEqual(get, recorder.RequestId("GET", "/A"));
        Assert.Equal(new RequestKey("GET", "/a"), recorder.Request(get));
        Assert.Equal(0, recorder.Overflow.Count);
    }

    [Fact]
    public void Names_beyond_the_limit_are_counted_together_with_five_examples()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(RequestNames: 100));
        var shard = recorder.NewShard();
        for (var round = 0; round < 2; round++)
        {
            for (var i = 0; i < 110; i++)
            {
                shard.Record(new RequestSample { RequestId = recorder.RequestId("GET", $"/{i}"), FailureId = -1, Connect = -1, Tls = -1 });
            }
        }

        var delta = recorder.Flush(Now);
        Assert.Equal(101, delta.Requests.Count);
        Assert.Equal(2, delta.Requests[new RequestKey("GET", "/99")].Settled);
        Assert.Equal(20, delta.Requests[RequestKey.Other].Settled);
        Assert.Equal(10, recorder.Overflow.Count);
        Assert.Equal(["GET /100", "GET /101", "GET /102", "GET /103", "GET /104"], recorder.Overflow.Examples);
    }

    [Fact]
    public void At_most_100_000_names_beyond_the_limit_are_told_apart()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(RequestNames: 1));
        for (var i = 0; i < 100_100; i++)
        {
            recorder.RequestId("GET", $"/{i}");
        }

        Assert.Equal(100_000, recorder.Overflow.Count);
        Assert.Equal(RequestKey.Other, recorder.Request(recorder.RequestId("GET", "/one-more")));
        Assert.NotEqual(RequestKey.Other, recorder.Request(recorder.RequestId("GET", "/0")));
    }

    [Fact]
    public void Failure_texts_beyond_the_limit_become_other_of_the_same_request_and_kind()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(FailureTexts: 3));
        var shard = recorder.NewShard();
        foreach (var name in (string[])["/a", "/b"])
        {
            for (var i = 0; i < 5; i++)
            {
                var request = recorder.RequestId("GET", name);
                shard.Record(new RequestSample { RequestId = request, FailureId = recorder.FailureId(request, FailureKind.Declared, $"text {i}"), Connect = -1, Tls = -1 });
            }
        }

        var failures = recorder.Flush(Now).Failures;
        foreach (var name in (string[])["/a", "/b"])
        {
            var expected = new[] { ("text 0", 1L), ("text 1", 1L), ("text 2", 1L), ("(other)", 2L) };
            Assert.Equal(expected, failures.Where(f => f.Key.Request.Name == name).Select(f => (f.Key.Text, f.Value.Count)));
        }
    }

    [Fact]
    public void Check_names_beyond_the_limit_are_counted_together()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(Checks: 2));
        var shard = recorder.NewShard();
        foreach (var name in (string[])["a", "b", "c", "d", "a"])
        {
            shard.Check(recorder.CheckId(name), true);
        }

        Assert.Equal(
            new Dictionary<string, CheckStats> { ["a"] = new(2, 0), ["b"] = new(1, 0), ["(other)"] = new(2, 0) }, recorder.Flush(Now).Checks);
    }

    [Fact]
    public async Task Ids_are_the_same_for_all_threads()
    {
        var recorder = new MetricsRecorder(new MetricsLimits(RequestNames: 500));
        var ids = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            Enumerable.Range(0, 600).Select(i => recorder.RequestId("GET", $"/{i % 550}")).ToArray())));

        Assert.Equal(501, ids.SelectMany(i => i).Distinct().Count());
        Assert.Equal(50, recorder.Overflow.Count);
        for (var i = 0; i < 550; i++)
        {
            var key = recorder.Request(recorder.RequestId("GET", $"/{i}"));
            Assert.True(key == RequestKey.Other || key.Name == $"/{i}");
        }
    }

    [Fact]
    public void Exceptions_are_grouped_with_the_first_stack_trace_only()
    {
        var recorder = new MetricsRecorder(new MetricsLimits());
        var shard = recorder.NewShard();
        var other = recorder.NewShard();
        shard.UserError(0, "Create", Thrown("broken"));
        other.UserError(0, "Create", Thrown("broken"));
        other.UserError(1, "Create", new InvalidOperationException("never thrown"));

        var first = recorder.Flush(Now).UserErrors;
        var key = new UserErrorKey(0, "Create", "System.InvalidOperationException", "broken");
        Assert.Equal(2, first.Count);
        Assert.Equal(2, first[key].Count);
        Assert.Contains(nameof(Thrown), first[key].StackTrace);
        Assert.Equal("", first[key with { ClassIndex = 1, Message = "never thrown" }].StackTrace);

        shard.UserError(0, "Create", Thrown("broken"));
        var again = Assert.Single(recorder.Flush(Now).UserErrors);
        Assert.Equal((key, 1, ""), (again.Key, again.Value.Count, again.Value.StackTrace));
    }

    [Fact]
    public void Messages_of_exceptions_are_cut_at_500_characters_and_200_of_them()
    {
        var recorder = new MetricsRecorder(new MetricsLimits());
        var shard = recorder.NewShard();
        shard.UserError(0, "Create", new InvalidOperationException(new string('x', 499) + "😀"));
        for (var i = 0; i < 250; i++)
        {
            shard.UserError(0, "Create", new InvalidOperationException($"message {i}"));
        }

        var errors = recorder.Flush(Now).UserErrors;
        Assert.Equal(201, errors.Count);
        Assert.Contains(errors.Keys, k => k.Message == new string('x', 499));
        Assert.Equal(51, errors[new UserErrorKey(0, "Create", "System.InvalidOperationException", "(other)")].Count);
    }

    [Fact]
    public void An_exception_whose_message_throws_is_counted_all_the_same()
    {
        var recorder = new MetricsRecorder(new MetricsLimits());
        recorder.NewShard().UserError(0, "Create", new BrokenException());

        var key = Assert.Single(recorder.Flush(Now).UserErrors).Key;
        Assert.Contains("NotSupportedException", key.Message);
        Assert.Contains(nameof(BrokenException), key.Type);
    }

    private static Exception Thrown(string message)
    {
        try
        {
            throw new InvalidOperationException(message);
        }
        catch (InvalidOperationException e)
        {
            return e;
        }
    }

    private sealed class BrokenException : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
