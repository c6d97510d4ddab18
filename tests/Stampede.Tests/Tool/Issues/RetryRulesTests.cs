using Stampede.Engine;

namespace Stampede.Tests;

public class RetryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(410)]
    [InlineData(422)]
    [InlineData(301)]
    public void What_will_not_change_is_not_tried_again(int status) => Assert.Null(Wait(new ApiAnswer { Status = status, Body = "Forbidden" }));

    [Fact]
    public void A_server_that_broke_gets_twice_the_time_each_time_up_to_30_seconds_and_never_the_same()
    {
        foreach (var status in (int?[])[500, 502, 503, 408, null])
        {
            for (var attempt = 0; attempt < 12; attempt++)
            {
                var seconds = Math.Min(30, Math.Pow(2, attempt));
                Assert.InRange(Wait(new ApiAnswer { Status = status }, attempt)!.Value.TotalSeconds, 0.5 * seconds, 1.5 * seconds);
            }
        }

        var random = new Random(1);
        Assert.Equal(10, Enumerable.Range(0, 10).Select(_ => RetryRules.Wait(new ApiAnswer { Status = 500 }, 3, Now, random)).Distinct().Count());
    }

    [Theory]
    [InlineData(403)]
    [InlineData(429)]
    [InlineData(503)]
    public void What_the_server_asks_for_is_waited_and_never_less(int status) =>
        Assert.InRange(Wait(new ApiAnswer { Status = status, RetryAfter = TimeSpan.FromSeconds(42), Remaining = 0, Reset = Now.AddHours(1) })!.Value.TotalSeconds, 42, 43);

    [Fact]
    public void A_limit_that_is_used_up_is_waited_for_until_it_is_reset()
    {
        Assert.InRange(Wait(new ApiAnswer { Status = 403, Remaining = 0, Reset = Now.AddSeconds(90) })!.Value.TotalSeconds, 91, 92);
        Assert.InRange(Wait(new ApiAnswer { Status = 429, Remaining = 0, Reset = Now.AddSeconds(-90) })!.Value.TotalSeconds, 1, 2);
    }

    [Fact]
    public void A_secondary_limit_without_headers_gets_a_minute_and_twice_as_long_each_time()
    {
        var answer = new ApiAnswer { Status = 403, Body = """{"message":"You have exceeded a secondary rate limit."}""" };
        Assert.InRange(Wait(answer)!.Value.TotalSeconds, 60, 75);
        Assert.InRange(Wait(answer, 2)!.Value.TotalSeconds, 240, 300);
        Assert.InRange(Wait(new ApiAnswer { Status = 429 })!.Value.TotalSeconds, 60, 75);
    }

    private static TimeSpan? Wait(ApiAnswer answer, int attempt = 0) => RetryRules.Wait(answer, attempt, Now, new Random(7));
}
