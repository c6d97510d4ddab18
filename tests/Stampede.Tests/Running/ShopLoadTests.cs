using Stampede.Metrics;
using Stampede.Results;

namespace Stampede.Tests;

// The example of docs/reference/library.md: change both together.
public sealed class ShopLoadTests : IDisposable
{
    private readonly TestServer _shop = new("""{"items": 3}"""); // the system under test: anything that has an address

    [Fact]
    public async Task The_shop_answers_fifty_users_in_time()
    {
        var test = new LoadTest
        {
            Host = _shop.Url,
            Users = [typeof(Customer)],
            Load = Load.Users(50, spawnRate: 100).IterationsPerUser(5),
            Thresholds = ["p(95) < 5s", "success_rate == 100%"],
        };

        var result = await test.Run(new RunOptions { Seed = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(Verdict.Passed, result.Verdict);
        Assert.Equal(0, result.Total().Failed);
        Assert.Empty(result.UserErrors);
        var basket = result.Requests[new RequestKey("GET", "/basket")];
        Assert.Equal(250, basket.Settled);
        Assert.True(basket.ResponseTime.Percentile(50) < 1_000_000, "half of the baskets came within a second"); // microseconds
        Assert.True(result.Checks["has items"].Passed > 0);
    }

    public void Dispose() => _shop.Dispose();

    private sealed class Customer : HttpUser
    {
        public override WaitTime WaitTime => WaitTime.Between(0.1, 0.3);

        [Task]
        public async ValueTask Basket()
        {
            var basket = await Http.Get("/basket");
            basket.Require(200);
            Check("has items", basket.Json("items").GetInt32() > 0);
        }
    }
}
