using System.Globalization;

namespace ControlPlane.Hosting;

internal static class SampleOptionsParser
{
    public const string Usage = """
        ControlPlane: a deployment control plane to load test, in memory.

          --urls <url>               where to listen; default http://127.0.0.1:8000, port 0 takes a free one
          --latency <time>           time added to every API answer: 5ms, 0.2s; 0 to 60s, default none
          --fail-rate <share>        share of API requests answered with 500, 0 to 1; default 0
          --allow-load-test-users    exempt loadtest_user, cab_approver and publisher_user, once logged in, from the throttles
          --exit-with-parent         stop when standard input ends; ignore Ctrl-C
          --log-requests             one log line a request
          --help                     this text
        """;

    public static ParsedOptions Parse(IReadOnlyList<string> args)
    {
        var options = new SampleOptions();
        var problems = new List<string>();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--urls":
                    options = options with { Urls = Urls(Value(ref i), problems, options.Urls) };
                    break;
                case "--latency":
                    options = options with { Latency = Latency(Value(ref i), problems) };
                    break;
                case "--fail-rate":
                    options = options with { FailRate = FailRate(Value(ref i), problems) };
                    break;
                case "--allow-load-test-users":
                    options = options with { AllowLoadTestUsers = true };
                    break;
                case "--exit-with-parent":
                    options = options with { ExitWithParent = true };
                    break;
                case "--log-requests":
                    options = options with { LogRequests = true };
                    break;
                case "--help" or "-h":
                    return new(options, [], Help: true);
                default:
                    problems.Add($"Unknown argument '{args[i]}'.");
                    break;
            }
        }

        return new(options, problems, Help: false);

        string Value(ref int at) => at + 1 < args.Count ? args[++at] : "";
    }

    private static string Urls(string text, List<string> problems, string otherwise)
    {
        // '*' and '+' are hosts to Kestrel and none to Uri.
        var readable = text.Replace("://*", "://0.0.0.0", StringComparison.Ordinal).Replace("://+", "://0.0.0.0", StringComparison.Ordinal);
        if (Uri.TryCreate(readable, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttp && url.PathAndQuery == "/")
        {
            return text;
        }

        problems.Add($"--urls '{text}' is not an http address such as http://127.0.0.1:8000.");
        return otherwise;
    }

    private static TimeSpan Latency(string text, List<string> problems)
    {
        var (number, unit) = text.EndsWith("ms", StringComparison.Ordinal) ? (text[..^2], 1.0)
            : text.EndsWith('s') ? (text[..^1], 1000.0)
            : (text, double.NaN);
        if (TryNumber(number, out var value) && value * unit is >= 0 and <= 60_000)
        {
            return TimeSpan.FromMilliseconds(value * unit);
        }

        problems.Add($"--latency '{text}' is not a time from 0 to 60s with its unit, such as 5ms or 0.2s.");
        return default;
    }

    private static double FailRate(string text, List<string> problems)
    {
        if (TryNumber(text, out var value) && value is >= 0 and <= 1)
        {
            return value;
        }

        problems.Add($"--fail-rate '{text}' is not a share from 0 to 1.");
        return 0;
    }

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
}
