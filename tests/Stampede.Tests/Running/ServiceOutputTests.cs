using Stampede.Engine;

namespace Stampede.Tests;

public sealed class ServiceOutputTests
{
    [Theory]
    [InlineData("      Now listening on: http://127.0.0.1:41234", "http://127.0.0.1:41234/")]
    [InlineData("info: Microsoft.Hosting.Lifetime[14] Now listening on: https://localhost:5001", "https://localhost:5001/")]
    [InlineData("Now listening on: http://[::]:8080", "http://localhost:8080/")]
    [InlineData("Now listening on: http://0.0.0.0:8080", "http://127.0.0.1:8080/")]
    [InlineData("server Listening on \"http://localhost:3000\", press Ctrl-C", "http://localhost:3000/")]
    public void An_address_is_found_where_one_is_said(string line, string address) =>
        Assert.Equal(new Uri(address), ServiceOutput.FindAddress(line));

    [Theory]
    [InlineData("")]
    [InlineData("GET http://127.0.0.1:80/ 200")]
    [InlineData("listening on port 8080")]
    [InlineData("listening on: http://")]
    public void Other_lines_have_none(string line) => Assert.Null(ServiceOutput.FindAddress(line));

    [Fact]
    public async Task The_first_address_counts_and_only_the_last_lines_are_kept()
    {
        var output = new ServiceOutput();
        await output.Read(new StringReader("listening on http://a:1\nlistening on http://b:2\n" + string.Concat(Enumerable.Range(0, 50).Select(i => $"line {i}\n"))));

        Assert.Equal("a", (await output.Address).Host);
        Assert.Equal(40, output.Lines.Count);
        Assert.EndsWith("  line 49", output.Quote(), StringComparison.Ordinal);
        Assert.DoesNotContain("line 9" + Environment.NewLine, output.Quote(), StringComparison.Ordinal);
    }
}
