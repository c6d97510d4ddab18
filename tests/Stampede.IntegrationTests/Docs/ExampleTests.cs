namespace Stampede.IntegrationTests;

/// <summary>The examples of the documentation are whole programs that work.</summary>
public sealed class ExampleTests(ExamplePrograms programs) : IClassFixture<ExamplePrograms>
{
    public static TheoryData<Example> Examples => [.. Example.All];

    [Theory]
    [MemberData(nameof(Examples), DisableDiscoveryEnumeration = true)]
    public async Task An_example_compiles_runs_and_passes(Example example)
    {
        var run = await programs.Result(example);

        Assert.True(run.ExitCode == 0, $"{example} ended with {run.ExitCode}:{Environment.NewLine}{run.All}");
        Assert.Matches("(GET|POST) ", run.All);
    }
}
