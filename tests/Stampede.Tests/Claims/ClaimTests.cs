using Stampede.Claims;

namespace Stampede.Tests.Claims;

public class ClaimTests
{
    [Theory]
    [InlineData("requests=68902", "requests", ClaimKind.Count, 68902, 1, ClaimComparison.Is)]
    [InlineData("requests = 68,902", "requests", ClaimKind.Count, 68902, 1, ClaimComparison.Is)]
    [InlineData("requests: 10k", "requests", ClaimKind.Count, 10000, 1000, ClaimComparison.Is)]
    [InlineData("requests >= 10,000", "requests", ClaimKind.Count, 10000, 1, ClaimComparison.AtLeast)]
    [InlineData("rps=10,000+", "requests_per_second", ClaimKind.Rate, 10000, 1, ClaimComparison.AtLeast)]
    [InlineData("success_rate=72%", "success_rate", ClaimKind.Share, 72, 1, ClaimComparison.Is)]
    [InlineData("success rate = 99.9 percent", "success_rate", ClaimKind.Share, 99.9, 0.1, ClaimComparison.Is)]
    [InlineData("error_rate=0.0033", "failure_rate", ClaimKind.Share, 0.33, 0.01, ClaimComparison.Is)]
    [InlineData("p99 < 200ms", "p(99)", ClaimKind.Time, 200, 1, ClaimComparison.Below)]
    [InlineData("P(99.9) = 1.2 s", "p(99.9)", ClaimKind.Time, 1200, 100, ClaimComparison.Is)]
    [InlineData("median=5", "p(50)", ClaimKind.Time, 5, 1, ClaimComparison.Is)]
    [InlineData("avg ~ 40 ms", "avg", ClaimKind.Time, 40, 1, ClaimComparison.About)]
    [InlineData("duration=5m", "duration", ClaimKind.Duration, 300, 60, ClaimComparison.Is)]
    [InlineData("users=100", "users", ClaimKind.Users, 100, 1, ClaimComparison.Is)]
    public void It_is_read_as_people_write_it(string text, string metric, ClaimKind kind, double value, double step, ClaimComparison comparison)
    {
        var claim = Claim.Parse(text);

        Assert.Equal((metric, kind, comparison), (claim.Metric, claim.Kind, claim.Comparison));
        Assert.Equal(value, claim.Value, 1e-9);
        Assert.Equal(step, claim.Step, 1e-9);
    }

    [Fact]
    public void A_request_stands_in_braces_and_may_have_braces_itself()
    {
        var claim = Claim.Parse("failures{GET /orders/{id}} = 3");

        Assert.Equal(("failures", "GET /orders/{id}", 3.0), (claim.Metric, claim.Request, claim.Value));
        Assert.Equal("failures of GET /orders/{id} = 3", claim.ToString());
    }

    [Theory]
    [InlineData("requests", "metric=number")]
    [InlineData("throughput=5", "requests_per_second")]
    [InlineData("requests=many", "no number for requests")]
    [InlineData("p99=5 rps", "us, ms, s or m")]
    [InlineData("p(101)=5", "p(N)")]
    [InlineData("requests=1.2.3", "no number")]
    [InlineData("requests=-5", "no number")]
    public void What_cannot_be_read_says_what_is_allowed(string text, string expected) =>
        Assert.Contains(expected, Assert.Throws<ClaimSyntaxException>(() => Claim.Parse(text)).Message);

    [Theory]
    [InlineData("success_rate=72%", 72.19, true)] // 72 stands for anything that rounds or is cut off to it
    [InlineData("success_rate=72%", 71.2, true)]
    [InlineData("success_rate=72%", 70.9, false)]
    [InlineData("requests=68902", 68903, false)]
    [InlineData("p99 < 200ms", 200, false)]
    [InlineData("requests >= 100", 100, true)]
    [InlineData("requests >= 100", 99, false)]
    [InlineData("avg ~ 100", 104.9, true)]
    [InlineData("avg ~ 100", 106, false)]
    public void It_agrees_as_exactly_as_it_is_written(string text, double measured, bool agrees) => Assert.Equal(agrees, Claim.Parse(text).Agrees(measured));
}
