namespace Stampede.IntegrationTests;

/// <summary>Asks for a page and for one that is not there, and measures something that is not HTTP.</summary>
internal sealed class Shopper : HttpUser
{
    public const string Odd = "missing \"\\ \u00fc";

    public override WaitTime WaitTime => WaitTime.Constant(0.02);

    [Task(weight: 3)]
    public async ValueTask Page()
    {
        (await Http.Get("/articles")).Expect(200);
        Check("has a page", true);
        Trend("hits", 12.5);
        Counter("orders", 2);
    }

    [Task]
    public async ValueTask Missing() => await Http.Get("/missing", name: Odd);

    [Task]
    public async ValueTask Query() => await Measure("select", () => ValueTask.CompletedTask, method: "SQL");
}
