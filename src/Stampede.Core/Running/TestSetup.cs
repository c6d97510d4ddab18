using Stampede.Engine;
using Stampede.Results;

namespace Stampede;

/// <summary>What <see cref="Hooks.Setup"/> gets.</summary>
public sealed class TestSetup
{
    private const int MaxSaid = 200;
    private static readonly TimeSpan HealthTimeout = TimeSpan.FromSeconds(10);

    /// <summary>What the run will do.</summary>
    public required RunPlan Plan { get; init; }

    /// <summary>The base address of the system under test, user info included; null where every request is absolute.</summary>
    public string? Host { get; init; }

    /// <summary>The test's services; null without any.</summary>
    public IServiceProvider? Services { get; init; }

    /// <summary>Cancelled by Ctrl-C. A setup that throws then ends the run as interrupted.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal OptionValues Options { get; init; } = OptionValues.None;

    /// <inheritdoc cref="User.Option{T}"/>
    public T Option<T>(CustomOption<T> option) => Options.Of(option);

    /// <summary>
    /// Asks the system under test who it is before any load is sent: another one at the same address would answer something, perhaps fast. It is the whole of a setup:
    /// <c>Setup = setup =&gt; setup.ExpectHealth("/health", "my-service")</c>.
    /// </summary>
    /// <param name="path">What is asked for by GET, within 10 s.</param>
    /// <param name="text">What the answer's body must hold.</param>
    /// <returns>Null: no data for the users.</returns>
    /// <exception cref="LoadTestException">It does not answer, or is another one.</exception>
    public async ValueTask<object?> ExpectHealth(string path, string text)
    {
        var host = Host ?? throw new LoadTestException([$"GET {path} has no host to ask: the test names none."]);
        var url = new Uri(new Uri(host), path);
        string said;
        try
        {
            using var client = new HttpClient { Timeout = HealthTimeout };
            using var answer = await client.GetAsync(url, CancellationToken);
            said = await answer.Content.ReadAsStringAsync(CancellationToken);
            if (said.Contains(text, StringComparison.Ordinal))
            {
                return null;
            }

            said = $"it answers {(int)answer.StatusCode} with '{(said.Length > MaxSaid ? said[..MaxSaid] + "…" : said)}'";
        }
        catch (Exception problem) when (problem is HttpRequestException || problem is TaskCanceledException && !CancellationToken.IsCancellationRequested)
        {
            said = $"it does not answer: {problem.Message}";
        }

        throw new LoadTestException([
            $"{url.Scheme}://{url.Authority} is not what this test is for: GET {path} must say '{text}', and {said}. No load was sent. Name the right one with --host."]);
    }
}
